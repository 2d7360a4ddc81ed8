package org.hasnas.kernel;

import jdk.incubator.vector.DoubleVector;
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
    private static final VectorSpecies<Double> DOUBLES = VectorSpecies.of(double.class, VectorShape.forBitSize(BITS));
    private static final int LANES = FLOATS.length();
    /** Rows that a product takes together: sixteen sums need more vector registers than machines of narrower vectors have. */
    private static final int TALL = BITS == 512 ? 8 : Integer.MAX_VALUE / 2;

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
                spikes.seek(shape, y, x);
                int at = to + (y * width + x) * channels;
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
        for (int y = 0; y < shape.height(); y += bandRows) {
            spikes.listByChannel(shape, y, Math.min(shape.height(), y + bandRows));
            for (int tap = 0; tap < shape.taps(); tap++) {
                addBand(shape, spikes, gradient, SpikeEvents.tapShift(shape, tap), weightGradient, tap * shape.inChannels() * shape.paddedOut());
            }
        }
    }

    private static void addBand(SameConvolution shape, SpikeEvents spikes, float[] gradient, int shift, float[] target, int to) {
        int channels = shape.paddedOut();
        int[] pixels = spikes.pixels;
        int end = spikes.firstOfChannel[0];
        for (int in = 0; in < shape.inChannels(); in++) {
            int from = end;
            end = spikes.firstOfChannel[in + 1];
            if (from == end) {
                continue;
            }
            int at = to + in * channels;
            int c = 0;
            for (; c + 4 * LANES <= channels; c += 4 * LANES) {
                addFour(gradient, pixels, from, end, shift + c, target, at + c);
            }
            for (; c + 2 * LANES <= channels; c += 2 * LANES) {
                addTwo(gradient, pixels, from, end, shift + c, target, at + c);
            }
            for (; c < channels; c += LANES) {
                addOne(gradient, pixels, from, end, shift + c, target, at + c);
            }
        }
    }

    private static void addFour(float[] gradient, int[] pixels, int from, int end, int shift, float[] target, int at) {
        FloatVector a = FloatVector.zero(FLOATS);
        FloatVector b = a;
        FloatVector c = a;
        FloatVector d = a;
        for (int event = from; event < end; event++) {
            int pixel = pixels[event] + shift;
            a = a.add(FloatVector.fromArray(FLOATS, gradient, pixel));
            b = b.add(FloatVector.fromArray(FLOATS, gradient, pixel + LANES));
            c = c.add(FloatVector.fromArray(FLOATS, gradient, pixel + 2 * LANES));
            d = d.add(FloatVector.fromArray(FLOATS, gradient, pixel + 3 * LANES));
        }
        add(a, target, at);
        add(b, target, at + LANES);
        add(c, target, at + 2 * LANES);
        add(d, target, at + 3 * LANES);
    }

    private static void addTwo(float[] gradient, int[] pixels, int from, int end, int shift, float[] target, int at) {
        FloatVector a = FloatVector.zero(FLOATS);
        FloatVector b = a;
        for (int event = from; event < end; event++) {
            int pixel = pixels[event] + shift;
            a = a.add(FloatVector.fromArray(FLOATS, gradient, pixel));
            b = b.add(FloatVector.fromArray(FLOATS, gradient, pixel + LANES));
        }
        add(a, target, at);
        add(b, target, at + LANES);
    }

    private static void addOne(float[] gradient, int[] pixels, int from, int end, int shift, float[] target, int at) {
        FloatVector a = FloatVector.zero(FLOATS);
        for (int event = from; event < end; event++) {
            int pixel = pixels[event] + shift;
            a = a.add(FloatVector.fromArray(FLOATS, gradient, pixel));
        }
        add(a, target, at);
    }

    @Override
    public void multiply(float[] a, int fromA, int stepA, int rows, int depth, float[] b, int fromB, int columns, float[] c, int fromC) {
        for (int panel = 0; panel < columns; panel += PanelMatrix.WIDTH) {
            int width = PanelMatrix.width(columns, panel);
            int column = 0;
            for (; column + 2 * LANES <= width; column += 2 * LANES) {
                int fromPanel = fromB + panel * depth + column;
                int row = 0;
                for (; row + TALL <= rows; row += TALL) {
                    eightByTwo(a, fromA + row * stepA, stepA, depth, b, fromPanel, width, c, fromC + row * columns + panel + column, columns);
                }
                for (; row + 4 <= rows; row += 4) {
                    fourByTwo(a, fromA + row * stepA, stepA, depth, b, fromPanel, width, c, fromC + row * columns + panel + column, columns);
                }
                for (; row < rows; row++) {
                    one(a, fromA + row * stepA, depth, b, fromPanel, width, c, fromC + row * columns + panel + column);
                    one(a, fromA + row * stepA, depth, b, fromPanel + LANES, width, c, fromC + row * columns + panel + column + LANES);
                }
            }
            for (; column < width; column += LANES) {
                int fromPanel = fromB + panel * depth + column;
                int row = 0;
                for (; row + 8 <= rows; row += 8) {
                    eightByOne(a, fromA + row * stepA, stepA, depth, b, fromPanel, width, c, fromC + row * columns + panel + column, columns);
                }
                for (; row < rows; row++) {
                    one(a, fromA + row * stepA, depth, b, fromPanel, width, c, fromC + row * columns + panel + column);
                }
            }
        }
    }

    /** Eight rows times two vectors of columns: sixteen independent sums hide the latency of the multiply-adds, and two loads serve all. */
    private static void eightByTwo(float[] a, int fromA, int stepA, int depth, float[] b, int fromB, int stepB, float[] c, int fromC, int stepC) {
        FloatVector c00 = FloatVector.fromArray(FLOATS, c, fromC);
        FloatVector c01 = FloatVector.fromArray(FLOATS, c, fromC + LANES);
        FloatVector c10 = FloatVector.fromArray(FLOATS, c, fromC + stepC);
        FloatVector c11 = FloatVector.fromArray(FLOATS, c, fromC + stepC + LANES);
        FloatVector c20 = FloatVector.fromArray(FLOATS, c, fromC + 2 * stepC);
        FloatVector c21 = FloatVector.fromArray(FLOATS, c, fromC + 2 * stepC + LANES);
        FloatVector c30 = FloatVector.fromArray(FLOATS, c, fromC + 3 * stepC);
        FloatVector c31 = FloatVector.fromArray(FLOATS, c, fromC + 3 * stepC + LANES);
        FloatVector c40 = FloatVector.fromArray(FLOATS, c, fromC + 4 * stepC);
        FloatVector c41 = FloatVector.fromArray(FLOATS, c, fromC + 4 * stepC + LANES);
        FloatVector c50 = FloatVector.fromArray(FLOATS, c, fromC + 5 * stepC);
        FloatVector c51 = FloatVector.fromArray(FLOATS, c, fromC + 5 * stepC + LANES);
        FloatVector c60 = FloatVector.fromArray(FLOATS, c, fromC + 6 * stepC);
        FloatVector c61 = FloatVector.fromArray(FLOATS, c, fromC + 6 * stepC + LANES);
        FloatVector c70 = FloatVector.fromArray(FLOATS, c, fromC + 7 * stepC);
        FloatVector c71 = FloatVector.fromArray(FLOATS, c, fromC + 7 * stepC + LANES);
        int a1 = stepA;
        int a2 = 2 * stepA;
        int a3 = 3 * stepA;
        int a4 = 4 * stepA;
        int a5 = 5 * stepA;
        int a6 = 6 * stepA;
        int a7 = 7 * stepA;
        for (int k = 0, row = fromB; k < depth; k++, row += stepB) {
            int at = fromA + k;
            FloatVector b0 = FloatVector.fromArray(FLOATS, b, row);
            FloatVector b1 = FloatVector.fromArray(FLOATS, b, row + LANES);
            FloatVector factor = FloatVector.broadcast(FLOATS, a[at]);
            c00 = b0.fma(factor, c00);
            c01 = b1.fma(factor, c01);
            factor = FloatVector.broadcast(FLOATS, a[at + a1]);
            c10 = b0.fma(factor, c10);
            c11 = b1.fma(factor, c11);
            factor = FloatVector.broadcast(FLOATS, a[at + a2]);
            c20 = b0.fma(factor, c20);
            c21 = b1.fma(factor, c21);
            factor = FloatVector.broadcast(FLOATS, a[at + a3]);
            c30 = b0.fma(factor, c30);
            c31 = b1.fma(factor, c31);
            factor = FloatVector.broadcast(FLOATS, a[at + a4]);
            c40 = b0.fma(factor, c40);
            c41 = b1.fma(factor, c41);
            factor = FloatVector.broadcast(FLOATS, a[at + a5]);
            c50 = b0.fma(factor, c50);
            c51 = b1.fma(factor, c51);
            factor = FloatVector.broadcast(FLOATS, a[at + a6]);
            c60 = b0.fma(factor, c60);
            c61 = b1.fma(factor, c61);
            factor = FloatVector.broadcast(FLOATS, a[at + a7]);
            c70 = b0.fma(factor, c70);
            c71 = b1.fma(factor, c71);
        }
        c00.intoArray(c, fromC);
        c01.intoArray(c, fromC + LANES);
        c10.intoArray(c, fromC + stepC);
        c11.intoArray(c, fromC + stepC + LANES);
        c20.intoArray(c, fromC + 2 * stepC);
        c21.intoArray(c, fromC + 2 * stepC + LANES);
        c30.intoArray(c, fromC + 3 * stepC);
        c31.intoArray(c, fromC + 3 * stepC + LANES);
        c40.intoArray(c, fromC + 4 * stepC);
        c41.intoArray(c, fromC + 4 * stepC + LANES);
        c50.intoArray(c, fromC + 5 * stepC);
        c51.intoArray(c, fromC + 5 * stepC + LANES);
        c60.intoArray(c, fromC + 6 * stepC);
        c61.intoArray(c, fromC + 6 * stepC + LANES);
        c70.intoArray(c, fromC + 7 * stepC);
        c71.intoArray(c, fromC + 7 * stepC + LANES);
    }

    private static void fourByTwo(float[] a, int fromA, int stepA, int depth, float[] b, int fromB, int stepB, float[] c, int fromC, int stepC) {
        FloatVector c00 = FloatVector.fromArray(FLOATS, c, fromC);
        FloatVector c01 = FloatVector.fromArray(FLOATS, c, fromC + LANES);
        FloatVector c10 = FloatVector.fromArray(FLOATS, c, fromC + stepC);
        FloatVector c11 = FloatVector.fromArray(FLOATS, c, fromC + stepC + LANES);
        FloatVector c20 = FloatVector.fromArray(FLOATS, c, fromC + 2 * stepC);
        FloatVector c21 = FloatVector.fromArray(FLOATS, c, fromC + 2 * stepC + LANES);
        FloatVector c30 = FloatVector.fromArray(FLOATS, c, fromC + 3 * stepC);
        FloatVector c31 = FloatVector.fromArray(FLOATS, c, fromC + 3 * stepC + LANES);
        int a1 = stepA;
        int a2 = 2 * stepA;
        int a3 = 3 * stepA;
        for (int k = 0, row = fromB; k < depth; k++, row += stepB) {
            int at = fromA + k;
            FloatVector b0 = FloatVector.fromArray(FLOATS, b, row);
            FloatVector b1 = FloatVector.fromArray(FLOATS, b, row + LANES);
            FloatVector factor = FloatVector.broadcast(FLOATS, a[at]);
            c00 = b0.fma(factor, c00);
            c01 = b1.fma(factor, c01);
            factor = FloatVector.broadcast(FLOATS, a[at + a1]);
            c10 = b0.fma(factor, c10);
            c11 = b1.fma(factor, c11);
            factor = FloatVector.broadcast(FLOATS, a[at + a2]);
            c20 = b0.fma(factor, c20);
            c21 = b1.fma(factor, c21);
            factor = FloatVector.broadcast(FLOATS, a[at + a3]);
            c30 = b0.fma(factor, c30);
            c31 = b1.fma(factor, c31);
        }
        c00.intoArray(c, fromC);
        c01.intoArray(c, fromC + LANES);
        c10.intoArray(c, fromC + stepC);
        c11.intoArray(c, fromC + stepC + LANES);
        c20.intoArray(c, fromC + 2 * stepC);
        c21.intoArray(c, fromC + 2 * stepC + LANES);
        c30.intoArray(c, fromC + 3 * stepC);
        c31.intoArray(c, fromC + 3 * stepC + LANES);
    }

    private static void eightByOne(float[] a, int fromA, int stepA, int depth, float[] b, int fromB, int stepB, float[] c, int fromC, int stepC) {
        FloatVector c00 = FloatVector.fromArray(FLOATS, c, fromC);
        FloatVector c10 = FloatVector.fromArray(FLOATS, c, fromC + stepC);
        FloatVector c20 = FloatVector.fromArray(FLOATS, c, fromC + 2 * stepC);
        FloatVector c30 = FloatVector.fromArray(FLOATS, c, fromC + 3 * stepC);
        FloatVector c40 = FloatVector.fromArray(FLOATS, c, fromC + 4 * stepC);
        FloatVector c50 = FloatVector.fromArray(FLOATS, c, fromC + 5 * stepC);
        FloatVector c60 = FloatVector.fromArray(FLOATS, c, fromC + 6 * stepC);
        FloatVector c70 = FloatVector.fromArray(FLOATS, c, fromC + 7 * stepC);
        int a1 = stepA;
        int a2 = 2 * stepA;
        int a3 = 3 * stepA;
        int a4 = 4 * stepA;
        int a5 = 5 * stepA;
        int a6 = 6 * stepA;
        int a7 = 7 * stepA;
        for (int k = 0, row = fromB; k < depth; k++, row += stepB) {
            int at = fromA + k;
            FloatVector b0 = FloatVector.fromArray(FLOATS, b, row);
            FloatVector factor = FloatVector.broadcast(FLOATS, a[at]);
            c00 = b0.fma(factor, c00);
            factor = FloatVector.broadcast(FLOATS, a[at + a1]);
            c10 = b0.fma(factor, c10);
            factor = FloatVector.broadcast(FLOATS, a[at + a2]);
            c20 = b0.fma(factor, c20);
            factor = FloatVector.broadcast(FLOATS, a[at + a3]);
            c30 = b0.fma(factor, c30);
            factor = FloatVector.broadcast(FLOATS, a[at + a4]);
            c40 = b0.fma(factor, c40);
            factor = FloatVector.broadcast(FLOATS, a[at + a5]);
            c50 = b0.fma(factor, c50);
            factor = FloatVector.broadcast(FLOATS, a[at + a6]);
            c60 = b0.fma(factor, c60);
            factor = FloatVector.broadcast(FLOATS, a[at + a7]);
            c70 = b0.fma(factor, c70);
        }
        c00.intoArray(c, fromC);
        c10.intoArray(c, fromC + stepC);
        c20.intoArray(c, fromC + 2 * stepC);
        c30.intoArray(c, fromC + 3 * stepC);
        c40.intoArray(c, fromC + 4 * stepC);
        c50.intoArray(c, fromC + 5 * stepC);
        c60.intoArray(c, fromC + 6 * stepC);
        c70.intoArray(c, fromC + 7 * stepC);
    }

    private static void one(float[] a, int fromA, int depth, float[] b, int fromB, int stepB, float[] c, int fromC) {
        FloatVector sum = FloatVector.fromArray(FLOATS, c, fromC);
        for (int k = 0, row = fromB; k < depth; k++, row += stepB) {
            sum = FloatVector.fromArray(FLOATS, b, row).fma(FloatVector.broadcast(FLOATS, a[fromA + k]), sum);
        }
        sum.intoArray(c, fromC);
    }

    @Override
    public void spread(float[] source, int from, int row, int channels, float[] target, int to, int step) {
        for (int c = 0; c < channels; c += LANES) {
            spreadColumns(source, from + c, row, channels, target, to + c, step);
        }
    }

    private static void spreadColumns(float[] source, int from, int row, int channels, float[] target, int to, int step) {
        FloatVector s00 = FloatVector.fromArray(FLOATS, source, from);
        FloatVector s10 = FloatVector.fromArray(FLOATS, source, from + row);
        FloatVector s20 = FloatVector.fromArray(FLOATS, source, from + 2 * row);
        FloatVector s30 = FloatVector.fromArray(FLOATS, source, from + 3 * row);
        FloatVector d00 = s00.sub(s20);
        FloatVector d10 = s10.add(s20);
        FloatVector d20 = s20.sub(s10);
        FloatVector d30 = s10.sub(s30);
        FloatVector s01 = FloatVector.fromArray(FLOATS, source, from + channels);
        FloatVector s11 = FloatVector.fromArray(FLOATS, source, from + row + channels);
        FloatVector s21 = FloatVector.fromArray(FLOATS, source, from + 2 * row + channels);
        FloatVector s31 = FloatVector.fromArray(FLOATS, source, from + 3 * row + channels);
        FloatVector d01 = s01.sub(s21);
        FloatVector d11 = s11.add(s21);
        FloatVector d21 = s21.sub(s11);
        FloatVector d31 = s11.sub(s31);
        FloatVector s02 = FloatVector.fromArray(FLOATS, source, from + 2 * channels);
        FloatVector s12 = FloatVector.fromArray(FLOATS, source, from + row + 2 * channels);
        FloatVector s22 = FloatVector.fromArray(FLOATS, source, from + 2 * row + 2 * channels);
        FloatVector s32 = FloatVector.fromArray(FLOATS, source, from + 3 * row + 2 * channels);
        FloatVector d02 = s02.sub(s22);
        FloatVector d12 = s12.add(s22);
        FloatVector d22 = s22.sub(s12);
        FloatVector d32 = s12.sub(s32);
        FloatVector s03 = FloatVector.fromArray(FLOATS, source, from + 3 * channels);
        FloatVector s13 = FloatVector.fromArray(FLOATS, source, from + row + 3 * channels);
        FloatVector s23 = FloatVector.fromArray(FLOATS, source, from + 2 * row + 3 * channels);
        FloatVector s33 = FloatVector.fromArray(FLOATS, source, from + 3 * row + 3 * channels);
        FloatVector d03 = s03.sub(s23);
        FloatVector d13 = s13.add(s23);
        FloatVector d23 = s23.sub(s13);
        FloatVector d33 = s13.sub(s33);
        d00.sub(d02).intoArray(target, to);
        d01.add(d02).intoArray(target, to + step);
        d02.sub(d01).intoArray(target, to + 2 * step);
        d01.sub(d03).intoArray(target, to + 3 * step);
        d10.sub(d12).intoArray(target, to + 4 * step);
        d11.add(d12).intoArray(target, to + 5 * step);
        d12.sub(d11).intoArray(target, to + 6 * step);
        d11.sub(d13).intoArray(target, to + 7 * step);
        d20.sub(d22).intoArray(target, to + 8 * step);
        d21.add(d22).intoArray(target, to + 9 * step);
        d22.sub(d21).intoArray(target, to + 10 * step);
        d21.sub(d23).intoArray(target, to + 11 * step);
        d30.sub(d32).intoArray(target, to + 12 * step);
        d31.add(d32).intoArray(target, to + 13 * step);
        d32.sub(d31).intoArray(target, to + 14 * step);
        d31.sub(d33).intoArray(target, to + 15 * step);
    }

    @Override
    public void gather(float[] products, int from, int step, int channels, float[] target, int to, int row) {
        for (int c = 0; c < channels; c += LANES) {
            gatherColumns(products, from + c, step, channels, target, to + c, row);
        }
    }

    private static void gatherColumns(float[] products, int from, int step, int channels, float[] target, int to, int row) {
        FloatVector m00 = FloatVector.fromArray(FLOATS, products, from);
        FloatVector m10 = FloatVector.fromArray(FLOATS, products, from + 4 * step);
        FloatVector m20 = FloatVector.fromArray(FLOATS, products, from + 8 * step);
        FloatVector m30 = FloatVector.fromArray(FLOATS, products, from + 12 * step);
        FloatVector upper0 = m00.add(m10).add(m20);
        FloatVector lower0 = m10.sub(m20).sub(m30);
        FloatVector m01 = FloatVector.fromArray(FLOATS, products, from + step);
        FloatVector m11 = FloatVector.fromArray(FLOATS, products, from + 5 * step);
        FloatVector m21 = FloatVector.fromArray(FLOATS, products, from + 9 * step);
        FloatVector m31 = FloatVector.fromArray(FLOATS, products, from + 13 * step);
        FloatVector upper1 = m01.add(m11).add(m21);
        FloatVector lower1 = m11.sub(m21).sub(m31);
        FloatVector m02 = FloatVector.fromArray(FLOATS, products, from + 2 * step);
        FloatVector m12 = FloatVector.fromArray(FLOATS, products, from + 6 * step);
        FloatVector m22 = FloatVector.fromArray(FLOATS, products, from + 10 * step);
        FloatVector m32 = FloatVector.fromArray(FLOATS, products, from + 14 * step);
        FloatVector upper2 = m02.add(m12).add(m22);
        FloatVector lower2 = m12.sub(m22).sub(m32);
        FloatVector m03 = FloatVector.fromArray(FLOATS, products, from + 3 * step);
        FloatVector m13 = FloatVector.fromArray(FLOATS, products, from + 7 * step);
        FloatVector m23 = FloatVector.fromArray(FLOATS, products, from + 11 * step);
        FloatVector m33 = FloatVector.fromArray(FLOATS, products, from + 15 * step);
        FloatVector upper3 = m03.add(m13).add(m23);
        FloatVector lower3 = m13.sub(m23).sub(m33);
        add(upper0.add(upper1).add(upper2), target, to);
        add(upper1.sub(upper2).sub(upper3), target, to + channels);
        add(lower0.add(lower1).add(lower2), target, to + row);
        add(lower1.sub(lower2).sub(lower3), target, to + row + channels);
    }

    private static void add(FloatVector sum, float[] target, int at) {
        FloatVector.fromArray(FLOATS, target, at).add(sum).intoArray(target, at);
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
