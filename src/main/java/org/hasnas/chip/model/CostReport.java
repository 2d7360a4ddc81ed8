package org.hasnas.chip.model;

import java.util.List;
import org.hasnas.units.Energy;

/** A cost with where it comes from, by one of the cost models. */
public sealed interface CostReport permits SpikeSimCostReport, PhysicalCostReport {
    /** The four costs. */
    HardwareCost total();

    /**
     * Energy of a second of a stream that is cut into inputs, one after the other: the work of each, and what is known to leak away until the next.
     *
     * @param inputSeconds how long an input lasts, above 0
     */
    default Energy perSecond(double inputSeconds) {
        return new Energy(total().energy().joules() / inputSeconds);
    }

    /** Hash of the component catalogue's content. */
    String catalogHash();

    /** Which layers the model covered, as a sentence. */
    String coverage();

    /** What the model leaves out or gets wrong, as sentences for the user. */
    List<String> knownLimits();
}
