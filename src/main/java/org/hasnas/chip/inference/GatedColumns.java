package org.hasnas.chip.inference;

import org.hasnas.chip.circuit.ChainSolver;
import org.hasnas.chip.circuit.RowInput;
import org.hasnas.chip.device.CellLevels;
import org.hasnas.chip.inference.ProgrammedLayer.GatedArray;
import org.hasnas.simulation.kernel.column.ColumnFormat;

/**
 * Columns of crossbars of gated cells: every read is a circuit of its own, of the rows that are on. It is solved as far as the codes need it: until
 * what its error bound leaves open changes none of them. For one thread.
 */
final class GatedColumns {
    /** Of the bound: a column's noise follows its cells, whose error is that of the column at most, by {@link NormalQuantiles#largest} deviations. */
    private static final double NOISE_SHARE = 5;
    /** In level steps: what float32 rounds off behind. */
    private static final double ROUNDING = 1e-4;

    private final ProgrammedLayer layer;
    private final CellLevels levels;
    private final ColumnFormat format;
    private final float noiseRatio;
    private final boolean stopsWhenSure;
    private final int groups;
    private final int[] rowOfArray;
    private final int[] columnBlock;

    /** @param stopsWhenSure whether nothing but noise comes between the columns and their codes */
    GatedColumns(ProgrammedLayer layer, ColumnFormat format, float noiseRatio, boolean stopsWhenSure) {
        LayerPlacement placement = layer.placement();
        this.layer = layer;
        this.levels = layer.levels();
        this.format = format;
        this.noiseRatio = noiseRatio;
        this.stopsWhenSure = stopsWhenSure;
        this.groups = placement.reads() / placement.rowBlocks();
        this.rowOfArray = new int[placement.layer().rows()];
        this.columnBlock = new int[rowOfArray.length];
        for (int r = 0; r < placement.rowBlocks(); r++) {
            for (int c = 0; c < placement.columnBlocks(); c++) {
                int[] rows = placement.blocks().rowsOf(r, c);
                for (int row = 0; row < rows.length; row++) {
                    rowOfArray[rows[row]] = row;
                    columnBlock[rows[row]] = c;
                }
            }
        }
    }

    /**
     * Reads the crossbars of one block of rows.
     *
     * @param read which of the reads of {@link LayerPlacement#readOfRow}
     * @param rows that are on; those from {@code from} to {@code to - 1}
     * @param draws standard normal numbers, one for each column; empty without noise
     * @param steps level steps above level 0 by column, digit by digit; overwritten
     * @param squares of each column: the sum of the squares of its cells' conductances in level steps; overwritten
     */
    void read(int read, int[] rows, int from, int to, float[] draws, float[] steps, float[] squares) {
        LayerPlacement placement = layer.placement();
        GatedArray[] arrays = layer.gated().get(read / groups);
        boolean depthwise = placement.layer().depthwise(); // then the rows are those of one crossbar
        int first = depthwise ? columnBlock[rows[from]] : 0;
        int last = depthwise ? first : arrays.length - 1;
        for (int c = first; c <= last; c++) {
            GatedArray array = arrays[c];
            int firstOutput = depthwise ? 0 : placement.blocks().firstOutput(c);
            double[] volts = new double[array.circuit().rows()];
            for (int i = from; i < to; i++) {
                volts[array.lines()[rowOfArray[rows[i]]]] = 1; // so currents are conductances
            }
            double[] amperes = new double[array.circuit().columns()];
            double[] cells = new double[amperes.length];
            ChainSolver.readColumns(array.circuit(), RowInput.of(volts), levels.stepSiemens(), (currents, ofCells, error) -> {
                put(array, firstOutput, to - from, currents, ofCells, steps, squares);
                return stopsWhenSure && areSure(array, firstOutput, error, draws, steps, squares);
            }, amperes, cells);
            put(array, firstOutput, to - from, amperes, cells, steps, squares);
        }
    }

    private int index(int column, int firstOutput) {
        int digits = format.steps().length;
        return column % digits * format.stride() + firstOutput + column / digits;
    }

    private void put(GatedArray array, int firstOutput, int active, double[] amperes, double[] cells, float[] steps, float[] squares) {
        for (int column = 0; column < array.places().length; column++) {
            double gain = array.gains()[column];
            int place = array.places()[column];
            int at = index(column, firstOutput);
            steps[at] = (float) (((amperes[place] - active * array.offsets()[column]) / gain - active * levels.offSiemens()) / levels.stepSiemens());
            squares[at] = (float) (cells[place] / Math.pow(gain * levels.stepSiemens(), 2));
        }
    }

    private boolean areSure(GatedArray array, int firstOutput, double error, float[] draws, float[] steps, float[] squares) {
        for (int column = 0; column < array.places().length; column++) {
            int at = index(column, firstOutput);
            double value = noiseRatio == 0 ? steps[at] : steps[at] + noiseRatio * Math.sqrt(squares[at]) * draws[at];
            double reach = error / (array.gains()[column] * levels.stepSiemens()) * (1 + NOISE_SHARE * noiseRatio) + ROUNDING;
            int step = format.steps()[column % format.steps().length];
            if (code(value - reach, step) != code(value + reach, step)) {
                return false;
            }
        }
        return true;
    }

    private long code(double steps, int step) {
        return Math.round(Math.clamp(steps / step, 0, format.mostCode()));
    }
}
