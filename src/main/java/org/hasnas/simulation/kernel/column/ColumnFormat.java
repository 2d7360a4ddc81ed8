package org.hasnas.simulation.kernel.column;

import java.util.Arrays;

/**
 * How columns of crossbars become integers. Columns lie digit by digit: column {@code digit * stride + output}. A converter rounds a
 * column's sum to a whole number of steps and clips it to 0 to {@code mostCode}; what it gives counts {@code factors[digit]} in the output.
 *
 * @param outputs outputs in use, the others are padding
 * @param steps level steps per code, by digit
 * @param factors weight of a code in an output, by digit; negative for digits that are taken off
 * @param mostCode highest code of a converter, 2^bits - 1
 */
@SuppressWarnings("ArrayRecordComponent") // parameters of a layer, never compared
public record ColumnFormat(int outputs, int[] steps, int[] factors, int mostCode) {
    /** Outputs are padded to a multiple of this: lanes of the widest vectors. */
    private static final int LANES = 16;
    /** Above it a code plus one half has no exact float. */
    private static final int MAX_CODE = 1 << 22;

    public ColumnFormat {
        if (outputs < 1 || steps.length == 0 || steps.length != factors.length || mostCode < 1 || mostCode >= MAX_CODE
                || Arrays.stream(steps).anyMatch(step -> step < 1)) {
            throw new IllegalArgumentException("columns of " + outputs + " outputs with steps " + Arrays.toString(steps) + " and factors "
                    + Arrays.toString(factors) + ", highest code " + mostCode + "; steps must be >= 1, one for each factor");
        }
    }

    /** Length of an output's padding included, for {@code outputs}. */
    public static int stride(int outputs) {
        return Math.ceilDiv(outputs, LANES) * LANES;
    }

    /** How far from a whole code a sum in codes may be at most for its code to be sure: half a code, but for what float32 rounds off. */
    float sureWithin() {
        return 0.5f - (mostCode + 1) * 0x1p-22f;
    }

    /** The code of a column: the nearest one, the upper of two that are equally near. */
    public int code(float sum, int digit) {
        return (int) (codes(sum, digit) + 0.5f);
    }

    /** A sum in codes, clipped but not yet rounded. */
    float codes(float sum, int digit) {
        return Math.min(Math.max(sum * (1f / steps[digit]), 0), mostCode);
    }

    /** Columns of one digit, padding included. */
    public int stride() {
        return stride(outputs);
    }

    /** All columns, padding included: length of a row of the matrix. */
    public int columns() {
        return steps.length * stride();
    }
}
