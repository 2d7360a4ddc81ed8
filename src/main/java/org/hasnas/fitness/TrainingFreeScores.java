package org.hasnas.fitness;

import java.util.List;
import java.util.Optional;
import org.hasnas.dataset.ImageSet;
import org.hasnas.domain.architecture.Network;
import org.hasnas.domain.run.FitnessScore;
import org.hasnas.domain.run.FitnessSettings;
import org.hasnas.domain.run.ScoreId;
import org.hasnas.engine.Workers;
import org.hasnas.job.JobContext;

/** Computes the score that the settings ask for: with SNASNet's simulation, or from the architecture alone. */
public final class TrainingFreeScores {
    private final SahdFitness sahd;

    public TrainingFreeScores(SahdFitness sahd) {
        this.sahd = sahd;
    }

    /** The score read from the architecture alone; empty if it has to be simulated. */
    public static Optional<StructuralScore> structural(ScoreId id) {
        return switch (id) {
            case SAHD, SAHD_SUM -> Optional.empty();
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
        return sahd.score(network, given, settings, seed, workers, job);
    }

    /** Memory in bytes that scoring a network takes, images not counted. */
    public long memoryBytes(Network network, FitnessSettings settings) {
        return settings.score().isSimulated() ? sahd.memoryBytes(network, settings) : 0;
    }
}
