package org.hasnas.chip.model;

/** The chip cost models. Their numbers are never mixed in one total. */
public enum CostModelId {
    /** Compatible with the public SpikeSim ELA tool, in whose units the published limits are given. */
    SPIKESIM_ELA("spikesim-ela"),
    /** Built from mapping, converters, buffers and wires; calibrated on DNN+NeuroSim. Takes a {@link HardwareProfile}. */
    PHYSICAL("physical");

    private final String label;

    CostModelId(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
