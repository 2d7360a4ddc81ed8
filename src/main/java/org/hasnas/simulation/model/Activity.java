package org.hasnas.simulation.model;

import java.util.List;
import org.hasnas.network.plan.MapShape;

/**
 * What a network does with one image, time step by time step.
 *
 * @param images that there are to choose from
 * @param label class of the image
 * @param frames what the network sees at each time step, or one picture for all of them: brightness by row and column, the mean of the colours, 0 to 1
 *     for the brightest
 * @param votes by time step and class: the sum of the votes so far, divided by all time steps, so that the last are the scores
 * @param layers all LIF layers that are computed, in the order of the network
 * @param inputRates share of ones among the bits that enter, by time step
 * @param seconds that a recording of events lasts, the mean of its data set; 0 for images
 */
public record Activity(int images, int label, List<List<List<Double>>> frames, List<List<Double>> votes, List<LayerSpikes> layers,
        List<Double> inputRates, double seconds) {
    public Activity {
        frames = List.copyOf(frames);
        votes = List.copyOf(votes);
        layers = List.copyOf(layers);
        inputRates = List.copyOf(inputRates);
    }

    /** At least one. */
    public int timeSteps() {
        return votes.size();
    }

    /** By class, mean over voters and time steps. */
    public List<Double> scores() {
        return votes.getLast();
    }

    /** What the network sees at a time step. */
    public List<List<Double>> frame(int timeStep) {
        return frames.get(timeStep % frames.size());
    }

    /** How often the layers spike at a time step, by all names that they have. */
    public List<LayerRate> rates(int timeStep) {
        return layers.stream().flatMap(layer -> layer.names().stream().map(name -> new LayerRate(name, List.of(layer.rates().get(timeStep)))))
                .toList();
    }

    /**
     * The spikes of a LIF layer.
     *
     * @param names of the layers that fire so
     * @param shape one neuron per value
     * @param thresholds potentials at which neurons spike: one for all, or one for each channel
     * @param byTimeStep numbers of the neurons that spike, row by row, in a row column by column, then by channel
     * @param membranes by time step and neuron, numbered like the spikes: the potential after the time step, 0 where the neuron has just spiked; not to
     *     be changed
     */
    public record LayerSpikes(List<String> names, MapShape shape, List<Double> thresholds, List<List<Integer>> byTimeStep,
            List<float[]> membranes) {
        public LayerSpikes {
            names = List.copyOf(names);
            thresholds = List.copyOf(thresholds);
            byTimeStep = List.copyOf(byTimeStep);
            membranes = List.copyOf(membranes);
        }

        /** Potential at which a neuron spikes. */
        public double threshold(int neuron) {
            return thresholds.get(thresholds.size() == 1 ? 0 : neuron % shape.channels());
        }

        /** Share of the neurons that spike, by time step, 0 to 1. */
        public List<Double> rates() {
            return byTimeStep.stream().map(spikes -> spikes.size() / (double) shape.size()).toList();
        }
    }
}
