package org.hasnas.chip.model;

/** The kinds of component of a chip of the physical model. */
public enum ChipComponent {
    CELLS("cells"),
    ADC("ADCs"),
    ACCUMULATION("shift-adders and adder trees"),
    DRIVERS("drivers and multiplexers"),
    LIF("LIF units and membranes"),
    BUFFER("buffers"),
    INTERCONNECT("interconnect"),
    MERGING("skip adders and pooling");

    private final String label;

    ChipComponent(String label) {
        this.label = label;
    }

    /** Name for reports. */
    public String label() {
        return label;
    }
}
