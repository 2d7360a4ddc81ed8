package org.hasnas.score.fitness;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hasnas.data.ImageSet;
import org.hasnas.job.JobContext;
import org.hasnas.network.Network;
import org.hasnas.score.model.FitnessScore;
import org.hasnas.score.model.FitnessSettings;
import org.hasnas.score.model.ScoreId;
import org.hasnas.simulation.engine.Workers;

/** Computes the score that the settings ask for: with SNASNet's simulation, by a way back through the network, or from the architecture alone. */
public final class TrainingFreeScores {
    private final SahdFitness sahd;
    private final GradientScore gradient;
    private final MemoryGate memory = new MemoryGate(Runtime.getRuntime().maxMemory() / 2);

    /**
     * @param sahd scores of spikes
     * @param gradient scores of gradients
     */
    public TrainingFreeScores(SahdFitness sahd, GradientScore gradient) {
        this.sahd = sahd;
        this.gradient = gradient;
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
        List<GradientScore.Batch> batches = Arrays.stream(ImageDraw.of(settings.score()).images(seed, images, settings))
                .map(drawn -> new GradientScore.Batch(SahdFitness.pixels(images, drawn), Arrays.stream(drawn).map(images::label).toArray())).toList();
        List<GradientScore.Value> values;
        try (MemoryGate.Pass _ = memory.enter(memoryBytes(network, settings), 0, job)) {
            values = gradient.of(network, batches, seed, workers, job);
        } catch (OutOfMemoryError none) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, "score '%s' with batches of %d images through template '%s' needs about"
                    + " %.1f GB of memory, more than there is. Take smaller batches, or start with a larger -Xmx", settings.score().label(),
                    settings.batchSize(), network.template().name(), memoryBytes(network, settings) * 1e-9), none);
        }
        double mean = values.stream().mapToDouble(GradientScore.Value::value).average().orElseThrow();
        double rate = values.stream().mapToDouble(GradientScore.Value::meanFiringRate).average().orElseThrow();
        return new FitnessResult(new FitnessScore(mean, rate), values.stream().map(GradientScore.Value::value).toList(), List.of());
    }

    /** Memory in bytes that scoring a network takes, images not counted. */
    public long memoryBytes(Network network, FitnessSettings settings) {
        return settings.score() == ScoreId.SNIP ? gradient.memoryBytes(network, settings.batchSize())
                : settings.score().isSimulated() ? sahd.memoryBytes(network, settings) : 0;
    }
}
