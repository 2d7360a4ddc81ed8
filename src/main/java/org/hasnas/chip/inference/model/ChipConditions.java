package org.hasnas.chip.inference.model;

import java.io.Serializable;
import org.hasnas.chip.model.Imperfections;

/**
 * The properties of a chip that make its results differ from those of the network: converters, devices, wires, time.
 *
 * @param adcBits resolution of a converter, 1 to 10
 * @param adcRange how far the converters reach
 * @param programmingRatio deviation of ln G of a programmed cell
 * @param readNoiseRatio deviation of each read of a cell, relative to its conductance
 * @param stuckOnProbability of a cell that is always at its highest level
 * @param stuckOffProbability of a cell that is always at its lowest level
 * @param driftRate mean of nu in G(t) = G(1 s) (t / 1 s)^-nu
 * @param driftSpreadRatio deviation of nu from cell to cell, relative to its mean
 * @param ageSeconds time between programming and inference, at least 1
 * @param wireOhms wire from one cell to the next, in rows and columns
 * @param compensation of errors that many cells have in common
 */
public record ChipConditions(int adcBits, AdcRange adcRange, double programmingRatio, double readNoiseRatio, double stuckOnProbability,
        double stuckOffProbability, double driftRate, double driftSpreadRatio, double ageSeconds, double wireOhms, Compensation compensation)
        implements Serializable {

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
        BATCH_NORM;

        /** Whether columns are moved to spare ones. */
        public boolean hasSpares() {
            return compareTo(SPARE_COLUMNS) >= 0;
        }
    }

    private static final int MAX_ADC_BITS = 16;

    public ChipConditions {
        if (adcBits < 1 || adcBits > MAX_ADC_BITS) {
            throw new IllegalArgumentException("adc-bits must be 1 to " + MAX_ADC_BITS + ", was " + adcBits);
        }
        requireDeviation("sigma", programmingRatio);
        requireDeviation("read-noise", readNoiseRatio);
        requireAtLeast("stuck-on", stuckOnProbability, 0);
        requireAtLeast("stuck-off", stuckOffProbability, 0);
        requireAtLeast("drift-rate", driftRate, 0);
        requireAtLeast("drift-spread", driftSpreadRatio, 0);
        requireAtLeast("age", ageSeconds, 1);
        requireAtLeast("wire-ohm", wireOhms, 0);
        if (stuckOnProbability + stuckOffProbability > 1) {
            throw new IllegalArgumentException("stuck-on and stuck-off together must be at most 1, were " + stuckOnProbability + " and "
                    + stuckOffProbability);
        }
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
        StringBuilder text = new StringBuilder(adcBits + "-bit ADCs");
        append(text, "sigma", programmingRatio);
        append(text, "read noise", readNoiseRatio);
        append(text, "stuck on", stuckOnProbability);
        append(text, "stuck off", stuckOffProbability);
        append(text, "seconds after programming", ageSeconds > 1 ? ageSeconds : 0);
        append(text, "ohm of wire per cell", wireOhms);
        return switch (compensation) {
            case NONE -> text.toString();
            case ARRAY_GAIN -> text.append(", gains of arrays compensated").toString();
            case COLUMN_GAIN -> text.append(", gains of columns compensated").toString();
            case COLUMN_LINE -> text.append(", gains and offsets of columns compensated").toString();
            case SPARE_COLUMNS -> text.append(", gains and offsets of columns compensated, spare columns").toString();
            case BATCH_NORM -> text.append(", gains and offsets of columns compensated, spare columns, batch norm of the die").toString();
        };
    }

    private static void append(StringBuilder text, String name, double value) {
        if (value != 0) {
            text.append(", ").append(name).append(' ').append(value);
        }
    }

    public ChipConditions withAdcRange(AdcRange newRange) {
        return new ChipConditions(adcBits, newRange, programmingRatio, readNoiseRatio, stuckOnProbability, stuckOffProbability, driftRate,
                driftSpreadRatio, ageSeconds, wireOhms, compensation);
    }

    public ChipConditions withCompensation(Compensation newCompensation) {
        return new ChipConditions(adcBits, adcRange, programmingRatio, readNoiseRatio, stuckOnProbability, stuckOffProbability, driftRate,
                driftSpreadRatio, ageSeconds, wireOhms, newCompensation);
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
}
