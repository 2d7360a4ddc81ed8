package org.hasnas.chip.device;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.hasnas.chip.model.DeviceStatistics;
import org.hasnas.chip.model.DeviceStatistics.Drift;
import org.hasnas.chip.model.DeviceStatistics.Relaxation;
import org.hasnas.chip.model.Imperfections;

/**
 * A named array of programmed cells. What each cell becomes depends on seed, name of the array, row and column alone: a larger array with
 * the same name has the same cells in its corner.
 */
public final class CellArray {
    /** Different things that are drawn for one cell. */
    private enum Draw {
        STUCK(0), PROGRAMMING(1), DRIFT(2), READ(3), PUBLISHED_PROGRAMMING(4), PUBLISHED_RELAXATION(5), PUBLISHED_DRIFT(6), PUBLISHED_FLICKER(7);

        private final long id;

        Draw(long id) {
            this.id = id;
        }
    }

    private static final long FNV_OFFSET = 0xCBF29CE484222325L;
    private static final long FNV_PRIME = 0x100000001B3L;

    private final CellLevels levels;
    private final Imperfections imperfections;
    private final long identity;
    private final int[][] programmed;

    /** @param programmed level of each cell, [row][column], not copied */
    public CellArray(CellLevels levels, Imperfections imperfections, long seed, String name, int[][] programmed) {
        this.levels = levels;
        this.imperfections = imperfections;
        this.programmed = programmed;
        long hash = FNV_OFFSET; // FNV-1a over UTF-16 units
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * FNV_PRIME;
        }
        this.identity = new SplittableRandom(seed).nextLong() ^ hash;
    }

    private RandomGenerator random(Draw draw, int row, int column, long occasion) {
        long hash = identity;
        for (long part : new long[] {draw.id, row, column, occasion}) {
            hash = new SplittableRandom(hash ^ part).nextLong();
        }
        return new SplittableRandom(hash);
    }

    /** Conductances right after programming, in siemens; of a published device, one second after. */
    public double[][] programmedSiemens() {
        return programmedSiemens(1);
    }

    private double[][] programmedSiemens(double ageSeconds) {
        return map((level, row, column) -> {
            double stuck = imperfections.stuckOnProbability() + imperfections.stuckOffProbability() == 0 ? 1
                    : random(Draw.STUCK, row, column, 0).nextDouble();
            if (stuck < imperfections.stuckOnProbability()) {
                return levels.onSiemens();
            }
            if (stuck < imperfections.stuckOnProbability() + imperfections.stuckOffProbability()) {
                return levels.offSiemens();
            }
            double distanceFromOn = 1 - level / (levels.count() - 1.0);
            double deviation = imperfections.lognormalRatio() + imperfections.offStateRatio() * distanceFromOn;
            double siemens = imperfections.published().isPerfect() ? levels.siemens(level) : publishedSiemens(level, row, column, ageSeconds);
            return deviation == 0 ? siemens : siemens * Math.exp(deviation * random(Draw.PROGRAMMING, row, column, 0).nextGaussian());
        });
    }

    /** A cell of the published device at an age, in siemens, never below 0. */
    private double publishedSiemens(int level, int row, int column, double ageSeconds) {
        DeviceStatistics published = imperfections.published();
        double target = levels.siemens(level) / levels.onSiemens();
        double logarithm = Math.log(ageSeconds);
        Relaxation relaxation = published.relaxation();
        Drift drift = published.drift();
        double programmed = Math.max(0, target
                + published.programmingDeviation(target, ageSeconds) * random(Draw.PUBLISHED_PROGRAMMING, row, column, 0).nextGaussian());
        double relaxed = Math.max(0, programmed + relaxation.shiftRate() * logarithm
                + (relaxation.deviationFraction() + relaxation.deviationRate() * logarithm)
                        * random(Draw.PUBLISHED_RELAXATION, row, column, 0).nextGaussian());
        double nu = Math.abs(drift.mean().value(target)
                + drift.deviation().value(target) * random(Draw.PUBLISHED_DRIFT, row, column, 0).nextGaussian());
        double drifted = relaxed * Math.pow((ageSeconds + drift.firstSeconds()) / drift.firstSeconds(), -nu);
        double noisy = drifted * (1 + published.flickerRatio(programmed, ageSeconds) * random(Draw.PUBLISHED_FLICKER, row, column, 0).nextGaussian());
        return Math.max(0, noisy) * levels.onSiemens();
    }

    /**
     * Conductances some time after programming, in siemens.
     *
     * @param ageRatio time since programming over the time t0 of the first read, of a published device 1 s; at least 1
     */
    public double[][] driftedSiemens(double ageRatio) {
        if (!(ageRatio >= 1 && ageRatio < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("the age is " + ageRatio + " times that of the first read; it must be at least 1");
        }
        double[][] fresh = programmedSiemens(ageRatio);
        return map((level, row, column) -> {
            double spread = imperfections.driftSpreadRatio() == 0 ? 0
                    : imperfections.driftSpreadRatio() * random(Draw.DRIFT, row, column, 0).nextGaussian();
            return fresh[row][column] * Math.pow(ageRatio, -Math.max(0, imperfections.driftRate() * (1 + spread)));
        });
    }

    /**
     * Conductances as one read sees them.
     *
     * @param siemens conductances of this array, as programmed or drifted
     * @param read number of the read; the same number gives the same noise
     */
    public double[][] readSiemens(double[][] siemens, long read) {
        return map((level, row, column) -> imperfections.readNoiseRatio() == 0 ? siemens[row][column]
                : Math.max(0, siemens[row][column] * (1 + imperfections.readNoiseRatio() * random(Draw.READ, row, column, read).nextGaussian())));
    }

    private interface OfCell {
        double siemens(int level, int row, int column);
    }

    private double[][] map(OfCell cell) {
        double[][] result = new double[programmed.length][];
        for (int row = 0; row < programmed.length; row++) {
            result[row] = new double[programmed[row].length];
            for (int column = 0; column < programmed[row].length; column++) {
                result[row][column] = cell.siemens(programmed[row][column], row, column);
            }
        }
        return result;
    }
}
