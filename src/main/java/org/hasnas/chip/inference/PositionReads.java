package org.hasnas.chip.inference;

/** A layer in which the rows of each kernel position, and none else, are read together: pixels of its input may be taken one after the other. */
interface PositionReads {
    /** The most active rows of a position whose codes are certain to be exact. */
    int exactRows(int position);

    /** How many random longs a read takes, or passes over. */
    int longs();

    /**
     * Adds what rows give whose reads are exact.
     *
     * @param rows of the matrix; the first {@code count}, of any positions
     * @param first where the sums begin
     */
    void addExact(int[] rows, int count, int[] sums, int first);

    /**
     * Reads one position and adds what it gives.
     *
     * @param rows of the matrix that are active; the first {@code count}
     * @param first where the sums begin
     */
    void read(int[] rows, int count, int[] sums, int first, ReadNoise noise);
}
