package org.hasnas.checks.model;

import java.util.List;

/**
 * What bringing a made-up data set of N-MNIST's size into a project takes.
 *
 * @param recordings files
 * @param events in all files
 * @param fileBytes of all files
 * @param phases in their order
 * @param peakProcessBytes most memory of the process, 0 where the system does not say
 */
public record EventImport(int recordings, long events, long fileBytes, List<Phase> phases, long peakProcessBytes) {
    public EventImport {
        phases = List.copyOf(phases);
    }

    /**
     * A part of it.
     *
     * @param seconds by the clock
     * @param cpuSeconds of all threads
     * @param peakHeapBytes most heap in use
     */
    public record Phase(String name, double seconds, double cpuSeconds, long peakHeapBytes) {}
}
