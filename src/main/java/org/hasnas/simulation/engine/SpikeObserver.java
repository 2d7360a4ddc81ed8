package org.hasnas.simulation.engine;

/** Sees what the neurons of a simulation do while it runs. */
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

    /**
     * Called after {@link #spikes} for the same layer and time step; by {@link Simulation} only.
     *
     * @param membranes [image x position][channel] potentials after the time step, 0 where the neuron has just spiked; valid during this call only,
     *     must not be changed
     */
    default void membranes(LifLayer layer, int timeStep, float[][] membranes) {}

    /**
     * Called once per image and time step; by {@link Simulation} only.
     *
     * @param scores by class, the sum of the votes up to and with this time step, divided by all time steps; valid during this call only
     */
    default void votes(int image, int timeStep, double[] scores) {}
}
