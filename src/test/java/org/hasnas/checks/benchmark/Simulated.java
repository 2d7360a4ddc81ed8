package org.hasnas.checks.benchmark;

import org.hasnas.score.fitness.SimulatedScores;
import org.hasnas.score.fitness.TrainingFreeScores;
import org.hasnas.simulation.kernel.Kernels;

/** Scores as the program computes them. */
final class Simulated {
    private Simulated() {}

    static TrainingFreeScores scores() {
        return new TrainingFreeScores(new SimulatedScores(Kernels.ofProgram().integer()), Kernels.ofProgram().training());
    }
}
