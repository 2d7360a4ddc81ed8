package org.hasnas.ui.plot.canvas;

/** How costs are laid out along their axis. */
public enum CostScale {
    /** Logarithmic where costs are far apart. */
    AUTOMATIC,
    LINEAR,
    /** If all costs are above 0. */
    LOGARITHMIC
}
