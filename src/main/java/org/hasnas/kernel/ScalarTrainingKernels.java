package org.hasnas.kernel;

import java.util.Arrays;

/** The training kernels in plain Java: the reference, and what runs without the Vector API. */
public final class ScalarTrainingKernels implements TrainingKernels {
    @Override
    public String name() {
        return "plain Java";
    }

    @Override
    public void convolve(SameConvolution shape, float[] weights, SpikeEvents spikes, float[] output, int to) {
        int channels = shape.paddedOut();
        for (int y = 0; y < shape.height(); y++) {
            for (int x = 0; x < shape.width(); x++) {
                int count = spikes.rowsUnder(shape, y, x);
                int at = to + (y * shape.width() + x) * channels;
                Arrays.fill(output, at, at + channels, 0f);
                for (int row = 0; row < count; row++) {
                    FlatMath.add(output, at, weights, spikes.starts[row], channels);
                }
            }
        }
    }

    @Override
    public void addWeightGradient(SameConvolution shape, SpikeEvents spikes, float[] gradient, float[] weightGradient) {
        int channels = shape.paddedOut();
        int reach = shape.kernelSize() / 2;
        for (int ky = 0; ky < shape.kernelSize(); ky++) {
            for (int kx = 0; kx < shape.kernelSize(); kx++) {
                int base = (ky * shape.kernelSize() + kx) * shape.inChannels();
                for (int y = Math.max(0, reach - ky); y < Math.min(shape.height(), shape.height() + reach - ky); y++) {
                    for (int x = Math.max(0, reach - kx); x < Math.min(shape.width(), shape.width() + reach - kx); x++) {
                        int position = (y + ky - reach) * shape.width() + x + kx - reach;
                        int from = shape.bordered(y, x);
                        for (int event = spikes.first[position]; event < spikes.first[position + 1]; event++) {
                            FlatMath.add(weightGradient, (base + spikes.channel[event]) * channels, gradient, from, channels);
                        }
                    }
                }
            }
        }
    }

    @Override
    public void addInputGradient(SameConvolution shape, float[] turned, float[] gradient, float[] target, int to) {
        int in = shape.paddedIn();
        int out = shape.outChannels();
        int reach = shape.kernelSize() / 2;
        float[] sums = new float[in];
        for (int y = 0; y < shape.height(); y++) {
            for (int x = 0; x < shape.width(); x++) {
                Arrays.fill(sums, 0f);
                for (int ky = 0; ky < shape.kernelSize(); ky++) {
                    for (int kx = 0; kx < shape.kernelSize(); kx++) {
                        int from = shape.bordered(y + reach - ky, x + reach - kx);
                        int row = (ky * shape.kernelSize() + kx) * out * in;
                        for (int o = 0; o < out; o++) {
                            multiplyAdd(sums, turned, row + o * in, gradient[from + o]);
                        }
                    }
                }
                FlatMath.add(target, to + (y * shape.width() + x) * in, sums, 0, in);
            }
        }
    }

    private static void multiplyAdd(float[] sums, float[] row, int from, float factor) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] = Math.fma(row[from + i], factor, sums[i]);
        }
    }

    @Override
    public void fire(SpikeLayout layout, float[] input, int from, float[] gain, float[] offset, boolean resting, float[] before, float[] potential, int at,
            float decay, float vThreshold, long[] spikes, int firstWord) {
        int channels = gain.length;
        int words = layout.wordsPerPosition();
        for (int position = 0; position < layout.positions(); position++) {
            for (int w = 0; w < words; w++) {
                long word = 0;
                for (int c = w * Long.SIZE; c < Math.min(channels, (w + 1) * Long.SIZE); c++) {
                    int i = position * channels + c;
                    float rest = resting || before[at + i] >= vThreshold ? 0 : before[at + i];
                    float v = rest + (input[from + i] * gain[c] + offset[c] - rest) * decay;
                    potential[at + i] = v;
                    if (v >= vThreshold) {
                        word |= 1L << c;
                    }
                }
                spikes[firstWord + position * words + w] = word;
            }
        }
    }

    @Override
    public void fireBack(Surrogate surrogate, int count, float[] potential, int at, float[] spikeGradient, float[] carry, float decay,
            float vThreshold, float[] target, boolean add) {
        float keep = 1 - decay;
        for (int i = 0; i < count; i++) {
            float distance = potential[at + i] - vThreshold;
            float g = spikeGradient[at + i] * surrogate.at(distance) + (distance >= 0 ? 0 : carry[at + i]);
            carry[at + i] = g * keep;
            target[at + i] = add ? target[at + i] + g * decay : g * decay;
        }
    }
}
