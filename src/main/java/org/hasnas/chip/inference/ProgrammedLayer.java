package org.hasnas.chip.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hasnas.chip.circuit.CrossbarCircuit;
import org.hasnas.chip.circuit.EffectiveConductance;
import org.hasnas.chip.device.CellArray;
import org.hasnas.chip.device.CellLevels;
import org.hasnas.chip.inference.model.ChipConditions.Compensation;
import org.hasnas.simulation.kernel.column.ColumnFormat;
import org.hasnas.simulation.kernel.column.ColumnKernels;
import org.hipparchus.stat.regression.SimpleRegression;

/**
 * The effective conductances of all crossbars of a layer, in level steps above level 0 (what a column's dummy takes off): row by row of the whole
 * matrix, in it digit by digit, in it output by output (of a depthwise layer, those of the row's crossbar). If gains are compensated, in steps of the references, which are scaled with them. A crossbar
 * is whole in its circuit: cells without weight are at level 0, rows without input at 0 V.
 */
final class ProgrammedLayer {
    /** Of a crossbar: one spare column for as many. */
    private static final int COLUMNS_PER_SPARE = 16;
    /** Of a column whose cells follow what they were programmed to. */
    private static final double LEAST_SLOPE = 0.1;

    private final LayerPlacement placement;
    private final int stride;
    private final int rowLength;
    private final CellLevels levels;
    private final float[] matrix;
    /** Weights, row by row of the whole matrix. */
    private final int[] exact;
    /**
     * How far the sum of a column is at most from what it was meant to be, in level steps, whichever rows are active, [column block][read][active
     * rows]; the reads are those of {@link LayerPlacement#readOfRow}.
     */
    private final float[][][] deviations;
    /** Crossbars of gated cells, [row block][column block]; empty if cells are not gated. */
    private final List<GatedArray[]> gated = new ArrayList<>();

    /**
     * A crossbar of gated cells as its converters see it.
     *
     * @param lines of the rows in use
     * @param places of the columns in use
     * @param gains current over that of perfect cells, by column
     * @param offsets conductance of each active cell that its gain does not explain, in siemens, by column
     */
    @SuppressWarnings("ArrayRecordComponent") // a bundle of parts, never compared
    record GatedArray(CrossbarCircuit circuit, int[] lines, int[] places, double[] gains, double[] offsets) {}

    /** A layer whose crossbars are still to be programmed. */
    ProgrammedLayer(LayerPlacement placement, CellCircuit circuit) {
        this.placement = placement;
        this.stride = ColumnFormat.stride(placement.blocks().outputsTogether());
        this.rowLength = placement.coding().columnsPerOutput() * stride;
        this.levels = circuit.levels();
        this.matrix = new float[Math.toIntExact(length(placement))];
        this.exact = new int[placement.layer().rows() * stride];
        Arrays.fill(exact, -placement.coding().offset());
        this.deviations = new float[placement.columnBlocks()][placement.reads()][placement.mostRows() + 1];
        for (int r = 0; circuit.gated() && r < placement.rowBlocks(); r++) {
            gated.add(new GatedArray[placement.columnBlocks()]);
        }
    }

    /** Length of the matrix; more than an array can have means that the layer is too large. */
    static long length(LayerPlacement placement) {
        return (long) placement.layer().rows() * placement.coding().columnsPerOutput() * ColumnFormat.stride(placement.blocks().outputsTogether());
    }

    LayerPlacement placement() {
        return placement;
    }

    /** Memory and converters for one thread that multiplies by this layer. */
    MatrixUnit unit(ColumnFormat format, double noiseRatio, Optional<ConverterErrors> errors, NormalQuantiles normal, ColumnKernels kernels) {
        return placement.whole(new CrossbarUnit(this, format, noiseRatio, errors, normal, kernels));
    }

    int rowLength() {
        return rowLength;
    }

    /** Conductance of level 0 in level steps. */
    float levelZero() {
        return (float) (levels.offSiemens() / levels.stepSiemens());
    }

    CellLevels levels() {
        return levels;
    }

    float[] matrix() {
        return matrix;
    }

    /** Row by row of the whole matrix: what each of the outputs adds up to if all codes are exact. */
    int[] exact() {
        return exact;
    }

    /** How far the sum of a column is at most from what it was meant to be, in level steps, whichever rows are active, [read][active rows]. */
    float[][] deviations() {
        float[][] largest = new float[placement.reads()][placement.mostRows() + 1];
        for (float[][] block : deviations) {
            for (int read = 0; read < largest.length; read++) {
                for (int active = 1; active < largest[read].length; active++) {
                    largest[read][active] = Math.max(largest[read][active], block[read][active]);
                }
            }
        }
        return largest;
    }

    /** The crossbars, [row block][column block], of gated cells; empty if what a cell gives its column depends on no other row. */
    List<GatedArray[]> gated() {
        return gated;
    }

    /** Programs and solves one crossbar. Different crossbars may be programmed by different threads. */
    void program(int rowBlock, int columnBlock, CellCircuit circuit, long seed) {
        int[][] wanted = placement.coding().encode(placement.weights(rowBlock, columnBlock));
        String name = MeasuredDie.name(placement.layer().name(), rowBlock, columnBlock);
        int[] lines = circuit.compensation().movesRows() ? lines(wanted, name, circuit, seed) : IntStream.range(0, wanted.length).toArray();
        double[][] cells = cells(onLines(wanted, lines, circuit.hasWires() ? circuit.side() : wanted[0].length), name, circuit, seed);
        Siemens siemens = effective(cells, lines, circuit);
        double gain = circuit.compensation() == Compensation.ARRAY_GAIN ? arrayGain(wanted, circuit.levels(), siemens) : 1;
        Column[] columns = new Column[wanted[0].length];
        Arrays.setAll(columns, column -> column(wanted, circuit, siemens, gain, column, column));
        if (circuit.compensation().hasSpares()) {
            int[] worst = IntStream.range(0, columns.length).boxed()
                    .sorted(Comparator.comparingDouble((Integer column) -> -columns[column].errorSteps()))
                    .limit(circuit.side() / COLUMNS_PER_SPARE).mapToInt(Integer::intValue).toArray();
            int[][] wide = onLines(wanted, lines, circuit.side() + worst.length);
            for (int spare = 0; spare < worst.length; spare++) {
                for (int row = 0; row < wanted.length; row++) {
                    wide[lines[row]][circuit.side() + spare] = wanted[row][worst[spare]];
                }
            }
            cells = cells(wide, name, circuit, seed);
            Siemens again = effective(cells, lines, circuit);
            Arrays.setAll(columns, column -> column(wanted, circuit, again, gain, column, column));
            for (int spare = 0; spare < worst.length; spare++) {
                Column other = column(wanted, circuit, again, gain, worst[spare], circuit.side() + spare);
                columns[worst[spare]] = other.errorSteps() < columns[worst[spare]].errorSteps() ? other : columns[worst[spare]];
            }
        }
        keep(wanted, columns, rowBlock, columnBlock);
        if (circuit.gated()) {
            gated.get(rowBlock)[columnBlock] = new GatedArray(new CrossbarCircuit(circuit.access(), circuit.resistances(), cells), lines,
                    Arrays.stream(columns).mapToInt(Column::place).toArray(), Arrays.stream(columns).mapToDouble(Column::gainFactor).toArray(),
                    Arrays.stream(columns).mapToDouble(Column::offsetSiemens).toArray());
        }
    }

    /** The cells at their levels, each row on its word line; cells at level 0 between them and right of them. */
    private static int[][] onLines(int[][] used, int[] lines, int columns) {
        int[][] levels = new int[Arrays.stream(lines).max().orElse(-1) + 1][columns];
        for (int row = 0; row < used.length; row++) {
            System.arraycopy(used[row], 0, levels[lines[row]], 0, used[row].length);
        }
        return levels;
    }

    /**
     * The word line of each row: among those that are read together, the order in which the squares of what cells are off, as their digits count, add
     * up to least. What all cells of a level have in common is left to the converters.
     */
    private int[] lines(int[][] wanted, String name, CellCircuit circuit, long seed) {
        double[][] cost = new double[wanted.length][circuit.side()]; // [row][line]
        for (int level = 0; level < circuit.levels().count(); level++) {
            int[][] uniform = new int[circuit.side()][wanted[0].length];
            for (int[] line : uniform) {
                Arrays.fill(line, level);
            }
            double[][] siemens = cells(uniform, name, circuit, seed);
            double mean = Arrays.stream(siemens).flatMapToDouble(Arrays::stream).average().orElseThrow();
            for (int row = 0; row < wanted.length; row++) {
                for (int column = 0; column < wanted[row].length; column++) {
                    for (int line = 0; line < siemens.length && wanted[row][column] == level; line++) {
                        double off = (siemens[line][column] - mean) / circuit.levels().stepSiemens() * digitWorth(column);
                        cost[row][line] += off * off;
                    }
                }
            }
        }
        int[] lines = new int[wanted.length];
        for (int first = 0; first < lines.length; first += placement.rowsAtOnce()) {
            int from = first;
            int toLine = Math.min(circuit.side(), first + placement.rowsAtOnce());
            double[][] together = Arrays.stream(cost, first, Math.min(lines.length, toLine)).map(row -> Arrays.copyOfRange(row, from, toLine))
                    .toArray(double[][]::new);
            int[] assigned = LeastAssignment.of(together);
            Arrays.setAll(assigned, row -> from + assigned[row]);
            System.arraycopy(assigned, 0, lines, first, assigned.length);
        }
        return lines;
    }

    private double digitWorth(int column) {
        return Math.abs(placement.coding().worth(column % placement.coding().columnsPerOutput()));
    }

    private interface Siemens {
        double at(int row, int column);
    }

    /** Conductances of cells that are programmed to these levels. */
    private static double[][] cells(int[][] levels, String name, CellCircuit circuit, long seed) {
        int[][] all = circuit.hasWires() ? Arrays.copyOf(levels, circuit.side()) : levels;
        for (int row = levels.length; row < all.length; row++) {
            all[row] = new int[levels[0].length];
        }
        CellArray cells = new CellArray(circuit.levels(), circuit.imperfections(), seed, name, all);
        return circuit.die().over(name, circuit.ageRatio() > 1 ? cells.driftedSiemens(circuit.ageRatio()) : cells.programmedSiemens(), all,
                circuit.levels());
    }

    /** What the cells of each row give their columns; gated ones with all rows on. */
    private static Siemens effective(double[][] siemens, int[] lines, CellCircuit circuit) {
        if (circuit.hasWires()) {
            EffectiveConductance solved = EffectiveConductance.ofUngated(new CrossbarCircuit(circuit.access(), circuit.resistances(), siemens));
            return (row, column) -> solved.siemens(lines[row], column);
        }
        return (row, column) -> siemens[lines[row]][column];
    }

    /**
     * A column as its converter sees it.
     *
     * @param steps by row: level steps above level 0
     * @param errorSteps root of the sum of the squares of what these are off, as the digit counts
     * @param place where in the crossbar it lies
     * @param gainFactor current over that of perfect cells, as far as it is compensated
     * @param offsetSiemens conductance of a cell that the gain does not explain
     */
    @SuppressWarnings("ArrayRecordComponent") // a bundle of parts, never compared
    private record Column(double[] steps, double errorSteps, int place, double gainFactor, double offsetSiemens) {}

    private static double arrayGain(int[][] wanted, CellLevels levels, Siemens siemens) {
        double current = 0;
        double perfect = 0;
        for (int row = 0; row < wanted.length; row++) {
            for (int column = 0; column < wanted[row].length; column++) {
                current += siemens.at(row, column);
                perfect += levels.siemens(wanted[row][column]);
            }
        }
        return current / perfect;
    }

    /** @param place where in the crossbar it lies */
    private Column column(int[][] wanted, CellCircuit circuit, Siemens siemens, double arrayGain, int column, int place) {
        SimpleRegression cells = new SimpleRegression();
        double current = 0;
        double perfect = 0;
        for (int row = 0; row < wanted.length; row++) {
            cells.addData(levels.siemens(wanted[row][column]), siemens.at(row, place));
            current += siemens.at(row, place);
            perfect += levels.siemens(wanted[row][column]);
        }
        double gain = arrayGain;
        double offset = 0;
        switch (circuit.compensation()) {
            case NONE, ARRAY_GAIN -> {}
            case COLUMN_GAIN -> gain = current / perfect;
            case COLUMN_LINE, SPARE_COLUMNS, BATCH_NORM, ROW_ORDER, LAST_LAYER -> {
                boolean known = cells.getSlope() > LEAST_SLOPE; // else all cells are at one level, or stuck
                gain = known ? cells.getSlope() : current / perfect;
                offset = known ? cells.getIntercept() : 0;
            }
        }
        double[] steps = new double[wanted.length];
        double error = 0;
        for (int row = 0; row < steps.length; row++) {
            steps[row] = ((siemens.at(row, place) - offset) / gain - levels.offSiemens()) / levels.stepSiemens();
            error += (steps[row] - wanted[row][column]) * (steps[row] - wanted[row][column]);
        }
        return new Column(steps, Math.sqrt(error) * digitWorth(column), place, gain, offset);
    }

    private void keep(int[][] wanted, Column[] columns, int rowBlock, int columnBlock) {
        int perOutput = placement.coding().columnsPerOutput();
        int[] rows = placement.blocks().rowsOf(rowBlock, columnBlock);
        int firstOutput = placement.layer().depthwise() ? 0 : placement.blocks().firstOutput(columnBlock);
        for (int row = 0; row < rows.length; row++) {
            int start = rows[row] * rowLength + firstOutput;
            for (int column = 0; column < columns.length; column++) {
                int level = wanted[row][column];
                matrix[start + column % perOutput * stride + column / perOutput] = (float) columns[column].steps()[row];
                exact[rows[row] * stride + firstOutput + column / perOutput] += placement.coding().worth(column % perOutput) * level;
            }
        }
        int groups = placement.reads() / placement.rowBlocks();
        for (int group = 0; group < groups; group++) {
            int first = group * placement.rowsAtOnce();
            for (int column = 0; first < rows.length && column < columns.length; column++) {
                float[] off = new float[Math.min(placement.rowsAtOnce(), rows.length - first)];
                for (int row = 0; row < off.length; row++) {
                    off[row] = (float) columns[column].steps()[first + row] - wanted[first + row][column];
                }
                widen(deviations[columnBlock][rowBlock * groups + group], off);
            }
        }
    }

    /** Widens a bound by number of active rows: those that are farthest off to one side add up. */
    private static void widen(float[] bound, float[] off) {
        Arrays.sort(off);
        double above = 0;
        double below = 0;
        for (int active = 1; active <= off.length; active++) {
            above += Math.max(0, off[off.length - active]);
            below += Math.max(0, -off[active - 1]);
            bound[active] = (float) Math.max(bound[active], Math.max(above, below));
        }
    }
}
