package org.hasnas.checks.model;

import java.util.List;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.score.model.FitnessSettings;
import org.hasnas.score.model.ScoreId;

/**
 * Request to measure how well scores and the predictor rank the trained networks of SpikeNAS-Bench.
 *
 * @param rows which half of the table is looked at
 * @param architectures networks that learn, drawn for the scores; all of them if there are fewer
 * @param simulatedArchitectures how many of these are simulated, for the scores that need it
 * @param known networks that learn whose accuracy the predictor is told; it is tested on all the others. 0: no predictor
 * @param scores what is measured, without repetition
 * @param dataset images for scores that are simulated
 * @param template macro-architecture for scores that are simulated; the others read the benchmark's own
 * @param fitness batch size, batches and precision of scores that are simulated
 * @param threads networks simulated at a time
 * @param seed of draws, weights and images
 */
public record ScoreBenchmark(Half rows, int architectures, int simulatedArchitectures, int known, List<ScoreId> scores, DatasetReference dataset,
        NetworkTemplate template, FitnessSettings fitness, int threads, long seed) {
    /** The rows of the table that are looked at. */
    public enum Half { ALL, TUNING, HELD_OUT }

    public ScoreBenchmark {
        scores = List.copyOf(scores);
        if (architectures < 2 || simulatedArchitectures < 2 || known < 0 || threads < 1) {
            throw new IllegalArgumentException("at least 2 architectures, 0 known and 1 thread are needed, were " + architectures + ", "
                    + simulatedArchitectures + ", " + known + " and " + threads);
        }
    }
}
