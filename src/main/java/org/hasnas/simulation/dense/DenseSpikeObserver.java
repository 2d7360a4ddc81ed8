package org.hasnas.simulation.dense;

import java.util.List;
import java.util.function.Supplier;

/** Sees the spikes of a {@link DenseNetwork}, which are copied out of the library's arrays only if asked for. */
@FunctionalInterface
public interface DenseSpikeObserver {
    /** An observer that does nothing. */
    DenseSpikeObserver NONE = (layers, timeStep, spikes, membranes) -> {};

    /**
     * Called once per LIF layer (or several that fire alike) and time step.
     *
     * @param layers names as the engine's: the layer they feed, {@code last} or {@code hidden}
     * @param timeStep from 0
     * @param spikes [image][row, column, channel] of zeros and ones; ask during this call only
     * @param membranes membrane potentials before the reset, laid out like the spikes; ask during this call only
     */
    void spikes(List<String> layers, int timeStep, Supplier<float[][]> spikes, Supplier<float[][]> membranes);
}
