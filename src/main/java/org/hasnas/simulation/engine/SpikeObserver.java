package org.hasnas.simulation.engine;

/** Sees the spikes of every LIF layer and time step while a simulation runs. */
@FunctionalInterface
public interface SpikeObserver {
    /** An observer that does nothing. */
    SpikeObserver NONE = (layer, timeStep, spikes) -> {};

    /**
     * Called once per LIF layer and time step.
     *
     * @param timeStep from 0
     * @param spikes [image][word] in {@link LifLayer#layout}; valid during this call only, must not be changed
     */
    void spikes(LifLayer layer, int timeStep, long[][] spikes);
}
