package org.hasnas.chip.inference.model;

import java.io.Serializable;
import org.hasnas.chip.model.DeviceStatistics;
import org.hasnas.chip.model.Imperfections;

/**
 * The properties of a chip that make its results differ from those of the network: converters, devices, wires, time.
 *
 * @param converters of the columns
 * @param cells how far they are from their levels
 * @param ageSeconds time between programming and inference, at least 1
 * @param wireOhms wire from one cell to the next, in rows and columns
 * @param gated whether a transistor in each cell opens it while its word line is off; without wires that makes no difference
 * @param compensation of errors that many cells have in common
 */
public record ChipConditions(Converters converters, Imperfections cells, double ageSeconds, double wireOhms, boolean gated, Compensation compensation)
        implements Serializable {
    /**
     * The converters of a chip, each of which serves several columns.
     *
     * @param bits resolution, 1 to 16
     * @param range how far they reach
     * @param offsetCodes deviation of a converter's offset, in codes
     * @param gainRatio deviation of a converter's gain from 1
     * @param noiseCodes deviation of each conversion, in codes
     */
    public record Converters(int bits, AdcRange range, double offsetCodes, double gainRatio, double noiseCodes) implements Serializable {
        private static final int MAX_BITS = 16;

        public Converters {
            if (bits < 1 || bits > MAX_BITS) {
                throw new IllegalArgumentException("adc-bits must be 1 to " + MAX_BITS + ", was " + bits);
            }
            requireDeviation("adc-offset", offsetCodes);
            requireDeviation("adc-gain", gainRatio);
            requireDeviation("adc-noise", noiseCodes);
        }

        /** Converters without errors of their own. */
        public Converters(int bits, AdcRange range) {
            this(bits, range, 0, 0, 0);
        }

        /** Whether they only round and clip. */
        public boolean isExact() {
            return offsetCodes == 0 && gainRatio == 0 && noiseCodes == 0;
        }
    }

    /** How far a converter reaches: its step is always a whole number of level steps. */
    public enum AdcRange {
        /** Per layer and digit, the step with the least mean square error on calibration images, so that rare large sums are clipped. */
        CALIBRATED,
        /** The largest sum that a column can have: nothing is ever clipped. */
        FULL
    }

    /**
     * What is done about errors that many cells have in common, such as drift (compare the global drift compensation of V. Joshi et al., Nature
     * Communications 11, 2473, 2020), a mean deviation, and loss in wires. Gain: the current with all rows in use on, over that of perfect cells
     * without wires.
     */
    public enum Compensation {
        /** Nothing. */
        NONE,
        /** The converters' reference, and the level-0 current that is taken off, follow the gain of their crossbar. */
        ARRAY_GAIN,
        /** They follow the gain of each column. */
        COLUMN_GAIN,
        /** They follow the straight line, gain and offset of a cell, that fits the cells of each column best. */
        COLUMN_LINE,
        /** The same, and each crossbar has X / 16 columns more, on which those that are farthest off are programmed again; the nearer ones are read. */
        SPARE_COLUMNS,
        /**
         * The same, and gains and offsets behind each matrix, where the batch norms are, give the die's sums the mean and the deviation that exact sums
         * have on training images (adaptive batch norm statistics, in the same paper).
         */
        BATCH_NORM,
        /**
         * The same, and each row of weights is programmed to the word line on whose cells its levels are least off: which row goes where is an
         * assignment of least cost, crossbar by crossbar. What each cell becomes at each level must be known before.
         */
        ROW_ORDER,
        /** The same, and the weights of the last layer are trained on what the die gives it for training images, and programmed again. */
        LAST_LAYER;

        /** Whether columns are moved to spare ones. */
        public boolean hasSpares() {
            return compareTo(SPARE_COLUMNS) >= 0;
        }

        /** Whether gains and offsets behind matrices are fitted to the die. */
        public boolean fitsNorms() {
            return compareTo(BATCH_NORM) >= 0;
        }

        /** Whether rows of weights are moved to other word lines. */
        public boolean movesRows() {
            return compareTo(ROW_ORDER) >= 0;
        }
    }

    public ChipConditions {
        requireAtLeast("age", ageSeconds, 1);
        requireAtLeast("wire-ohm", wireOhms, 0);
    }

    /** Of converters without errors of their own and cells of no published device, which are not gated. */
    public ChipConditions(int adcBits, AdcRange adcRange, double programmingRatio, double readNoiseRatio, double stuckOnProbability,
            double stuckOffProbability, double driftRate, double driftSpreadRatio, double ageSeconds, double wireOhms, Compensation compensation) {
        this(new Converters(adcBits, adcRange), new Imperfections(programmingRatio, 0, readNoiseRatio, stuckOnProbability, stuckOffProbability,
                driftRate, driftSpreadRatio), ageSeconds, wireOhms, /* gated= */ false, compensation);
    }

    private static void requireDeviation(String name, double value) {
        requireAtLeast(name, value, 0);
        if (value > Imperfections.LARGEST_DEVIATION_RATIO) {
            throw new IllegalArgumentException(name + " must be at most " + Imperfections.LARGEST_DEVIATION_RATIO + ", was " + value);
        }
    }

    private static void requireAtLeast(String name, double value, double least) {
        if (!(value >= least && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(name + " must be a finite number of at least " + (long) least + ", was " + value);
        }
    }

    /** Names what is not ideal, for users. */
    public String describe() {
        StringBuilder text = new StringBuilder(converters.bits + "-bit ADCs");
        append(text, "offset of", converters.offsetCodes);
        append(text, "gain error of", converters.gainRatio);
        append(text, "noise of", converters.noiseCodes);
        if (!cells.published().isPerfect()) {
            text.append(", cells of ").append(cells.published().id());
        }
        append(text, "sigma", cells.lognormalRatio());
        append(text, "read noise", cells.readNoiseRatio());
        append(text, "stuck on", cells.stuckOnProbability());
        append(text, "stuck off", cells.stuckOffProbability());
        append(text, "seconds after programming", ageSeconds > 1 ? ageSeconds : 0);
        append(text, "ohm of wire per cell", wireOhms);
        text.append(gated ? ", gated cells" : "");
        return switch (compensation) {
            case NONE -> text.toString();
            case ARRAY_GAIN -> text.append(", gains of arrays compensated").toString();
            case COLUMN_GAIN -> text.append(", gains of columns compensated").toString();
            case COLUMN_LINE -> text.append(", gains and offsets of columns compensated").toString();
            case SPARE_COLUMNS -> text.append(", gains and offsets of columns compensated, spare columns").toString();
            case BATCH_NORM -> text.append(", gains and offsets of columns compensated, spare columns, batch norm of the die").toString();
            case ROW_ORDER -> text.append(", gains and offsets of columns compensated, spare columns, rows moved, batch norm of the die").toString();
            case LAST_LAYER ->
                    text.append(", gains and offsets of columns compensated, spare columns, rows moved, batch norm and last layer of the die")
                            .toString();
        };
    }

    private static void append(StringBuilder text, String name, double value) {
        if (value != 0) {
            text.append(", ").append(name).append(' ').append(value);
        }
    }

    public ChipConditions withConverters(Converters newConverters) {
        return new ChipConditions(newConverters, cells, ageSeconds, wireOhms, gated, compensation);
    }

    public ChipConditions withAdcRange(AdcRange range) {
        return withConverters(new Converters(converters.bits, range, converters.offsetCodes, converters.gainRatio, converters.noiseCodes));
    }

    public ChipConditions withCells(Imperfections newCells) {
        return new ChipConditions(converters, newCells, ageSeconds, wireOhms, gated, compensation);
    }

    public ChipConditions withCompensation(Compensation newCompensation) {
        return new ChipConditions(converters, cells, ageSeconds, wireOhms, gated, newCompensation);
    }

    /** Perfect devices without wires and without noise. */
    public static ChipConditions ideal(int adcBits) {
        return new ChipConditions(adcBits, AdcRange.FULL, 0, 0, 0, 0, 0, 0, 1, 0, Compensation.NONE);
    }

    /**
     * Good analogue devices one second after programming, without faults and wires. Source: the statistical model of CMO/HfOx ReRAM
     * in IBM's aihwkit documentation (D. F. Falcone et al., arXiv 2502.04524). Programming within 2 %: deviation 1.13 % of G, with the 0.82 %
     * (0.41 of 50 uS) that cells relax in the first second 1.4 %. Read noise of a 90 uS cell after 10 s: 0.5 %. Drift: 0.089 uS per unit of ln t at
     * 50 uS, that is nu = 0.0018; its deviation is 0.042 of these 0.089.
     */
    public static ChipConditions typical(int adcBits) {
        return new ChipConditions(adcBits, AdcRange.CALIBRATED, 0.014, 0.005, 0, 0, 0.0018, 0.47, 1, 0, Compensation.NONE);
    }

    /** Cells of a published device one second after programming, without wires; {@link #typical} ones if none is named. */
    public static ChipConditions of(DeviceStatistics published, int adcBits) {
        return published.isPerfect() ? typical(adcBits)
                : new ChipConditions(new Converters(adcBits, AdcRange.CALIBRATED), Imperfections.of(published), 1, 0, /* gated= */ false,
                        Compensation.NONE);
    }
}
