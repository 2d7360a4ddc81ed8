package org.hasnas.chip.inference;

import java.util.Arrays;
import org.hasnas.chip.device.WeightCoding;

/** Exact sums of digits, block by block, and how often each was seen. For one thread. */
final class CalibrationUnit implements MatrixUnit {
    private final LayerPlacement placement;
    private final byte[][] levels;
    private final int[] readOfRow;
    private final int[] columns;
    private final long[][] seen;

    /** @param levels of the layer's cells, as {@link #levels} gives them; read only */
    CalibrationUnit(LayerPlacement placement, byte[][] levels) {
        this.placement = placement;
        this.levels = levels;
        this.readOfRow = placement.readOfRow();
        this.columns = new int[placement.blocks().outputsTogether() * placement.coding().columnsPerOutput()];
        this.seen = emptySums(placement);
    }

    /** The levels of the cells of each row of a layer, [row][output of its crossbars * digits + digit]. */
    static byte[][] levels(LayerPlacement placement) {
        QuantizedLayer layer = placement.layer();
        int digits = placement.coding().columnsPerOutput();
        byte[][] levels = new byte[layer.rows()][];
        for (int c = 0; c < placement.columnBlocks(); c++) {
            int first = layer.depthwise() ? 0 : placement.blocks().firstOutput(c);
            int outputs = layer.depthwise() ? placement.blocks().outputsOf(c) : layer.outputs();
            for (int r = 0; r < placement.rowBlocks(); r++) {
                int[] rows = placement.blocks().rowsOf(r, c);
                int[][] encoded = placement.coding().encode(placement.weights(r, c));
                for (int row = 0; row < rows.length; row++) {
                    if (c == 0 || layer.depthwise()) {
                        levels[rows[row]] = new byte[outputs * digits];
                    }
                    for (int column = 0; column < encoded[row].length; column++) {
                        levels[rows[row]][first * digits + column] = (byte) encoded[row][column]; // at most 4 bits
                    }
                }
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
        return placement.blocks().outputsTogether();
    }

    @Override
    public void multiply(int[] rows, int count, int[] sums, ReadNoise noise) {
        WeightCoding coding = placement.coding();
        int from = 0;
        while (from < count) {
            Arrays.fill(columns, 0);
            int read = readOfRow[rows[from]];
            int to = from;
            for (; to < count && readOfRow[rows[to]] == read; to++) {
                add(columns, levels[rows[to]]);
            }
            read(levels[rows[from]].length, sums, coding);
            from = to;
        }
        for (int output = 0; output < sums.length; output++) {
            sums[output] -= coding.offset() * count;
        }
    }

    private void read(int used, int[] sums, WeightCoding coding) {
        int digits = coding.columnsPerOutput();
        for (int column = 0; column < used; column++) {
            int digit = column % digits;
            seen[digit][columns[column]]++;
            sums[column / digits] += coding.worth(digit) * columns[column];
        }
    }

    private static void add(int[] columns, byte[] row) {
        for (int column = 0; column < row.length; column++) {
            columns[column] += row[column];
        }
    }
}
