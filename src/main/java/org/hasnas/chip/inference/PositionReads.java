package org.hasnas.chip.inference;

import org.hasnas.simulation.kernel.column.ColumnKernels;

/** A layer in which the rows of each kernel position, and none else, are read together: pixels of its input may be taken one after the other. */
interface PositionReads {
    /** The most active rows of a position whose codes are certain to be exact. */
    int exactRows(int position);

    /** How many random longs a read takes, or passes over. */
    int longs();

    /**
     * Adds what spikes of one pixel give at several positions, whose reads are exact.
     *
     * @param channels that spike; the first {@code count}
     * @param to see {@link ColumnKernels#addPositions}
     */
    void addExact(int[] channels, int count, int[] to, int from, int[] sums);

    /**
     * Reads one position and adds what it gives.
     *
     * @param rows of the matrix that are active; the first {@code count}
     */
    void read(int[] rows, int count, int[] sums, ReadNoise noise);
}
