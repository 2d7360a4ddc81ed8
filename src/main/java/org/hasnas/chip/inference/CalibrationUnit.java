package org.hasnas.chip.inference;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.hasnas.chip.device.WeightCoding;

/** Exact sums of digits, block by block, and how often each was seen. For one thread. */
final class CalibrationUnit implements MatrixUnit {
    private final LayerPlacement placement;
    private final byte[][] levels;
    private final int[] blockEnds;
    private final int[] columns;
    private final long[][] seen;

    /** @param levels of the layer's cells, as {@link #levels} gives them; read only */
    CalibrationUnit(LayerPlacement placement, byte[][] levels) {
        this.placement = placement;
        this.levels = levels;
        this.blockEnds = placement.blockEnds();
        this.columns = new int[placement.layer().outputs() * placement.coding().columnsPerOutput()];
        this.seen = emptySums(placement);
    }

    /** The levels of all cells of a layer, [row][output * digits + digit]. */
    static byte[][] levels(LayerPlacement placement) {
        QuantizedLayer layer = placement.layer();
        byte[][] levels = new byte[layer.rows()][];
        for (int row = 0; row < levels.length; row++) {
            int[] weights = new int[layer.outputs()];
            for (int output = 0; output < weights.length; output++) {
                weights[output] = layer.weights()[row][output];
            }
            int[] encoded = placement.coding().encode(new int[][] {weights})[0];
            levels[row] = new byte[encoded.length];
            for (int column = 0; column < encoded.length; column++) {
                levels[row][column] = (byte) encoded[column]; // at most 4 bits
            }
        }
        return levels;
    }

    /** Room for every sum that a column can have. */
    static long[][] emptySums(LayerPlacement placement) {
        int most = placement.mostRows() * ((1 << placement.coding().cellBits()) - 1);
        return new long[placement.coding().columnsPerOutput()][most + 1];
    }

    /** Adds how often the columns of each digit had each sum, [digit][sum]. */
    void addTo(long[][] sums) {
        for (int digit = 0; digit < seen.length; digit++) {
            for (int sum = 0; sum < seen[digit].length; sum++) {
                sums[digit][sum] += seen[digit][sum];
            }
        }
    }

    /** Name of the layer. */
    String layer() {
        return placement.layer().name();
    }

    @Override
    public int width() {
        return placement.layer().outputs();
    }

    @Override
    public void multiply(int[] rows, int count, int[] sums, RandomGenerator noise) {
        WeightCoding coding = placement.coding();
        int from = 0;
        for (int block = 0; from < count; block++) {
            Arrays.fill(columns, 0);
            int to = from;
            for (; to < count && rows[to] < blockEnds[block]; to++) {
                add(columns, levels[rows[to]]);
            }
            if (to > from) {
                read(sums, coding);
            }
            from = to;
        }
        for (int output = 0; output < sums.length; output++) {
            sums[output] -= coding.offset() * count;
        }
    }

    private void read(int[] sums, WeightCoding coding) {
        int digits = coding.columnsPerOutput();
        int slices = coding.slices();
        for (int column = 0; column < columns.length; column++) {
            int digit = column % digits;
            seen[digit][columns[column]]++;
            int part = columns[column] << (digit % slices * coding.cellBits());
            sums[column / digits] += digit < slices ? part : -part;
        }
    }

    private static void add(int[] columns, byte[] row) {
        for (int column = 0; column < row.length; column++) {
            columns[column] += row[column];
        }
    }
}
