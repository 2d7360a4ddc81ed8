package org.hasnas.chip.model;

import java.io.Serializable;
import java.util.List;

/**
 * What is published of a kind of memory cells. Conductances are shares g of the highest one, so that the statistics hold for a chip whose cells have
 * other resistances, as its profile says; every deviation is a share of the highest conductance too, unless it is called relative. Ages are seconds
 * after programming.
 *
 * @param id short name, such as {@code reram-wan-2022}
 * @param description one sentence for the user
 * @param sources what the numbers are from
 * @param trust how far they can be trusted, for the user
 * @param lowestSiemens of the cells that were measured
 * @param highestSiemens of these
 * @param programming deviation of programmed cells by age, the youngest first; a cell deviates in the same way at every age
 * @param relaxation what moves cells whatever their conductance
 * @param drift the falling of conductances as a power of time
 * @param flicker low-frequency noise, which a whole inference sees unchanged
 * @param readNoiseRatio relative deviation of each read
 * @param stuckOnProbability of a cell that is always at its highest level
 * @param stuckOffProbability of a cell that is always at its lowest level
 * @param writing how cells are programmed
 */
public record DeviceStatistics(String id, Technology technology, String description, List<Source> sources, String trust, double lowestSiemens,
        double highestSiemens, List<Spread> programming, Relaxation relaxation, Drift drift, Flicker flicker, double readNoiseRatio,
        double stuckOnProbability, double stuckOffProbability, Writing writing) implements Serializable {
    /** Nothing published: cells that keep their levels. */
    public static final DeviceStatistics NONE = new DeviceStatistics("", Technology.RERAM, "", List.of(), "", 0, 1, List.of(), Relaxation.NONE,
            Drift.NONE, Flicker.NONE, 0, 0, 0, new Writing(1, 0, 0, 0, 1, 1));

    /** What a cell remembers with. */
    public enum Technology { RERAM, PCM, FEFET }

    /**
     * Where numbers are from.
     *
     * @param paper authors, title, journal, year
     * @param where table, figure or section in it
     * @param fit how the numbers were got from it, and by whom
     */
    public record Source(String paper, String where, String fit) implements Serializable {}

    /**
     * A function of g, piece by piece: {@code g^exponent (a0 + a1 g + a2 g^2 ... + logarithmFactor ln g)}, but not below {@code leastRatio} and
     * not above {@code mostRatio}.
     *
     * @param belowFraction the piece holds for smaller g, of which the one before does not hold
     * @param polynomial a0, a1, a2, ...
     */
    public record Piece(double belowFraction, List<Double> polynomial, double logarithmFactor, double exponent, double leastRatio, double mostRatio)
            implements Serializable {
        public Piece {
            polynomial = List.copyOf(polynomial);
        }

        double value(double g) {
            double sum = logarithmFactor == 0 ? 0 : logarithmFactor * Math.log(g);
            double power = 1;
            for (double factor : polynomial) {
                sum += factor * power;
                power *= g;
            }
            return Math.clamp(exponent == 0 ? sum : sum * Math.pow(g, exponent), leastRatio, mostRatio);
        }
    }

    /** A function of g in pieces, by ascending g. */
    public record Curve(List<Piece> pieces) implements Serializable {
        public static final Curve ZERO = new Curve(List.of(new Piece(Double.POSITIVE_INFINITY, List.of(), 0, 0, 0, 0)));
        /** Logarithms and powers need a conductance above 0. */
        private static final double LEAST_FRACTION = 1e-7;

        public Curve {
            pieces = List.copyOf(pieces);
            if (pieces.isEmpty() || pieces.getLast().belowFraction() != Double.POSITIVE_INFINITY) {
                throw new IllegalArgumentException("the last piece of a function holds for all larger conductances, so it has no 'below'");
            }
        }

        public double value(double g) {
            double at = Math.max(LEAST_FRACTION, g);
            return pieces.stream().filter(piece -> at < piece.belowFraction()).findFirst().orElseThrow().value(at);
        }
    }

    /** Deviation of programmed cells at an age. */
    public record Spread(double ageSeconds, Curve deviation) implements Serializable {}

    /**
     * By {@code shiftRate ln t} on average, with a deviation of {@code deviationFraction + deviationRate ln t}.
     */
    public record Relaxation(double shiftRate, double deviationFraction, double deviationRate) implements Serializable {
        public static final Relaxation NONE = new Relaxation(0, 0, 0);
    }

    /**
     * G falls by {@code ((t + firstSeconds) / firstSeconds)^-nu}.
     *
     * @param mean of nu
     * @param deviation of nu from cell to cell
     */
    public record Drift(double firstSeconds, Curve mean, Curve deviation) implements Serializable {
        public static final Drift NONE = new Drift(1, Curve.ZERO, Curve.ZERO);
    }

    /**
     * Noise with a spectrum of 1/f from programming to reading: a relative deviation of {@code ratio sqrt(ln((t + readSeconds) / (2 readSeconds)))},
     * t counted from {@code firstSeconds} before the end of programming.
     */
    public record Flicker(double readSeconds, double firstSeconds, Curve ratio) implements Serializable {
        public static final Flicker NONE = new Flicker(1, 1, Curve.ZERO);
    }

    /**
     * Programming with verify: pulses, each followed by a read of the cell, until it is near enough to its level.
     *
     * @param meanPulses on average, or at most where no average is published
     * @param pulseSeconds length of a pulse
     * @param pulseJoules energy of a pulse
     * @param verifySeconds length of a read of one cell
     * @param leastPulses least endurance published, in pulses
     * @param mostPulses highest endurance published
     */
    public record Writing(double meanPulses, double pulseSeconds, double pulseJoules, double verifySeconds, double leastPulses, double mostPulses)
            implements Serializable {}

    public DeviceStatistics {
        sources = List.copyOf(sources);
        programming = List.copyOf(programming);
    }

    /** Whether cells deviate at all. */
    public boolean isPerfect() {
        return equals(NONE);
    }

    /** Deviation of cells programmed to g, a share of the highest conductance: between two ages it follows the logarithm of time. */
    public double programmingDeviation(double g, double ageSeconds) {
        double before = 0;
        for (int i = 0; i < programming.size(); i++) {
            Spread spread = programming.get(i);
            double now = Math.max(0, spread.deviation().value(g));
            if (ageSeconds <= spread.ageSeconds()) {
                return i == 0 ? now : before + (now - before) * Math.log(ageSeconds / programming.get(i - 1).ageSeconds())
                        / Math.log(spread.ageSeconds() / programming.get(i - 1).ageSeconds());
            }
            before = now;
        }
        return before;
    }

    /** Relative deviation by low-frequency noise of a cell that was programmed to g. */
    public double flickerRatio(double g, double ageSeconds) {
        double ratio = flicker.ratio().value(g);
        return ratio == 0 ? 0
                : ratio * Math.sqrt(Math.log((ageSeconds + flicker.firstSeconds() + flicker.readSeconds()) / (2 * flicker.readSeconds())));
    }
}
