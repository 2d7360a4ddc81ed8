package org.hasnas.simulation.model;

import java.util.List;
import org.hasnas.network.plan.MapShape;

/**
 * What a network does with one image.
 *
 * @param images that there are to choose from
 * @param label class of the image
 * @param pixels brightness by row and column, the mean of the colours, 0 to 1 for the brightest
 * @param scores by class, mean over voters and time steps
 * @param layers all LIF layers that are computed, in the order of the network
 */
public record Activity(int images, int label, List<List<Double>> pixels, List<Double> scores, List<LayerSpikes> layers) {
    public Activity {
        pixels = List.copyOf(pixels);
        scores = List.copyOf(scores);
        layers = List.copyOf(layers);
    }

    /**
     * The spikes of a LIF layer.
     *
     * @param names of the layers that fire so
     * @param shape one neuron per value
     * @param byTimeStep numbers of the neurons that spike, row by row, in a row column by column, then by channel
     */
    public record LayerSpikes(List<String> names, MapShape shape, List<List<Integer>> byTimeStep) {
        public LayerSpikes {
            names = List.copyOf(names);
            byTimeStep = List.copyOf(byTimeStep);
        }
    }
}
