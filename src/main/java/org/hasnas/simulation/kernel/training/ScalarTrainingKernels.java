package org.hasnas.simulation.kernel.training;

import java.util.Arrays;
import org.hasnas.simulation.kernel.layout.SpikeLayout;

/** The training kernels in plain Java: the reference, and what runs without the Vector API. */
public final class ScalarTrainingKernels implements TrainingKernels {
    @Override
    public void convolve(SameConvolution shape, float[] weights, SpikeEvents spikes, float[] output, int to) {
        int channels = shape.paddedOut();
        for (int y = 0; y < shape.height(); y++) {
            for (int x = 0; x < shape.width(); x++) {
                spikes.seek(shape, y, x, 1);
                int at = to + (y * shape.width() + x) * channels;
                Arrays.fill(output, at, at + channels, 0f);
                for (int span = 0; span < spikes.spans; span++) {
                    for (int event = spikes.spanFrom[span]; event < spikes.spanEnd[span]; event++) {
                        FlatMath.add(output, at, weights, spikes.starts[event] + spikes.spanShift[span], channels);
                    }
                }
            }
        }
    }

    @Override
    public void addWeightGradient(SameConvolution shape, SpikeEvents spikes, float[] gradient, float[] weightGradient) {
        int channels = shape.paddedOut();
        float[] sum = new float[channels];
        int bandRows = SpikeEvents.bandRows(shape);
        for (int y = 0; y < spikes.rows; y += bandRows) {
            spikes.listByChannel(shape, y, Math.min(spikes.rows, y + bandRows));
            for (int tap = 0; tap < shape.taps(); tap++) {
                int shift = SpikeEvents.tapShift(shape, tap);
                for (int in = 0; in < shape.inChannels(); in++) {
                    Arrays.fill(sum, 0f);
                    for (int event = spikes.firstOfChannel[in]; event < spikes.firstOfChannel[in + 1]; event++) {
                        FlatMath.add(sum, 0, gradient, spikes.pixels[event] + shift, channels);
                    }
                    FlatMath.add(weightGradient, (tap * shape.inChannels() + in) * channels, sum, 0, channels);
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
    public long multiplyAdds(int rounds, float[] sums) {
        float a = 1;
        float b = 1;
        float c = 1;
        float d = 1;
        for (int round = 0; round < rounds; round++) {
            a = Math.fma(a, 0.5f, 0.5f);
            b = Math.fma(b, 0.5f, 0.5f);
            c = Math.fma(c, 0.5f, 0.5f);
            d = Math.fma(d, 0.5f, 0.5f);
        }
        sums[0] = a + b + c + d;
        return 4L * rounds;
    }

    @Override
    public void spread(int tile, float[] source, int from, int row, int channels, float[] target, int to, int step) {
        int side = tile + 2;
        for (int c = 0; c < channels; c++) {
            for (int x = 0; x < side; x++) { // columns first, B^T d
                spreadLine(tile, source, from + x * channels + c, row, target, to + x * step + c, side * step);
            }
            for (int y = 0; y < side; y++) {
                spreadLine(tile, target, to + y * side * step + c, step, target, to + y * side * step + c, step);
            }
        }
    }

    private static void spreadLine(int tile, float[] source, int from, int next, float[] target, int to, int step) {
        float first = source[from];
        float second = source[from + next];
        float third = source[from + 2 * next];
        float fourth = source[from + 3 * next];
        if (tile == WinogradInputGradient.SMALL) {
            target[to] = first - third;
            target[to + step] = second + third;
            target[to + 2 * step] = third - second;
            target[to + 3 * step] = second - fourth;
            return;
        }
        float fifth = source[from + 4 * next];
        float sixth = source[from + 5 * next];
        float far = fifth - third * 4;
        float near = fifth - third;
        float farOdd = fourth - second * 4;
        float nearOdd = (fourth - second) * 2;
        target[to] = first * 4 - third * 5 + fifth;
        target[to + step] = far + farOdd;
        target[to + 2 * step] = far - farOdd;
        target[to + 3 * step] = near + nearOdd;
        target[to + 4 * step] = near - nearOdd;
        target[to + 5 * step] = second * 4 - fourth * 5 + sixth;
    }

    @Override
    public void gather(int tile, float[] products, int from, int step, int channels, float[] target, int to, int row) {
        int side = tile + 2;
        float[] line = new float[tile];
        for (int c = 0; c < channels; c++) {
            for (int x = 0; x < side; x++) { // A^T m
                gatherLine(tile, products, from + x * step + c, side * step, line);
                for (int y = 0; y < tile; y++) {
                    products[from + (y * side + x) * step + c] = line[y];
                }
            }
            for (int y = 0; y < tile; y++) {
                gatherLine(tile, products, from + y * side * step + c, step, line);
                for (int x = 0; x < tile; x++) {
                    target[to + y * row + x * channels + c] += line[x];
                }
            }
        }
    }

    private static void gatherLine(int tile, float[] products, int from, int next, float[] line) {
        float first = products[from];
        float second = products[from + next];
        float third = products[from + 2 * next];
        float fourth = products[from + 3 * next];
        if (tile == WinogradInputGradient.SMALL) {
            line[0] = first + second + third;
            line[1] = second - third - fourth;
            return;
        }
        float fifth = products[from + 4 * next];
        float even = second + third;
        float odd = second - third;
        float farEven = fourth + fifth;
        float farOdd = fourth - fifth;
        line[0] = first + even + farEven;
        line[1] = odd + farOdd * 2;
        line[2] = even + farEven * 4;
        line[3] = odd + farOdd * 8 + products[from + 5 * next];
    }

    @Override
    public void addSums(float[] x, int atX, float[] y, int atY, int positions, int channels, double[] sums, double[] products) {
        for (int first = 0; first < positions; first += FLOAT_SUMS) {
            int end = Math.min(positions, first + FLOAT_SUMS);
            for (int c = 0; c < channels; c++) {
                float sum = 0;
                float product = 0;
                for (int position = first; position < end; position++) {
                    float value = x[atX + position * channels + c];
                    sum += value;
                    product += value * y[atY + position * channels + c];
                }
                sums[c] += sum;
                products[c] += product;
            }
        }
    }

    @Override
    public void fire(SpikeLayout layout, float[] input, int from, float[] gain, float[] offset, boolean resting, float[] before,
            float[] thresholdsBefore, float[] potential, int at, float decay, float[] thresholds, long[] spikes, int firstWord) {
        int channels = gain.length;
        int words = layout.wordsPerPosition();
        for (int position = 0; position < layout.positions(); position++) {
            for (int w = 0; w < words; w++) {
                long word = 0;
                for (int c = w * Long.SIZE; c < Math.min(channels, (w + 1) * Long.SIZE); c++) {
                    int i = position * channels + c;
                    float rest = resting || before[at + i] >= thresholdsBefore[c] ? 0 : before[at + i];
                    float v = rest + (input[from + i] * gain[c] + offset[c] - rest) * decay;
                    potential[at + i] = v;
                    if (v >= thresholds[c]) {
                        word |= 1L << c;
                    }
                }
                spikes[firstWord + position * words + w] = word;
            }
        }
    }

    @Override
    public void fireBack(Surrogate surrogate, int pixels, float[] potential, int at, float[] spikeGradient, float[] carry, float decay,
            float[] thresholds, float[] target, boolean add) {
        float keep = 1 - decay;
        for (int i = 0; i < pixels * thresholds.length; i++) {
            float distance = potential[at + i] - thresholds[i % thresholds.length];
            float g = spikeGradient[at + i] * surrogate.at(distance) + (distance >= 0 ? 0 : carry[at + i]);
            carry[at + i] = g * keep;
            target[at + i] = add ? target[at + i] + g * decay : g * decay;
        }
    }

    @Override
    public void findActive(SpikeLayout layout, float[] potential, int at, float[] thresholds, float width, long[] active, int firstWord) {
        int channels = SameConvolution.padded(layout.channels());
        Arrays.fill(active, firstWord, firstWord + layout.words(), 0);
        for (int position = 0; position < layout.positions(); position++) {
            for (int c = 0; c < layout.channels(); c++) {
                if (Math.abs(potential[at + position * channels + c] - thresholds[c]) < width) {
                    active[firstWord + position * layout.wordsPerPosition() + c / Long.SIZE] |= 1L << c;
                }
            }
        }
    }

    @Override
    public void addActive(SameConvolution shape, SpikeLayout layout, float[] turned, float[] gradient, int from, long[] active, int firstWord,
            float[] target, int to) {
        int side = shape.kernelSize();
        int row = side * shape.paddedOut();
        float[] sums = new float[SameConvolution.LANES];
        for (int position = 0; position < shape.positions(); position++) {
            int y = position / shape.width();
            int x = position % shape.width();
            for (int c = 0; c < shape.inChannels(); c++) {
                if ((active[firstWord + position * layout.wordsPerPosition() + c / Long.SIZE] >>> c & 1) != 0) {
                    Arrays.fill(sums, 0f);
                    for (int ky = 0; ky < side; ky++) {
                        int patch = from + shape.bordered(y + ky - side / 2, x - side / 2);
                        int weight = (c * side + ky) * row;
                        for (int i = 0; i < row; i++) {
                            sums[i % sums.length] = Math.fma(gradient[patch + i], turned[weight + i], sums[i % sums.length]);
                        }
                    }
                    target[to + position * shape.paddedIn() + c] += FlatMath.sumByHalves(sums, 0, SameConvolution.LANES);
                }
            }
        }
    }

    @Override
    public void add(float[] target, int to, float[] source, int from, int count) {
        FlatMath.add(target, to, source, from, count);
    }

    @Override
    public void addScaled(float[] target, int to, float[] source, int from, float factor, int count) {
        for (int i = 0; i < count; i++) {
            target[to + i] += source[from + i] * factor;
        }
    }

    @Override
    public void addRows(float[] target, int to, float[] source, int from, float[] factors, int firstFactor, int rows, int count) {
        for (int row = 0; row < rows; row++) {
            addScaled(target, to, source, from + row * count, factors[firstFactor + row], count);
        }
    }

    @Override
    public void addAffine(float[] target, int to, float[] source, int from, int positions, float[] gain, float[] offset) {
        int channels = gain.length;
        for (int i = 0; i < positions * channels; i++) {
            target[to + i] += source[from + i] * gain[i % channels] + offset[i % channels];
        }
    }

    @Override
    public void normBack(float[] target, int to, float[] gradient, int g, float[] source, int s, int pixels, float[] a, float[] b, float[] d) {
        int channels = a.length;
        for (int i = 0; i < pixels * channels; i++) {
            target[to + i] = gradient[g + i] * a[i % channels] + source[s + i] * b[i % channels] + d[i % channels];
        }
    }
}
