package org.hasnas.simulation.engine;

import org.hasnas.network.plan.NetworkPlan;

/** Where batch norm takes its statistics from, and whether dropout acts. */
public enum SimulationMode {
    /** Statistics of the batch, as {@link org.hasnas.network.NetworkTemplate.BatchNormStatistics} says; dropout. */
    TRAINING,
    /** Running statistics, per time step where the batch norm has them so; no dropout. */
    EVALUATION;

    /**
     * Time steps that all layers work on before the next one is computed.
     *
     * @throws IllegalArgumentException if a network with backward edges is to take its batch-norm statistics over all time steps
     */
    int stepsPerBlock(NetworkPlan plan) {
        return switch (this) {
            case TRAINING -> plan.stepsPerBlock();
            case EVALUATION -> 1;
        };
    }
}
