package org.hasnas.checks.benchmark;

import java.util.List;
import org.hasnas.job.JobContext;
import org.hasnas.network.Network;
import org.hasnas.score.fitness.GradientScore;
import org.hasnas.score.fitness.SahdFitness;
import org.hasnas.score.fitness.TrainingFreeScores;
import org.hasnas.simulation.engine.Workers;
import org.hasnas.simulation.kernel.Kernels;
import org.hasnas.training.InitialGradient;

/** Scores as the program computes them. */
final class Simulated {
    private Simulated() {}

    static TrainingFreeScores scores() {
        return new TrainingFreeScores(new SahdFitness(Kernels.ofProgram().integer()), new GradientScore() {
            @Override
            public List<Value> of(Network network, List<Batch> batches, long seed, Workers workers, JobContext job) {
                InitialGradient gradient = new InitialGradient(network, batches.getFirst().labels().length, seed, Kernels.ofProgram().training(),
                        workers, job);
                return batches.stream().map(batch -> gradient.of(batch.pixels(), batch.labels(), workers, job))
                        .map(result -> new Value(result.saliency(), result.meanFiringRate())).toList();
            }

            @Override
            public long memoryBytes(Network network, int batchSize) {
                return InitialGradient.memoryBytes(network, batchSize);
            }
        });
    }
}
