package org.hasnas.chip.catalog;

/** The terms that the constants of a physical catalogue belong to: how the tool they were measured with lays out an array and its wires. */
public enum CatalogLaws {
    /** Distances are roots of areas; bits go over sides of arrays, tiles and the chip (DNN+NeuroSim V1.3, H-tree). */
    SQUARE_ARRAYS,
    /** An array is as wide as its cells and as high as its circuits; bits go over widths and heights (DNN+NeuroSim V1.4, X-Y bus). */
    TALL_ARRAYS
}
