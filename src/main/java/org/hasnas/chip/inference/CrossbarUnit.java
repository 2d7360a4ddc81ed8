package org.hasnas.chip.inference;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hasnas.simulation.kernel.column.ColumnFormat;
import org.hasnas.simulation.kernel.column.ColumnKernels;

/**
 * A layer on crossbars; of a depthwise one, see {@link DiagonalUnit}, one crossbar at a time. For one thread.
 *
 * <p>Read noise is not drawn cell by cell: independent normal deviations of {@code ratio * G} in each active cell add up to a normal deviation of
 * {@code ratio * sqrt(sum of G^2)} in the column, so one number ({@link NormalQuantiles}) per column and read has the same distribution (but for
 * cells whose conductance would be drawn below 0: negligible below a ratio of 0.2). With wires, G is the effective conductance, as if a
 * cell's noise did not change what its neighbours get: right to first order in the loss of current.
 *
 * <p>What is certain is not computed, and gives the same bits: where no choice of so many active rows, with the largest noise, can move a sum off its
 * whole number of levels, the codes are exact; where noise can't change a code, none is drawn. Gated cells: see {@link GatedColumns}.
 */
final class CrossbarUnit implements MatrixUnit {
    /** Beyond all rounding of a bound in float32. */
    private static final float SAFETY = 1 + 1e-4f;
    /** Of one addition in float32. */
    private static final float ROUNDING = 0x1p-24f;

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
    private final int[] certain;
    private final int[] codes;
    private final NormalQuantiles normal;
    private final Optional<GatedColumns> gated;
    /**
     * By read, see {@link LayerPlacement#readOfRow}: the most active rows whose codes are certain to be exact. None if a step of the converters is
     * more than one level, they have errors, or cells are gated.
     */
    private final int[] exactRows;
    /** Whether they are all rows of every read. */
    private final boolean isExact;
    /** Whether codes may be sure: not with noise and steps of more levels, half of whose sums lie in the middle between two codes. */
    private final boolean maybeSure;
    /** By active rows: the largest noise of a column, in level steps. */
    private final float[] reach;

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
        this.gated = layer.gated().isEmpty() ? Optional.empty() : Optional.of(new GatedColumns(layer, format, this.noiseRatio, errors.isEmpty()));
        this.columns = new float[noiseRatio > 0 || errors.isPresent() || gated.isPresent() ? layer.rowLength() : 0];
        this.squares = new float[columns.length];
        this.draws = new float[noiseRatio > 0 || errors.isPresent() ? columns.length : 0];
        this.certain = new int[format.stride()];
        this.codes = new int[format.stride()];
        this.normal = normal;
        float[][] deviations = layer.deviations();
        float farthest = 0;
        for (float[] ofRead : deviations) {
            farthest = Math.max(farthest, ofRead[1]);
        }
        int mostLevel = (1 << layer.placement().coding().cellBits()) - 1;
        int mostRows = layer.placement().mostRows();
        boolean singleSteps = Arrays.stream(format.steps()).allMatch(step -> step == 1);
        boolean mayBeExact = errors.isEmpty() && gated.isEmpty() && singleSteps;
        this.maybeSure = errors.isEmpty() && (noiseRatio == 0 || singleSteps);
        this.reach = new float[mostRows + 1];
        for (int active = 0; active <= mostRows; active++) {
            reach[active] = SAFETY * normal.largest() * this.noiseRatio * (mostLevel + farthest + layer.levelZero()) * (float) Math.sqrt(active);
        }
        this.exactRows = new int[deviations.length];
        for (int read = 0; mayBeExact && read < exactRows.length; read++) {
            int active = 0;
            while (active < Math.min(mostRows, format.mostCode() / mostLevel) && deviations[read][active + 1] < within(active + 1)) {
                active++;
            }
            exactRows[read] = active;
        }
        int[] rowsOfRead = new int[exactRows.length];
        for (int read : readOfRow) {
            rowsOfRead[read]++;
        }
        this.isExact = IntStream.range(0, exactRows.length).allMatch(read -> rowsOfRead[read] <= exactRows[read]);
    }

    /** How far a sum of so many active rows may be off its whole number before noise for exact codes. */
    private float within(int active) {
        return (0.5f - ROUNDING * active * (format.mostCode() + 1)) / SAFETY - reach[active];
    }

    @Override
    public int width() {
        return format.stride();
    }

    @Override
    public void multiply(int[] rows, int count, int[] sums, ReadNoise noise) {
        int exactFrom = 0; // rows from here to the next read have exact codes and are still to be added
        int exactReads = 0;
        int from = 0;
        while (from < count) { // a crossbar without an active row gives code 0
            int read = readOfRow[rows[from]];
            int to = from;
            while (to < count && readOfRow[rows[to]] == read) {
                to++;
            }
            if (to - from <= exactRows[read]) {
                exactReads++;
            } else {
                kernels.addRows(layer.exact(), rows, exactFrom, from, format.stride(), sums, 0);
                normal.skip(exactReads * draws.length, noise);
                read(rows, from, to, sums, noise);
                takeOff(sums, offset * (to - from));
                exactFrom = to;
                exactReads = 0;
            }
            from = to;
        }
        kernels.addRows(layer.exact(), rows, exactFrom, count, format.stride(), sums, 0);
        normal.skip(exactReads * draws.length, noise);
    }

    @Override
    public boolean multiplyIntegers(int[] inputs, int sent, int[] sums, ReadNoise noise) {
        if (!isExact) {
            return false;
        }
        int reads = 0;
        int ones = 0; // of the bits of the rows that are read together
        for (int row = 0; row < inputs.length; row++) {
            if (row > 0 && readOfRow[row] != readOfRow[row - 1]) {
                reads += Integer.bitCount(ones & sent);
                ones = 0;
            }
            ones |= inputs[row];
        }
        reads += Integer.bitCount(ones & sent);
        kernels.addProducts(layer.exact(), inputs, format.stride(), sums);
        normal.skip(reads * draws.length, noise);
        return true;
    }

    @Override
    public Optional<RepeatedProducts> repeated(int products) {
        return noiseRatio > 0 && errors.isEmpty() && gated.isEmpty()
                ? Optional.of(new RepeatedProducts(products, format, noiseRatio, normal, kernels)) : Optional.empty();
    }

    @Override
    public boolean remember(int[] rows, int count, int worth, RepeatedProducts products) {
        Arrays.fill(certain, 0);
        int from = 0;
        while (from < count) {
            int read = readOfRow[rows[from]];
            int to = from;
            while (to < count && readOfRow[rows[to]] == read) {
                starts[to] = rows[to] * layer.rowLength();
                to++;
            }
            if (to - from <= exactRows[read]) {
                kernels.addRows(layer.exact(), rows, from, to, format.stride(), certain, 0);
                products.pass(NormalQuantiles.longs(draws.length));
            } else if (maybeSure && areSure(from, to)) {
                takeOff(certain, offset * (to - from));
                products.pass(NormalQuantiles.longs(draws.length));
            } else {
                kernels.sumWithSquares(layer.matrix(), starts, from, to, layer.levelZero(), columns, squares);
                if (!products.read(columns, squares, worth, from, to, offset * (to - from))) {
                    return false;
                }
            }
            from = to;
        }
        products.add(certain, worth);
        return true;
    }

    /** Adds a read to what is certain, if all of its codes are. */
    private boolean areSure(int from, int to) {
        Arrays.fill(codes, 0);
        boolean areSure = kernels.readOut(layer.matrix(), starts, from, to, format, reach[to - from], codes) == codes.length;
        for (int output = 0; output < codes.length && areSure; output++) {
            certain[output] += codes[output];
        }
        return areSure;
    }

    @Override
    public Optional<PositionReads> byPosition(int positions) {
        int channels = readOfRow.length / positions;
        boolean isApart = true;
        for (int row = 0; row < readOfRow.length; row++) {
            boolean isFirst = row % channels == 0;
            isApart &= row == 0 || isFirst == (readOfRow[row] != readOfRow[row - 1]);
        }
        return errors.isEmpty() && gated.isEmpty() && isApart ? Optional.of(new ByPosition(channels)) : Optional.empty();
    }

    /** Each kernel position is a read. */
    private final class ByPosition implements PositionReads {
        private final int channels;
        private final int[] read = new int[format.stride()];

        ByPosition(int channels) {
            this.channels = channels;
        }

        @Override
        public int exactRows(int position) {
            return exactRows[readOfRow[position * channels]];
        }

        @Override
        public int longs() {
            return NormalQuantiles.longs(draws.length);
        }

        @Override
        public void addExact(int[] rows, int count, int[] sums, int first) {
            kernels.addRows(layer.exact(), rows, 0, count, format.stride(), sums, first);
        }

        @Override
        public void read(int[] rows, int count, int[] sums, int first, ReadNoise noise) {
            Arrays.fill(read, -offset * count);
            CrossbarUnit.this.read(rows, 0, count, read, noise);
            for (int output = 0; output < read.length; output++) {
                sums[first + output] += read[output];
            }
        }
    }

    private void read(int[] rows, int from, int to, int[] sums, ReadNoise noise) {
        int sure = 0;
        if (gated.isPresent()) {
            draw(noise);
            gated.get().read(readOfRow[rows[from]], rows, from, to, draws, columns, squares);
        } else {
            for (int i = from; i < to; i++) {
                starts[i] = rows[i] * layer.rowLength();
            }
            if (maybeSure) {
                sure = kernels.readOut(layer.matrix(), starts, from, to, format, reach[to - from], sums);
                if (sure == format.stride()) {
                    normal.skip(draws.length, noise);
                    return;
                }
            }
            draw(noise); // before the sums: vectors that are read right after single numbers were written wait for these
            kernels.sumWithSquares(layer.matrix(), starts, from, to, layer.levelZero(), columns, squares);
        }
        if (noiseRatio > 0) {
            kernels.addNoise(columns, squares, noiseRatio, draws);
        }
        errors.ifPresent(mine -> mine.addTo(columns, rows[from], draws, normal, noise));
        kernels.convert(columns, format, sure, sums);
    }

    private void draw(ReadNoise noise) {
        if (noiseRatio > 0) {
            normal.fill(draws, draws.length, noise);
        }
    }

    /** The weights' offset, once per spike: digital. */
    private static void takeOff(int[] sums, int value) {
        for (int output = 0; output < sums.length; output++) {
            sums[output] -= value;
        }
    }
}
