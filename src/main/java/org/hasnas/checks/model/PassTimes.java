package org.hasnas.checks.model;

import java.util.List;

/**
 * How long passes took.
 *
 * @param threads that a pass used
 * @param preparationSeconds weights drawn and memory allocated; once per candidate, not part of a pass
 * @param secondsPerPass every timed pass, in order
 * @param cpuSecondsPerPass CPU time of all threads of the program, beside the wall time: on a busy machine the steadier figure; 0 where the
 *     system does not say
 * @param multiplyAccumulatesPerPass of a dense simulation
 * @param meanFiringRate share of ones over all LIF layers and time steps
 */
public record PassTimes(int threads, double preparationSeconds, List<Double> secondsPerPass, List<Double> cpuSecondsPerPass,
        long multiplyAccumulatesPerPass, double meanFiringRate) {
    public PassTimes {
        secondsPerPass = List.copyOf(secondsPerPass);
        cpuSecondsPerPass = List.copyOf(cpuSecondsPerPass);
        if (secondsPerPass.isEmpty() || cpuSecondsPerPass.size() != secondsPerPass.size()) {
            throw new IllegalArgumentException("there must be at least one pass, each with its CPU time");
        }
    }

    public double medianSecondsPerPass() {
        return Quantiles.median(secondsPerPass);
    }

    public double medianCpuSecondsPerPass() {
        return Quantiles.median(cpuSecondsPerPass);
    }

    /** Systems tell CPU time in pieces of 10 ms, which may be as long as a pass; a median would be one of them. */
    public double meanCpuSecondsPerPass() {
        return cpuSecondsPerPass.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    /** Dense multiply-accumulates per second that the median pass stands for, whether carried out or not. */
    public double effectiveMultiplyAccumulatesPerSecond() {
        return multiplyAccumulatesPerPass / medianSecondsPerPass();
    }
}
