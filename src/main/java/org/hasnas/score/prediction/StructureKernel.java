package org.hasnas.score.prediction;

import java.util.List;
import org.hasnas.network.CanonicalForm;
import org.hasnas.network.ConnectionMatrix;
import org.hasnas.network.SearchSpace;
import org.hasnas.score.fitness.CellStructure;

/**
 * How similar two cells are, 0 to 1: half the product over all ordered node pairs of how similar the operations there are, half a Gaussian of
 * the distance of their structures. Edges on no path from input to output are left out first. Positive semidefinite, since sums and
 * products of such kernels are.
 */
final class StructureKernel {
    /** How much one edge with nothing in common takes away from the similarity of two cells. */
    private static final double EDGE_SHARE = 0.5;
    private static final double LENGTH = 0.8;

    private final SearchSpace space;
    private final double[][] operations;

    /** A cell made ready for comparison: operation digit of every ordered node pair, scaled structure. */
    static final class Cell {
        private final int[] digits;
        private final double[] structure;

        private Cell(int[] digits, double[] structure) {
            this.digits = digits;
            this.structure = structure;
        }
    }

    StructureKernel(SearchSpace space) {
        this.space = space;
        int count = space.operations().size();
        this.operations = new double[count][count];
        for (int a = 0; a < count; a++) {
            for (int b = 0; b < count; b++) {
                operations[a][b] = 1 - EDGE_SHARE + EDGE_SHARE * space.operation(a).similarity(space.operation(b));
            }
        }
    }

    Cell cell(ConnectionMatrix matrix) {
        ConnectionMatrix live = CanonicalForm.withoutDeadEdges(matrix);
        int nodes = live.nodes();
        int[] digits = new int[nodes * nodes];
        for (int row = 0; row < nodes; row++) {
            for (int column = 0; column < nodes; column++) {
                digits[row * nodes + column] = live.digit(row, column);
            }
        }
        CellStructure structure = CellStructure.of(space, matrix);
        // each is about 1 wide over the cells of a space
        double[] scaled = {
            structure.depth() == 0 ? -1.5 : 0, structure.depth() >= 2 ? 1 : -1, structure.depth() >= 3 ? 1 : -1,
            (structure.firstThreshold() - 1) / 0.35, (structure.lastThreshold() - 1) / 0.35, (structure.inputThreshold() - 1) / 0.35,
            (structure.outputThreshold() - 1) / 0.35, Math.log(Math.max(1, structure.liveEdges())) / 0.4, structure.convolutions() / 1.2,
            structure.skips() / 0.9, structure.paths() / 0.9, structure.shallowest() / 0.7};
        return new Cell(digits, scaled);
    }

    /** Mean over the cells of two networks, which have equally many. */
    double similarity(List<Cell> left, List<Cell> right) {
        double sum = 0;
        for (int cell = 0; cell < left.size(); cell++) {
            sum += similarity(left.get(cell), right.get(cell));
        }
        return sum / left.size();
    }

    private double similarity(Cell left, Cell right) {
        double product = 1;
        for (int pair = 0; pair < left.digits.length; pair++) {
            product *= operations[left.digits[pair]][right.digits[pair]];
        }
        double squares = 0;
        for (int i = 0; i < left.structure.length; i++) {
            double difference = left.structure[i] - right.structure[i];
            squares += difference * difference;
        }
        return (product + Math.exp(-squares / (2 * LENGTH * LENGTH * left.structure.length))) / 2;
    }
}
