package org.hasnas.simulation.kernel.column;

import java.util.Arrays;

/** The readable reference of {@link ColumnKernels}. */
public final class ScalarColumnKernels implements ColumnKernels {
    @Override
    public void addRows(int[] matrix, int[] rows, int from, int to, int length, int[] totals, int first) {
        for (int i = from; i < to; i++) {
            for (int output = 0; output < length; output++) {
                totals[first + output] += matrix[rows[i] * length + output];
            }
        }
    }

    @Override
    public void addProducts(int[] matrix, int[] factors, int length, int[] totals) {
        for (int row = 0; row < factors.length; row++) {
            for (int output = 0; output < length; output++) {
                totals[output] += factors[row] * matrix[row * length + output];
            }
        }
    }

    @Override
    public int readOut(float[] matrix, int[] starts, int from, int to, ColumnFormat format, float reach, int[] totals) {
        int stride = format.stride();
        for (int output = 0; output < stride; output++) {
            int total = 0;
            for (int digit = 0; digit < format.steps().length; digit++) {
                float sum = 0;
                for (int i = from; i < to; i++) {
                    sum += matrix[starts[i] + digit * stride + output];
                }
                float codes = format.codes(sum, digit);
                if (reach > 0 && Math.abs(codes - (float) Math.rint(codes)) + reach / format.steps()[digit] >= format.sureWithin()) {
                    return output;
                }
                total += format.factors()[digit] * (int) (codes + 0.5f);
            }
            totals[output] += total;
        }
        return stride;
    }

    @Override
    public void sumWithSquares(float[] matrix, int[] starts, int from, int to, float levelZero, float[] sums, float[] squares) {
        Arrays.fill(sums, 0);
        Arrays.fill(squares, 0);
        for (int i = from; i < to; i++) {
            add(matrix, starts[i], levelZero, sums, squares);
        }
    }

    private static void add(float[] matrix, int start, float levelZero, float[] sums, float[] squares) {
        for (int column = 0; column < sums.length; column++) {
            float value = matrix[start + column];
            float whole = value + levelZero;
            sums[column] += value;
            squares[column] += whole * whole;
        }
    }

    @Override
    public void addNoise(float[] sums, float[] squares, float ratio, float[] draws) {
        for (int column = 0; column < sums.length; column++) {
            sums[column] += ratio * (float) Math.sqrt(squares[column]) * draws[column];
        }
    }

    @Override
    public int thresholds(float[] sums, float[] squares, float ratio, float largest, ColumnFormat format, int worth, int[] lowest,
            int firstLowest, short[] thresholds, int first) {
        float off = 0;
        for (int column = 0; column < sums.length; column++) {
            int digit = column / format.stride();
            float deviation = ratio * (float) Math.sqrt(squares[column]);
            int least = format.code(sums[column] - deviation * largest, digit);
            int highest = format.code(sums[column] + deviation * largest, digit);
            if (highest - least > 1) {
                return -1;
            }
            lowest[firstLowest + column % format.stride()] += worth * format.factors()[digit] * (highest - 1);
            thresholds[first + column] = 0;
            if (least < highest) {
                float middle = (least + 0.5f) * format.steps()[digit];
                float inverse = 1 / deviation;
                thresholds[first + column] = (short) NormalRanks.threshold((middle - sums[column]) * inverse);
                off = Math.max(off, (middle + format.steps()[digit]) * inverse);
            }
        }
        return NormalRanks.off(off);
    }

    @Override
    public boolean addReached(short[] thresholds, int first, long[] random, int off, int worth, ColumnFormat format, int[] totals) {
        int stride = format.stride();
        boolean isCertain = true;
        for (int column = 0; column < format.columns(); column++) {
            int number = (int) (random[column / 4] >>> (column % 4 * Short.SIZE)) & 0xFFFF;
            int threshold = Short.toUnsignedInt(thresholds[first + column]);
            isCertain &= threshold == 0 || ((number - threshold + off) & 0xFFFF) >= 2 * off;
            totals[column % stride] += number >= threshold ? worth * format.factors()[column / stride] : 0;
        }
        return isCertain;
    }

    @Override
    public void convert(float[] sums, ColumnFormat format, int firstOutput, int[] totals) {
        int stride = format.stride();
        for (int digit = 0; digit < format.steps().length; digit++) {
            for (int output = firstOutput; output < stride; output++) {
                totals[output] += format.factors()[digit] * format.code(sums[digit * stride + output], digit);
            }
        }
    }

    @Override
    public void addScaled(int[] sums, int firstSum, float[] gain, float[] offset, float[] target, int firstTarget) {
        for (int c = 0; c < gain.length; c++) {
            target[firstTarget + c] += sums[firstSum + c] * gain[c] + offset[c];
        }
    }

    @Override
    public void fire(float[] potentials, int first, float[] thresholds, int channels, long[] spikes, int firstWord) {
        Arrays.fill(spikes, firstWord, firstWord + Math.ceilDiv(channels, Long.SIZE), 0);
        for (int c = 0; c < channels; c++) {
            if (potentials[first + c] >= thresholds[c]) {
                spikes[firstWord + c / Long.SIZE] |= 1L << c;
                potentials[first + c] = 0;
            }
        }
    }
}
