package org.hasnas.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The training kernels with the Vector API. The vectors run across channels, never along a sum, so every width gives the same bits.
 * The width is that of the machine, or {@code -Dhasnas.vector.bits=128|256|512}.
 */
public final class VectorTrainingKernels implements TrainingKernels {
    private static final int BITS = Math.clamp(Integer.getInteger("hasnas.vector.bits", VectorShape.preferredShape().vectorBitSize()), 128, 512);
    private static final VectorSpecies<Float> FLOATS = VectorSpecies.of(float.class, VectorShape.forBitSize(BITS));
    private static final int LANES = FLOATS.length();
    /** Pixels whose input gradients are computed together. */
    private static final int TILE = 4;

    @Override
    public String name() {
        return "vectors of " + BITS + " bits";
    }

    @Override
    public void convolve(SameConvolution shape, float[] weights, SpikeEvents spikes, float[] output, int to) {
        int channels = shape.paddedOut();
        int width = shape.width();
        for (int y = 0; y < shape.height(); y++) {
            for (int x = 0; x < width; x++) {
                int count = spikes.rowsUnder(shape, y, x);
                int at = to + (y * width + x) * channels;
                int c = 0;
                for (; c + 4 * LANES <= channels; c += 4 * LANES) {
                    sumFour(weights, spikes.starts, count, c, output, at + c);
                }
                for (; c + 2 * LANES <= channels; c += 2 * LANES) {
                    sumTwo(weights, spikes.starts, count, c, output, at + c);
                }
                for (; c < channels; c += LANES) {
                    sumOne(weights, spikes.starts, count, c, output, at + c);
                }
            }
        }
    }

    private static void sumFour(float[] weights, int[] starts, int count, int shift, float[] output, int at) {
        FloatVector a = FloatVector.zero(FLOATS);
        FloatVector b = a;
        FloatVector c = a;
        FloatVector d = a;
        for (int row = 0; row < count; row++) {
            int start = starts[row] + shift;
            a = a.add(FloatVector.fromArray(FLOATS, weights, start));
            b = b.add(FloatVector.fromArray(FLOATS, weights, start + LANES));
            c = c.add(FloatVector.fromArray(FLOATS, weights, start + 2 * LANES));
            d = d.add(FloatVector.fromArray(FLOATS, weights, start + 3 * LANES));
        }
        a.intoArray(output, at);
        b.intoArray(output, at + LANES);
        c.intoArray(output, at + 2 * LANES);
        d.intoArray(output, at + 3 * LANES);
    }

    private static void sumTwo(float[] weights, int[] starts, int count, int shift, float[] output, int at) {
        FloatVector a = FloatVector.zero(FLOATS);
        FloatVector b = a;
        for (int row = 0; row < count; row++) {
            int start = starts[row] + shift;
            a = a.add(FloatVector.fromArray(FLOATS, weights, start));
            b = b.add(FloatVector.fromArray(FLOATS, weights, start + LANES));
        }
        a.intoArray(output, at);
        b.intoArray(output, at + LANES);
    }

    private static void sumOne(float[] weights, int[] starts, int count, int shift, float[] output, int at) {
        FloatVector a = FloatVector.zero(FLOATS);
        for (int row = 0; row < count; row++) {
            a = a.add(FloatVector.fromArray(FLOATS, weights, starts[row] + shift));
        }
        a.intoArray(output, at);
    }

    @Override
    public void addWeightGradient(SameConvolution shape, SpikeEvents spikes, float[] gradient, float[] weightGradient) {
        int channels = shape.paddedOut();
        int reach = shape.kernelSize() / 2;
        for (int ky = 0; ky < shape.kernelSize(); ky++) {
            int fromY = Math.max(0, reach - ky);
            int toY = Math.min(shape.height(), shape.height() + reach - ky);
            for (int kx = 0; kx < shape.kernelSize(); kx++) {
                int fromX = Math.max(0, reach - kx);
                int toX = Math.min(shape.width(), shape.width() + reach - kx);
                int base = (ky * shape.kernelSize() + kx) * shape.inChannels() * channels;
                for (int y = fromY; y < toY; y++) {
                    for (int x = fromX; x < toX; x++) {
                        int position = (y + ky - reach) * shape.width() + x + kx - reach;
                        int first = spikes.first[position];
                        int end = spikes.first[position + 1];
                        if (first < end) {
                            addToRows(spikes.channel, first, end, gradient, shape.bordered(y, x), channels, weightGradient, base);
                        }
                    }
                }
            }
        }
    }

    private static void addToRows(int[] rows, int first, int end, float[] gradient, int from, int channels, float[] target, int base) {
        int c = 0;
        for (; c + 4 * LANES <= channels; c += 4 * LANES) {
            FloatVector g0 = FloatVector.fromArray(FLOATS, gradient, from + c);
            FloatVector g1 = FloatVector.fromArray(FLOATS, gradient, from + c + LANES);
            FloatVector g2 = FloatVector.fromArray(FLOATS, gradient, from + c + 2 * LANES);
            FloatVector g3 = FloatVector.fromArray(FLOATS, gradient, from + c + 3 * LANES);
            for (int event = first; event < end; event++) {
                int at = base + rows[event] * channels + c;
                FloatVector.fromArray(FLOATS, target, at).add(g0).intoArray(target, at);
                FloatVector.fromArray(FLOATS, target, at + LANES).add(g1).intoArray(target, at + LANES);
                FloatVector.fromArray(FLOATS, target, at + 2 * LANES).add(g2).intoArray(target, at + 2 * LANES);
                FloatVector.fromArray(FLOATS, target, at + 3 * LANES).add(g3).intoArray(target, at + 3 * LANES);
            }
        }
        for (; c + 2 * LANES <= channels; c += 2 * LANES) {
            FloatVector g0 = FloatVector.fromArray(FLOATS, gradient, from + c);
            FloatVector g1 = FloatVector.fromArray(FLOATS, gradient, from + c + LANES);
            for (int event = first; event < end; event++) {
                int at = base + rows[event] * channels + c;
                FloatVector.fromArray(FLOATS, target, at).add(g0).intoArray(target, at);
                FloatVector.fromArray(FLOATS, target, at + LANES).add(g1).intoArray(target, at + LANES);
            }
        }
        for (; c < channels; c += LANES) {
            FloatVector g0 = FloatVector.fromArray(FLOATS, gradient, from + c);
            for (int event = first; event < end; event++) {
                int at = base + rows[event] * channels + c;
                FloatVector.fromArray(FLOATS, target, at).add(g0).intoArray(target, at);
            }
        }
    }

    @Override
    public void addInputGradient(SameConvolution shape, float[] turned, float[] gradient, float[] target, int to) {
        int in = shape.paddedIn();
        int width = shape.width();
        for (int y = 0; y < shape.height(); y++) {
            int x = 0;
            for (; x + TILE <= width; x += TILE) {
                int at = to + (y * width + x) * in;
                int c = 0;
                for (; c + 2 * LANES <= in; c += 2 * LANES) {
                    tileOfTwo(shape, turned, gradient, y, x, c, target, at + c);
                }
                for (; c < in; c += LANES) {
                    tileOfOne(shape, turned, gradient, y, x, c, target, at + c);
                }
            }
            for (; x < width; x++) {
                for (int c = 0; c < in; c += LANES) {
                    onePixel(shape, turned, gradient, y, x, c, target, to + (y * width + x) * in + c);
                }
            }
        }
    }

    /** Four pixels times two vectors of channels: eight independent sums hide the latency of the multiply-adds. */
    private static void tileOfTwo(SameConvolution shape, float[] turned, float[] gradient, int y, int x, int shift, float[] target, int at) {
        int in = shape.paddedIn();
        int out = shape.outChannels();
        int pixel = shape.paddedOut();
        int side = shape.kernelSize();
        int reach = side / 2;
        FloatVector a0 = FloatVector.zero(FLOATS);
        FloatVector a1 = a0;
        FloatVector b0 = a0;
        FloatVector b1 = a0;
        FloatVector c0 = a0;
        FloatVector c1 = a0;
        FloatVector d0 = a0;
        FloatVector d1 = a0;
        for (int tap = 0; tap < side * side; tap++) {
            int from = shape.bordered(y + reach - tap / side, x + reach - tap % side);
            int row = tap * out * in + shift;
            for (int o = 0; o < out; o++, row += in) {
                FloatVector w0 = FloatVector.fromArray(FLOATS, turned, row);
                FloatVector w1 = FloatVector.fromArray(FLOATS, turned, row + LANES);
                FloatVector g = FloatVector.broadcast(FLOATS, gradient[from + o]);
                a0 = w0.fma(g, a0);
                a1 = w1.fma(g, a1);
                g = FloatVector.broadcast(FLOATS, gradient[from + pixel + o]);
                b0 = w0.fma(g, b0);
                b1 = w1.fma(g, b1);
                g = FloatVector.broadcast(FLOATS, gradient[from + 2 * pixel + o]);
                c0 = w0.fma(g, c0);
                c1 = w1.fma(g, c1);
                g = FloatVector.broadcast(FLOATS, gradient[from + 3 * pixel + o]);
                d0 = w0.fma(g, d0);
                d1 = w1.fma(g, d1);
            }
        }
        add(a0, target, at);
        add(a1, target, at + LANES);
        add(b0, target, at + in);
        add(b1, target, at + in + LANES);
        add(c0, target, at + 2 * in);
        add(c1, target, at + 2 * in + LANES);
        add(d0, target, at + 3 * in);
        add(d1, target, at + 3 * in + LANES);
    }

    private static void tileOfOne(SameConvolution shape, float[] turned, float[] gradient, int y, int x, int shift, float[] target, int at) {
        int in = shape.paddedIn();
        int out = shape.outChannels();
        int pixel = shape.paddedOut();
        int side = shape.kernelSize();
        int reach = side / 2;
        FloatVector a = FloatVector.zero(FLOATS);
        FloatVector b = a;
        FloatVector c = a;
        FloatVector d = a;
        for (int tap = 0; tap < side * side; tap++) {
            int from = shape.bordered(y + reach - tap / side, x + reach - tap % side);
            int row = tap * out * in + shift;
            for (int o = 0; o < out; o++, row += in) {
                FloatVector w = FloatVector.fromArray(FLOATS, turned, row);
                a = w.fma(FloatVector.broadcast(FLOATS, gradient[from + o]), a);
                b = w.fma(FloatVector.broadcast(FLOATS, gradient[from + pixel + o]), b);
                c = w.fma(FloatVector.broadcast(FLOATS, gradient[from + 2 * pixel + o]), c);
                d = w.fma(FloatVector.broadcast(FLOATS, gradient[from + 3 * pixel + o]), d);
            }
        }
        add(a, target, at);
        add(b, target, at + in);
        add(c, target, at + 2 * in);
        add(d, target, at + 3 * in);
    }

    private static void onePixel(SameConvolution shape, float[] turned, float[] gradient, int y, int x, int shift, float[] target, int at) {
        int in = shape.paddedIn();
        int out = shape.outChannels();
        int side = shape.kernelSize();
        int reach = side / 2;
        FloatVector a = FloatVector.zero(FLOATS);
        for (int tap = 0; tap < side * side; tap++) {
            int from = shape.bordered(y + reach - tap / side, x + reach - tap % side);
            int row = tap * out * in + shift;
            for (int o = 0; o < out; o++, row += in) {
                a = FloatVector.fromArray(FLOATS, turned, row).fma(FloatVector.broadcast(FLOATS, gradient[from + o]), a);
            }
        }
        add(a, target, at);
    }

    private static void add(FloatVector sum, float[] target, int at) {
        FloatVector.fromArray(FLOATS, target, at).add(sum).intoArray(target, at);
    }

    @Override
    public void fire(SpikeLayout layout, float[] input, int from, float[] gain, float[] offset, boolean resting, float[] before, float[] potential, int at,
            float decay, float vThreshold, long[] spikes, int firstWord) {
        int channels = gain.length;
        int words = layout.wordsPerPosition();
        for (int position = 0; position < layout.positions(); position++) {
            int start = position * channels;
            for (int w = 0; w < words; w++) {
                long word = 0;
                for (int c = w * Long.SIZE; c < Math.min(channels, (w + 1) * Long.SIZE); c += LANES) {
                    int i = start + c;
                    FloatVector x = FloatVector.fromArray(FLOATS, input, from + i).mul(FloatVector.fromArray(FLOATS, gain, c))
                            .add(FloatVector.fromArray(FLOATS, offset, c));
                    FloatVector rest = FloatVector.zero(FLOATS);
                    if (!resting) {
                        FloatVector last = FloatVector.fromArray(FLOATS, before, at + i);
                        rest = last.blend(0f, last.compare(VectorOperators.GE, vThreshold));
                    }
                    FloatVector v = rest.add(x.sub(rest).mul(decay));
                    v.intoArray(potential, at + i);
                    word |= v.compare(VectorOperators.GE, vThreshold).toLong() << c;
                }
                spikes[firstWord + position * words + w] = word;
            }
        }
    }

    @Override
    public void fireBack(Surrogate surrogate, int count, float[] potential, int at, float[] spikeGradient, float[] carry, float decay,
            float vThreshold, float[] target, boolean add) {
        float keep = 1 - decay;
        boolean arctan = switch (surrogate) {
            case ARCTAN -> true;
            case TRIANGLE -> false;
        };
        FloatVector one = FloatVector.broadcast(FLOATS, 1f);
        for (int i = 0; i < count; i += LANES) {
            FloatVector distance = FloatVector.fromArray(FLOATS, potential, at + i).sub(vThreshold);
            FloatVector slope = arctan ? one.div(distance.mul(Surrogate.PI_SQUARED).mul(distance).add(1f))
                    : one.sub(distance.lanewise(VectorOperators.ABS)).max(0f);
            VectorMask<Float> fired = distance.compare(VectorOperators.GE, 0f);
            FloatVector g = FloatVector.fromArray(FLOATS, spikeGradient, at + i).mul(slope)
                    .add(FloatVector.fromArray(FLOATS, carry, at + i).blend(0f, fired));
            g.mul(keep).intoArray(carry, at + i);
            FloatVector through = g.mul(decay);
            (add ? FloatVector.fromArray(FLOATS, target, at + i).add(through) : through).intoArray(target, at + i);
        }
    }
}
