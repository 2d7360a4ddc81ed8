package org.hasnas.workbench.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.hasnas.chip.cost.SimulatedRates;
import org.hasnas.data.ImageSet;
import org.hasnas.job.JobContext;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplate.ImageShape;
import org.hasnas.network.NetworkTemplate.InputKind;
import org.hasnas.network.plan.LifGroup;
import org.hasnas.simulation.engine.LifLayer;
import org.hasnas.simulation.engine.Simulation;
import org.hasnas.simulation.engine.SimulationMode;
import org.hasnas.simulation.engine.SpikeObserver;
import org.hasnas.simulation.kernel.layout.SpikeLayout;
import org.hasnas.simulation.model.Activity;
import org.hasnas.simulation.weights.Weights;

/**
 * One image going through a network.
 *
 * @param alone whether the batch norms of a trained network take their running statistics; those of an untrained one have none and take a batch's
 */
record SeenImage(Network network, Weights weights, ImageSet images, int image, boolean alone) {
    /** Images of a batch, which those that come next are in, too. */
    private static final int BATCH = 32;

    Activity activity() {
        Film film = new Film();
        List<LifGroup> groups = weights.plan(network).lifGroups();
        groups.forEach(group -> film.layers.put(group.names(),
                new Activity.LayerSpikes(group.names(), group.shape(), group.parameters().vThresholds(), List.of(), List.of())));
        int frames = network.template().frames();
        float[][] input = IntStream.range(0, alone ? 1 : Math.min(BATCH, images.size()))
                .mapToObj(next -> images.input((image + next) % images.size(), frames)).toArray(float[][]::new);
        new Simulation(network, weights, input.length, alone ? SimulationMode.EVALUATION : SimulationMode.TRAINING, JobContext.NONE).run(input,
                new float[0][], film, JobContext.NONE);
        List<Double> rates = IntStream.range(0, network.template().timeSteps())
                .mapToObj(step -> SimulatedRates.inputBitRate(images, image, step % frames, frames)).toList();
        return new Activity(images.size(), images.label(image), frames(), film.votes, List.copyOf(film.layers.values()), rates, images.seconds());
    }

    /** Everything that is seen of the neurons, by layer in the order of the network. */
    private static final class Film implements SpikeObserver {
        private final Map<List<String>, Activity.LayerSpikes> layers = new LinkedHashMap<>();
        private final List<List<Double>> votes = new ArrayList<>();

        @Override
        public void spikes(LifLayer layer, int timeStep, long[][] spikes) {
            SpikeLayout layout = layer.layout();
            List<Integer> fired = IntStream.range(0, layout.neurons())
                    .filter(neuron -> layout.fired(spikes[0], neuron / layout.channels(), neuron % layout.channels())).boxed().toList();
            layers.computeIfPresent(layer.names(), (names, seen) -> new Activity.LayerSpikes(names, seen.shape(), seen.thresholds(),
                    with(seen.byTimeStep(), fired), seen.membranes()));
        }

        @Override
        public void membranes(LifLayer layer, int timeStep, float[][] membranes) {
            int channels = layer.layout().channels();
            float[] potentials = new float[layer.layout().neurons()];
            for (int position = 0; position < layer.layout().positions(); position++) {
                System.arraycopy(membranes[position], 0, potentials, position * channels, channels);
            }
            layers.computeIfPresent(layer.names(), (names, seen) -> new Activity.LayerSpikes(names, seen.shape(), seen.thresholds(),
                    seen.byTimeStep(), with(seen.membranes(), potentials)));
        }

        @Override
        public void votes(int image, int timeStep, double[] scores) {
            if (image == 0) {
                votes.add(Arrays.stream(scores).boxed().toList());
            }
        }

        private static <T> List<T> with(List<T> before, T next) {
            List<T> all = new ArrayList<>(before);
            all.add(next);
            return all;
        }
    }

    /** Means over channels of each frame, as shares of the brightest of all. */
    private List<List<List<Double>>> frames() {
        ImageShape shape = images.shape();
        int frames = network.template().frames();
        List<List<List<Double>>> means = IntStream.range(0, frames).mapToObj(frame -> IntStream.range(0, shape.height()).mapToObj(row -> IntStream
                .range(0, shape.width()).mapToObj(column -> IntStream.range(0, shape.channels())
                        .map(channel -> images.pixel(image, frame, frames, channel, row, column)).average().orElse(0))
                .toList()).toList()).toList();
        double brightest = Math.max(shape.kind() == InputKind.EVENTS ? 0.1 : 1,
                means.stream().flatMap(List::stream).flatMap(List::stream).mapToDouble(Double::doubleValue).max().orElse(1));
        return means.stream().map(frame -> frame.stream().map(row -> row.stream().map(mean -> mean / brightest).toList()).toList()).toList();
    }
}
