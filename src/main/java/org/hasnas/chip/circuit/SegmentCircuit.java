package org.hasnas.chip.circuit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.hasnas.chip.model.CircuitSolution;

/**
 * A crossbar in which every piece of wire, driver, sense and cell has a resistance of its own: 0 joins its ends, an infinite one is open. Solved by
 * Kirchhoff's laws at the nodes that are left when all that is joined without resistance is one: a Cholesky factor within the envelope of the
 * matrix. Slower than {@link DirectSolver} and independent of it. Immutable.
 *
 * <p>An interleaved pair of cells is two rows, one driven by the voltage of the input and one by its opposite, with a piece of column wire of 0 ohm
 * between them: both meet the column at one node, as in CrossSim's interleaved arrays.
 */
public final class SegmentCircuit implements Circuit {
    private static final double MOST_WORK = 2e10;

    private final int rows;
    private final int columns;
    private final boolean gated;
    private final boolean pairs;
    private final Ohms ohms;

    /**
     * Resistances, each at least 0 or infinite.
     *
     * @param rowWire [row][column]: the piece that leads to the cell, from the driver or the cell before
     * @param columnWire [row][column]: the piece that leads down from the cell, to the next or to the sense
     * @param driver of each row
     * @param sense of each column
     * @param cell [row][column], access transistor included
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Ohms(double[][] rowWire, double[][] columnWire, double[] driver, double[] sense, double[][] cell) {
        /** Each pair of cells of a row as two rows that meet a column at one node; their wires and drivers are alike. */
        public Ohms interleaved(double[][] negativeCell) {
            int pairRows = cell.length;
            double[][] wires = new double[2 * pairRows][];
            double[][] down = new double[2 * pairRows][];
            double[] drivers = new double[2 * pairRows];
            double[][] cells = new double[2 * pairRows][];
            for (int row = 0; row < pairRows; row++) {
                for (int half = 0; half < 2; half++) {
                    wires[2 * row + half] = rowWire[row];
                    drivers[2 * row + half] = driver[row];
                    cells[2 * row + half] = half == 0 ? cell[row] : negativeCell[row];
                    down[2 * row + half] = half == 0 ? new double[columnWire[row].length] : columnWire[row];
                }
            }
            return new Ohms(wires, down, drivers, sense, cells);
        }
    }

    /**
     * @param gated whether the cells of rows without input are open
     * @param pairs whether rows come in pairs, the second driven by the opposite of the first's voltage
     * @throws IllegalArgumentException if it is too large for this method
     */
    public SegmentCircuit(Ohms ohms, boolean gated, boolean pairs) {
        this.rows = ohms.cell().length;
        this.columns = ohms.cell()[0].length;
        this.gated = gated;
        this.pairs = pairs;
        this.ohms = ohms;
        double work = 2.0 * rows * columns * 4 * columns * columns;
        if (work > MOST_WORK) {
            throw new IllegalArgumentException("a circuit of " + rows + " rows and " + columns + " columns is too large for wires with resistances of"
                    + " their own; at most about " + (int) Math.pow(MOST_WORK / 8, 0.25) + " x " + (int) Math.pow(MOST_WORK / 8, 0.25));
        }
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public int columns() {
        return columns;
    }

    @Override
    public int inputRows() {
        return pairs ? rows / 2 : rows;
    }

    private double volts(RowInput input, int row) {
        return pairs ? (row % 2 == 0 ? 1 : -1) * input.volts(row / 2) : input.volts(row);
    }

    private double cellOhms(RowInput input, int row, int column) {
        return gated && !input.isActive(pairs ? row / 2 : row) ? Double.POSITIVE_INFINITY : ohms.cell()[row][column];
    }

    @Override
    public double idealColumnAmperes(RowInput input, int column) {
        double sum = 0;
        for (int row = 0; row < rows; row++) {
            double volts = volts(input, row);
            sum += volts == 0 ? 0 : volts / cellOhms(input, row, column);
        }
        return sum;
    }

    @Override
    public CircuitSolution solve(RowInput input) {
        return new Solving(input).solution();
    }

    /** A resistance between two nodes. */
    private record Branch(int from, int to, double ohms, String name) {}

    /** One input. Nodes: of rows, of columns, the drivers' sources, ground. */
    private final class Solving {
        private final RowInput input;
        private final int cells = rows * columns;
        private final int ground = 2 * cells + rows;
        private final List<Branch> branches = new ArrayList<>();
        /** Node that stands for all that it is joined with. */
        private final int[] joined = new int[ground + 1];
        private final double[] volts = new double[ground + 1];

        Solving(RowInput input) {
            this.input = input;
            Arrays.setAll(joined, node -> node);
            for (int row = 0; row < rows; row++) {
                volts[2 * cells + row] = volts(input, row);
                for (int column = 0; column < columns; column++) {
                    int at = row * columns + column;
                    String place = "[" + row + "][" + column + "]";
                    boolean last = row == rows - 1;
                    branches.add(new Branch(column == 0 ? 2 * cells + row : at - 1, at, ohms.rowWire()[row][column] + (column == 0
                            ? ohms.driver()[row] : 0), "row wire " + place));
                    branches.add(new Branch(at, cells + at, cellOhms(input, row, column), "cell " + place));
                    branches.add(new Branch(cells + at, last ? ground : cells + at + columns, ohms.columnWire()[row][column] + (last
                            ? ohms.sense()[column] : 0), "column wire " + place));
                }
            }
        }

        private int of(int node) {
            int at = node;
            while (joined[at] != at) {
                joined[at] = joined[joined[at]];
                at = joined[at];
            }
            return at;
        }

        private boolean isTerminal(int node) {
            return node >= 2 * cells;
        }

        private String name(int node) {
            return node == ground ? "ground"
                    : node >= 2 * cells ? "the source of row " + (node - 2 * cells) + ", " + volts[node] + " V"
                    : "the node of " + (node < cells ? "row" : "column") + " wire [" + node % cells / columns + "][" + node % columns + "]";
        }

        /** Makes one node of all that is joined without resistance. */
        private void join() {
            for (Branch branch : branches) {
                if (branch.ohms() == 0) {
                    int a = of(branch.from());
                    int b = of(branch.to());
                    if (a == b) {
                        throw new IllegalArgumentException(branch.name() + " closes a loop without any resistance: which way the current takes is not"
                                + " defined; give a piece of it more than 0 ohm");
                    }
                    if (isTerminal(a) && isTerminal(b)) {
                        throw new IllegalArgumentException("a short circuit: " + branch.name() + " joins " + name(a) + " and " + name(b)
                                + " without any resistance; give a piece of the way more than 0 ohm");
                    }
                    joined[isTerminal(a) ? b : a] = isTerminal(a) ? a : b; // the terminal stands for all
                }
            }
        }

        CircuitSolution solution() {
            join();
            int[] numbers = numbers();
            solve(numbers);
            double[] rowVolts = new double[cells];
            double[] columnVolts = new double[cells];
            for (int at = 0; at < cells; at++) {
                rowVolts[at] = volts[of(at)];
                columnVolts[at] = volts[of(cells + at)];
            }
            double[] current = currents();
            double[] columnAmperes = new double[columns];
            double[] driverAmperes = new double[rows];
            double power = 0;
            for (int at = 0; at < cells; at++) {
                double ofCell = current[3 * at + 1];
                columnAmperes[at % columns] += ofCell;
                driverAmperes[at / columns] += ofCell;
            }
            for (int row = 0; row < rows; row++) {
                power += volts(input, row) * driverAmperes[row];
            }
            return new CircuitSolution(columnAmperes, driverAmperes, rowVolts, columnVolts, power);
        }

        /** Numbers of the unknown nodes, neighbours close to each other; -1 for the others. */
        private int[] numbers() {
            int[] last = new int[ground + 1];
            Arrays.fill(last, -1);
            for (int at = 0; at < cells; at++) {
                last[of(at)] = 2 * at;
                last[of(cells + at)] = 2 * at + 1;
            }
            int[] byPlace = new int[2 * cells];
            Arrays.fill(byPlace, -1);
            for (int node = 0; node < 2 * cells; node++) {
                if (of(node) == node) {
                    byPlace[last[node]] = node;
                }
            }
            int[] numbers = new int[ground + 1];
            Arrays.fill(numbers, -1);
            int count = 0;
            for (int node : byPlace) {
                if (node >= 0) {
                    numbers[node] = count++;
                }
            }
            requireReached(numbers);
            return numbers;
        }

        /** Every node must have a way to a source or ground. */
        private void requireReached(int[] numbers) {
            List<List<Integer>> neighbours = new ArrayList<>();
            for (int node = 0; node <= ground; node++) {
                neighbours.add(new ArrayList<>());
            }
            for (Branch branch : branches) {
                if (branch.ohms() < Double.POSITIVE_INFINITY) {
                    neighbours.get(of(branch.from())).add(of(branch.to()));
                    neighbours.get(of(branch.to())).add(of(branch.from()));
                }
            }
            boolean[] reached = new boolean[ground + 1];
            Deque<Integer> next = new ArrayDeque<>();
            for (int node = 2 * cells; node <= ground; node++) {
                reached[node] = true;
                next.add(node);
            }
            while (!next.isEmpty()) {
                for (int neighbour : neighbours.get(next.remove())) {
                    if (!reached[neighbour]) {
                        reached[neighbour] = true;
                        next.add(neighbour);
                    }
                }
            }
            for (int node = 0; node < 2 * cells; node++) {
                if (numbers[node] >= 0 && !reached[node]) {
                    throw new IllegalArgumentException(name(node) + " is connected neither to a driver nor to ground: its voltage is not defined;"
                            + " close one of the pieces that are open around it");
                }
            }
        }

        private void solve(int[] numbers) {
            int count = Arrays.stream(numbers).max().orElse(-1) + 1;
            int[] start = new int[count];
            Arrays.setAll(start, number -> number);
            for (Branch branch : branches) {
                int a = numbers[of(branch.from())];
                int b = numbers[of(branch.to())];
                if (a >= 0 && b >= 0 && branch.ohms() < Double.POSITIVE_INFINITY) {
                    start[Math.max(a, b)] = Math.min(start[Math.max(a, b)], Math.min(a, b));
                }
            }
            double work = 0;
            double[][] lower = new double[count][];
            for (int number = 0; number < count; number++) {
                double length = number - start[number] + 1.0;
                work += length * length;
                if (work > MOST_WORK) {
                    throw new IllegalArgumentException("the circuit is too large for wires with resistances of their own; take a smaller one");
                }
                lower[number] = new double[number - start[number] + 1];
            }
            double[] known = new double[count];
            for (Branch branch : branches) {
                add(branch, numbers, start, lower, known);
            }
            factor(start, lower);
            back(start, lower, known);
            for (int node = 0; node < 2 * cells; node++) {
                if (numbers[node] >= 0) {
                    volts[node] = known[numbers[node]];
                }
            }
        }

        private void add(Branch branch, int[] numbers, int[] start, double[][] lower, double[] known) {
            int a = of(branch.from());
            int b = of(branch.to());
            if (branch.ohms() > 0 && branch.ohms() < Double.POSITIVE_INFINITY && a != b) {
                double siemens = 1 / branch.ohms();
                addHalf(numbers[a], numbers[b], volts[b], siemens, start, lower, known);
                addHalf(numbers[b], numbers[a], volts[a], siemens, start, lower, known);
            }
        }

        private static void addHalf(int at, int other, double otherVolts, double siemens, int[] start, double[][] lower, double[] known) {
            if (at < 0) {
                return;
            }
            lower[at][at - start[at]] += siemens;
            if (other < 0) {
                known[at] += siemens * otherVolts;
            } else if (other < at) {
                lower[at][other - start[at]] -= siemens;
            }
        }

        private static void factor(int[] start, double[][] lower) {
            for (int i = 0; i < lower.length; i++) {
                double[] row = lower[i];
                for (int j = start[i]; j <= i; j++) {
                    double[] other = lower[j];
                    int first = Math.max(start[i], start[j]);
                    double sum = row[j - start[i]];
                    for (int k = first; k < j; k++) {
                        sum -= row[k - start[i]] * other[k - start[j]];
                    }
                    row[j - start[i]] = j < i ? sum / other[j - start[j]] : Math.sqrt(sum);
                }
            }
        }

        private static void back(int[] start, double[][] lower, double[] known) {
            for (int i = 0; i < lower.length; i++) {
                for (int k = start[i]; k < i; k++) {
                    known[i] -= lower[i][k - start[i]] * known[k];
                }
                known[i] /= lower[i][i - start[i]];
            }
            for (int i = lower.length - 1; i >= 0; i--) {
                known[i] /= lower[i][i - start[i]];
                for (int k = start[i]; k < i; k++) {
                    known[k] -= lower[i][k - start[i]] * known[i];
                }
            }
        }

        /** Currents of all branches from their first node to their second; of those without resistance, what else does not add up at a node. */
        private double[] currents() {
            double[] current = new double[branches.size()];
            double[] surplus = new double[ground + 1];
            List<List<Integer>> open = new ArrayList<>();
            for (int node = 0; node <= ground; node++) {
                open.add(new ArrayList<>());
            }
            for (int index = 0; index < current.length; index++) {
                Branch branch = branches.get(index);
                if (branch.ohms() == 0) {
                    open.get(branch.from()).add(index);
                    open.get(branch.to()).add(index);
                } else {
                    current[index] = (volts[of(branch.from())] - volts[of(branch.to())]) / branch.ohms();
                    surplus[branch.from()] -= current[index];
                    surplus[branch.to()] += current[index];
                }
            }
            Deque<Integer> leaves = new ArrayDeque<>();
            for (int node = 0; node < 2 * cells; node++) {
                if (open.get(node).size() == 1) {
                    leaves.add(node);
                }
            }
            while (!leaves.isEmpty()) {
                int leaf = leaves.remove();
                if (open.get(leaf).isEmpty()) {
                    continue; // the other end of the last piece was a leaf, too
                }
                int index = open.get(leaf).getFirst();
                Branch branch = branches.get(index);
                int other = branch.from() == leaf ? branch.to() : branch.from();
                current[index] = branch.from() == leaf ? surplus[leaf] : -surplus[leaf];
                surplus[other] += surplus[leaf];
                open.get(leaf).clear();
                open.get(other).remove(Integer.valueOf(index));
                if (other < 2 * cells && open.get(other).size() == 1) {
                    leaves.add(other);
                }
            }
            return current;
        }
    }
}
