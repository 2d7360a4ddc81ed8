package org.hasnas.ui.plot;

// PLACEHOLDER, replaced by the real plot when the branches are merged.
/** The costs that can be on the x axis. */
public enum CostAxis { MEMORY, AREA, LATENCY, ENERGY }
