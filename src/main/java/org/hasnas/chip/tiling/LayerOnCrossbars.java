package org.hasnas.chip.tiling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.hasnas.chip.circuit.CrossbarCircuit;
import org.hasnas.chip.circuit.EffectiveConductance;
import org.hasnas.chip.device.CellArray;
import org.hasnas.chip.device.ColumnReadout;
import org.hasnas.chip.mapping.MatrixBlocks;
import org.hasnas.chip.model.ArrayOutcome;
import org.hasnas.chip.model.CrossbarArray;
import org.hasnas.chip.model.CrossbarArrayRequest;
import org.hasnas.job.JobContext;

/**
 * What the crossbars of a layer compute. Every crossbar is whole: its cells that hold no weight are at level 0, the rows without input at
 * 0 V. An effective weight is what an output gets for one unit of an input, from the effective conductances of the weight's cells as if they
 * were levels; the ADC is not part of it.
 */
public final class LayerOnCrossbars {
    /** Of an active row; the circuit is linear, so that shares of currents do not depend on it. */
    private static final double READ_VOLTS = 0.1;

    private final List<ArrayOutcome> arrays;
    private final double[][] effective;

    private LayerOnCrossbars(List<ArrayOutcome> arrays, double[][] effective) {
        this.arrays = List.copyOf(arrays);
        this.effective = effective;
    }

    /**
     * Programs and solves all crossbars of a layer; each takes milliseconds.
     *
     * @param name of the layer: with the seed it says which devices it gets
     * @param weights integer weights [input][output]
     */
    public static LayerOnCrossbars compute(CrossbarDesign design, String name, MatrixBlocks blocks, int[][] weights, long seed, JobContext job) {
        double[][] effective = new double[weights.length][weights[0].length];
        List<ArrayOutcome> arrays = new ArrayList<>(blocks.arrays());
        for (int r = 0; r < blocks.rowBlocks(); r++) {
            for (int c = 0; c < blocks.columnBlocks(); c++) {
                job.checkpoint();
                job.progress(arrays.size(), blocks.arrays());
                arrays.add(new Block(design, blocks, r, c, weights).compute(name, seed, effective));
            }
        }
        return new LayerOnCrossbars(arrays, effective);
    }

    /** A crossbar by itself, with what its columns give for one input. */
    static CrossbarArray array(CrossbarDesign design, String name, MatrixBlocks blocks, int[][] weights, long seed, CrossbarArrayRequest request) {
        int columnBlocks = blocks.columnBlocks();
        int arrays = blocks.arrays();
        if (!(request.activeFraction() >= 0 && request.activeFraction() <= 1)) {
            throw new IllegalArgumentException("the share of rows with a spike is " + request.activeFraction() + "; it must be 0 to 1");
        }
        if (request.array() < 0 || request.array() >= arrays) {
            throw new IllegalArgumentException("the layer has the crossbars 0 to " + (arrays - 1) + ", not " + request.array());
        }
        return new Block(design, blocks, request.array() / columnBlocks, request.array() % columnBlocks, weights).look(name, seed, request, arrays);
    }

    public List<ArrayOutcome> arrays() {
        return arrays;
    }

    /** In units of the integer weights. */
    public double effectiveWeight(int input, int output) {
        return effective[input][output];
    }

    private interface OfCell {
        double at(int row, int column);
    }

    /** The weights that one crossbar holds. */
    private static final class Block {
        private final CrossbarDesign design;
        private final int rowBlock;
        private final int columnBlock;
        private final int[] inputs;
        private final int firstOutput;
        private final int[][] weights;

        Block(CrossbarDesign design, MatrixBlocks blocks, int rowBlock, int columnBlock, int[][] all) {
            this.design = design;
            this.rowBlock = rowBlock;
            this.columnBlock = columnBlock;
            this.inputs = blocks.rowsOf(rowBlock, columnBlock);
            this.firstOutput = blocks.firstOutput(columnBlock);
            this.weights = new int[inputs.length][blocks.outputsOf(columnBlock)];
            for (int row = 0; row < weights.length; row++) {
                System.arraycopy(all[inputs[row]], firstOutput, weights[row], 0, weights[row].length);
            }
        }

        private double[][] read(String layer, long seed, int[][] used) {
            int[][] levels = new int[design.side()][design.side()];
            for (int row = 0; row < used.length; row++) {
                System.arraycopy(used[row], 0, levels[row], 0, used[row].length);
            }
            CellArray cells = new CellArray(design.levels(), design.imperfections(), seed, layer + "[" + rowBlock + "][" + columnBlock + "]", levels);
            return cells.readSiemens(cells.driftedSiemens(design.ageRatio()), 0);
        }

        private EffectiveConductance effective(double[][] asRead) {
            return EffectiveConductance.of(new CrossbarCircuit(design.access(), design.resistances(), asRead));
        }

        CrossbarArray look(String layer, long seed, CrossbarArrayRequest request, int arrays) {
            int[][] used = design.coding().encode(weights);
            double[][] asRead = read(layer, seed, used);
            EffectiveConductance matrix = effective(asRead);
            IdealCells ideal = new IdealCells(design);
            int columns = used[0].length;
            SplittableRandom random = new SplittableRandom(seed);
            double[] volts = new double[design.side()];
            int active = 0;
            for (int row = 0; row < used.length; row++) {
                if (random.nextDouble() < request.activeFraction()) {
                    volts[row] = READ_VOLTS;
                    active++;
                }
            }
            double[] real = new double[design.side()];
            matrix.columnAmperes(volts, real);
            ColumnReadout converter = new ColumnReadout(design.levels(), READ_VOLTS, request.adcBits(), used.length * (design.levels().count() - 1));
            double[] perfect = new double[columns];
            double[] read = new double[columns];
            for (int column = 0; column < columns; column++) {
                for (int row = 0; row < used.length; row++) {
                    perfect[column] += volts[row] * ideal.siemens(used[row][column]);
                }
                double steps = converter.steps(converter.code(real[column], active));
                read[column] = READ_VOLTS * (steps * design.levels().stepSiemens() + active * design.levels().offSiemens());
            }
            return new CrossbarArray(arrays, outcome(used, matrix, ideal), cells(used, (row, column) -> ideal.siemens(used[row][column])),
                    cells(used, (row, column) -> asRead[row][column]), cells(used, matrix::siemens), list(perfect, columns), list(real, columns),
                    list(read, columns));
        }

        private static List<List<Double>> cells(int[][] used, OfCell cell) {
            return IntStream.range(0, used.length).mapToObj(row -> IntStream.range(0, used[row].length).mapToObj(column -> cell.at(row, column))
                    .toList()).toList();
        }

        private static List<Double> list(double[] values, int count) {
            return Arrays.stream(values, 0, count).boxed().toList();
        }

        ArrayOutcome compute(String layer, long seed, double[][] effective) {
            int[][] used = design.coding().encode(weights);
            EffectiveConductance matrix = effective(read(layer, seed, used));
            IdealCells ideal = new IdealCells(design);
            double[] digits = new double[used[0].length];
            for (int row = 0; row < used.length; row++) {
                for (int column = 0; column < digits.length; column++) {
                    digits[column] = ideal.level(matrix.siemens(row, column));
                }
                for (int output = 0; output < weights[row].length; output++) {
                    effective[inputs[row]][firstOutput + output] = design.coding().decode(digits, output, 1);
                }
            }
            return outcome(used, matrix, ideal);
        }

        private ArrayOutcome outcome(int[][] used, EffectiveConductance matrix, IdealCells ideal) {
            int side = design.side();
            int columns = used[0].length;
            double[] lost = new double[columns];
            double[] total = new double[columns];
            for (int row = 0; row < used.length; row++) {
                for (int column = 0; column < columns; column++) {
                    total[column] += ideal.siemens(used[row][column]);
                    lost[column] += ideal.siemens(used[row][column]) - matrix.siemens(row, column);
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
