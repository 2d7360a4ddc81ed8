package org.hasnas.checks.model;

import java.util.Collections;
import java.util.List;

/**
 * How fast candidates were evaluated.
 *
 * @param draws candidates evaluated, equal ones counted
 * @param seconds wall time of all
 * @param secondsPerSimulation wall time of each candidate that was simulated; a candidate equal to an earlier one is not
 * @param failures why candidates could not be evaluated; empty if all could
 */
public record SearchMeasurement(int draws, double seconds, List<Double> secondsPerSimulation, List<String> failures) {
    public SearchMeasurement {
        secondsPerSimulation = List.copyOf(secondsPerSimulation);
        failures = List.copyOf(failures);
        if (secondsPerSimulation.isEmpty()) {
            throw new IllegalArgumentException("no candidate was simulated: " + failures);
        }
    }

    public double candidatesPerSecond() {
        return draws / seconds;
    }

    /** Candidates actually simulated per second. */
    public double simulationsPerSecond() {
        return secondsPerSimulation.size() / seconds;
    }

    public double fastestSeconds() {
        return Collections.min(secondsPerSimulation);
    }

    public double medianSeconds() {
        return Quantiles.median(secondsPerSimulation);
    }

    public double slowestSeconds() {
        return Collections.max(secondsPerSimulation);
    }
}
