package org.hasnas.score.fitness;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hasnas.data.ImageSet;
import org.hasnas.job.JobContext;
import org.hasnas.network.Network;
import org.hasnas.score.model.FitnessResult;
import org.hasnas.score.model.FitnessScore;
import org.hasnas.score.model.FitnessSettings;
import org.hasnas.score.model.ScoreId;
import org.hasnas.simulation.engine.Workers;
import org.hasnas.simulation.kernel.training.TrainingKernels;
import org.hasnas.training.InitialGradient;

/**
 * Computes the score that the settings ask for: with SNASNet's simulation, by a backward pass through the network, or from the architecture
 * alone.
 */
public final class TrainingFreeScores {
    private final SahdFitness sahd;
    private final TrainingKernels kernels;
    private final MemoryGate memory = new MemoryGate(Runtime.getRuntime().maxMemory() / 2);

    /**
     * @param sahd scores of spikes
     * @param kernels of the backward pass, for scores of gradients
     */
    public TrainingFreeScores(SahdFitness sahd, TrainingKernels kernels) {
        this.sahd = sahd;
        this.kernels = kernels;
    }

    /** The score read from the architecture alone; empty if it has to be simulated. */
    public static Optional<StructuralScore> structural(ScoreId id) {
        return switch (id) {
            case SAHD, SAHD_SUM, CLASS_DISTANCE, SNIP -> Optional.empty();
            case PARAMETERS -> Optional.of(new ParameterScore());
            case CONVOLUTIONS -> Optional.of(new ConvolutionScore());
            case DEPTH -> Optional.of(new DepthScore());
            case HASNAS -> Optional.of(new HasnasScore());
        };
    }

    /**
     * Scores a network.
     *
     * @param images where the batches are drawn from; a score that is not simulated needs none
     * @param workers threads to use; they change no bit
     * @throws IllegalArgumentException as {@link SahdFitness#score}, or if images are missing
     * @throws java.util.concurrent.CancellationException if the job is cancelled
     */
    public FitnessResult score(Network network, Optional<ImageSet> images, FitnessSettings settings, long seed, Workers workers, JobContext job) {
        Optional<StructuralScore> structural = structural(settings.score());
        if (structural.isPresent()) {
            job.checkpoint();
            return new FitnessResult(FitnessScore.notSimulated(structural.get().of(network)), List.of(), List.of());
        }
        ImageSet given = images.orElseThrow(() -> new IllegalArgumentException("score '" + settings.score().label()
                + "' is simulated and needs images"));
        return settings.score() == ScoreId.SNIP ? gradient(network, given, settings, seed, workers, job)
                : sahd.score(network, given, settings, seed, workers, job);
    }

    private FitnessResult gradient(Network network, ImageSet images, FitnessSettings settings, long seed, Workers workers, JobContext job) {
        SahdFitness.requireShape(network, images);
        int[][] batches = ImageDraw.of(settings.score()).images(seed, images, settings);
        List<InitialGradient.Result> results;
        try (MemoryGate.Pass _ = memory.enter(memoryBytes(network, settings), 0, job)) {
            int largest = Arrays.stream(batches).mapToInt(drawn -> drawn.length).max().orElseThrow();
            InitialGradient way = new InitialGradient(network, largest, seed, kernels, workers, job);
            results = Arrays.stream(batches).map(drawn -> way.of(SahdFitness.pixels(images, drawn), Arrays.stream(drawn).map(images::label).toArray(),
                    workers, job)).toList();
        } catch (OutOfMemoryError none) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, "score '%s' with batches of %d images through template '%s' needs about"
                    + " %.1f GB of memory, more than there is. Take smaller batches, or start with a larger -Xmx", settings.score().label(),
                    settings.batchSize(), network.template().name(), memoryBytes(network, settings) * 1e-9), none);
        }
        double mean = results.stream().mapToDouble(InitialGradient.Result::saliency).average().orElseThrow();
        double rate = results.stream().mapToDouble(InitialGradient.Result::meanFiringRate).average().orElseThrow();
        return new FitnessResult(new FitnessScore(mean, rate), results.stream().map(InitialGradient.Result::saliency).toList(), List.of());
    }

    /** Memory in bytes that scoring a network takes, images not counted. */
    public long memoryBytes(Network network, FitnessSettings settings) {
        return settings.score() == ScoreId.SNIP ? InitialGradient.memoryBytes(network, settings.batchSize())
                : settings.score().isSimulated() ? sahd.memoryBytes(network, settings) : 0;
    }
}
