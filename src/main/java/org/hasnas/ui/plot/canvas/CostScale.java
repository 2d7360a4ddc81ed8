package org.hasnas.ui.plot.canvas;

/** How costs and choices are laid out along their axis. */
public enum CostScale {
    /** Logarithmic where they are far apart. */
    AUTOMATIC,
    LINEAR,
    /** If all are above 0. */
    LOGARITHMIC
}
