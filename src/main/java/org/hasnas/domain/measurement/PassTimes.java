package org.hasnas.domain.measurement;

import java.util.List;

/**
 * How long passes took.
 *
 * @param threads that a pass used
 * @param preparationSeconds weights drawn and memory allocated; once per candidate, not part of a pass
 * @param secondsPerPass every timed pass, in order
 * @param multiplyAccumulatesPerPass of a dense simulation
 * @param meanFiringRate share of ones over all LIF layers and time steps
 */
public record PassTimes(int threads, double preparationSeconds, List<Double> secondsPerPass, long multiplyAccumulatesPerPass,
        double meanFiringRate) {
    public PassTimes {
        secondsPerPass = List.copyOf(secondsPerPass);
        if (secondsPerPass.isEmpty()) {
            throw new IllegalArgumentException("there must be at least one pass");
        }
    }

    public double medianSecondsPerPass() {
        return Quantiles.median(secondsPerPass);
    }

    /** Dense multiply-accumulates per second that the median pass stands for, whether carried out or not. */
    public double effectiveMultiplyAccumulatesPerSecond() {
        return multiplyAccumulatesPerPass / medianSecondsPerPass();
    }
}
