package org.hasnas.simulation.kernel.column;

import java.util.Arrays;

/** The readable reference of {@link ColumnKernels}. */
public final class ScalarColumnKernels implements ColumnKernels {
    @Override
    public void readOut(float[] matrix, int[] starts, int from, int to, ColumnFormat format, int[] totals) {
        int stride = format.stride();
        for (int digit = 0; digit < format.steps().length; digit++) {
            float perCode = 1f / format.steps()[digit];
            for (int output = 0; output < stride; output++) {
                float sum = 0;
                for (int i = from; i < to; i++) {
                    sum += matrix[starts[i] + digit * stride + output];
                }
                totals[output] += format.factors()[digit] * code(sum, perCode, format.mostCode());
            }
        }
    }

    /** The nearest code, the upper one of two that are equally near. */
    private static int code(float sum, float perCode, int most) {
        return (int) (Math.min(Math.max(sum * perCode, 0), most) + 0.5f);
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
    public void convert(float[] sums, ColumnFormat format, int[] totals) {
        int stride = format.stride();
        for (int digit = 0; digit < format.steps().length; digit++) {
            float perCode = 1f / format.steps()[digit];
            for (int output = 0; output < stride; output++) {
                totals[output] += format.factors()[digit] * code(sums[digit * stride + output], perCode, format.mostCode());
            }
        }
    }
}
