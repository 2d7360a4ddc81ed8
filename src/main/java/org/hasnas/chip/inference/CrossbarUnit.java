package org.hasnas.chip.inference;

import java.util.Optional;
import java.util.random.RandomGenerator;
import org.hasnas.simulation.kernel.column.ColumnFormat;
import org.hasnas.simulation.kernel.column.ColumnKernels;

/**
 * A layer on crossbars; of a depthwise one, see {@link DiagonalUnit}, one crossbar at a time. For one thread.
 *
 * <p>Read noise is not drawn cell by cell: independent normal deviations of {@code ratio * G} in each active cell add up to a normal deviation of
 * {@code ratio * sqrt(sum of G^2)} in the column, so one number ({@link NormalQuantiles}) per column and read has the same distribution (but for
 * cells whose conductance would be drawn below 0: negligible below a ratio of 0.2). With wires, G is the effective conductance, as if a
 * cell's noise did not change what its neighbours get: right to first order in the loss of current.
 */
final class CrossbarUnit implements MatrixUnit {
    private final ProgrammedLayer layer;
    private final ColumnFormat format;
    private final ColumnKernels kernels;
    private final int[] readOfRow;
    private final int offset;
    private final float noiseRatio;
    private final Optional<ConverterErrors> errors;
    private final int[] starts;
    private final float[] columns;
    private final float[] squares;
    private final float[] draws;
    private final NormalQuantiles normal;

    /** @param errors of its converters, if they have any */
    CrossbarUnit(ProgrammedLayer layer, ColumnFormat format, double noiseRatio, Optional<ConverterErrors> errors, NormalQuantiles normal,
            ColumnKernels kernels) {
        this.layer = layer;
        this.format = format;
        this.kernels = kernels;
        this.readOfRow = layer.placement().readOfRow();
        this.offset = layer.placement().coding().offset();
        this.noiseRatio = (float) noiseRatio;
        this.starts = new int[layer.placement().layer().rows()];
        this.errors = errors;
        this.columns = new float[noiseRatio > 0 || errors.isPresent() ? layer.rowLength() : 0];
        this.squares = new float[columns.length];
        this.draws = new float[columns.length];
        this.normal = normal;
    }

    @Override
    public int width() {
        return format.stride();
    }

    @Override
    public void multiply(int[] rows, int count, int[] sums, RandomGenerator noise) {
        int rowLength = layer.rowLength();
        int from = 0;
        while (from < count) { // a crossbar without an active row gives code 0
            int read = readOfRow[rows[from]];
            int to = from;
            for (; to < count && readOfRow[rows[to]] == read; to++) {
                starts[to] = rows[to] * rowLength;
            }
            read(from, to, sums, noise);
            from = to;
        }
        if (offset != 0) {
            takeOff(sums, offset * count);
        }
    }

    private void read(int from, int to, int[] sums, RandomGenerator noise) {
        if (columns.length == 0) {
            kernels.readOut(layer.matrix(), starts, from, to, format, sums);
            return;
        }
        kernels.sumWithSquares(layer.matrix(), starts, from, to, layer.levelZero(), columns, squares);
        if (noiseRatio > 0) {
            normal.fill(draws, draws.length, noise);
            addNoise(columns, squares, draws, noiseRatio);
        }
        errors.ifPresent(mine -> mine.addTo(columns, starts[from] / layer.rowLength(), draws, normal, noise));
        kernels.convert(columns, format, sums);
    }

    private static void addNoise(float[] columns, float[] squares, float[] draws, float ratio) {
        for (int column = 0; column < columns.length; column++) {
            columns[column] += ratio * (float) Math.sqrt(squares[column]) * draws[column];
        }
    }

    /** The weights' offset, once per spike: digital. */
    private static void takeOff(int[] sums, int value) {
        for (int output = 0; output < sums.length; output++) {
            sums[output] -= value;
        }
    }
}
