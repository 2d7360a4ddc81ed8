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
    public void multiply(float[] a, int fromA, int stepA, int rows, int depth, float[] b, int fromB, int columns, float[] c, int fromC) {
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                float sum = c[fromC + row * columns + column];
                for (int k = 0; k < depth; k++) {
                    sum = Math.fma(b[fromB + PanelMatrix.index(depth, columns, k, column)], a[fromA + row * stepA + k], sum);
                }
                c[fromC + row * columns + column] = sum;
            }
        }
    }

    @Override
    public void spread(float[] source, int from, int row, int channels, float[] target, int to, int step) {
        float[] d = new float[WinogradInputGradient.PRODUCTS];
        for (int c = 0; c < channels; c++) {
            for (int x = 0; x < 4; x++) { // columns first, B^T d
                float first = source[from + x * channels + c];
                float second = source[from + row + x * channels + c];
                float third = source[from + 2 * row + x * channels + c];
                float fourth = source[from + 3 * row + x * channels + c];
                d[x] = first - third;
                d[4 + x] = second + third;
                d[8 + x] = third - second;
                d[12 + x] = second - fourth;
            }
            for (int y = 0; y < d.length; y += 4) {
                int at = to + y * step + c;
                target[at] = d[y] - d[y + 2];
                target[at + step] = d[y + 1] + d[y + 2];
                target[at + 2 * step] = d[y + 2] - d[y + 1];
                target[at + 3 * step] = d[y + 1] - d[y + 3];
            }
        }
    }

    @Override
    public void gather(float[] products, int from, int step, int channels, float[] target, int to, int row) {
        for (int c = 0; c < channels; c++) {
            float[] upper = new float[4];
            float[] lower = new float[4];
            for (int x = 0; x < 4; x++) { // A^T m
                float first = products[from + x * step + c];
                float second = products[from + (4 + x) * step + c];
                float third = products[from + (8 + x) * step + c];
                float fourth = products[from + (12 + x) * step + c];
                upper[x] = first + second + third;
                lower[x] = second - third - fourth;
            }
            int at = to + c;
            target[at] += upper[0] + upper[1] + upper[2];
            target[at + channels] += upper[1] - upper[2] - upper[3];
            target[at + row] += lower[0] + lower[1] + lower[2];
            target[at + row + channels] += lower[1] - lower[2] - lower[3];
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
