package org.hasnas.training.model;

import java.util.Arrays;
import java.util.Optional;

/** Where an accuracy comes from. Two kinds are never shown as the same thing and never compared without saying so. */
public enum AccuracyKind {
    /** From training-free scores and a regression on known networks; no training of this network. */
    PREDICTED("predicted"),
    /** Read from a table of networks that somebody else trained. */
    BENCHMARK("from benchmark"),
    /** Trained here, or imported as another tool has trained it; float weights, measured on held-out images. */
    TRAINED("trained"),
    /** Trained here with weights rounded to a few bits, as a chip holds them, measured on held-out images without a chip. */
    QUANTIZED("trained quantised"),
    /** Trained here, then run on simulated ReRAM crossbars, measured on held-out images. */
    ON_CHIP("on chip");

    private final String label;

    AccuracyKind(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    public static Optional<AccuracyKind> byLabel(String label) {
        return Arrays.stream(values()).filter(kind -> kind.label.equals(label)).findFirst();
    }
}
