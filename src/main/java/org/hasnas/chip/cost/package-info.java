/**
 * Chip cost models: area, energy and latency of a {@link org.hasnas.chip.mapping.Mapping}.
 *
 * <p>{@link org.hasnas.chip.cost.SpikeSimElaModel} equals the public SpikeSim ELA tool, in whose units the published limits are.
 * {@link org.hasnas.chip.cost.PhysicalModel} is calibrated on DNN+NeuroSim. Numbers of different models never meet in one total. Constants
 * come from {@code catalog}; limits and fitness have no place here.
 */
@NullMarked
package org.hasnas.chip.cost;

import org.jspecify.annotations.NullMarked;
