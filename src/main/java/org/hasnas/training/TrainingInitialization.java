package org.hasnas.training;

import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.hasnas.job.JobContext;
import org.hasnas.network.LinearLayer;
import org.hasnas.network.Network;
import org.hasnas.simulation.weights.RandomByIdentity;
import org.hasnas.simulation.weights.WeightInitialization;
import org.hasnas.simulation.weights.Weights;

/**
 * First weights of a training: as SNASNet's public code draws them, but for the classifier's linear layers. With deviation 0.01 the
 * neurons of the hidden one never reach their threshold and learning does not begin; with a Kaiming deviation {@code GAIN / sqrt(fan in)} they
 * fire, and the output layer passes on a gradient of a size that learns in a few epochs.
 */
public final class TrainingInitialization {
    /** Between 2 and 6 networks were seen to learn. */
    static final double GAIN = 4;

    private TrainingInitialization() {}

    /** Draws from the seed and the layers' names alone. */
    public static Weights draw(Network network, long seed, JobContext job) {
        Weights drawn = WeightInitialization.draw(network, seed, job);
        Map<String, float[][]> rows = new HashMap<>(drawn.rows());
        for (LinearLayer layer : network.linears()) {
            RandomGenerator random = RandomByIdentity.of(seed, "training " + layer.name());
            double deviation = GAIN / Math.sqrt(layer.inFeatures());
            float[][] weights = new float[layer.inFeatures()][layer.outFeatures()];
            for (float[] row : weights) {
                for (int o = 0; o < row.length; o++) {
                    row[o] = (float) (deviation * random.nextGaussian());
                }
            }
            rows.put(layer.name(), weights);
        }
        return new Weights(rows, drawn.biases(), drawn.norms());
    }
}
