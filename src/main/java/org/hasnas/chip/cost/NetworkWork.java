package org.hasnas.chip.cost;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hasnas.chip.mapping.CrossbarLayer;
import org.hasnas.chip.model.HardwareProfile;
import org.hasnas.network.ConnectionMatrix;
import org.hasnas.network.ConvolutionLayer;
import org.hasnas.network.ConvolutionLayer.Role;
import org.hasnas.network.Edge;
import org.hasnas.network.LinearLayer;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.network.Operation;

/**
 * The work of a network's chip. The stem reads the image bit by bit in every time step; behind an average pool, spikes are numbers of
 * several bits; every other convolution has a LIF neuron in front of each input value.
 */
final class NetworkWork {
    private NetworkWork() {}

    static PhysicalInputs of(Network network, HardwareProfile profile) {
        NetworkTemplate template = network.template();
        List<CrossbarLayer> layers = new ArrayList<>();
        for (ConvolutionLayer layer : network.convolutions()) {
            layers.add(convolution(layer, profile));
        }
        List<PhysicalInputs.Merging> merging = merging(network);
        if (profile.includeClassifier()) {
            int pool = template.finalPool();
            int pooledBits = 32 - Integer.numberOfLeadingZeros(pool * pool);
            int bits = pooledBits;
            for (LinearLayer linear : network.linears()) {
                long weights = (long) linear.inFeatures() * linear.outFeatures();
                long neurons = bits == pooledBits ? (long) linear.inFeatures() * pool * pool : linear.inFeatures();
                layers.add(new CrossbarLayer(linear.name(), -1, weights, linear.inFeatures(), linear.outFeatures(), 1, 1, 1, bits, neurons));
                bits = 1;
            }
        }
        return new PhysicalInputs(layers, template.timeSteps(), merging, cellsWithBackwardEdges(network));
    }

    private static CrossbarLayer convolution(ConvolutionLayer layer, HardwareProfile profile) {
        boolean stem = layer.role() == Role.STEM;
        long height = layer.inHeight() + layer.kernelSize() - 1L;
        long width = layer.inWidth() + layer.kernelSize() - 1L;
        long neurons = stem ? 0 : (long) layer.inChannels() * layer.inHeight() * layer.inWidth();
        return new CrossbarLayer(layer.name(), layer.cellIndex(), layer.weights(), layer.inChannels(), layer.outChannels(), layer.kernelSize(),
                height * width, (long) layer.outHeight() * layer.outWidth(), stem ? profile.imageBits() : 1, neurons, layer.depthwise());
    }

    private static Set<Integer> cellsWithBackwardEdges(Network network) {
        Set<Integer> cells = new HashSet<>();
        for (int cell = 0; cell < network.template().cellCount(); cell++) {
            for (Edge edge : network.architecture().cell(cell).edges()) {
                if (!edge.isForward()) {
                    cells.add(cell);
                }
            }
        }
        return cells;
    }

    /** Additions where edges meet and of pools, reported with the last convolution in or before the cell. */
    private static List<PhysicalInputs.Merging> merging(Network network) {
        List<PhysicalInputs.Merging> all = new ArrayList<>();
        Map<Integer, Integer> lastOfCell = new HashMap<>();
        List<ConvolutionLayer> convolutions = network.convolutions();
        for (int index = 0; index < convolutions.size(); index++) {
            lastOfCell.put(convolutions.get(index).cellIndex(), index);
        }
        int anchor = 0;
        int stage = 0;
        int cellsLeft = network.template().stages().getFirst().cells();
        for (int cell = 0; cell < network.template().cellCount(); cell++) {
            while (cellsLeft == 0) {
                stage++;
                cellsLeft = network.template().stages().get(stage).cells();
                anchor = reduction(convolutions, stage);
            }
            cellsLeft--;
            ConvolutionLayer before = convolutions.get(anchor);
            long values = (long) before.outChannels() * before.pooledHeight() * before.pooledWidth();
            long perValue = additionsPerValue(network, network.architecture().cell(cell));
            int last = lastOfCell.getOrDefault(cell, anchor);
            if (perValue > 0) {
                all.add(new PhysicalInputs.Merging(last, values * perValue, before.outChannels()));
            }
        }
        return all;
    }

    private static int reduction(List<ConvolutionLayer> convolutions, int stage) {
        int found = 0;
        for (int index = 0; index < convolutions.size(); index++) {
            if (convolutions.get(index).role() == Role.REDUCTION && ++found == stage) {
                return index;
            }
        }
        throw new IllegalArgumentException("the network has no reduction before stage " + (stage + 1));
    }

    private static long additionsPerValue(Network network, ConnectionMatrix matrix) {
        long additions = 0;
        Map<Integer, Integer> arriving = new HashMap<>();
        for (Edge edge : matrix.edges()) {
            arriving.merge(edge.target(), 1, Integer::sum);
            additions += switch (network.space().operation(matrix, edge)) {
                case Operation.AveragePool pool -> (long) pool.kernelSize() * pool.kernelSize() - 1;
                case Operation.MaxPool pool -> (long) pool.kernelSize() * pool.kernelSize() - 1; // a comparison is a subtraction
                case Operation.Zeroize none -> 0;
                case Operation.SkipConnection skip -> 0;
                case Operation.SpikingConvolution convolution -> 0;
            };
        }
        for (int count : arriving.values()) {
            additions += count - 1;
        }
        return additions;
    }
}
