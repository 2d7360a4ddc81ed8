package org.hasnas.simulation.kernel.integer;

import java.util.Arrays;
import org.hasnas.simulation.kernel.layout.ConvolutionShape;
import org.hasnas.simulation.kernel.layout.SpikeLayout;

/**
 * A convolution of spikes with int8 weights, event-driven: for every output pixel the weight rows of the spikes under the kernel are
 * listed and added up.
 *
 * <p>Weights are read more often than anything else, so the order of the work is made for the cache next to the processor: of a band of
 * output rows, the sums of 64 output channels over a chunk of kernel rows and input channels are added for all pixels, then the next
 * 64, then the next chunk. Those weights are at most {@code 18 * 64} rows of 64 bytes.
 *
 * <p>Sums are int16. Up to {@link PackedWeights#MAX_ROWS} rows can't leave it; when more are added, each addition is checked. If one left
 * int16, the band is computed again in int32, where at most {@code kernelSize^2 * inChannels} rows of 127 stay below 2^31, see
 * {@link PackedWeights#MAX_ROWS_IN_INT32}, and saturated to int16.
 *
 * <p>Each thread needs its own, with its own scratch memory.
 */
public final class IntegerConvolution {
    /** Words of spikes under the kernel that a chunk takes together: their weights for 64 channels, 4 KB each, are 1.5 times the usual L1. */
    private static final int CHUNK = 18;
    /** So many pixels share the reading of a chunk's weights from L2; their sums of 64 channels are 32 KB. */
    private static final int BAND = 256;

    private final ConvolutionShape shape;
    private final PackedWeights weights;
    private final IntegerKernels kernels;
    private final int words;
    private final int positions;
    private final int kernelRows; // of a chunk
    private final int chunkWords;
    private final int wordChunks;
    private final int bandRows;
    private final Scratch scratch;
    private final int pool;

    /** Memory that the convolutions of one thread share. Filled anew by each. */
    public static final class Scratch {
        private final RowLists lists = new RowLists();
        private int[] firstEvent = {}; // of each input position, for one chunk of words after the other
        private int[] events = {};
        private int[] columns = {};
        private short[] band = {}; // output rows that a pool takes together
        private int[] wide = {}; // sums of a band, once int16 was too narrow

        private static int[] atLeast(int[] array, int length) {
            return array.length >= length ? array : new int[length];
        }
    }

    /**
     * @param weights rows {@code (ky * kernelSize + kx) * inChannels + in}
     * @param scratch of the thread
     * @param pool side and stride of an average pool behind the convolution, 1 for none; rows and columns that fill no window are left out
     */
    public IntegerConvolution(ConvolutionShape shape, PackedWeights weights, int pool, IntegerKernels kernels, Scratch scratch) {
        if (weights.rows() != shape.weightRows() || weights.channels() != shape.outChannels()) {
            throw new IllegalArgumentException("weights of " + shape + " must be " + shape.weightRows() + " rows of " + shape.outChannels()
                    + ", were " + weights.rows() + " rows of " + weights.channels());
        }
        SpikeLayout layout = shape.inputLayout();
        this.shape = shape;
        this.weights = weights;
        this.kernels = kernels;
        this.words = layout.wordsPerPosition();
        this.positions = layout.positions();
        this.kernelRows = Math.clamp(CHUNK / shape.kernelSize(), 1, shape.kernelSize());
        this.chunkWords = Math.clamp(CHUNK / (shape.kernelSize() * kernelRows), 1, words);
        this.wordChunks = (words + chunkWords - 1) / chunkWords;
        this.bandRows = Math.max(1, BAND / shape.outWidth() / pool) * pool;
        this.scratch = scratch;
        this.pool = pool;
        reserve(layout);
    }

    private void reserve(SpikeLayout layout) {
        scratch.firstEvent = Scratch.atLeast(scratch.firstEvent, Math.multiplyExact(wordChunks, positions + 1));
        scratch.events = Scratch.atLeast(scratch.events, layout.neurons() + RowLists.SLACK);
        scratch.columns = Scratch.atLeast(scratch.columns, shape.inWidth() + 1);
        int eventsOfRow = shape.inWidth() * kernelRows * Math.min(chunkWords * Long.SIZE, shape.inChannels());
        scratch.lists.reserve(Math.multiplyExact(bandRows, eventsOfRow), bandRows * shape.outWidth());
        int bandValues = pool == 1 ? 0 : bandRows * shape.outWidth() * weights.paddedChannels();
        if (scratch.band.length < bandValues) {
            scratch.band = new short[bandValues];
        }
    }

    /**
     * Computes one frame.
     *
     * @param spikes in {@link ConvolutionShape#inputLayout}
     * @param output [row][column][padded channel] from {@code to}; with a pool, the mean of each window rounded to the nearest integer
     * @param moments the results before the pool are added
     * @param inBetween run before each part of the work, of a few hundred output pixels or fewer
     */
    public void convolve(long[] spikes, short[] output, int to, IntegerMoments moments, Runnable inBetween) {
        listEvents(spikes);
        int rowLength = shape.outWidth() * weights.paddedChannels();
        for (int fromY = 0; fromY < shape.outHeight(); fromY += bandRows) {
            int toY = Math.min(shape.outHeight(), fromY + bandRows);
            short[] target = pool == 1 ? output : scratch.band;
            int first = pool == 1 ? to + fromY * rowLength : 0;
            convolveBand(fromY, toY, target, first, inBetween);
            for (int y = fromY; y < toY; y++) {
                kernels.addMoments(target, first + (y - fromY) * rowLength, shape.outWidth(), weights.paddedChannels(), moments);
            }
            if (pool > 1) {
                poolBand(fromY, toY, output, to);
            }
        }
    }

    private void poolBand(int fromY, int toY, short[] output, int to) {
        int channels = weights.paddedChannels();
        int width = shape.outWidth();
        for (int y = fromY; y + pool <= toY; y += pool) {
            kernels.pool(scratch.band, (y - fromY) * width * channels, width, channels, pool, output, to + y / pool * (width / pool) * channels);
        }
    }

    private void convolveBand(int fromY, int toY, short[] target, int to, Runnable inBetween) {
        int channels = weights.paddedChannels();
        int pixels = (toY - fromY) * shape.outWidth();
        boolean left = false;
        for (int chunk = 0; chunk < wordChunks; chunk++) {
            for (int ky = 0; ky < shape.kernelSize(); ky += kernelRows) {
                listRows(fromY, toY, chunk, ky);
                boolean add = chunk > 0 || ky > 0;
                do {
                    for (int panel = 0; panel < weights.panels(); panel++) {
                        inBetween.run();
                        left |= kernels.sumRows(weights, panel, scratch.lists, pixels, add, target, to + panel * ChannelBlocks.BLOCK, channels);
                    }
                    add = true;
                } while (scratch.lists.dropSummed(pixels));
            }
        }
        if (left) {
            convolveBandInInt32(fromY, toY, target, to, inBetween);
        }
    }

    /** Slow and rare: sums beyond int16 are beyond all that drawn weights give. */
    private void convolveBandInInt32(int fromY, int toY, short[] target, int to, Runnable inBetween) {
        int channels = weights.paddedChannels();
        int pixels = (toY - fromY) * shape.outWidth();
        RowSums sums = new RowSums(weights, kernels);
        int[] wide = Scratch.atLeast(scratch.wide, pixels * channels);
        scratch.wide = wide;
        Arrays.fill(wide, 0, pixels * channels, 0);
        RowLists lists = scratch.lists;
        for (int chunk = 0; chunk < wordChunks; chunk++) {
            for (int ky = 0; ky < shape.kernelSize(); ky += kernelRows) {
                inBetween.run();
                listRows(fromY, toY, chunk, ky);
                for (int pixel = 0; pixel < pixels; pixel++) {
                    int[] starts = Arrays.copyOfRange(lists.rows, lists.from[pixel], lists.from[pixel] + lists.count[pixel]);
                    for (int i = 0; i < starts.length; i++) {
                        starts[i] += lists.shift[pixel];
                    }
                    int[] sum = sums.sum(starts, starts.length);
                    for (int c = 0; c < channels; c++) {
                        wide[pixel * channels + c] += sum[c];
                    }
                }
            }
        }
        for (int i = 0; i < pixels * channels; i++) {
            target[to + i] = (short) Math.clamp(wide[i], Short.MIN_VALUE, Short.MAX_VALUE);
        }
    }

    private void listEvents(long[] spikes) {
        int next = 0;
        for (int chunk = 0; chunk < wordChunks; chunk++) {
            int fromWord = chunk * chunkWords;
            next = kernels.listEvents(spikes, positions, words, fromWord, Math.min(words, fromWord + chunkWords), scratch.firstEvent,
                    chunk * (positions + 1), scratch.events, next);
        }
    }

    /**
     * Lists the weight rows of a chunk for each pixel of a band. The events of an image column under the kernel rows are joined once per
     * output row. Those of neighbouring columns are neighbours, so the ones under the kernel are a part of that list: only the kernel column
     * is another for each pixel, which is one shift for all of them.
     */
    private void listRows(int fromY, int toY, int chunk, int fromKy) {
        RowLists lists = scratch.lists;
        int[] columns = scratch.columns;
        int inWidth = shape.inWidth();
        int kernelSize = shape.kernelSize();
        int tap = weights.start(shape.inChannels());
        int toKy = Math.min(kernelSize, fromKy + kernelRows);
        int next = 0;
        int pixel = 0;
        for (int y = fromY; y < toY; y++) {
            int top = y * shape.stride() - shape.padding();
            kernels.joinColumns(scratch.events, scratch.firstEvent, chunk * (positions + 1), Math.max(0, top + fromKy),
                    Math.min(shape.inHeight(), top + toKy), inWidth, -top * kernelSize * tap, kernelSize * tap, tap, lists.rows, next, columns);
            next = columns[inWidth];
            for (int x = 0; x < shape.outWidth(); x++, pixel++) {
                int left = x * shape.stride() - shape.padding();
                lists.from[pixel] = columns[Math.clamp(left, 0, inWidth)];
                lists.count[pixel] = columns[Math.clamp(left + kernelSize, 0, inWidth)] - lists.from[pixel];
                lists.shift[pixel] = -left * tap;
            }
        }
    }
}
