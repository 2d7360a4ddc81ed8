package org.hasnas.simulation.kernel.training;

import java.util.Arrays;
import org.hasnas.simulation.kernel.layout.SpikeLayout;

/**
 * The spikes of a frame, or of some frames one behind the other, as lists, for a convolution that reads them; refilled for all others. For one thread
 * at a time.
 *
 * <p>By position: a spike is the start of its weight row, as if the kernel's left upper corner lay on column 0. The spikes under a row of
 * the kernel are then neighbours in the list, and one shift turns all of them into weight rows. By channel, for a band of image rows: a
 * spike is the start of the gradient of the pixel that the kernel's last tap sees it from; another tap is another shift for all of them.
 */
public final class SpikeEvents {
    /** Pixels of a band: enough spikes per channel to make a sum worth while, few enough gradients for the cache. */
    private static final int LEAST_BAND = 128;
    private static final int BAND_GRADIENTS = 1 << 12;

    /** Image rows of all frames. */
    int rows;

    /** Of each position, and behind the last: where its spikes begin in {@link #starts} and {@link #channel}. */
    int[] first = {};
    int[] channel = {};
    int[] starts = {};
    /** Of each spike: where the gradient of its pixel lies, as far behind the first pixel's. */
    private int[] places = {};
    /** Of each channel, and behind the last: where its spikes begin in {@link #pixels}. */
    int[] firstOfChannel = {};
    int[] pixels = {};
    /** Parts of {@link #starts} under an output pixel, one for each row of the kernel inside the map, and what to add to them. */
    int spans;
    int[] spanFrom = {};
    int[] spanEnd = {};
    int[] spanShift = {};
    /** Where the sums of a row of the kernel belong, vector by vector. */
    int[] rowTargets = {};

    /** Lists the spikes of frames, the first of which begins at a word. */
    public void list(SameConvolution shape, SpikeLayout layout, long[] spikes, int firstWord, int frames) {
        rows = frames * shape.height();
        reserve(shape, layout, frames);
        int words = layout.wordsPerPosition();
        int together = positionsOfWord(shape, layout);
        int shift = Integer.numberOfTrailingZeros(Long.SIZE / together); // of bits to positions
        int mask = (1 << shift) - 1;
        int count = 0;
        for (int row = 0, word = firstWord; row < rows; row++) {
            int pixelRow = shape.borderedRow(row) - shape.bordered(0, 0);
            for (int x = 0; x < shape.width(); x += together) {
                int position = row * shape.width() + x;
                for (int w = 0; w < words; w++) {
                    long bits = 0;
                    for (int i = 0; i < together; i++) {
                        if (w == 0) {
                            first[position + i] = count + Long.bitCount(bits);
                        }
                        bits |= spikes[word++] << (i << shift);
                    }
                    for (; bits != 0; bits &= bits - 1) {
                        int bit = Long.numberOfTrailingZeros(bits);
                        int column = x + (bit >> shift);
                        int fired = w * Long.SIZE + (bit & mask);
                        channel[count] = fired;
                        starts[count] = (column * shape.inChannels() + fired) * shape.paddedOut();
                        places[count++] = pixelRow + column * shape.paddedOut();
                    }
                }
            }
        }
        first[rows * shape.width()] = count;
    }

    /** Neighbours in a row whose spikes are taken from one word, 1, 2 or 4: the processor then has fewer ends of loops to foresee. */
    private static int positionsOfWord(SameConvolution shape, SpikeLayout layout) {
        int together = layout.channels() > Integer.SIZE ? 1 : layout.channels() > Short.SIZE ? 2 : 4;
        return Math.min(together, Integer.lowestOneBit(shape.width()));
    }

    private void reserve(SameConvolution shape, SpikeLayout layout, int frames) {
        int positions = frames * layout.positions();
        int neurons = Math.multiplyExact(frames, layout.neurons());
        if (first.length < positions + 1) {
            first = new int[positions + 1];
        }
        if (channel.length < neurons) {
            channel = new int[neurons];
            starts = new int[neurons];
            places = new int[neurons];
            pixels = new int[neurons];
        }
        if (firstOfChannel.length < shape.inChannels() + 1) {
            firstOfChannel = new int[shape.inChannels() + 1];
        }
        reserve(shape.kernelSize());
    }

    /** Makes room for a kernel of this side: convolutions with other kernels may read a list, too. */
    public void reserve(int kernelSize) {
        if (spanFrom.length < kernelSize) {
            spanFrom = new int[kernelSize];
            spanEnd = new int[kernelSize];
            spanShift = new int[kernelSize];
        }
    }

    /**
     * Finds the spans of {@code count} output pixels from (y, x), neighbours in a row, for bordered weights: the rows of the first one are in the
     * order tap, channel. Each further pixel's rows lie a tap before, those of spikes that it does not see in the border.
     */
    void seek(SameConvolution shape, int y, int x, int count) {
        int side = shape.kernelSize();
        int reach = side / 2;
        int fromX = Math.max(0, x - reach);
        int endX = Math.min(shape.width(), x + reach + count);
        spans = 0;
        for (int ky = Math.max(0, reach - y); ky < Math.min(side, shape.height() + reach - y); ky++) {
            int row = (y + ky - reach) * shape.width();
            spanFrom[spans] = first[row + fromX];
            spanEnd[spans] = first[row + endX];
            spanShift[spans++] = (ky * (side + 2) + 1 + reach - x) * shape.inChannels() * shape.paddedOut();
        }
    }

    /** Image rows of a band. */
    static int bandRows(SameConvolution shape) {
        return Math.max(1, Math.max(LEAST_BAND, BAND_GRADIENTS / shape.paddedOut()) / shape.width());
    }

    /** Lists the spikes of image rows [fromY, toY), counted through all frames, by channel, each channel's in the order of positions. */
    void listByChannel(SameConvolution shape, int fromY, int toY) {
        int[] next = firstOfChannel;
        Arrays.fill(next, 0, shape.inChannels() + 1, 0);
        int from = first[fromY * shape.width()];
        int end = first[toY * shape.width()];
        for (int event = from; event < end; event++) {
            next[channel[event]]++;
        }
        int sum = 0;
        for (int c = 0; c <= shape.inChannels(); c++) { // ends first: filling backwards turns them into beginnings
            sum += next[c];
            next[c] = sum;
        }
        for (int event = end - 1; event >= from; event--) {
            pixels[--next[channel[event]]] = places[event];
        }
    }

    /** What to add to {@link #pixels} for a tap of the kernel. */
    static int tapShift(SameConvolution shape, int tap) {
        int side = shape.kernelSize();
        int reach = side / 2;
        return shape.bordered(reach - tap / side, reach - tap % side);
    }

    /**
     * Fills {@link #rowTargets}: the gradients under a row of the kernel are neighbours, beginning with what its last tap sees; the sums of each
     * vector of them belong to a tap's row of weights.
     */
    void aimRow(SameConvolution shape, int lanes) {
        int channels = shape.paddedOut();
        int vectors = shape.kernelSize() * channels / lanes;
        if (rowTargets.length < vectors) {
            rowTargets = new int[vectors];
        }
        for (int vector = 0; vector < vectors; vector++) {
            int tap = shape.kernelSize() - 1 - vector * lanes / channels;
            rowTargets[vector] = tap * shape.inChannels() * channels + vector * lanes % channels;
        }
    }
}
