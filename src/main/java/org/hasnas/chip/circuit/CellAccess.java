package org.hasnas.chip.circuit;

import java.util.Arrays;
import java.util.Optional;

/** How a cell joins its row and its column. */
public enum CellAccess {
    /** The device alone, without access resistance. */
    DIRECT("1R"),
    /** An access transistor in series with every cell, always on. */
    TRANSISTOR("1T1R"),
    /** An access transistor that is on in active rows only; the other rows' cells are open. */
    GATED_TRANSISTOR("1T1R_gated");

    private final String label;

    CellAccess(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    public static Optional<CellAccess> byLabel(String label) {
        return Arrays.stream(values()).filter(access -> access.label.equals(label)).findFirst();
    }
}
