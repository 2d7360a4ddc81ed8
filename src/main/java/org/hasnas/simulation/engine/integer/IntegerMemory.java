package org.hasnas.simulation.engine.integer;

import org.hasnas.job.JobContext;
import org.hasnas.simulation.kernel.integer.MembraneFormat;

/**
 * The memory of an integer simulation, planned before it is taken. The stages of a network are simulated one after the other, each
 * through all time steps, so they use the same memory in turn: reservations start from 0 with each stage.
 */
final class IntegerMemory {
    /**
     * Unused bytes at the start of an array. With its header of 16 bytes they are a cache line of 64, so that the vectors of the kernels lie
     * each in one line, where collectors place an array of this size at the start of a region. Every reservation is a multiple of 64 channels.
     */
    private static final int FIRST = 48;

    private long int8Membranes;
    private long int16Membranes;
    private long stageValues;
    private long mostInt8Membranes;
    private long mostInt16Membranes;
    private long mostValues;
    private long other;
    private byte[] int8 = {};
    private short[] int16 = {};
    private short[] values = {};

    void beginStage() {
        int8Membranes = FIRST;
        int16Membranes = FIRST / Short.BYTES;
        stageValues = FIRST / Short.BYTES;
    }

    /** Reserves membranes of a stage; the result is where they begin in {@link #int8} or {@link #int16}. */
    long reserveMembranes(MembraneFormat format, long count) {
        long first = format.bytes() == 1 ? int8Membranes : int16Membranes;
        if (format.bytes() == 1) {
            int8Membranes += count;
            mostInt8Membranes = Math.max(mostInt8Membranes, int8Membranes);
        } else {
            int16Membranes += count;
            mostInt16Membranes = Math.max(mostInt16Membranes, int16Membranes);
        }
        return first;
    }

    /** Reserves a map of a stage; the result is where it begins in {@link #values}. */
    long reserveValues(long count) {
        long first = stageValues;
        stageValues += count;
        mostValues = Math.max(mostValues, stageValues);
        return first;
    }

    /** Counts memory that its owner allocates. */
    void count(long bytes) {
        other += bytes;
    }

    long bytes() {
        return mostInt8Membranes + Short.BYTES * (mostInt16Membranes + mostValues) + other;
    }

    /** Whether every array can be one Java array. */
    boolean isAddressable() {
        int most = Integer.MAX_VALUE - 64;
        return mostInt8Membranes <= most && mostInt16Membranes <= most && mostValues <= most;
    }

    /** Bytes actually held; for tests of the plan. */
    long heldBytes() {
        return int8.length + (long) Short.BYTES * (int16.length + values.length);
    }

    void allocate(JobContext job) {
        job.checkpoint();
        int8 = new byte[Math.toIntExact(mostInt8Membranes)];
        job.checkpoint();
        int16 = new short[Math.toIntExact(mostInt16Membranes)];
        job.checkpoint();
        values = new short[Math.toIntExact(mostValues)];
    }

    byte[] int8() {
        return int8;
    }

    short[] int16() {
        return int16;
    }

    short[] values() {
        return values;
    }
}
