package org.hasnas.verification;

/**
 * One recomputed quantity of a case.
 *
 * @param name name of the case
 * @param quantity what was compared, for example {@code spikes}
 * @param worstRelativeDifference largest relative difference of all compared numbers; infinite where nothing could be compared
 * @param tolerance largest difference that passes
 * @param detail what differs most, or a note; may be empty
 */
public record OracleCase(String name, String quantity, double worstRelativeDifference, double tolerance, String detail) {
    public boolean passes() {
        return worstRelativeDifference <= tolerance;
    }

    /** A case that does not pass because it can't be recomputed. */
    static OracleCase notCheckable(String name, String quantity, double tolerance, String reason) {
        return new OracleCase(name, quantity, Double.POSITIVE_INFINITY, tolerance, "not checkable: " + reason);
    }
}
