package org.hasnas.chip.model;

import java.util.Arrays;
import java.util.Optional;

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

    public static Optional<CostModelId> byLabel(String label) {
        return Arrays.stream(values()).filter(id -> id.label.equals(label)).findFirst();
    }
}
