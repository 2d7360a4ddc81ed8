package org.hasnas.chip.cost;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hasnas.chip.mapping.CrossbarLayer;
import org.hasnas.chip.model.HardwareProfile;
import org.hasnas.chip.model.SpikeRates;
import org.hasnas.network.ConnectionMatrix;
import org.hasnas.network.ConvolutionLayer;
import org.hasnas.network.ConvolutionLayer.Role;
import org.hasnas.network.Edge;
import org.hasnas.network.LinearLayer;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.network.Operation;
import org.hasnas.simulation.weights.WeightRounding;

/**
 * The work of a network's chip. The stem reads the image bit by bit in every time step, or the one bit of an event; behind an average pool, spikes are numbers of
 * several bits; a convolution behind another one reads its signed sums bit by bit; every other convolution has a LIF neuron in front of each
 * input value.
 */
final class NetworkWork {
    private NetworkWork() {}

    static PhysicalInputs of(Network network, HardwareProfile profile) {
        List<PhysicalInputs.Merging> merging = new ArrayList<>();
        Set<Integer> fedBack = new HashSet<>();
        visitCells(network, merging, fedBack);
        return new PhysicalInputs(layers(network, profile), network.template().timeSteps(), merging, fedBack);
    }

    /** A chain of layers; the first reads the image, a layer of one pixel is a linear one. */
    static PhysicalInputs of(List<ConvolutionLayer> chain, int timeSteps, HardwareProfile profile) {
        return new PhysicalInputs(chain.stream().map(layer -> CrossbarLayer.of(layer, layer.role() == Role.STEM ? profile.layout().imageBits() : 1))
                .toList(), timeSteps, List.of(), Set.of());
    }

    /** All matrices of weights, in the order of the network. */
    static List<CrossbarLayer> layers(Network network, HardwareProfile profile) {
        List<CrossbarLayer> layers = new ArrayList<>();
        int summands = 0;
        for (ConvolutionLayer layer : network.convolutions()) {
            int sumBits = layer.readsSums() ? WeightRounding.sumBits(summands, profile.array().weightBits()) : 1;
            layers.add(CrossbarLayer.of(layer, layer.role() == Role.STEM ? inputBits(network, profile) : sumBits));
            summands = layer.fanIn();
        }
        if (profile.layout().includeClassifier()) {
            int pool = network.template().finalPool();
            int bits = 32 - Integer.numberOfLeadingZeros(pool * pool);
            ConvolutionLayer last = network.convolutions().getLast();
            long neurons = (long) last.outChannels() * last.pooledHeight() * last.pooledWidth(); // also those that the pool leaves over
            for (LinearLayer linear : network.linears()) {
                layers.add(CrossbarLayer.of(linear, bits, neurons));
                bits = 1;
                neurons = linear.outFeatures();
            }
        }
        return layers;
    }

    private static int inputBits(Network network, HardwareProfile profile) {
        return profile.layout().inputBits(network.template().input().kind());
    }

    /**
     * Rates with those of layers that read sums, where none are given: of the bits of signed sums with a spike half are ones, since either sign is
     * as likely, and spikes are taken to be independent.
     */
    static SpikeRates withSums(Network network, SpikeRates rates) {
        if (network.convolutions().stream().noneMatch(ConvolutionLayer::readsSums)) {
            return rates;
        }
        Map<String, Double> byLayer = new LinkedHashMap<>(rates.byLayer());
        for (int index = 1; index < network.convolutions().size(); index++) {
            ConvolutionLayer before = network.convolutions().get(index - 1);
            if (network.convolutions().get(index).readsSums()) {
                byLayer.putIfAbsent(network.convolutions().get(index).name(), (1 - Math.pow(1 - rates.rate(before.name()), before.fanIn())) / 2);
            }
        }
        return new SpikeRates(rates.commonRate(), byLayer);
    }

    /**
     * Finds the additions where edges meet and of pools, reported with the last convolution of the cell, or with that before its stage. From the
     * matrices, as a search prices many networks and needs no {@link org.hasnas.network.plan.NetworkPlan} of them.
     *
     * @param merging gets the additions
     * @param fedBack gets the cells with backward edges
     */
    private static void visitCells(Network network, List<PhysicalInputs.Merging> merging, Set<Integer> fedBack) {
        List<ConvolutionLayer> layers = network.convolutions();
        int cell = 0;
        int next = 0;
        for (NetworkTemplate.Stage stage : network.template().stages()) {
            int entry = next++; // the stem or a reduction
            long channels = layers.get(entry).outChannels();
            long values = channels * layers.get(entry).pooledHeight() * layers.get(entry).pooledWidth();
            int last = cell + stage.cells();
            for (; cell < last; cell++) {
                int first = next;
                while (next < layers.size() && layers.get(next).cellIndex() == cell) {
                    next++;
                }
                long perValue = additionsPerValue(network, cell, fedBack);
                if (perValue > 0) {
                    merging.add(new PhysicalInputs.Merging(next == first ? entry : next - 1, values * perValue, channels));
                }
            }
        }
    }

    private static long additionsPerValue(Network network, int cell, Set<Integer> fedBack) {
        ConnectionMatrix matrix = network.architecture().cell(cell);
        int[] meeting = new int[matrix.nodes()];
        long additions = 0;
        for (Edge edge : matrix.edges()) {
            additions += switch (network.space().operation(matrix, edge)) {
                case Operation.AveragePool pool -> (long) pool.kernelSize() * pool.kernelSize() - 1;
                case Operation.MaxPool pool -> (long) pool.kernelSize() * pool.kernelSize() - 1; // a comparison is a subtraction
                case Operation.Zeroize _,Operation.SkipConnection _,Operation.SpikingConvolution _ -> 0;
            };
            additions += meeting[edge.target()]++ == 0 ? 0 : 1;
            if (!edge.isForward()) {
                fedBack.add(cell);
            }
        }
        return additions;
    }
}
