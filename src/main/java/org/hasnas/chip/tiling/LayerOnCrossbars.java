package org.hasnas.chip.tiling;

import java.util.ArrayList;
import java.util.List;
import org.hasnas.chip.circuit.CrossbarCircuit;
import org.hasnas.chip.circuit.EffectiveConductance;
import org.hasnas.chip.device.CellArray;
import org.hasnas.chip.mapping.ArrayGrid;
import org.hasnas.chip.model.ArrayOutcome;
import org.hasnas.job.JobContext;

/**
 * What the crossbars of a layer compute. Every crossbar is whole: its cells that hold no weight are at level 0, the rows without input at
 * 0 V. An effective weight is what an output gets for one unit of an input, from the effective conductances of the weight's cells as if they
 * were levels; the ADC is not part of it.
 */
public final class LayerOnCrossbars {
    private final List<ArrayOutcome> arrays;
    private final double[][] effective;

    private LayerOnCrossbars(List<ArrayOutcome> arrays, double[][] effective) {
        this.arrays = List.copyOf(arrays);
        this.effective = effective;
    }

    /**
     * Programs and solves all crossbars of a layer; each takes milliseconds.
     *
     * @param weights integer weights [input][output]
     * @param name of the layer: with the seed it says which devices it gets
     */
    public static LayerOnCrossbars compute(CrossbarDesign design, String name, int[][] weights, long seed, JobContext job) {
        int outputs = weights[0].length;
        ArrayGrid grid = design.grid(weights.length, outputs);
        int rowBlocks = Math.toIntExact(grid.rowBlocks());
        int columnBlocks = Math.toIntExact(grid.wholeColumnBlocks());
        double[][] effective = new double[weights.length][outputs];
        List<ArrayOutcome> arrays = new ArrayList<>(rowBlocks * columnBlocks);
        for (int r = 0; r < rowBlocks; r++) {
            for (int c = 0; c < columnBlocks; c++) {
                job.checkpoint();
                job.progress(arrays.size(), (long) rowBlocks * columnBlocks);
                arrays.add(new Block(design, grid, r, c, weights).compute(name, seed, effective));
            }
        }
        return new LayerOnCrossbars(arrays, effective);
    }

    public List<ArrayOutcome> arrays() {
        return arrays;
    }

    /** In units of the integer weights. */
    public double effectiveWeight(int input, int output) {
        return effective[input][output];
    }

    /** The weights that one crossbar holds. */
    private static final class Block {
        private final CrossbarDesign design;
        private final int rowBlock;
        private final int columnBlock;
        private final int firstInput;
        private final int firstOutput;
        private final int[][] weights;

        Block(CrossbarDesign design, ArrayGrid grid, int rowBlock, int columnBlock, int[][] all) {
            this.design = design;
            this.rowBlock = rowBlock;
            this.columnBlock = columnBlock;
            this.firstInput = grid.firstRow(rowBlock);
            this.firstOutput = grid.firstOutput(columnBlock);
            this.weights = new int[grid.rowsOf(rowBlock)][grid.outputsOf(columnBlock)];
            for (int row = 0; row < weights.length; row++) {
                System.arraycopy(all[firstInput + row], firstOutput, weights[row], 0, weights[row].length);
            }
        }

        ArrayOutcome compute(String layer, long seed, double[][] effective) {
            int side = design.side();
            int[][] used = design.coding().encode(weights);
            int[][] levels = new int[side][side];
            for (int row = 0; row < used.length; row++) {
                System.arraycopy(used[row], 0, levels[row], 0, used[row].length);
            }
            CellArray cells = new CellArray(design.levels(), design.imperfections(), seed, layer + "[" + rowBlock + "][" + columnBlock + "]", levels);
            double[][] asRead = cells.readSiemens(cells.driftedSiemens(design.ageRatio()), 0);
            EffectiveConductance matrix = EffectiveConductance.of(new CrossbarCircuit(design.access(), design.resistances(), asRead));
            IdealCells ideal = new IdealCells(design);
            int columns = used[0].length;
            double[] digits = new double[columns];
            double[] lost = new double[columns];
            double[] total = new double[columns];
            for (int row = 0; row < used.length; row++) {
                for (int column = 0; column < columns; column++) {
                    double siemens = matrix.siemens(row, column);
                    digits[column] = ideal.level(siemens);
                    total[column] += ideal.siemens(used[row][column]);
                    lost[column] += ideal.siemens(used[row][column]) - siemens;
                }
                for (int output = 0; output < weights[row].length; output++) {
                    effective[firstInput + row][firstOutput + output] = design.coding().decode(digits, output, 1);
                }
            }
            double mean = 0;
            double worst = 0;
            for (int column = 0; column < columns; column++) {
                double ratio = total[column] == 0 ? 0 : lost[column] / total[column];
                mean += ratio / columns;
                worst = Math.max(worst, Math.abs(ratio));
            }
            return new ArrayOutcome(rowBlock, columnBlock, used.length, columns, used.length * (double) columns / ((double) side * side), mean,
                    worst);
        }
    }

    /** Cells at their exact levels, with their access transistors: the ones a readout is made for. */
    private static final class IdealCells {
        private final double[] siemens;
        private final double step;

        IdealCells(CrossbarDesign design) {
            this.siemens = new double[design.levels().count()];
            double[][] row = new double[1][siemens.length];
            for (int level = 0; level < siemens.length; level++) {
                row[0][level] = design.levels().siemens(level);
            }
            CrossbarCircuit cells = new CrossbarCircuit(design.access(), design.resistances(), row);
            for (int level = 0; level < siemens.length; level++) {
                siemens[level] = cells.cellSiemens(0, level);
            }
            this.step = (siemens[siemens.length - 1] - siemens[0]) / (siemens.length - 1);
        }

        double siemens(int level) {
            return siemens[level];
        }

        /** The level, whole or not, that a conductance stands for. */
        double level(double conductance) {
            return (conductance - siemens[0]) / step;
        }
    }
}
