package org.hasnas.training;

import java.util.Optional;
import java.util.stream.IntStream;
import org.hasnas.data.ImageSet;
import org.hasnas.job.JobContext;
import org.hasnas.network.Network;
import org.hasnas.simulation.dense.DenseTrainingConvolutions;
import org.hasnas.simulation.engine.Workers;
import org.hasnas.simulation.kernel.training.TrainingKernels;
import org.hasnas.training.layer.TrainingNetwork;
import org.hasnas.training.model.TrainingSettings;

/** Steps of a training, one by one and always with the next images of the set: forward, back, change of weights. */
public final class TimedSteps {
    private final TrainingNetwork compiled;
    private final Optimizer optimizer;
    private final ImageSet images;
    private final TrainingSettings settings;
    private final double dropoutProbability;
    private final ImageBatches batches;
    private final Workers workers;
    private long step;

    /** @param dense computes the convolutions of spikes and their gradients instead of the kernels */
    public TimedSteps(Network network, ImageSet images, TrainingSettings settings, TrainingKernels kernels, Workers workers,
            Optional<DenseTrainingConvolutions> dense) {
        this.compiled = new TrainingNetwork(network, settings.batchSize(), workers.count(), kernels, Trainer.learning(settings), dense);
        compiled.set(TrainingInitialization.draw(network, settings.seed(), JobContext.NONE));
        this.optimizer = new Optimizer(compiled.parameters(), settings);
        this.images = images;
        this.settings = settings;
        this.dropoutProbability = network.template().dropoutProbability();
        this.batches = new ImageBatches(images, network.template(), settings, Optional.empty());
        this.workers = workers;
    }

    /**
     * Makes a step.
     *
     * @return its loss
     */
    public double step(JobContext job) {
        int size = settings.batchSize();
        int[] chosen = IntStream.range(0, size).map(i -> (int) ((step * size + i) % images.size())).toArray();
        float[][] pixels = new float[size][];
        double[][] targets = new double[size][];
        for (int i = 0; i < size; i++) {
            ImageBatches.Example example = batches.example(chosen[i], 1);
            pixels[i] = example.pixels();
            targets[i] = example.target();
        }
        float[][] dropout = batches.dropout(1, (int) step, size, compiled.features(), dropoutProbability);
        double loss = compiled.train(pixels, targets, dropout, Trainer.loss(settings), workers, job).loss();
        optimizer.step(settings.learningRate(), step);
        step++;
        return loss;
    }
}
