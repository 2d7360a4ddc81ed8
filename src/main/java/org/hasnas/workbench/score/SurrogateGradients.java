package org.hasnas.workbench.score;

import java.util.ArrayList;
import java.util.List;
import org.hasnas.job.JobContext;
import org.hasnas.network.Network;
import org.hasnas.score.fitness.GradientScore;
import org.hasnas.simulation.engine.Workers;
import org.hasnas.simulation.kernel.training.TrainingKernels;
import org.hasnas.training.InitialGradient;

/** Brings backpropagation to the training-free scores. */
record SurrogateGradients(TrainingKernels kernels) implements GradientScore {
    @Override
    public List<Value> of(Network network, List<Batch> batches, long seed, Workers workers, JobContext job) {
        int images = batches.stream().mapToInt(batch -> batch.labels().length).max().orElseThrow();
        InitialGradient gradient = new InitialGradient(network, images, seed, kernels, workers, job);
        List<Value> values = new ArrayList<>();
        for (Batch batch : batches) {
            InitialGradient.Result result = gradient.of(batch.pixels(), batch.labels(), workers, job);
            values.add(new Value(result.saliency(), result.meanFiringRate()));
        }
        return List.copyOf(values);
    }

    @Override
    public long memoryBytes(Network network, int batchSize) {
        return InitialGradient.memoryBytes(network, batchSize);
    }
}
