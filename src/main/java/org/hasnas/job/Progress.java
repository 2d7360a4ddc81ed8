package org.hasnas.job;

/**
 * How far work is.
 *
 * @param done units of work that are finished
 * @param total all units; 0 while unknown
 */
public record Progress(long done, long total) {
    /** Of work that has not begun. */
    public static final Progress NONE = new Progress(0, 0);

    /** Finished part, 0 to 1. */
    public double fraction() {
        return total > 0 ? (double) done / total : 0;
    }
}
