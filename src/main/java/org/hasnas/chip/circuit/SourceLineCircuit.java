package org.hasnas.chip.circuit;

import java.util.stream.IntStream;
import org.hasnas.chip.model.CircuitSolution;

/**
 * A crossbar whose cells get their current from a source line of each column, which lies beside the column and is fed at its other end; a row's input
 * only joins its cells to the column, or leaves them open. So columns do not know of each other. With pairs, each column lies between two source
 * lines of opposite voltages, and the two cells of a row meet it at one node. These are the arrays with separate sources of Sandia's CrossSim.
 * Immutable.
 */
public final class SourceLineCircuit implements Circuit {
    private static final double OPEN = Double.POSITIVE_INFINITY;

    private final Lines lines;
    /** [cell of the pair][row][column]; one of them without pairs. */
    private final double[][][] cellOhms;

    /**
     * Resistances, each at least 0 and finite.
     *
     * @param sourceWire [row][column]: the piece of a source line that leads to the cell, from the source or the cell before
     * @param columnWire [row][column]: the piece that leads down from the cell, to the next or to the sense
     * @param source of each source line
     * @param sense of each column
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Lines(double[][] sourceWire, double[][] columnWire, double[] source, double[] sense) {}

    /** @param cellOhms of each cell, above 0: [row][column], and once more for pairs, those of the line with the opposite voltage */
    public SourceLineCircuit(Lines lines, double[][]... cellOhms) {
        this.lines = lines;
        this.cellOhms = cellOhms.clone();
    }

    @Override
    public int rows() {
        return inputRows() * cellOhms.length;
    }

    @Override
    public int columns() {
        return lines.sense().length;
    }

    @Override
    public int inputRows() {
        return cellOhms[0].length;
    }

    @Override
    public double idealColumnAmperes(RowInput input, int column) {
        double sum = 0;
        for (int half = 0; half < cellOhms.length; half++) {
            for (int row = 0; row < inputRows(); row++) {
                sum += input.isActive(row) ? sign(half) * input.volts(row) / cellOhms[half][row][column] : 0;
            }
        }
        return sum;
    }

    private static int sign(int half) {
        return half == 0 ? 1 : -1;
    }

    /** Drivers of rows deliver no current; the voltages of rows are those of the source lines at their cells. */
    @Override
    public CircuitSolution solve(RowInput input) {
        double volts = volts(input);
        int halves = cellOhms.length;
        double[] columnAmperes = new double[columns()];
        double[] sourceVolts = new double[rows() * columns()];
        double[] columnVolts = new double[rows() * columns()];
        double power = 0;
        for (int column = 0; column < columns(); column++) {
            CircuitSolution solution = ladder(input, column).solve(feed(volts));
            columnAmperes[column] = solution.columnAmperes(1);
            for (int half = 0; half < halves; half++) {
                power += sign(half) * volts * solution.driverAmperes(half);
                for (int row = 0; row < inputRows(); row++) {
                    int at = row * halves + half;
                    sourceVolts[at * columns() + column] = solution.columnVolts(at, 2 * half);
                    columnVolts[at * columns() + column] = solution.columnVolts(at, 1);
                }
            }
        }
        return new CircuitSolution(columnAmperes, new double[rows()], sourceVolts, columnVolts, power);
    }

    /** The voltage of all source lines. */
    private double volts(RowInput input) {
        if (input.rows() != inputRows()) {
            throw new IllegalArgumentException("there are " + input.rows() + " row voltages for " + inputRows() + " rows");
        }
        double[] volts = IntStream.range(0, input.rows()).filter(input::isActive).mapToDouble(input::volts).distinct().toArray();
        if (volts.length > 1) {
            throw new IllegalArgumentException(
                    "active rows have " + volts[0] + " and " + volts[1] + " V; source lines have one voltage, and rows only"
                            + " join cells to them: give all active rows the same");
        }
        return volts.length == 0 ? 0 : volts[0];
    }

    private RowInput feed(double volts) {
        double[] all = new double[rows()];
        for (int half = 0; half < cellOhms.length; half++) {
            all[half] = sign(half) * volts;
        }
        return RowInput.of(all);
    }

    /**
     * One column as a circuit of its own. Its columns are the source line, the column, and the source line of the opposite voltage; cells of 0 ohm join
     * a source line to the row, in which the memory cell stands at the column. Sources feed the first row, of the opposite voltage the second.
     */
    private SegmentCircuit ladder(RowInput input, int column) {
        int halves = cellOhms.length;
        double[][] across = new double[rows()][halves + 1];
        double[][] down = new double[rows()][halves + 1];
        double[][] cells = new double[rows()][halves + 1];
        double[] drivers = new double[rows()];
        for (int at = 0; at < rows(); at++) {
            int row = at / halves;
            int half = at % halves;
            boolean isLast = row == inputRows() - 1;
            across[at][0] = row == 0 ? lines.sourceWire()[0][column] : OPEN;
            drivers[at] = row == 0 ? lines.source()[column] : OPEN;
            cells[at][1] = input.isActive(row) ? cellOhms[half][row][column] : OPEN;
            if (half == 0 && halves == 2) {
                across[at][2] = OPEN;
            } else if (half == 1) {
                across[at][1] = row == 0 ? 0 : OPEN;
                cells[at][0] = row == 0 ? OPEN : 0; // the feed of the opposite voltage passes by the first source line
            }
            boolean isWithinPair = half < halves - 1;
            for (int line = 0; line <= halves && !isWithinPair; line++) {
                boolean isColumn = line == 1;
                down[at][line] = isColumn ? lines.columnWire()[row][column] : isLast ? OPEN : lines.sourceWire()[row + 1][column];
            }
        }
        double[] senses = new double[halves + 1];
        senses[1] = lines.sense()[column];
        return new SegmentCircuit(new SegmentCircuit.Ohms(across, down, drivers, senses, cells), false, false);
    }
}
