package org.hasnas.simulation.kernel.column;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import org.hasnas.simulation.kernel.layout.VectorWidth;

/** {@link ColumnKernels} with the Vector API: across columns, never across the rows that are added up. */
public final class VectorColumnKernels implements ColumnKernels {
    private static final VectorShape SHAPE = VectorShape.forBitSize(VectorWidth.BITS);
    private static final VectorSpecies<Float> FLOATS = VectorSpecies.of(float.class, SHAPE);
    private static final VectorSpecies<Integer> INTS = VectorSpecies.of(int.class, SHAPE);
    private static final int LANES = FLOATS.length();

    @Override
    public void readOut(float[] matrix, int[] starts, int from, int to, ColumnFormat format, int[] totals) {
        int columns = format.columns();
        int column = 0;
        for (; column + 4 * LANES <= columns; column += 4 * LANES) {
            FloatVector sum0 = FloatVector.zero(FLOATS);
            FloatVector sum1 = sum0;
            FloatVector sum2 = sum0;
            FloatVector sum3 = sum0;
            for (int i = from; i < to; i++) {
                int start = starts[i] + column;
                sum0 = sum0.add(FloatVector.fromArray(FLOATS, matrix, start));
                sum1 = sum1.add(FloatVector.fromArray(FLOATS, matrix, start + LANES));
                sum2 = sum2.add(FloatVector.fromArray(FLOATS, matrix, start + 2 * LANES));
                sum3 = sum3.add(FloatVector.fromArray(FLOATS, matrix, start + 3 * LANES));
            }
            convert(sum0, column, format, totals);
            convert(sum1, column + LANES, format, totals);
            convert(sum2, column + 2 * LANES, format, totals);
            convert(sum3, column + 3 * LANES, format, totals);
        }
        for (; column < columns; column += LANES) {
            FloatVector sum = FloatVector.zero(FLOATS);
            for (int i = from; i < to; i++) {
                sum = sum.add(FloatVector.fromArray(FLOATS, matrix, starts[i] + column));
            }
            convert(sum, column, format, totals);
        }
    }

    /** A stride is a multiple of the lanes, so that a vector lies within one digit. */
    private static void convert(FloatVector sum, int column, ColumnFormat format, int[] totals) {
        int stride = format.stride();
        int digit = column / stride;
        int output = column - digit * stride;
        FloatVector code = sum.mul(1f / format.steps()[digit]).max(0).min(format.mostCode()).add(0.5f);
        IntVector whole = (IntVector) code.convertShape(VectorOperators.F2I, INTS, 0);
        IntVector.fromArray(INTS, totals, output).add(whole.mul(format.factors()[digit])).intoArray(totals, output);
    }

    @Override
    public void sumWithSquares(float[] matrix, int[] starts, int from, int to, float levelZero, float[] sums, float[] squares) {
        for (int column = 0; column < sums.length; column += LANES) {
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
    public void convert(float[] sums, ColumnFormat format, int[] totals) {
        for (int column = 0; column < sums.length; column += LANES) {
            convert(FloatVector.fromArray(FLOATS, sums, column), column, format, totals);
        }
    }
}
