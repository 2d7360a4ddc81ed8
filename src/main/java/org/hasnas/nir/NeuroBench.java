package org.hasnas.nir;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;
import org.hasnas.network.Network;
import org.hasnas.network.plan.NetworkPlan;
import org.hasnas.network.plan.NormLayer;
import org.hasnas.nir.NirNetwork.Site;
import org.hasnas.nir.model.NeuroBenchMetrics;
import org.hasnas.nir.model.NirNode;
import org.hasnas.nir.model.NirTensor;
import org.hasnas.nir.model.NirWindow;
import org.hasnas.simulation.weights.Weights;
import org.jspecify.annotations.Nullable;

/**
 * Measures a network of this program as NeuroBench does: it is simulated in its graph, and every synaptic operation is counted. Batch norms, pools and
 * the means over voters are no connections.
 */
public final class NeuroBench {
    private static final int FLOAT_BITS = 32;

    private final Network network;
    private final NirNetwork graph;
    private final List<Connections> connections = new ArrayList<>();
    private long spikes;
    private long silent;
    private long updates;
    private long macs;
    private long accumulates;

    private NeuroBench(Network network, NirNetwork graph) {
        this.network = network;
        this.graph = graph;
        Set<String> digital = new HashSet<>(NetworkPlan.of(network).norms().stream().map(NormLayer::name).toList());
        digital.add(NetworkGraph.VOTES);
        for (int index = 0; index < graph.sites().size(); index++) {
            Site site = graph.sites().get(index);
            if (!digital.contains(site.name()) && site.multiplyAccumulates() > 0) {
                boolean readsImage = site.sources().stream().allMatch(source -> graph.sites().get(source.site()).isInput());
                connections.add(Connections.of(index, site, readsImage ? network.template().frames() : network.template().timeSteps()));
            }
        }
    }

    /**
     * Measures a network.
     *
     * @param weightBits of a weight in memory; 0 for floats
     * @param images as they enter the graph, see {@link NetworkGraph#input}
     * @throws HasnasException BAD_INPUT if an operation has no node in the graph
     */
    public static NeuroBenchMetrics measure(Network network, Weights weights, int weightBits, List<double[][]> images, JobContext job)
            throws HasnasException {
        NeuroBench bench = new NeuroBench(network, NirNetwork.of(NetworkGraph.exact(network, weights), NetworkGraph.DT));
        for (int image = 0; image < images.size(); image++) {
            job.progress(image, images.size());
            bench.run(images.get(image), job);
        }
        return bench.metrics(weights, weightBits == 0 ? FLOAT_BITS : weightBits, images.size());
    }

    private void run(double[][] image, JobContext job) throws HasnasException {
        NirSimulation simulation = new NirSimulation(graph, NetworkGraph.DT);
        double[][] before = new double[graph.sites().size()][];
        for (int step = 0; step < network.template().timeSteps(); step++) {
            job.checkpoint();
            simulation.step(Map.of("input", NetworkGraph.at(step, image)));
            for (Connections one : connections) {
                if (step < one.steps) {
                    count(one, simulation.input(one.site));
                }
            }
            for (int index = 0; index < before.length; index++) {
                if (graph.sites().get(index).neurons() > 0) {
                    count(simulation.output(index), before[index], simulation.membrane(index).orElseThrow().afterReset());
                    before[index] = simulation.membrane(index).orElseThrow().afterReset().clone();
                }
            }
        }
    }

    private void count(Connections one, double[] input) {
        if (Arrays.stream(input).allMatch(value -> value == 0 || value == 1 || value == -1)) {
            accumulates += one.operations(input);
        } else {
            macs += one.operations(input);
        }
    }

    private void count(double[] fired, double @Nullable [] potentialsBefore, double[] potentials) {
        for (int neuron = 0; neuron < fired.length; neuron++) {
            if (fired[neuron] != 0) {
                spikes++;
            } else {
                silent++;
            }
            if (potentialsBefore == null || potentialsBefore[neuron] != potentials[neuron]) {
                updates++;
            }
        }
    }

    private NeuroBenchMetrics metrics(Weights weights, int weightBits, int images) {
        long all = connections.stream().mapToLong(one -> one.weights).sum();
        long zero = connections.stream().mapToLong(one -> one.weights - one.nonzero).sum();
        long others = weights.biases().values().stream().mapToLong(bias -> bias.length).sum()
                + weights.norms().values().stream().mapToLong(norm -> 2L * norm.channels() * (1 + norm.statisticsSets())).sum();
        long neurons = graph.sites().stream().mapToLong(Site::neurons).sum();
        long bits = all * weightBits + (others + neurons) * FLOAT_BITS;
        double dense = connections.stream().mapToLong(one -> one.steps * one.at.multiplyAccumulates()).sum();
        return new NeuroBenchMetrics(Math.ceilDiv(bits, (long) Byte.SIZE), weightBits, all == 0 ? 0 : (double) zero / all,
                (double) silent / (silent + spikes), (double) macs / images, (double) accumulates / images, dense, (double) updates / images, images);
    }

    /** The weights of a node that are not 0, as far as it matters which input they belong to. */
    private static final class Connections {
        private final int site;
        /** Time steps in which they work: an image is the same in all, so that what reads it is computed once. */
        private final int steps;
        private final long weights;
        private final long nonzero;
        /** By input channel and place in the kernel; of a matrix by input. */
        private final long[][] perInput;
        private final Site at;

        private Connections(int site, Site at, int steps, long weights, long[][] perInput) {
            this.site = site;
            this.steps = steps;
            this.at = at;
            this.weights = weights;
            this.perInput = perInput;
            this.nonzero = Arrays.stream(perInput).flatMapToLong(Arrays::stream).sum();
        }

        static Connections of(int index, Site site, int steps) {
            return switch (site.node()) {
                case NirNode.Affine affine -> of(index, site, steps, affine.weight(), 1, 1);
                case NirNode.Convolution convolution -> of(index, site, steps, convolution.weight(),
                        NirTensor.size(convolution.window().kernel()), convolution.groups());
                case NirNode.Input _,NirNode.Output _,NirNode.Pool _,NirNode.Flatten _,NirNode.Scale _,NirNode.Threshold _,NirNode.Delay _,NirNode.Neuron _,NirNode.Subgraph _ ->
                        throw new IllegalArgumentException(site.name() + " has no weights");
            };
        }

        private static Connections of(int index, Site site, int steps, NirTensor weight, int places, int groups) {
            int outputs = weight.size(0);
            int inputs = weight.size(1);
            long[][] perInput = new long[inputs * groups][places];
            for (int i = 0; i < weight.values().length; i++) {
                int output = i / (inputs * places);
                int input = i / places % inputs + output / (outputs / groups) * inputs;
                perInput[input][i % places] += weight.values()[i] == 0 ? 0 : 1;
            }
            return new Connections(index, site, steps, weight.values().length, perInput);
        }

        /** Operations whose input and weight are not 0. */
        long operations(double[] input) {
            long sum = 0;
            int positions = input.length / perInput.length;
            for (int i = 0; i < input.length; i++) {
                if (input[i] != 0) {
                    sum += at.node() instanceof NirNode.Convolution convolution ? under(convolution.window(), perInput[i / positions], i % positions)
                            : perInput[i][0];
                }
            }
            return sum;
        }

        /** Of an input at a position: over all places of the kernel at which an output reads it. */
        private long under(NirWindow window, long[] places, int position) {
            int columns = at.inputShape().getLast();
            int width = window.kernel().get(1);
            long sum = 0;
            for (int place = 0; place < places.length; place++) {
                if (isRead(window, 0, position / columns, place / width) && isRead(window, 1, position % columns, place % width)) {
                    sum += places[place];
                }
            }
            return sum;
        }

        private boolean isRead(NirWindow window, int axis, int pixel, int place) {
            int first = pixel + window.front(axis) - place * window.dilation().get(axis);
            int stride = window.stride().get(axis);
            return first >= 0 && first % stride == 0 && first / stride < at.outputShape().get(axis + 1);
        }
    }
}
