package org.hasnas.checks.model;

import java.util.List;
import java.util.stream.IntStream;
import org.hipparchus.distribution.continuous.TDistribution;
import org.hipparchus.stat.StatUtils;

/** One figure of each run of an algorithm, which differ in their seeds. */
public record RunFigures(List<Double> runs) {
    public RunFigures {
        runs = List.copyOf(runs);
    }

    public double mean() {
        return StatUtils.mean(values());
    }

    /** Standard error of the mean; 0 for one run. */
    public double standardError() {
        return runs.size() < 2 ? 0 : Math.sqrt(StatUtils.variance(values()) / runs.size());
    }

    /** Half the width of the 95 % interval of the mean, by Student's t; NaN for one run. */
    public double halfWidth95() {
        return runs.size() < 2 ? Double.NaN : standardError() * new TDistribution(runs.size() - 1).inverseCumulativeProbability(0.975);
    }

    /** Run by run what these are above others, of as many runs. */
    public RunFigures above(RunFigures others) {
        return new RunFigures(IntStream.range(0, runs.size()).mapToObj(run -> runs.get(run) - others.runs().get(run)).toList());
    }

    /** Runs in which none of several has more than these; run by run, all with as many. */
    public int wins(List<RunFigures> all) {
        return (int) IntStream.range(0, runs.size())
                .filter(run -> all.stream().mapToDouble(other -> other.runs().get(run)).max().orElseThrow() <= runs.get(run)).count();
    }

    private double[] values() {
        return runs.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
