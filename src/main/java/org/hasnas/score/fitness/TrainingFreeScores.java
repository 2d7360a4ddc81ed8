package org.hasnas.score.fitness;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hasnas.data.ImageSet;
import org.hasnas.error.MemoryShortage;
import org.hasnas.job.JobContext;
import org.hasnas.network.Network;
import org.hasnas.score.model.FitnessResult;
import org.hasnas.score.model.FitnessScore;
import org.hasnas.score.model.FitnessSettings;
import org.hasnas.simulation.engine.Workers;
import org.hasnas.simulation.kernel.training.TrainingKernels;
import org.hasnas.training.InitialGradient;

/**
 * Computes the score that the settings ask for: with SNASNet's simulation, by a backward pass through the network, or from the architecture
 * alone.
 */
public final class TrainingFreeScores {
    private final SimulatedScores simulated;
    private final TrainingKernels kernels;
    private final MemoryGate memory = new MemoryGate(Runtime.getRuntime().maxMemory() / 2);

    /**
     * @param simulated computes scores of spikes
     * @param kernels of the backward pass, for scores of gradients
     */
    public TrainingFreeScores(SimulatedScores simulated, TrainingKernels kernels) {
        this.simulated = simulated;
        this.kernels = kernels;
    }

    /**
     * Scores a network.
     *
     * @param images where the batches are drawn from; a score that is not simulated needs none
     * @param workers threads to use; they change no bit
     * @throws IllegalArgumentException as {@link SimulatedScores#score}, or if images are missing
     * @throws java.util.concurrent.CancellationException if the job is cancelled
     */
    public FitnessResult score(Network network, Optional<ImageSet> images, FitnessSettings settings, long seed, Workers workers, JobContext job) {
        return switch (TrainingFreeScore.of(settings.score())) {
            case TrainingFreeScore.Structural structural -> {
                job.checkpoint();
                yield new FitnessResult(FitnessScore.notSimulated(structural.of(network)), List.of(), List.of());
            }
            case TrainingFreeScore.Simulated _ -> simulated.score(network, given(images, settings), settings, seed, workers, job);
            case TrainingFreeScore.Gradient gradient -> gradient(gradient, network, given(images, settings), settings, seed, workers, job);
        };
    }

    private static ImageSet given(Optional<ImageSet> images, FitnessSettings settings) {
        return images.orElseThrow(() -> new IllegalArgumentException("score '" + settings.score().label() + "' is simulated and needs images"));
    }

    private FitnessResult gradient(TrainingFreeScore.Gradient score, Network network, ImageSet images, FitnessSettings settings, long seed,
            Workers workers, JobContext job) {
        SimulatedScores.requireShape(network, images);
        int[][] batches = ImageDraw.RANDOM.images(seed, images, settings);
        List<InitialGradient.Result> results;
        try (MemoryGate.Pass _ = memory.enter(memoryBytes(network, settings), 0, job)) {
            int largest = Arrays.stream(batches).mapToInt(drawn -> drawn.length).max().orElseThrow();
            InitialGradient way = new InitialGradient(network, largest, seed, kernels, workers, job);
            results = Arrays.stream(batches).map(drawn -> way.of(SimulatedScores.pixels(network, images, drawn),
                    Arrays.stream(drawn).map(images::label).toArray(), workers, job)).toList();
        } catch (OutOfMemoryError none) {
            throw new MemoryShortage(String.format(Locale.ROOT, "score '%s' with batches of %d images through template '%s' needs about"
                    + " %.1f GB of memory, more than there is. Take smaller batches, or start with a larger -Xmx", settings.score().label(),
                    settings.batchSize(), network.template().name(), memoryBytes(network, settings) * 1e-9), none);
        }
        List<Double> perBatch = results.stream().map(score::of).toList();
        double mean = perBatch.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        double rate = results.stream().mapToDouble(InitialGradient.Result::meanFiringRate).average().orElseThrow();
        return new FitnessResult(new FitnessScore(mean, rate), perBatch, List.of());
    }

    /** Memory in bytes that scoring a network takes, images not counted. */
    public long memoryBytes(Network network, FitnessSettings settings) {
        return switch (TrainingFreeScore.of(settings.score())) {
            case TrainingFreeScore.Structural _ -> 0;
            case TrainingFreeScore.Simulated _ -> simulated.memoryBytes(network, settings);
            case TrainingFreeScore.Gradient _ -> InitialGradient.memoryBytes(network, settings.batchSize());
        };
    }
}
