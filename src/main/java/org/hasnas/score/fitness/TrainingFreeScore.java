package org.hasnas.score.fitness;

import java.util.List;
import org.hasnas.job.JobContext;
import org.hasnas.network.Network;
import org.hasnas.score.model.ScoreId;
import org.hasnas.simulation.engine.LifLayer;
import org.hasnas.simulation.engine.Workers;
import org.hasnas.simulation.kernel.integer.IntegerKernels;
import org.hasnas.training.InitialGradient;

/** A training-free score, by what it is read from; higher is better. Immutable and safe for any thread. */
public sealed interface TrainingFreeScore {
    /** The score of an id. A score that is added is a constant of {@link ScoreId}, a class and a line here. */
    static TrainingFreeScore of(ScoreId id) {
        return switch (id) {
            case SAHD -> new SahdScore(false);
            case SAHD_SUM -> new SahdScore(true);
            case CLASS_DISTANCE -> new ClassDistanceScore();
            case SNIP -> (Gradient) InitialGradient.Result::saliency;
            case PARAMETERS -> Structural.PARAMETERS;
            case CONVOLUTIONS -> Structural.CONVOLUTIONS;
            case DEPTH -> Structural.DEPTH;
            case CHAIN -> new ChainScore();
            case HASNAS -> new HasnasScore();
        };
    }

    /** A score that reads the architecture and simulates nothing, in microseconds. */
    @FunctionalInterface
    non-sealed interface Structural extends TrainingFreeScore {
        /** All trained parameters, classifier and batch norm counted: the baseline that every other score has to beat. */
        Structural PARAMETERS = (network, _) -> network.parameters();

        /** Convolutions on paths through the cells: unlike the parameter count it leaves out those that do nothing. */
        Structural CONVOLUTIONS = (_, cells) -> cells.stream().mapToInt(CellStructure::convolutions).sum();

        /** Convolutions in a row: the longest chain of each cell, added over the cells. No weight in it was fitted to anything. */
        Structural DEPTH = (_, cells) -> cells.stream().mapToInt(CellStructure::depth).sum();

        /**
         * The score of a network in each of whose cells a path leads from the input to the output.
         *
         * @param cells in network order
         */
        double ofLive(Network network, List<CellStructure> cells);

        /** The score of a network; negative infinity if one of its cells is dead. */
        default double of(Network network) {
            List<CellStructure> cells = CellStructure.of(network);
            return cells.stream().anyMatch(CellStructure::isDead) ? Double.NEGATIVE_INFINITY : ofLive(network, cells);
        }
    }

    /** A score that reads the spikes of a simulation in training mode; the mean over its batches. */
    non-sealed interface Simulated extends TrainingFreeScore {
        /** How the images of a batch are drawn. */
        default ImageDraw draw() {
            return ImageDraw.RANDOM;
        }

        /**
         * Begins to read a batch.
         *
         * @param labels class of each image
         * @param kernels count bits
         * @param workers share the work; they change no bit
         */
        Reading read(Network network, int[] labels, IntegerKernels kernels, Workers workers);
    }

    /** Spikes of one batch while they are read. */
    interface Reading {
        /**
         * Takes the spikes of a LIF layer at one time step.
         *
         * @param spikes [image][word], bits beyond the neurons zero
         */
        void add(LifLayer layer, long[][] spikes, JobContext job);

        /** The score, once all was taken. */
        double score();
    }

    /** A score that reads the gradient of a batch at the first weights; the mean over its batches. */
    @FunctionalInterface
    non-sealed interface Gradient extends TrainingFreeScore {
        double of(InitialGradient.Result batch);
    }
}
