package org.hasnas.simulation.kernel;

import java.util.Arrays;

/**
 * Plain Java kernels. The loops over output channels have one index for all arrays, which the just-in-time compiler turns into vector
 * instructions; the order of every sum is that of the source text, so the result does not depend on the vector width.
 */
public final class ScalarKernels implements SpikeKernels {
    @Override
    public SpikeConvolution spikeConvolution(ConvolutionShape shape, float[][] weights) {
        shape.checkWeights(weights);
        return new EventConvolution(shape, weights);
    }

    @Override
    public void integrateAndFire(SpikeLayout layout, float[][] input, int firstInput, ChannelAffine affine, float[][] membrane,
            int firstMembrane, float decay, float vThreshold, long[] spikes) {
        int channels = layout.channels();
        int words = layout.wordsPerPosition();
        for (int position = 0; position < layout.positions(); position++) {
            float[] v = membrane[firstMembrane + position];
            integrate(v, input[firstInput + position], affine.gain, affine.offset, decay, channels);
            fireAndReset(v, vThreshold, channels, spikes, position * words);
        }
    }

    private static void integrate(float[] v, float[] input, float[] gain, float[] offset, float decay, int channels) {
        for (int c = 0; c < channels; c++) {
            v[c] = v[c] + (input[c] * gain[c] + offset[c] - v[c]) * decay;
        }
    }

    private static void fireAndReset(float[] v, float vThreshold, int channels, long[] spikes, int firstWord) {
        for (int start = 0; start < channels; start += Long.SIZE) {
            int end = Math.min(channels, start + Long.SIZE);
            long word = 0;
            for (int c = start; c < end; c++) {
                if (v[c] >= vThreshold) {
                    word |= 1L << (c - start);
                    v[c] = 0f;
                }
            }
            spikes[firstWord + start / Long.SIZE] = word;
        }
    }

    /** Lists the weight rows of all spikes under the kernel, then adds them up, several rows per pass over the sums. */
    private static final class EventConvolution implements SpikeConvolution {
        private static final int WIDE = 128;

        private final ConvolutionShape shape;
        private final float[][] weights;
        private final int words;
        private final int[] firstEvent; // of each input position
        private final int[] events; // column * inChannels + channel of each spike, position after position
        private final int[] active; // weight rows under the kernel; numbers, as storing references costs a barrier of the collector

        EventConvolution(ConvolutionShape shape, float[][] weights) {
            SpikeLayout layout = shape.inputLayout();
            this.shape = shape;
            this.weights = weights;
            this.words = layout.wordsPerPosition();
            this.firstEvent = new int[layout.positions() + 1];
            this.events = new int[layout.neurons()];
            this.active = new int[shape.weightRows()];
        }

        @Override
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
}
