package org.hasnas.checks.model;

import java.util.List;

/**
 * One quantity of a case of another tool, recomputed.
 *
 * @param name name of the case
 * @param quantity what was compared, for example {@code spikes}
 * @param worstRelativeDifference largest relative difference of all compared numbers; infinite where nothing could be compared
 * @param tolerance largest difference that passes
 * @param detail what differs most, or a note; may be empty
 * @param parts the numbers themselves, the compared one first and then what it consists of; empty where there are too many
 * @param compared whether the difference is judged; not where the other tool's number is no measure, which {@code detail} then explains
 */
public record VerificationResult(String name, String quantity, double worstRelativeDifference, double tolerance, String detail,
        List<Part> parts, boolean compared) {
    /**
     * A number of both programs. Parts beside the first one are shown, not judged.
     *
     * @param unit of both numbers
     */
    public record Part(String name, String unit, double ours, double reference) {
        /** Ours over the reference, minus 1. */
        public double relativeDifference() {
            return ours / reference - 1;
        }
    }

    public VerificationResult {
        parts = List.copyOf(parts);
    }

    /** A result with its numbers, to be judged. */
    public VerificationResult(String name, String quantity, double worstRelativeDifference, double tolerance, String detail, List<Part> parts) {
        this(name, quantity, worstRelativeDifference, tolerance, detail, parts, true);
    }

    /** A result without its numbers. */
    public VerificationResult(String name, String quantity, double worstRelativeDifference, double tolerance, String detail) {
        this(name, quantity, worstRelativeDifference, tolerance, detail, List.of());
    }

    /** A case that is shown and not judged. */
    public static VerificationResult notCompared(String name, String quantity, double tolerance, String reason) {
        return new VerificationResult(name, quantity, 0, tolerance, "not compared: " + reason, List.of(), false);
    }

    /** A case that does not pass because it can't be recomputed. */
    public static VerificationResult notCheckable(String name, String quantity, double tolerance, String reason) {
        return new VerificationResult(name, quantity, Double.POSITIVE_INFINITY, tolerance, "not checkable: " + reason);
    }

    public boolean passes() {
        return worstRelativeDifference <= tolerance;
    }
}
