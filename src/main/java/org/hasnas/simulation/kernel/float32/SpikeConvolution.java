package org.hasnas.simulation.kernel.float32;

import java.util.Arrays;
import org.hasnas.simulation.kernel.layout.ConvolutionShape;
import org.hasnas.simulation.kernel.layout.SpikeLayout;

/**
 * A convolution of spikes with fixed float32 weights, event-driven: lists the weight rows of all spikes under the kernel, then adds them up,
 * several rows per pass over the sums. Plain Java: the loops over output channels have one index for all arrays, which the just-in-time
 * compiler turns into vector instructions. It holds scratch memory, so each thread needs its own.
 */
public final class SpikeConvolution {
    private static final int WIDE = 128;

    private final ConvolutionShape shape;
    private final float[][] weights;
    private final int words;
    private final int[] firstEvent; // of each input position
    private final int[] events; // column * inChannels + channel of each spike, position after position
    private final int[] active; // weight rows under the kernel; numbers, as storing references costs a barrier of the collector

    /**
     * @param weights rows {@code (ky * kernelSize + kx) * inChannels + in} of {@code outChannels} weights; not copied, must not change
     * @throws IllegalArgumentException if the weights have another shape
     */
    public SpikeConvolution(ConvolutionShape shape, float[][] weights) {
        DenseConvolution.checkWeights(shape, weights);
        SpikeLayout layout = shape.inputLayout();
        this.shape = shape;
        this.weights = weights;
        this.words = layout.wordsPerPosition();
        this.firstEvent = new int[layout.positions() + 1];
        this.events = new int[layout.neurons()];
        this.active = new int[shape.weightRows()];
    }

    /**
     * Computes output rows of one frame. The sum of each output runs over kernel rows, kernel columns and input channels in ascending order,
     * so the result does not depend on the width of the machine's vectors.
     *
     * @param spikes spikes of the frame in {@link ConvolutionShape#inputLayout}
     * @param output receives row {@code firstOutput + y * outWidth + x} for every y in [fromY, toY); the first {@code outChannels}
     *     elements of each are overwritten
     */
    public void convolve(long[] spikes, float[][] output, int firstOutput, int fromY, int toY) {
        int stride = shape.stride();
        int padding = shape.padding();
        int outWidth = shape.outWidth();
        int outChannels = shape.outChannels();
        listEvents(spikes, Math.max(0, fromY * stride - padding),
                Math.min(shape.inHeight(), (toY - 1) * stride - padding + shape.kernelSize()));
        for (int y = fromY; y < toY; y++) {
            for (int x = 0; x < outWidth; x++) {
                int count = gather(y * stride - padding, x * stride - padding);
                float[] sums = output[firstOutput + y * outWidth + x];
                Arrays.fill(sums, 0, outChannels, 0f);
                add(sums, count, outChannels);
            }
        }
    }

    /** Scans the bits of some input rows once, since up to kernelSize^2 outputs need each of them. */
    private void listEvents(long[] spikes, int fromInY, int toInY) {
        int inWidth = shape.inWidth();
        int inChannels = shape.inChannels();
        int count = 0;
        for (int position = fromInY * inWidth; position < toInY * inWidth; position++) {
            firstEvent[position] = count;
            for (int w = 0; w < words; w++) {
                int base = position % inWidth * inChannels + w * Long.SIZE;
                for (long bits = spikes[position * words + w]; bits != 0; bits &= bits - 1) {
                    events[count++] = base + Long.numberOfTrailingZeros(bits);
                }
            }
            firstEvent[position + 1] = count;
        }
    }

    /**
     * Fills {@link #active} with the rows under the kernel at the given upper left corner. The events under one kernel row are
     * neighbours in the list, and so are the weight rows of neighbouring kernel columns: one shift turns the ones into the others.
     */
    private int gather(int top, int left) {
        int kernelSize = shape.kernelSize();
        int inChannels = shape.inChannels();
        int inWidth = shape.inWidth();
        int fromX = Math.max(0, left);
        int toX = Math.min(inWidth, left + kernelSize);
        int toY = Math.min(shape.inHeight(), top + kernelSize);
        int count = 0;
        for (int y = Math.max(0, top); fromX < toX && y < toY; y++) {
            int shift = ((y - top) * kernelSize - left) * inChannels;
            int end = firstEvent[y * inWidth + toX];
            for (int event = firstEvent[y * inWidth + fromX]; event < end; event++) {
                active[count++] = events[event] + shift;
            }
        }
        return count;
    }

    private void add(float[] sums, int count, int channels) {
        int next = 0;
        if (channels >= WIDE) {
            for (; next + 8 <= count; next += 8) {
                addEight(sums, weights[active[next]], weights[active[next + 1]], weights[active[next + 2]], weights[active[next + 3]],
                        weights[active[next + 4]], weights[active[next + 5]], weights[active[next + 6]], weights[active[next + 7]], channels);
            }
        }
        for (; next + 4 <= count; next += 4) {
            addFour(sums, weights[active[next]], weights[active[next + 1]], weights[active[next + 2]], weights[active[next + 3]],
                    channels);
        }
        for (; next < count; next++) {
            addOne(sums, weights[active[next]], channels);
        }
    }

    private static void addOne(float[] sums, float[] a, int channels) {
        for (int o = 0; o < channels; o++) {
            sums[o] += a[o];
        }
    }

    private static void addFour(float[] sums, float[] a, float[] b, float[] c, float[] d, int channels) {
        for (int o = 0; o < channels; o++) {
            sums[o] = sums[o] + a[o] + b[o] + c[o] + d[o];
        }
    }

    // A row costs one load this way, and the sums one load and one store per eight rows.
    private static void addEight(float[] sums, float[] a, float[] b, float[] c, float[] d, float[] e, float[] f, float[] g, float[] h,
            int channels) {
        for (int o = 0; o < channels; o++) {
            sums[o] = sums[o] + a[o] + b[o] + c[o] + d[o] + e[o] + f[o] + g[o] + h[o];
        }
    }
}
