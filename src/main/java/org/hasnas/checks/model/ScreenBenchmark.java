package org.hasnas.checks.model;

import java.util.List;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.network.SearchSpace;
import org.hasnas.score.model.FitnessSettings;

/**
 * Request to measure how well cheap screens rank networks as their whole score does.
 *
 * @param dataset images
 * @param template network of the whole score
 * @param fitness batch size, batches and score; the score is simulated
 * @param screens what is compared; empty: the screen of searches and a few around it
 * @param draws different networks, the first of SNASNet's generator
 * @param threads networks simulated at a time
 * @param seed of draws, weights and images
 */
public record ScreenBenchmark(DatasetReference dataset, NetworkTemplate template, SearchSpace space, FitnessSettings fitness, List<Screen> screens,
        int draws, int threads, long seed) {
    /**
     * The same score of the same cells, on one batch.
     *
     * @param channels of the first stage; the others in proportion
     * @param images of the batch
     */
    public record Screen(int channels, int images) {
        public Screen {
            if (channels < 1 || images < 2) {
                throw new IllegalArgumentException("a screen needs at least 1 channel and 2 images, was " + channels + " and " + images);
            }
        }
    }

    public ScreenBenchmark {
        screens = List.copyOf(screens);
        if (!fitness.score().isSimulated()) {
            throw new IllegalArgumentException("score '" + fitness.score().label() + "' is not simulated, so there is nothing to screen");
        }
        if (draws < 3 || threads < 1) {
            throw new IllegalArgumentException("at least 3 draws and 1 thread are needed, were " + draws + " and " + threads);
        }
    }
}
