package org.hasnas.checks.model;

import java.util.List;
import org.hasnas.simulation.model.LayerRate;

/**
 * Measurements of the event-driven engine.
 *
 * @param work where the time of all timed passes went, largest first; kinds sum up to the whole
 * @param layers firing rates
 * @param memory peaks until the last pass
 */
public record PassMeasurement(PassTimes times, List<WorkTime> work, List<LayerRate> layers, MemoryPeaks memory) {
    /** Time that one kind of work took in all timed passes. */
    public record WorkTime(String kind, double seconds) {}

    /**
     * Memory in bytes.
     *
     * @param liveHeap objects in use while the network is held, after a garbage collection
     * @param peakHeap largest use of the heap during the passes, garbage counted
     * @param peakProcess largest resident set of the process since it started; 0 where the system does not say
     */
    public record MemoryPeaks(long liveHeap, long peakHeap, long peakProcess) {}

    public PassMeasurement {
        work = List.copyOf(work);
        layers = List.copyOf(layers);
    }
}
