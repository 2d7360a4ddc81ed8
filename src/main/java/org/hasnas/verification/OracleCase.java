package org.hasnas.verification;

/**
 * One recomputed oracle case.
 *
 * @param name name of the case
 * @param quantity what was compared, for example {@code area, energy, latency}
 * @param worstRelativeDifference largest relative difference of all compared numbers
 * @param tolerance largest difference that passes
 * @param detail what differs most, or a note; may be empty
 */
public record OracleCase(String name, String quantity, double worstRelativeDifference, double tolerance, String detail) {
    public boolean passes() {
        return worstRelativeDifference <= tolerance;
    }
}
