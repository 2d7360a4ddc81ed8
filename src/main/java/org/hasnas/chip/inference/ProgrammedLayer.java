package org.hasnas.chip.inference;

import java.util.Arrays;
import org.hasnas.chip.circuit.CrossbarCircuit;
import org.hasnas.chip.circuit.EffectiveConductance;
import org.hasnas.chip.device.CellArray;
import org.hasnas.chip.device.CellLevels;
import org.hasnas.simulation.kernel.column.ColumnFormat;
import org.hasnas.simulation.kernel.column.ColumnKernels;

/**
 * The effective conductances of all crossbars of a layer, in level steps above level 0 (what a column's dummy takes off): row by row of the whole
 * matrix, in it digit by digit, in it output by output (of a depthwise layer, those of the row's crossbar). If gains are compensated, in steps of the references, which are scaled with them. A crossbar
 * is whole in its circuit: cells without weight are at level 0, rows without input at 0 V.
 */
final class ProgrammedLayer {
    private final LayerPlacement placement;
    private final int stride;
    private final int rowLength;
    private final float levelZero;
    private final float[] matrix;

    /** A layer whose crossbars are still to be programmed. */
    ProgrammedLayer(LayerPlacement placement, CellLevels levels) {
        this.placement = placement;
        this.stride = ColumnFormat.stride(placement.blocks().outputsTogether());
        this.rowLength = placement.coding().columnsPerOutput() * stride;
        this.levelZero = (float) (levels.offSiemens() / levels.stepSiemens());
        this.matrix = new float[Math.toIntExact(length(placement))];
    }

    /** Length of the matrix; more than an array can have means that the layer is too large. */
    static long length(LayerPlacement placement) {
        return (long) placement.layer().rows() * placement.coding().columnsPerOutput() * ColumnFormat.stride(placement.blocks().outputsTogether());
    }

    LayerPlacement placement() {
        return placement;
    }

    /** Memory and converters for one thread that multiplies by this layer. */
    MatrixUnit unit(ColumnFormat format, double noiseRatio, NormalQuantiles normal, ColumnKernels kernels) {
        return placement.whole(new CrossbarUnit(this, format, noiseRatio, normal, kernels));
    }

    int rowLength() {
        return rowLength;
    }

    /** Conductance of level 0 in level steps. */
    float levelZero() {
        return levelZero;
    }

    float[] matrix() {
        return matrix;
    }

    /** Programs and solves one crossbar. Different crossbars may be programmed by different threads. */
    void program(int rowBlock, int columnBlock, CellCircuit circuit, long seed) {
        int[][] used = placement.coding().encode(placement.weights(rowBlock, columnBlock));
        int[][] levels = circuit.hasWires() ? whole(used, circuit.side()) : used;
        String name = MeasuredDie.name(placement.layer().name(), rowBlock, columnBlock);
        CellArray cells = new CellArray(circuit.levels(), circuit.imperfections(), seed, name, levels);
        double[][] siemens = circuit.die().over(name, circuit.ageRatio() > 1 ? cells.driftedSiemens(circuit.ageRatio()) : cells.programmedSiemens());
        if (circuit.hasWires()) {
            EffectiveConductance effective = EffectiveConductance.of(new CrossbarCircuit(circuit.access(), circuit.resistances(), siemens));
            copy(used, rowBlock, columnBlock, circuit, effective::siemens);
        } else {
            copy(used, rowBlock, columnBlock, circuit, (row, column) -> siemens[row][column]);
        }
    }

    private static int[][] whole(int[][] used, int side) {
        int[][] levels = new int[side][side];
        for (int row = 0; row < used.length; row++) {
            System.arraycopy(used[row], 0, levels[row], 0, used[row].length);
        }
        return levels;
    }

    private interface Siemens {
        double at(int row, int column);
    }

    private void copy(int[][] used, int rowBlock, int columnBlock, CellCircuit circuit, Siemens siemens) {
        CellLevels levels = circuit.levels();
        double[] gains = gains(used, circuit, siemens);
        int perOutput = placement.coding().columnsPerOutput();
        int[] rows = placement.blocks().rowsOf(rowBlock, columnBlock);
        int firstOutput = placement.layer().depthwise() ? 0 : placement.blocks().firstOutput(columnBlock);
        for (int row = 0; row < used.length; row++) {
            int start = rows[row] * rowLength + firstOutput;
            for (int column = 0; column < used[row].length; column++) {
                double steps = (siemens.at(row, column) / gains[column] - levels.offSiemens()) / levels.stepSiemens();
                matrix[start + column % perOutput * stride + column / perOutput] = (float) steps;
            }
        }
    }

    /** What the references of the columns are scaled with: their gains, that of the array, or 1. */
    private static double[] gains(int[][] used, CellCircuit circuit, Siemens siemens) {
        double[] currents = new double[used[0].length];
        double[] perfect = new double[used[0].length];
        for (int row = 0; row < used.length; row++) {
            for (int column = 0; column < currents.length; column++) {
                currents[column] += siemens.at(row, column);
                perfect[column] += circuit.levels().siemens(used[row][column]);
            }
        }
        double[] gains = new double[currents.length];
        switch (circuit.compensation()) {
            case NONE -> Arrays.fill(gains, 1);
            case ARRAY_GAIN -> Arrays.fill(gains, Arrays.stream(currents).sum() / Arrays.stream(perfect).sum());
            case COLUMN_GAIN -> Arrays.setAll(gains, column -> currents[column] / perfect[column]);
        }
        return gains;
    }
}
