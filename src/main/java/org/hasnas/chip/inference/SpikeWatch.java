package org.hasnas.chip.inference;

import org.hasnas.simulation.kernel.layout.SpikeLayout;

/** Sees the spikes of every LIF layer and time step of an image. */
@FunctionalInterface
interface SpikeWatch {
    /** An observer that does nothing. */
    SpikeWatch NONE = (layer, timeStep, layout, spikes) -> {};

    /**
     * Called once per LIF layer and time step.
     *
     * @param layer named as in {@link org.hasnas.network.LayerNames}
     * @param spikes of the image; valid during this call only, must not be changed
     */
    void spikes(String layer, int timeStep, SpikeLayout layout, long[] spikes);
}
