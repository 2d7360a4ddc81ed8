package org.hasnas.onchip;

import java.util.Arrays;
import org.hasnas.crossbar.device.WeightCoding;
import org.hasnas.kernel.ColumnFormat;

/**
 * Takes the gain of each crossbar off its sums, behind the converters. With gain g, n active rows and z the conductance of level 0 in level steps, a
 * column whose converter gives x level steps carries the current of {@code x + n z}, so that perfect cells would give {@code (x + n z) / g - n z}. The
 * results of all row blocks are added in float32 and rounded once. For one thread.
 */
final class ArrayGains {
    private final float[][] inverse; // [row block][output], padding included
    private final float[][] perRow; // [row block][output]: what an active row adds
    private final float[] corrected;
    private final int[] partial;

    ArrayGains(ProgrammedLayer layer) {
        LayerPlacement placement = layer.placement();
        int stride = ColumnFormat.stride(placement.layer().outputs());
        this.inverse = new float[placement.rowBlocks()][stride];
        this.perRow = new float[placement.rowBlocks()][stride];
        this.corrected = new float[stride];
        this.partial = new int[stride];
        int places = placesSum(placement.coding());
        for (int row = 0; row < inverse.length; row++) {
            for (int output = 0; output < placement.layer().outputs(); output++) {
                double factor = 1 / layer.gain(row, output / placement.outputsPerArray());
                inverse[row][output] = (float) factor;
                perRow[row][output] = (float) (layer.levelZero() * places * (factor - 1));
            }
        }
    }

    /** Level 0 counts in every digit, each with its place value; digits that are taken off count negative. */
    private static int placesSum(WeightCoding coding) {
        int sum = 0;
        for (int digit = 0; digit < coding.columnsPerOutput(); digit++) {
            int value = 1 << (digit % coding.slices() * coding.cellBits());
            sum += digit < coding.slices() ? value : -value;
        }
        return sum;
    }

    void begin() {
        Arrays.fill(corrected, 0);
    }

    /** Sums of the next row block, to be filled; all 0. */
    int[] block() {
        Arrays.fill(partial, 0);
        return partial;
    }

    /** Takes the sums of {@link #block}. */
    void add(int rowBlock, int activeRows) {
        add(corrected, partial, inverse[rowBlock], perRow[rowBlock], activeRows);
    }

    private static void add(float[] target, int[] sums, float[] factors, float[] shifts, int rows) {
        for (int output = 0; output < target.length; output++) {
            target[output] += sums[output] * factors[output] + rows * shifts[output];
        }
    }

    void addTo(int[] sums) {
        for (int output = 0; output < sums.length; output++) {
            sums[output] += Math.round(corrected[output]);
        }
    }
}
