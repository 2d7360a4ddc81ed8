package org.hasnas.chip.model;

import java.util.List;

/** A cost with where it comes from, by one of the cost models. */
public sealed interface CostReport permits SpikeSimCostReport, PhysicalCostReport {
    /** The four costs. */
    HardwareCost total();

    /** Hash of the component catalogue's content. */
    String catalogHash();

    /** Which layers the model covered, as a sentence. */
    String coverage();

    /** What the model leaves out or gets wrong, as sentences for the user. */
    List<String> knownLimits();
}
