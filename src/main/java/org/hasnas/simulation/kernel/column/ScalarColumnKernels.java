package org.hasnas.simulation.kernel.column;

import java.util.Arrays;

/** The readable reference of {@link ColumnKernels}. */
public final class ScalarColumnKernels implements ColumnKernels {
    /** The nearest code, the upper one of two that are equally near. */
    private static int code(float sum, float perCode, int most) {
        return (int) (codes(sum, perCode, most) + 0.5f);
    }

    /** A sum in codes, clipped but not yet rounded. */
    private static float codes(float sum, float perCode, int most) {
        return Math.min(Math.max(sum * perCode, 0), most);
    }

    @Override
    public void addRows(int[] matrix, int[] rows, int from, int to, int length, int[] totals) {
        for (int i = from; i < to; i++) {
            for (int output = 0; output < length; output++) {
                totals[output] += matrix[rows[i] * length + output];
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
                float codes = codes(sum, 1f / format.steps()[digit], format.mostCode());
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
    public void convert(float[] sums, ColumnFormat format, int firstOutput, int[] totals) {
        int stride = format.stride();
        for (int digit = 0; digit < format.steps().length; digit++) {
            float perCode = 1f / format.steps()[digit];
            for (int output = firstOutput; output < stride; output++) {
                totals[output] += format.factors()[digit] * code(sums[digit * stride + output], perCode, format.mostCode());
            }
        }
    }
}
