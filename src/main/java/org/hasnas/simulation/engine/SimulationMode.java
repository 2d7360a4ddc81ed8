package org.hasnas.simulation.engine;

/** Where batch norm takes its statistics from, and whether dropout acts. */
public enum SimulationMode {
    /** Statistics of the batch, as {@link org.hasnas.network.NetworkTemplate.BatchNormStatistics} says; dropout. */
    TRAINING,
    /** Running statistics, per time step where the batch norm has them so; no dropout. */
    EVALUATION
}
