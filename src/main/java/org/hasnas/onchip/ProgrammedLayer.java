package org.hasnas.onchip;

import org.hasnas.crossbar.circuit.CrossbarCircuit;
import org.hasnas.crossbar.circuit.EffectiveConductance;
import org.hasnas.crossbar.device.CellArray;
import org.hasnas.crossbar.device.CellLevels;
import org.hasnas.kernel.ColumnFormat;

/**
 * The effective conductances of all crossbars of a layer, in level steps above level 0 (what a column's dummy takes off): row by row of the whole
 * matrix, in it digit by digit, in it output by output. A crossbar is whole in its circuit: cells without weight are at level 0, rows without input at 0 V.
 */
final class ProgrammedLayer {
    private final LayerPlacement placement;
    private final int stride;
    private final int rowLength;
    private final float levelZero;
    private final float[] matrix;
    private final double[][] gains; // [row block][column block]

    /** A layer whose crossbars are still to be programmed. */
    ProgrammedLayer(LayerPlacement placement, CellLevels levels) {
        this.placement = placement;
        this.stride = ColumnFormat.stride(placement.layer().outputs());
        this.rowLength = placement.coding().columnsPerOutput() * stride;
        this.levelZero = (float) (levels.offSiemens() / levels.stepSiemens());
        this.matrix = new float[Math.toIntExact(length(placement))];
        this.gains = new double[placement.rowBlocks()][placement.columnBlocks()];
    }

    /** Length of the matrix; more than an array can have means that the layer is too large. */
    static long length(LayerPlacement placement) {
        return (long) placement.layer().rows() * placement.coding().columnsPerOutput() * ColumnFormat.stride(placement.layer().outputs());
    }

    LayerPlacement placement() {
        return placement;
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

    /** The current of a crossbar with all rows in use on, over that of perfect cells without wires. */
    double gain(int rowBlock, int columnBlock) {
        return gains[rowBlock][columnBlock];
    }

    /** Programs and solves one crossbar. Different crossbars may be programmed by different threads. */
    void program(int rowBlock, int columnBlock, CellCircuit circuit, long seed) {
        int[][] used = placement.coding().encode(placement.weights(rowBlock, columnBlock));
        int[][] levels = circuit.hasWires() ? whole(used, circuit.side()) : used;
        CellArray cells = new CellArray(circuit.levels(), circuit.imperfections(), seed,
                placement.layer().name() + "[" + rowBlock + "][" + columnBlock + "]", levels);
        double[][] siemens = circuit.ageRatio() > 1 ? cells.driftedSiemens(circuit.ageRatio()) : cells.programmedSiemens();
        if (circuit.hasWires()) {
            EffectiveConductance effective = EffectiveConductance.of(new CrossbarCircuit(circuit.access(), circuit.resistances(), siemens));
            copy(used, rowBlock, columnBlock, circuit.levels(), effective::siemens);
        } else {
            copy(used, rowBlock, columnBlock, circuit.levels(), (row, column) -> siemens[row][column]);
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

    private void copy(int[][] used, int rowBlock, int columnBlock, CellLevels levels, Siemens siemens) {
        int perOutput = placement.coding().columnsPerOutput();
        int firstOutput = columnBlock * placement.outputsPerArray();
        double current = 0;
        double perfect = 0;
        for (int row = 0; row < used.length; row++) {
            int start = (placement.firstRow(rowBlock) + row) * rowLength + firstOutput;
            for (int column = 0; column < used[row].length; column++) {
                double conductance = siemens.at(row, column);
                current += conductance;
                perfect += levels.siemens(used[row][column]);
                double steps = (conductance - levels.offSiemens()) / levels.stepSiemens();
                matrix[start + column % perOutput * stride + column / perOutput] = (float) steps;
            }
        }
        gains[rowBlock][columnBlock] = current / perfect;
    }
}
