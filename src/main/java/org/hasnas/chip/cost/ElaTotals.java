package org.hasnas.chip.cost;

/** Area, energy and latency of a chip for one inference of all time steps, in the units of the SpikeSim ELA tool. */
public record ElaTotals(double areaSquareMicrometres, double energyPicojoules, double latencyNanoseconds) {}
