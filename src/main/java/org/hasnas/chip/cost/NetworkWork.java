package org.hasnas.chip.cost;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.hasnas.chip.mapping.CrossbarLayer;
import org.hasnas.chip.model.HardwareProfile;
import org.hasnas.chip.model.SpikeRates;
import org.hasnas.network.ConvolutionLayer;
import org.hasnas.network.ConvolutionLayer.Role;
import org.hasnas.network.LinearLayer;
import org.hasnas.network.Network;
import org.hasnas.network.plan.CellPlan;
import org.hasnas.network.plan.CellPlan.Connection;
import org.hasnas.network.plan.NetworkPlan;
import org.hasnas.simulation.weights.WeightRounding;

/**
 * The work of a network's chip. The stem reads the image bit by bit in every time step, or the one bit of an event; behind an average pool, spikes are numbers of
 * several bits; a convolution behind another one reads its signed sums bit by bit; every other convolution has a LIF neuron in front of each
 * input value.
 */
final class NetworkWork {
    private NetworkWork() {}

    static PhysicalInputs of(Network network, HardwareProfile profile) {
        NetworkPlan plan = NetworkPlan.of(network);
        return new PhysicalInputs(layers(network, profile), network.template().timeSteps(), merging(plan),
                plan.cells().stream().filter(CellPlan::hasBackwardEdges).map(CellPlan::index).collect(Collectors.toUnmodifiableSet()));
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
        Map<String, Double> byLayer = new LinkedHashMap<>(rates.byLayer());
        for (int index = 1; index < network.convolutions().size(); index++) {
            ConvolutionLayer before = network.convolutions().get(index - 1);
            if (network.convolutions().get(index).readsSums()) {
                byLayer.putIfAbsent(network.convolutions().get(index).name(), (1 - Math.pow(1 - rates.rate(before.name()), before.fanIn())) / 2);
            }
        }
        return new SpikeRates(rates.commonRate(), byLayer);
    }

    /** Additions where edges meet and of pools, reported with the last convolution of the cell, or with that before its stage. */
    private static List<PhysicalInputs.Merging> merging(NetworkPlan plan) {
        List<PhysicalInputs.Merging> all = new ArrayList<>();
        int last = -1;
        for (NetworkPlan.Stage stage : plan.stages()) {
            last += stage.reduction().orElse(plan.stem()).layers().size();
            int entry = last;
            for (CellPlan cell : stage.cells()) {
                int layers = cell.convolutions().stream().mapToInt(convolution -> convolution.layers().size()).sum();
                last += layers;
                long perValue = additionsPerValue(cell);
                if (perValue > 0) {
                    all.add(new PhysicalInputs.Merging(layers == 0 ? entry : last, stage.shape().size() * perValue, stage.shape().channels()));
                }
            }
        }
        return all;
    }

    private static long additionsPerValue(CellPlan cell) {
        long additions = 0;
        for (Connection connection : cell.connections()) {
            additions += switch (connection) {
                case Connection.AveragePool pool -> (long) pool.kernelSize() * pool.kernelSize() - 1;
                case Connection.MaxPool pool -> (long) pool.kernelSize() * pool.kernelSize() - 1; // a comparison is a subtraction
                case Connection.Skip skip -> 0;
                case Connection.Convolve convolve -> 0;
            };
        }
        for (CellPlan.Node node : cell.nodes()) {
            additions += Math.max(0, node.forward().size() + node.backward().size() - 1);
        }
        return additions;
    }
}
