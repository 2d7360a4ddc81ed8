package org.hasnas.workbench.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.hasnas.data.ImageSet;
import org.hasnas.job.JobContext;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplate.ImageShape;
import org.hasnas.network.NetworkTemplate.InputKind;
import org.hasnas.network.plan.LifGroup;
import org.hasnas.simulation.engine.LifLayer;
import org.hasnas.simulation.engine.Simulation;
import org.hasnas.simulation.engine.SimulationMode;
import org.hasnas.simulation.kernel.layout.SpikeLayout;
import org.hasnas.simulation.model.Activity;
import org.hasnas.simulation.weights.Weights;

/** One image going through a trained network. */
record SeenImage(Network network, Weights weights, ImageSet images, int image) {
    Activity activity() {
        Map<List<String>, List<List<Integer>>> spikes = new LinkedHashMap<>();
        List<LifGroup> groups = weights.plan(network).lifGroups();
        groups.forEach(group -> spikes.put(group.names(), new ArrayList<>()));
        float[][] input = {images.input(image, network.template().frames())};
        double[][] scores = new Simulation(network, weights, 1, SimulationMode.EVALUATION, JobContext.NONE).run(input, new float[0][],
                (layer, timeStep, fired) -> spikes.getOrDefault(layer.names(), new ArrayList<>()).add(numbers(layer, fired[0])), JobContext.NONE)
                .scores();
        return new Activity(images.size(), images.label(image), pixels(), Arrays.stream(scores[0]).boxed().toList(),
                groups.stream().map(group -> new Activity.LayerSpikes(group.names(), group.shape(),
                        spikes.getOrDefault(group.names(), List.of()))).toList());
    }

    private static List<Integer> numbers(LifLayer layer, long[] fired) {
        SpikeLayout layout = layer.layout();
        return IntStream.range(0, layout.neurons()).filter(neuron -> layout.fired(fired, neuron / layout.channels(), neuron % layout.channels()))
                .boxed().toList();
    }

    /** Means over channels, and over the frames of a recording. */
    private List<List<Double>> pixels() {
        ImageShape shape = images.shape();
        int frames = network.template().frames();
        List<List<Double>> means = IntStream.range(0, shape.height()).mapToObj(row -> IntStream.range(0, shape.width()).mapToObj(column -> IntStream
                .range(0, frames * shape.channels()).map(at -> images.pixel(image, at / shape.channels(), frames, at % shape.channels(), row, column))
                .average().orElse(0)).toList()).toList();
        double brightest = Math.max(images.shape().kind() == InputKind.EVENTS ? 0.1 : 1,
                means.stream().flatMap(List::stream).mapToDouble(Double::doubleValue).max().orElse(1));
        return means.stream().map(row -> row.stream().map(mean -> mean / brightest).toList()).toList();
    }
}
