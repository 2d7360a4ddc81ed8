package org.hasnas.simulation.kernel.column;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import org.hasnas.simulation.kernel.layout.VectorWidth;

/** {@link ColumnKernels} with the Vector API: across columns, never across the rows that are added up. */
public final class VectorColumnKernels implements ColumnKernels {
    private static final VectorShape SHAPE = VectorShape.forBitSize(VectorWidth.BITS);
    private static final VectorSpecies<Float> FLOATS = VectorSpecies.of(float.class, SHAPE);
    private static final VectorSpecies<Integer> INTS = VectorSpecies.of(int.class, SHAPE);
    /** As many lanes as the others, and the random numbers of as many columns. */
    private static final VectorSpecies<Short> SHORTS = VectorSpecies.of(short.class, VectorShape.forBitSize(VectorWidth.BITS / 2));
    private static final VectorSpecies<Long> LONGS = VectorSpecies.of(long.class, SHORTS.vectorShape());
    private static final int PER_LONG = Long.SIZE / Short.SIZE;
    private static final int LANES = FLOATS.length();
    private static final float NO_FRACTION = 3 << 22;

    @Override
    public int readOut(float[] matrix, int[] starts, int from, int to, ColumnFormat format, float reach, int[] totals) {
        int stride = format.stride();
        int digits = format.steps().length;
        for (int output = 0; output < stride; output += LANES) {
            IntVector total = IntVector.fromArray(INTS, totals, output);
            FloatVector farthest = FloatVector.zero(FLOATS); // from a code, with what may be added
            int digit = 0;
            for (; digit + 2 <= digits; digit += 2) { // two sums at a time, since each waits for its own additions
                FloatVector sum0 = FloatVector.zero(FLOATS);
                FloatVector sum1 = sum0;
                int column = digit * stride + output;
                for (int i = from; i < to; i++) {
                    sum0 = sum0.add(FloatVector.fromArray(FLOATS, matrix, starts[i] + column));
                    sum1 = sum1.add(FloatVector.fromArray(FLOATS, matrix, starts[i] + column + stride));
                }
                FloatVector codes0 = codes(sum0, format, digit);
                FloatVector codes1 = codes(sum1, format, digit + 1);
                total = total.add(worth(codes0, format, digit)).add(worth(codes1, format, digit + 1));
                farthest =
                        farthest.max(offCode(codes0).add(reach / format.steps()[digit])).max(offCode(codes1).add(reach / format.steps()[digit + 1]));
            }
            for (; digit < digits; digit++) {
                int column = digit * stride + output;
                FloatVector sum = FloatVector.zero(FLOATS);
                for (int i = from; i < to; i++) {
                    sum = sum.add(FloatVector.fromArray(FLOATS, matrix, starts[i] + column));
                }
                FloatVector codes = codes(sum, format, digit);
                total = total.add(worth(codes, format, digit));
                farthest = farthest.max(offCode(codes).add(reach / format.steps()[digit]));
            }
            if (reach > 0 && farthest.compare(VectorOperators.GE, format.sureWithin()).anyTrue()) {
                return output;
            }
            total.intoArray(totals, output);
        }
        return stride;
    }

    /** Sums in codes, clipped but not yet rounded. */
    private static FloatVector codes(FloatVector sum, ColumnFormat format, int digit) {
        return sum.mul(1f / format.steps()[digit]).max(0).min(format.mostCode());
    }

    private static IntVector worth(FloatVector codes, ColumnFormat format, int digit) {
        return ((IntVector) codes.add(0.5f).convertShape(VectorOperators.F2I, INTS, 0)).mul(format.factors()[digit]);
    }

    /** How far codes are from whole ones: what is so large that a float has no fraction is added and taken off. */
    private static FloatVector offCode(FloatVector codes) {
        return codes.sub(codes.add(NO_FRACTION).sub(NO_FRACTION)).abs();
    }

    @Override
    public void addRows(int[] matrix, int[] rows, int from, int to, int length, int[] totals, int first) {
        for (int output = 0; output < length; output += LANES) {
            IntVector total = IntVector.fromArray(INTS, totals, first + output);
            for (int i = from; i < to; i++) {
                total = total.add(IntVector.fromArray(INTS, matrix, rows[i] * length + output));
            }
            total.intoArray(totals, first + output);
        }
    }

    @Override
    public void addProducts(int[] matrix, int[] factors, int length, int[] totals) {
        for (int output = 0; output < length; output += LANES) {
            IntVector total = IntVector.fromArray(INTS, totals, output);
            for (int row = 0; row < factors.length; row++) {
                total = total.add(IntVector.fromArray(INTS, matrix, row * length + output).mul(factors[row]));
            }
            total.intoArray(totals, output);
        }
    }

    @Override
    public void sumWithSquares(float[] matrix, int[] starts, int from, int to, float levelZero, float[] sums, float[] squares) {
        int column = 0;
        for (; column + 2 * LANES <= sums.length; column += 2 * LANES) { // two at a time, since each waits for its own additions
            FloatVector sum0 = FloatVector.zero(FLOATS);
            FloatVector sum1 = sum0;
            FloatVector square0 = sum0;
            FloatVector square1 = sum0;
            for (int i = from; i < to; i++) {
                FloatVector value0 = FloatVector.fromArray(FLOATS, matrix, starts[i] + column);
                FloatVector value1 = FloatVector.fromArray(FLOATS, matrix, starts[i] + column + LANES);
                FloatVector whole0 = value0.add(levelZero);
                FloatVector whole1 = value1.add(levelZero);
                sum0 = sum0.add(value0);
                sum1 = sum1.add(value1);
                square0 = square0.add(whole0.mul(whole0));
                square1 = square1.add(whole1.mul(whole1));
            }
            sum0.intoArray(sums, column);
            sum1.intoArray(sums, column + LANES);
            square0.intoArray(squares, column);
            square1.intoArray(squares, column + LANES);
        }
        for (; column < sums.length; column += LANES) {
            FloatVector sum = FloatVector.zero(FLOATS);
            FloatVector square = sum;
            for (int i = from; i < to; i++) {
                FloatVector value = FloatVector.fromArray(FLOATS, matrix, starts[i] + column);
                FloatVector whole = value.add(levelZero);
                sum = sum.add(value);
                square = square.add(whole.mul(whole));
            }
            sum.intoArray(sums, column);
            square.intoArray(squares, column);
        }
    }

    @Override
    public void addNoise(float[] sums, float[] squares, float ratio, float[] draws) {
        for (int column = 0; column < sums.length; column += LANES) {
            FloatVector deviation = FloatVector.fromArray(FLOATS, squares, column).sqrt().mul(ratio);
            FloatVector.fromArray(FLOATS, sums, column).add(deviation.mul(FloatVector.fromArray(FLOATS, draws, column))).intoArray(sums, column);
        }
    }

    @Override
    public int thresholds(float[] sums, float[] squares, float ratio, float largest, ColumnFormat format, int worth, int[] lowest,
            int firstLowest, short[] thresholds, int first) {
        int stride = format.stride();
        FloatVector off = FloatVector.zero(FLOATS);
        for (int output = 0; output < stride; output += LANES) {
            IntVector total = IntVector.fromArray(INTS, lowest, firstLowest + output);
            for (int digit = 0; digit < format.steps().length; digit++) {
                int column = digit * stride + output;
                FloatVector sum = FloatVector.fromArray(FLOATS, sums, column);
                FloatVector deviation = FloatVector.fromArray(FLOATS, squares, column).sqrt().mul(ratio);
                FloatVector farthest = deviation.mul(largest);
                IntVector least = code(sum.sub(farthest), format, digit);
                IntVector below = code(sum.add(farthest), format, digit).sub(1);
                if (below.compare(VectorOperators.GT, least).anyTrue()) {
                    return -1;
                }
                total = total.add(below.mul(worth * format.factors()[digit]));
                VectorMask<Integer> isOpen = below.compare(VectorOperators.EQ, least);
                FloatVector middle = ((FloatVector) least.convertShape(VectorOperators.I2F, FLOATS, 0)).add(0.5f).mul(format.steps()[digit]);
                FloatVector inverse = FloatVector.broadcast(FLOATS, 1).div(deviation);
                IntVector ranks = ranksBelow(middle.sub(sum).mul(inverse)).max(1).min(NormalRanks.LAST).add(NormalRanks.TO_WHOLE).reinterpretAsInts();
                ((ShortVector) IntVector.zero(INTS).blend(ranks, isOpen).convertShape(VectorOperators.I2S, SHORTS, 0))
                        .intoArray(thresholds, first + column);
                off = off.blend(off.max(middle.add(format.steps()[digit]).mul(inverse)), isOpen.cast(FLOATS));
            }
            total.intoArray(lowest, firstLowest + output);
        }
        return NormalRanks.off(off.reduceLanes(VectorOperators.MAX));
    }

    private static IntVector code(FloatVector sum, ColumnFormat format, int digit) {
        return (IntVector) codes(sum, format, digit).add(0.5f).convertShape(VectorOperators.F2I, INTS, 0);
    }

    /** As {@link NormalRanks#below}. */
    private static FloatVector ranksBelow(FloatVector number) {
        FloatVector size = number.abs();
        FloatVector power = size.mul(size).mul(NormalRanks.HALF_SQUARE_TO_POWER);
        FloatVector shifted = power.add(NormalRanks.TO_EXPONENT);
        FloatVector part = power.sub(shifted.sub(NormalRanks.TO_EXPONENT));
        FloatVector series = FloatVector.broadcast(FLOATS, NormalRanks.POWER_SERIES[0]);
        for (int i = 1; i < NormalRanks.POWER_SERIES.length; i++) {
            series = series.fma(part, FloatVector.broadcast(FLOATS, NormalRanks.POWER_SERIES[i]));
        }
        FloatVector density = series.mul(shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, NormalRanks.MANTISSA_BITS).reinterpretAsFloats());
        FloatVector t = FloatVector.broadcast(FLOATS, 1).div(size.mul(NormalRanks.TAIL_SCALE).add(1));
        FloatVector tail = FloatVector.broadcast(FLOATS, NormalRanks.TAIL[0]);
        for (int i = 1; i < NormalRanks.TAIL.length; i++) {
            tail = tail.fma(t, FloatVector.broadcast(FLOATS, NormalRanks.TAIL[i]));
        }
        FloatVector ranks = tail.mul(t).mul(density);
        return FloatVector.broadcast(FLOATS, NormalRanks.COUNT).sub(ranks).blend(ranks, number.compare(VectorOperators.LT, 0));
    }

    @Override
    public boolean addReached(short[] thresholds, int first, long[] random, int off, int worth, ColumnFormat format, int[] totals) {
        int stride = format.stride();
        int digits = format.factors().length;
        VectorMask<Short> isNear = SHORTS.maskAll(false);
        for (int output = 0; output < stride; output += LANES) {
            IntVector total = IntVector.fromArray(INTS, totals, output);
            for (int digit = 0; digit < digits; digit++) {
                int column = digit * stride + output;
                ShortVector numbers = LongVector.fromArray(LONGS, random, column / PER_LONG).reinterpretAsShorts();
                ShortVector limits = ShortVector.fromArray(SHORTS, thresholds, first + column);
                isNear = isNear.or(numbers.sub(limits).add((short) off).compare(VectorOperators.ULT, (short) (2 * off))
                        .and(limits.compare(VectorOperators.NE, 0)));
                total = total.add(worth * format.factors()[digit], numbers.compare(VectorOperators.UGE, limits).cast(INTS));
            }
            total.intoArray(totals, output);
        }
        return !isNear.anyTrue();
    }

    @Override
    public void convert(float[] sums, ColumnFormat format, int firstOutput, int[] totals) {
        int stride = format.stride();
        for (int output = firstOutput; output < stride; output += LANES) {
            IntVector total = IntVector.fromArray(INTS, totals, output);
            for (int digit = 0; digit < format.steps().length; digit++) {
                total = total.add(worth(codes(FloatVector.fromArray(FLOATS, sums, digit * stride + output), format, digit), format, digit));
            }
            total.intoArray(totals, output);
        }
    }

    @Override
    public void addScaled(int[] sums, int firstSum, float[] gain, float[] offset, float[] target, int firstTarget) {
        int c = 0;
        for (; c + LANES <= gain.length; c += LANES) {
            FloatVector sum = (FloatVector) IntVector.fromArray(INTS, sums, firstSum + c).convertShape(VectorOperators.I2F, FLOATS, 0);
            FloatVector scaled = sum.mul(FloatVector.fromArray(FLOATS, gain, c)).add(FloatVector.fromArray(FLOATS, offset, c));
            FloatVector.fromArray(FLOATS, target, firstTarget + c).add(scaled).intoArray(target, firstTarget + c);
        }
        for (; c < gain.length; c++) {
            target[firstTarget + c] += sums[firstSum + c] * gain[c] + offset[c];
        }
    }

    @Override
    public void fire(float[] potentials, int first, float[] thresholds, int channels, long[] spikes, int firstWord) {
        for (int start = 0; start < channels; start += Long.SIZE) {
            int end = Math.min(channels, start + Long.SIZE);
            long word = 0;
            int c = start;
            for (; c + LANES <= end; c += LANES) {
                FloatVector v = FloatVector.fromArray(FLOATS, potentials, first + c);
                VectorMask<Float> fires = v.compare(VectorOperators.GE, FloatVector.fromArray(FLOATS, thresholds, c));
                v.blend(0, fires).intoArray(potentials, first + c);
                word |= fires.toLong() << (c - start);
            }
            for (; c < end; c++) {
                if (potentials[first + c] >= thresholds[c]) {
                    word |= 1L << c;
                    potentials[first + c] = 0;
                }
            }
            spikes[firstWord + start / Long.SIZE] = word;
        }
    }
}
