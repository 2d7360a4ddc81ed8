/**
 * Simulates a {@link org.hasnas.network.Network} for T time steps: compiles it to flat arrays and runs it event-driven,
 * layer by layer over a whole batch, since batch norm couples the images of a batch.
 *
 * <p>Per time step: V_j = sum of forward edges + F_j; every LIF of an edge fires on the value of the edge's source;
 * F_j = sum of backward edges, used at the next time step.
 *
 * <p>Two engines do that: {@link org.hasnas.simulation.engine.Simulation} in float32, the reference, in both modes; and
 * {@link org.hasnas.simulation.engine.integer.IntegerSimulation} with int8 weights for untrained networks, several times smaller and faster, stage by stage.
 *
 * <p>No scores, no data sets, no costs, no training and no threads here;
 * arithmetic lives in {@code kernel}.
 */
@NullMarked
package org.hasnas.simulation.engine;

import org.jspecify.annotations.NullMarked;
