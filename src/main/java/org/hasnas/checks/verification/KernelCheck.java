package org.hasnas.checks.verification;

import java.util.ArrayList;
import java.util.List;
import org.hasnas.checks.model.VerificationResult;
import org.hasnas.score.fitness.HammingKernel;
import org.hasnas.simulation.dense.LogDeterminant;

/** Compares a kernel and its log-determinant with a reference. */
final class KernelCheck {
    static final double TOLERANCE = 1e-9;
    /** Above this condition number of the kernel, float64 can't give a log-determinant to the tolerance. */
    private static final double ILL_CONDITIONED = 1e10;

    private KernelCheck() {}

    /**
     * @param logDeterminant the reference; negative infinity if its kernel is singular
     * @param condition condition number of the reference kernel; 0 if unknown
     */
    static List<VerificationResult> compare(String name, HammingKernel kernel, double[][] reference, double logDeterminant, double condition) {
        double[][] mean = kernel.mean();
        double computed = LogDeterminant.of(mean);
        boolean singular = logDeterminant == Double.NEGATIVE_INFINITY || condition > ILL_CONDITIONED
                || LogDeterminant.of(reference) == Double.NEGATIVE_INFINITY;
        List<VerificationResult> results = new ArrayList<>();
        results.add(new VerificationResult(name, "kernel", Differences.worst(mean, reference), TOLERANCE,
                singular ? "singular kernel, log-determinant " + computed + " is not compared" : ""));
        if (!singular) {
            results.add(new VerificationResult(name, "log-determinant", Differences.relative(computed, logDeterminant), TOLERANCE,
                    "computed " + computed + ", reference " + logDeterminant));
        }
        return results;
    }
}
