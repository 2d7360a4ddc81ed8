package org.hasnas.simulation.kernel.training;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import org.hasnas.simulation.kernel.layout.SpikeLayout;
import org.hasnas.simulation.kernel.layout.VectorWidth;

/**
 * The training kernels with the Vector API. The vectors run across channels, never along a sum, so every width gives the same bits.
 * Their width is {@link VectorWidth#BITS}.
 */
public final class VectorTrainingKernels implements TrainingKernels {
    private static final int BITS = VectorWidth.BITS;
    private static final VectorSpecies<Float> FLOATS = VectorSpecies.of(float.class, VectorShape.forBitSize(BITS));
    private static final VectorSpecies<Double> DOUBLES = VectorSpecies.of(double.class, VectorShape.forBitSize(BITS));
    private static final int LANES = FLOATS.length();

    @Override
    public void convolve(SameConvolution shape, float[] weights, SpikeEvents spikes, float[] output, int to) {
        int channels = shape.paddedOut();
        int tap = shape.inChannels() * channels;
        for (int y = 0; y < shape.height(); y++) {
            int at = to + y * shape.width() * channels;
            int x = 0;
            if (channels == 2 * LANES) { // a pixel alone has too few sums to hide the latency of the additions
                for (; x + 2 <= shape.width(); x += 2, at += 2 * channels) {
                    spikes.seek(shape, y, x, 2);
                    sumPair(weights, spikes, tap, output, at);
                }
            }
            for (; x < shape.width(); x++, at += channels) {
                spikes.seek(shape, y, x, 1);
                int c = 0;
                for (; c + 4 * LANES <= channels; c += 4 * LANES) {
                    sumFour(weights, spikes, c, output, at + c);
                }
                for (; c + 2 * LANES <= channels; c += 2 * LANES) {
                    sumTwo(weights, spikes, c, output, at + c);
                }
                for (; c < channels; c += LANES) {
                    sumOne(weights, spikes, c, output, at + c);
                }
            }
        }
    }

    /** Two neighbours of two vectors each: the rows of the second lie a tap before those of the first. */
    private static void sumPair(float[] weights, SpikeEvents spikes, int tap, float[] output, int at) {
        FloatVector a = FloatVector.zero(FLOATS);
        FloatVector b = a;
        FloatVector c = a;
        FloatVector d = a;
        for (int span = 0; span < spikes.spans; span++) {
            int[] starts = spikes.starts;
            int shift = spikes.spanShift[span];
            int end = spikes.spanEnd[span];
            for (int event = spikes.spanFrom[span]; event < end; event++) {
                int start = starts[event] + shift;
                a = a.add(FloatVector.fromArray(FLOATS, weights, start));
                b = b.add(FloatVector.fromArray(FLOATS, weights, start + LANES));
                c = c.add(FloatVector.fromArray(FLOATS, weights, start - tap));
                d = d.add(FloatVector.fromArray(FLOATS, weights, start - tap + LANES));
            }
        }
        a.intoArray(output, at);
        b.intoArray(output, at + LANES);
        c.intoArray(output, at + 2 * LANES);
        d.intoArray(output, at + 3 * LANES);
    }

    private static void sumFour(float[] weights, SpikeEvents spikes, int channel, float[] output, int at) {
        FloatVector a = FloatVector.zero(FLOATS);
        FloatVector b = a;
        FloatVector c = a;
        FloatVector d = a;
        for (int span = 0; span < spikes.spans; span++) {
            int[] starts = spikes.starts;
            int shift = spikes.spanShift[span] + channel;
            int end = spikes.spanEnd[span];
            for (int event = spikes.spanFrom[span]; event < end; event++) {
                int start = starts[event] + shift;
                a = a.add(FloatVector.fromArray(FLOATS, weights, start));
                b = b.add(FloatVector.fromArray(FLOATS, weights, start + LANES));
                c = c.add(FloatVector.fromArray(FLOATS, weights, start + 2 * LANES));
                d = d.add(FloatVector.fromArray(FLOATS, weights, start + 3 * LANES));
            }
        }
        a.intoArray(output, at);
        b.intoArray(output, at + LANES);
        c.intoArray(output, at + 2 * LANES);
        d.intoArray(output, at + 3 * LANES);
    }

    private static void sumTwo(float[] weights, SpikeEvents spikes, int channel, float[] output, int at) {
        FloatVector a = FloatVector.zero(FLOATS);
        FloatVector b = a;
        for (int span = 0; span < spikes.spans; span++) {
            int[] starts = spikes.starts;
            int shift = spikes.spanShift[span] + channel;
            int end = spikes.spanEnd[span];
            for (int event = spikes.spanFrom[span]; event < end; event++) {
                int start = starts[event] + shift;
                a = a.add(FloatVector.fromArray(FLOATS, weights, start));
                b = b.add(FloatVector.fromArray(FLOATS, weights, start + LANES));
            }
        }
        a.intoArray(output, at);
        b.intoArray(output, at + LANES);
    }

    private static void sumOne(float[] weights, SpikeEvents spikes, int channel, float[] output, int at) {
        FloatVector a = FloatVector.zero(FLOATS);
        for (int span = 0; span < spikes.spans; span++) {
            int[] starts = spikes.starts;
            int shift = spikes.spanShift[span] + channel;
            int end = spikes.spanEnd[span];
            for (int event = spikes.spanFrom[span]; event < end; event++) {
                int start = starts[event] + shift;
                a = a.add(FloatVector.fromArray(FLOATS, weights, start));
            }
        }
        a.intoArray(output, at);
    }

    @Override
    public void addWeightGradient(SameConvolution shape, SpikeEvents spikes, float[] gradient, float[] weightGradient) {
        int bandRows = SpikeEvents.bandRows(shape);
        int side = shape.kernelSize();
        spikes.aimRow(shape, LANES);
        for (int y = 0; y < spikes.rows; y += bandRows) {
            spikes.listByChannel(shape, y, Math.min(spikes.rows, y + bandRows));
            for (int ky = 0; ky < side; ky++) {
                addBand(shape, spikes, gradient, SpikeEvents.tapShift(shape, ky * side + side - 1), weightGradient,
                        ky * side * shape.inChannels() * shape.paddedOut());
            }
        }
    }

    /** The sums of a row of the kernel: they read the gradients in one stream. */
    private static void addBand(SameConvolution shape, SpikeEvents spikes, float[] gradient, int shift, float[] target, int to) {
        int vectors = shape.kernelSize() * shape.paddedOut() / LANES;
        int[] pixels = spikes.pixels;
        int[] targets = spikes.rowTargets;
        int end = spikes.firstOfChannel[0];
        for (int in = 0; in < shape.inChannels(); in++) {
            int from = end;
            end = spikes.firstOfChannel[in + 1];
            if (from == end) {
                continue;
            }
            int at = to + in * shape.paddedOut();
            int v = 0;
            for (; v + 6 <= vectors; v += 6) {
                addSix(gradient, pixels, from, end, shift + v * LANES, target, targets, v, at);
            }
            for (; v + 2 <= vectors; v += 2) {
                addTwo(gradient, pixels, from, end, shift + v * LANES, target, at + targets[v], at + targets[v + 1]);
            }
            for (; v < vectors; v++) {
                addOne(gradient, pixels, from, end, shift + v * LANES, target, at + targets[v]);
            }
        }
    }

    private static void addSix(float[] gradient, int[] pixels, int from, int end, int shift, float[] target, int[] targets, int first, int at) {
        FloatVector a = FloatVector.zero(FLOATS);
        FloatVector b = a;
        FloatVector c = a;
        FloatVector d = a;
        FloatVector e = a;
        FloatVector f = a;
        for (int event = from; event < end; event++) {
            int pixel = pixels[event] + shift;
            a = a.add(FloatVector.fromArray(FLOATS, gradient, pixel));
            b = b.add(FloatVector.fromArray(FLOATS, gradient, pixel + LANES));
            c = c.add(FloatVector.fromArray(FLOATS, gradient, pixel + 2 * LANES));
            d = d.add(FloatVector.fromArray(FLOATS, gradient, pixel + 3 * LANES));
            e = e.add(FloatVector.fromArray(FLOATS, gradient, pixel + 4 * LANES));
            f = f.add(FloatVector.fromArray(FLOATS, gradient, pixel + 5 * LANES));
        }
        VectorProducts.add(a, target, at + targets[first]);
        VectorProducts.add(b, target, at + targets[first + 1]);
        VectorProducts.add(c, target, at + targets[first + 2]);
        VectorProducts.add(d, target, at + targets[first + 3]);
        VectorProducts.add(e, target, at + targets[first + 4]);
        VectorProducts.add(f, target, at + targets[first + 5]);
    }

    private static void addTwo(float[] gradient, int[] pixels, int from, int end, int shift, float[] target, int first, int second) {
        FloatVector a = FloatVector.zero(FLOATS);
        FloatVector b = a;
        for (int event = from; event < end; event++) {
            int pixel = pixels[event] + shift;
            a = a.add(FloatVector.fromArray(FLOATS, gradient, pixel));
            b = b.add(FloatVector.fromArray(FLOATS, gradient, pixel + LANES));
        }
        VectorProducts.add(a, target, first);
        VectorProducts.add(b, target, second);
    }

    private static void addOne(float[] gradient, int[] pixels, int from, int end, int shift, float[] target, int at) {
        FloatVector a = FloatVector.zero(FLOATS);
        for (int event = from; event < end; event++) {
            int pixel = pixels[event] + shift;
            a = a.add(FloatVector.fromArray(FLOATS, gradient, pixel));
        }
        VectorProducts.add(a, target, at);
    }

    @Override
    public void multiply(float[] a, int fromA, int stepA, int rows, int depth, float[] b, int fromB, int columns, float[] c, int fromC) {
        VectorProducts.multiply(a, fromA, stepA, rows, depth, b, fromB, columns, c, fromC);
    }

    @Override
    public long multiplyAdds(int rounds, float[] sums) {
        return VectorProducts.multiplyAdds(rounds, sums);
    }

    @Override
    public void spread(int tile, float[] source, int from, int row, int channels, float[] target, int to, int step) {
        VectorWinograd.spread(tile, source, from, row, channels, target, to, step);
    }

    @Override
    public void gather(int tile, float[] products, int from, int step, int channels, float[] target, int to, int row) {
        VectorWinograd.gather(tile, products, from, step, channels, target, to, row);
    }

    @Override
    public void addSums(float[] x, int atX, float[] y, int atY, int positions, int channels, double[] sums, double[] products) {
        for (int first = 0; first < positions; first += FLOAT_SUMS) {
            int count = Math.min(positions - first, FLOAT_SUMS);
            for (int c = 0; c < channels; c += LANES) {
                addSums(x, atX + first * channels + c, y, atY + first * channels + c, count, channels, sums, products, c);
            }
        }
    }

    private static void addSums(float[] x, int atX, float[] y, int atY, int positions, int channels, double[] sums, double[] products, int c) {
        FloatVector sum = FloatVector.zero(FLOATS);
        FloatVector product = sum;
        for (int position = 0, i = 0; position < positions; position++, i += channels) {
            FloatVector value = FloatVector.fromArray(FLOATS, x, atX + i);
            sum = sum.add(value);
            product = product.add(value.mul(FloatVector.fromArray(FLOATS, y, atY + i)));
        }
        for (int half = 0; half < 2; half++) {
            addTo(sums, c + half * LANES / 2, sum, half);
            addTo(products, c + half * LANES / 2, product, half);
        }
    }

    private static void addTo(double[] sums, int at, FloatVector part, int half) {
        DoubleVector wide = (DoubleVector) part.convertShape(VectorOperators.F2D, DOUBLES, half);
        DoubleVector.fromArray(DOUBLES, sums, at).add(wide).intoArray(sums, at);
    }

    @Override
    public void fire(SpikeLayout layout, float[] input, int from, float[] gain, float[] offset, boolean resting, float[] before,
            float[] thresholdsBefore, float[] potential, int at, float decay, float[] thresholds, long[] spikes, int firstWord) {
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
                        rest = last.blend(0f, last.compare(VectorOperators.GE, FloatVector.fromArray(FLOATS, thresholdsBefore, c)));
                    }
                    FloatVector v = rest.add(x.sub(rest).mul(decay));
                    v.intoArray(potential, at + i);
                    word |= v.compare(VectorOperators.GE, FloatVector.fromArray(FLOATS, thresholds, c)).toLong() << c;
                }
                spikes[firstWord + position * words + w] = word;
            }
        }
    }

    @Override
    public void fireBack(Surrogate surrogate, int pixels, float[] potential, int at, float[] spikeGradient, float[] carry, float decay,
            float[] thresholds, float[] target, boolean add) {
        float keep = 1 - decay;
        boolean arctan = switch (surrogate.shape()) {
            case ARCTAN -> true;
            case TRIANGLE -> false;
        };
        FloatVector one = FloatVector.broadcast(FLOATS, 1f);
        float perWidth = surrogate.perWidth();
        for (int pixel = 0; pixel < pixels; pixel++) {
            for (int c = 0; c < thresholds.length; c += LANES) {
                int i = at + pixel * thresholds.length + c;
                FloatVector distance = FloatVector.fromArray(FLOATS, potential, i).sub(FloatVector.fromArray(FLOATS, thresholds, c));
                FloatVector d = distance.mul(perWidth);
                FloatVector slope = (arctan ? one.div(d.mul(Surrogate.PI_SQUARED).mul(d).add(1f))
                        : one.sub(d.lanewise(VectorOperators.ABS)).max(0f)).mul(perWidth);
                VectorMask<Float> fired = distance.compare(VectorOperators.GE, 0f);
                FloatVector g = FloatVector.fromArray(FLOATS, spikeGradient, i).mul(slope)
                        .add(FloatVector.fromArray(FLOATS, carry, i).blend(0f, fired));
                g.mul(keep).intoArray(carry, i);
                FloatVector through = g.mul(decay);
                (add ? FloatVector.fromArray(FLOATS, target, i).add(through) : through).intoArray(target, i);
            }
        }
    }

    @Override
    public void findActive(SpikeLayout layout, float[] potential, int at, float[] thresholds, float width, long[] active, int firstWord) {
        int channels = SameConvolution.padded(layout.channels());
        int words = layout.wordsPerPosition();
        for (int position = 0; position < layout.positions(); position++) {
            int start = at + position * channels;
            for (int w = 0; w < words; w++) {
                long word = 0;
                for (int c = w * Long.SIZE; c < Math.min(channels, (w + 1) * Long.SIZE); c += LANES) {
                    FloatVector distance = FloatVector.fromArray(FLOATS, potential, start + c)
                            .sub(FloatVector.fromArray(FLOATS, thresholds, c)).lanewise(VectorOperators.ABS);
                    word |= distance.compare(VectorOperators.LT, width).toLong() << c;
                }
                int inside = layout.channels() - w * Long.SIZE;
                active[firstWord + position * words + w] = inside < Long.SIZE ? word & (1L << inside) - 1 : word;
            }
        }
    }

    @Override
    public void addActive(SameConvolution shape, SpikeLayout layout, float[] turned, float[] gradient, int from, long[] active, int firstWord,
            float[] target, int to) {
        VectorActiveGradient.add(shape, layout, turned, gradient, from, active, firstWord, target, to);
    }

    @Override
    public void add(float[] target, int to, float[] source, int from, int count) {
        int end = FLOATS.loopBound(count);
        for (int i = 0; i < end; i += LANES) {
            FloatVector.fromArray(FLOATS, target, to + i).add(FloatVector.fromArray(FLOATS, source, from + i)).intoArray(target, to + i);
        }
        for (int i = end; i < count; i++) {
            target[to + i] += source[from + i];
        }
    }

    @Override
    public void addScaled(float[] target, int to, float[] source, int from, float factor, int count) {
        int end = FLOATS.loopBound(count);
        for (int i = 0; i < end; i += LANES) {
            FloatVector.fromArray(FLOATS, target, to + i).add(FloatVector.fromArray(FLOATS, source, from + i).mul(factor)).intoArray(target, to + i);
        }
        for (int i = end; i < count; i++) {
            target[to + i] += source[from + i] * factor;
        }
    }

    /** Two vectors of the target stay in registers while all rows are added. */
    @Override
    public void addRows(float[] target, int to, float[] source, int from, float[] factors, int firstFactor, int rows, int count) {
        int i = 0;
        for (; i + 2 * LANES <= count; i += 2 * LANES) {
            FloatVector first = FloatVector.fromArray(FLOATS, target, to + i);
            FloatVector second = FloatVector.fromArray(FLOATS, target, to + i + LANES);
            for (int row = 0, at = from + i; row < rows; row++, at += count) {
                float factor = factors[firstFactor + row];
                first = first.add(FloatVector.fromArray(FLOATS, source, at).mul(factor));
                second = second.add(FloatVector.fromArray(FLOATS, source, at + LANES).mul(factor));
            }
            first.intoArray(target, to + i);
            second.intoArray(target, to + i + LANES);
        }
        for (int row = 0; row < rows; row++) {
            addScaled(target, to + i, source, from + row * count + i, factors[firstFactor + row], count - i);
        }
    }

    @Override
    public void addAffine(float[] target, int to, float[] source, int from, int positions, float[] gain, float[] offset) {
        int channels = gain.length;
        int count = positions * channels;
        for (int c = 0; c < channels; c += LANES) { // gain and offset stay in registers
            FloatVector scale = FloatVector.fromArray(FLOATS, gain, c);
            FloatVector shift = FloatVector.fromArray(FLOATS, offset, c);
            for (int i = c; i < count; i += channels) {
                FloatVector value = FloatVector.fromArray(FLOATS, source, from + i).mul(scale).add(shift);
                FloatVector.fromArray(FLOATS, target, to + i).add(value).intoArray(target, to + i);
            }
        }
    }

    @Override
    public void normBack(float[] target, int to, float[] gradient, int g, float[] source, int s, int pixels, float[] a, float[] b, float[] d) {
        int channels = a.length;
        int count = pixels * channels;
        for (int c = 0; c < channels; c += LANES) {
            FloatVector factor = FloatVector.fromArray(FLOATS, a, c);
            FloatVector slope = FloatVector.fromArray(FLOATS, b, c);
            FloatVector shift = FloatVector.fromArray(FLOATS, d, c);
            for (int i = c; i < count; i += channels) {
                FloatVector.fromArray(FLOATS, gradient, g + i).mul(factor).add(FloatVector.fromArray(FLOATS, source, s + i).mul(slope)).add(shift)
                        .intoArray(target, to + i);
            }
        }
    }
}
