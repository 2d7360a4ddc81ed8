package org.hasnas.chip.cost;

/** The kinds of component of a chip of the SpikeSim ELA model. */
public enum ElaComponent {
    CROSSBAR("crossbars"),
    ADC("ADCs"),
    MULTIPLEXER("multiplexers"),
    SUBTRACTOR("subtractors"),
    TEMPORARY_BUFFER("temporary buffers"),
    TILE_BUFFER("tile buffers"),
    H_TREE("H-tree"),
    MEMORY_FETCH("memory fetch"),
    NEURON_UNIT("neuron units"),
    INPUT_MEMORY("input memory"),
    NEURON_MEMORY("neuron memory");

    private final String label;

    ElaComponent(String label) {
        this.label = label;
    }

    /** Name for reports. */
    public String label() {
        return label;
    }
}
