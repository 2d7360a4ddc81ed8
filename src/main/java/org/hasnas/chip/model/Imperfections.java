package org.hasnas.chip.model;

import java.io.Serializable;

/**
 * How far real cells are from their levels. All values 0 is an ideal device.
 *
 * @param lognormalRatio deviation of ln G of a programmed cell, the same at every level
 * @param offStateRatio more deviation of ln G at level 0, falling linearly to none at the highest level
 * @param readNoiseRatio deviation of each single read, relative to G
 * @param stuckOnProbability of a cell that is always at the highest level
 * @param stuckOffProbability of a cell that is always at level 0
 * @param driftRate mean of nu in G(t) = G(t0) (t / t0)^-nu
 * @param driftSpreadRatio deviation of nu from cell to cell, relative to its mean; nu is never below 0
 * @param published statistics of a published device, which cells have besides; of its read noise and stuck cells only what is said above counts
 */
public record Imperfections(double lognormalRatio, double offStateRatio, double readNoiseRatio, double stuckOnProbability,
        double stuckOffProbability, double driftRate, double driftSpreadRatio, DeviceStatistics published) implements Serializable {
    public static final Imperfections NONE = new Imperfections(0, 0, 0, 0, 0, 0, 0);

    /** The cells of a published device, and nothing else. */
    public static Imperfections of(DeviceStatistics published) {
        return new Imperfections(0, 0, published.readNoiseRatio(), published.stuckOnProbability(), published.stuckOffProbability(), 0, 0, published);
    }

    /** Without a published device. */
    public Imperfections(double lognormalRatio, double offStateRatio, double readNoiseRatio, double stuckOnProbability,
            double stuckOffProbability, double driftRate, double driftSpreadRatio) {
        this(lognormalRatio, offStateRatio, readNoiseRatio, stuckOnProbability, stuckOffProbability, driftRate, driftSpreadRatio,
                DeviceStatistics.NONE);
    }

    /** Of ln G a factor of 22 000, beyond any device; conductances stay numbers. */
    public static final double LARGEST_DEVIATION_RATIO = 10;

    public Imperfections {
        requireDeviation("the deviation of ln G", lognormalRatio);
        requireDeviation("the deviation at the lowest level", offStateRatio);
        requireDeviation("read noise", readNoiseRatio);
        require("the probability of stuck on", stuckOnProbability);
        require("the probability of stuck off", stuckOffProbability);
        require("drift", driftRate);
        require("the spread of drift", driftSpreadRatio);
        if (stuckOnProbability + stuckOffProbability > 1) {
            throw new IllegalArgumentException("stuck-on is a probability of " + stuckOnProbability + " and stuck-off one of " + stuckOffProbability
                    + "; together they are at most 1");
        }
    }

    private static void requireDeviation(String name, double value) {
        require(name, value);
        if (value > LARGEST_DEVIATION_RATIO) {
            throw new IllegalArgumentException(name + " is " + value + "; it must be at most " + LARGEST_DEVIATION_RATIO);
        }
    }

    private static void require(String name, double value) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(name + " is " + value + "; it must be a finite number of at least 0");
        }
    }
}
