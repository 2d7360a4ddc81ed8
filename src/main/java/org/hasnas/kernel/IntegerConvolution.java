package org.hasnas.kernel;

/**
 * A convolution of spikes with int8 weights, event-driven: for every output pixel the weight rows of the spikes under the kernel are
 * listed and added up. At most {@link PackedWeights#MOST_ROWS} rows are added in int16; more are added up in int32, where at most
 * {@code kernelSize^2 * inChannels} rows of 127 stay below 2^31, see {@link PackedWeights#MOST_ROWS_IN_INT32}. The result saturates to int16.
 *
 * <p>Each thread needs its own, with its own scratch memory.
 */
public final class IntegerConvolution {
    private final ConvolutionShape shape;
    private final PackedWeights weights;
    private final IntegerKernels kernels;
    private final int words;
    private final int positions;
    private final RowSums sums;
    private final Scratch scratch;
    private final int pool;

    /** Memory that the convolutions of one thread share. Filled anew by each. */
    public static final class Scratch {
        private int[] firstEvent = {}; // of each input position
        private int[] events = {}; // start of the weight row for kernel column 0 and image column 0, position after position
        private int[] starts = {};
        private short[] band = {}; // output rows that a pool takes together

        private void reserve(int positions, int neurons, int rows, int bandValues) {
            firstEvent = atLeast(firstEvent, positions + 1);
            events = atLeast(events, neurons);
            starts = atLeast(starts, rows);
            band = band.length >= bandValues ? band : new short[bandValues];
        }

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
            throw new IllegalArgumentException("weights of " + shape + " must be " + shape.weightRows() + " rows of " + shape.outChannels() + ", were "
                    + weights.rows() + " rows of " + weights.channels());
        }
        SpikeLayout layout = shape.inputLayout();
        this.shape = shape;
        this.weights = weights;
        this.kernels = kernels;
        this.words = layout.wordsPerPosition();
        this.positions = layout.positions();
        this.sums = new RowSums(weights, kernels);
        this.scratch = scratch;
        this.pool = pool;
        scratch.reserve(positions, layout.neurons(), shape.weightRows(), pool == 1 ? 0 : pool * shape.outWidth() * weights.paddedChannels());
    }

    /**
     * Computes one frame.
     *
     * @param spikes in {@link ConvolutionShape#inputLayout}
     * @param output [row][column][padded channel] from {@code to}; with a pool, the mean of each window rounded to the nearest integer
     * @param moments the results before the pool are added
     * @param betweenRows run before each output row
     */
    public void convolve(long[] spikes, short[] output, int to, IntegerMoments moments, Runnable betweenRows) {
        listEvents(spikes);
        int width = shape.outWidth();
        int channels = weights.paddedChannels();
        for (int y = 0; y < shape.outHeight(); y++) {
            betweenRows.run();
            if (pool == 1) {
                convolveRow(y, output, to + y * width * channels);
                kernels.addMoments(output, to + y * width * channels, width, channels, moments);
            } else {
                int inBand = y % pool * width * channels;
                convolveRow(y, scratch.band, inBand);
                kernels.addMoments(scratch.band, inBand, width, channels, moments);
                if (y % pool == pool - 1) {
                    kernels.pool(scratch.band, width, channels, pool, output, to + y / pool * (width / pool) * channels);
                }
            }
        }
    }

    private void convolveRow(int y, short[] target, int to) {
        for (int x = 0; x < shape.outWidth(); x++) {
            int count = gather(y * shape.stride() - shape.padding(), x * shape.stride() - shape.padding());
            sums.sum(scratch.starts, count, target, to + x * weights.paddedChannels());
        }
    }

    private void listEvents(long[] spikes) {
        int[] firstEvent = scratch.firstEvent;
        int[] events = scratch.events;
        int inWidth = shape.inWidth();
        int length = weights.rowLength();
        int first = weights.start(0);
        int count = 0;
        for (int position = 0, column = 0; position < positions; position++) {
            firstEvent[position] = count;
            int base = first + column * shape.inChannels() * length;
            for (int w = 0; w < words; w++) {
                for (long bits = spikes[position * words + w]; bits != 0; bits &= bits - 1) {
                    events[count++] = base + (w * Long.SIZE + Long.numberOfTrailingZeros(bits)) * length;
                }
            }
            column = column + 1 == inWidth ? 0 : column + 1;
        }
        firstEvent[positions] = count;
    }

    /**
     * Lists the weight rows under the kernel at the given upper left corner. The events under one kernel row are neighbours in the
     * list, and so are the weight rows of neighbouring kernel columns: one shift turns the ones into the others.
     */
    private int gather(int top, int left) {
        int kernelSize = shape.kernelSize();
        int inWidth = shape.inWidth();
        int fromX = Math.max(0, left);
        int toX = Math.min(inWidth, left + kernelSize);
        int toY = Math.min(shape.inHeight(), top + kernelSize);
        int count = 0;
        for (int y = Math.max(0, top); fromX < toX && y < toY; y++) {
            int shift = ((y - top) * kernelSize - left) * shape.inChannels() * weights.rowLength();
            int from = scratch.firstEvent[y * inWidth + fromX];
            int events = scratch.firstEvent[y * inWidth + toX] - from;
            shifted(scratch.events, from, shift, scratch.starts, count, events);
            count += events;
        }
        return count;
    }

    private static void shifted(int[] source, int from, int shift, int[] target, int to, int count) {
        for (int i = 0; i < count; i++) {
            target[to + i] = source[from + i] + shift;
        }
    }
}
