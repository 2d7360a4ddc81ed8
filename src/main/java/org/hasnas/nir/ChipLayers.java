package org.hasnas.nir;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;
import org.hasnas.chip.cost.PhysicalInputs;
import org.hasnas.chip.cost.PhysicalModel;
import org.hasnas.chip.mapping.CrossbarLayer;
import org.hasnas.chip.model.PhysicalCostReport;
import org.hasnas.chip.model.SpikeRates;
import org.hasnas.network.ConvolutionLayer;
import org.hasnas.network.ConvolutionLayer.Role;
import org.hasnas.nir.NirNetwork.Site;
import org.hasnas.nir.NirNetwork.Source;
import org.hasnas.nir.model.ImportReport.Unmapped;
import org.hasnas.nir.model.NirGraph.Edge;
import org.hasnas.nir.model.NirNode;
import org.hasnas.nir.model.NirTensor;
import org.hasnas.nir.model.NirWindow;
import org.hasnas.simulation.weights.WeightRounding;

/**
 * The matrices of weights of a graph, as crossbars hold them. A square convolution is mapped as the cost models map convolutions; one with another
 * kernel, or with one spatial axis, as a matrix with a row for each value under the kernel; one with groups as a matrix for each group.
 */
final class ChipLayers {
    /** Bits of a potential or another number that is no spike. */
    private static final int POTENTIAL_BITS = 8;

    private final NirNetwork network;
    private final Coding input;
    private final int weightBits;
    private final List<Matrix> matrices = new ArrayList<>();
    private final List<Unmapped> unmapped = new ArrayList<>();
    private final Map<Integer, Integer> loopOf = new HashMap<>();

    /**
     * A matrix of weights.
     *
     * @param site index of its node
     * @param group of its node's channels, from 0; a node has one matrix for each, but for depthwise convolutions
     * @param layer its shape
     * @param coding of its inputs
     */
    record Matrix(int site, int group, ConvolutionLayer layer, Coding coding) {}

    /**
     * How a number gets to a crossbar: as an integer, bit by bit; of a negative one the result is taken off.
     *
     * @param bits of the integer's magnitude
     * @param step what one unit of the integer is worth; empty if only what is seen tells
     */
    record Coding(int bits, OptionalDouble step) {
        static final Coding SPIKES = new Coding(1, OptionalDouble.of(1));

        Coding times(int moreBits, double factor) {
            return new Coding(bits + moreBits, step.isPresent() ? OptionalDouble.of(step.getAsDouble() * factor) : step);
        }

        int largest() {
            return (1 << Math.min(bits, 30)) - 1;
        }
    }

    /**
     * @param input coding of a value that enters the network
     * @param weightBits bits of a weight on the chip
     */
    ChipLayers(NirNetwork network, Coding input, int weightBits) {
        this.network = network;
        this.input = input;
        this.weightBits = weightBits;
        findLoops();
        for (int index = 0; index < network.sites().size(); index++) {
            add(index, network.sites().get(index));
        }
    }

    private void findLoops() {
        List<String> names = network.sites().stream().map(Site::name).toList();
        Set<Edge> edges = new HashSet<>();
        Map<String, Integer> index = new HashMap<>();
        names.forEach(name -> index.put(name, index.size()));
        network.sites().forEach(site -> site.sources().forEach(source -> edges.add(new Edge(names.get(source.site()), site.name()))));
        List<Set<String>> loops = EvaluationOrder.loops(names, edges);
        for (int loop = 0; loop < loops.size(); loop++) {
            for (String name : loops.get(loop)) {
                loopOf.put(index.getOrDefault(name, -1), loop);
            }
        }
    }

    private void add(int index, Site site) {
        switch (site.node()) {
            case NirNode.Affine affine -> add(index, 0, new ConvolutionLayer(site.name(), role(), loopOf.getOrDefault(index, -1),
                    affine.weight().size(1), affine.weight().size(0), 1, 1, 1, 1, 1, 1, 1, 1));
            case NirNode.Convolution convolution -> add(index, site, convolution);
            case NirNode.Delay _ -> refuse(site, "spikes that wait for later steps need a memory that the cost models do not have; it is left out");
            case NirNode.Scale _ -> refuse(site, "factors cost nothing only if they are multiplied into the weights behind; their cost is left out");
            case NirNode.Threshold _ -> refuse(site, "comparators without a membrane are not priced");
            case NirNode.Neuron neuron when neuron.synapse().isPresent() -> refuse(site,
                    "its synaptic current is a second state for each neuron; it is priced as a LIF neuron");
            case NirNode.Neuron neuron when neuron.firing().isEmpty() -> refuse(site,
                    "its output is a potential and no spike; a layer behind it reads " + POTENTIAL_BITS + " bits of it");
            case NirNode.Input _,NirNode.Output _,NirNode.Pool _,NirNode.Flatten _,NirNode.Neuron _,NirNode.Subgraph _ -> {
                // nothing to say: pools are additions, neurons stand in front of the layer that reads them
            }
        }
    }

    private void refuse(Site site, String reason) {
        unmapped.add(new Unmapped(site.name(), site.node().type(), reason));
    }

    private Role role() {
        return matrices.isEmpty() ? Role.STEM : Role.CELL_EDGE;
    }

    private void add(int index, int group, ConvolutionLayer layer) {
        matrices.add(new Matrix(index, group, layer, coding(index)));
    }

    private void add(int index, Site site, NirNode.Convolution convolution) {
        NirWindow window = convolution.window();
        int in = site.inputShape().getFirst();
        int out = site.outputShape().getFirst();
        boolean isSquare = window.axes() == 2 && window.kernel().get(0).equals(window.kernel().get(1));
        boolean isDepthwise = isSquare && convolution.groups() > 1 && convolution.groups() == in && in == out;
        int matrixCount = isDepthwise ? 1 : convolution.groups();
        int height = window.axes() == 2 ? site.outputShape().get(1) : 1;
        int width = site.outputShape().getLast();
        List<Integer> pooled = pooled(index, site);
        for (int group = 0; group < matrixCount; group++) {
            String name = matrixCount == 1 ? site.name() : site.name() + " group " + (group + 1);
            add(index, group, isSquare
                    ? new ConvolutionLayer(name, role(), loopOf.getOrDefault(index, -1), in / matrixCount, out / matrixCount,
                            window.kernel().getFirst(), window.stride().getFirst(), site.inputShape().get(1), site.inputShape().get(2), height,
                            width, pooled.get(1), pooled.get(2), isDepthwise, false)
                    : new ConvolutionLayer(name, role(), loopOf.getOrDefault(index, -1), in / matrixCount * NirTensor.size(window.kernel()),
                            out / matrixCount, 1, 1, height, width, height, width, height, width));
        }
    }

    /** Shape behind a pool that is the only one to read this node's neurons; the node's own where there is none. */
    private List<Integer> pooled(int index, Site site) {
        int at = index;
        for (int hops = 0; hops < 3; hops++) {
            int from = at;
            int[] readers = IntStream.range(0, network.sites().size())
                    .filter(reader -> network.sites().get(reader).sources().stream().anyMatch(source -> source.site() == from)).toArray();
            if (readers.length != 1) {
                return site.outputShape();
            }
            at = readers[0];
            Site reader = network.sites().get(at);
            if (reader.node() instanceof NirNode.Pool) {
                return reader.outputShape();
            }
            if (!(reader.node() instanceof NirNode.Neuron)) {
                return site.outputShape();
            }
        }
        return site.outputShape();
    }

    /** What a node gets. Several sources are added up; numbers of different steps have no step in common. */
    private Coding coding(int index) {
        return sum(network.sites().get(index).sources().stream().map(source -> given(source, new HashSet<>())).toList());
    }

    private static Coding sum(List<Coding> summands) {
        Coding first = summands.stream().findFirst().orElse(Coding.SPIKES);
        int bits = summands.stream().mapToInt(Coding::bits).max().orElse(1) + Integer.SIZE
                - Integer.numberOfLeadingZeros(Math.max(0, summands.size() - 1));
        return new Coding(bits, summands.stream().allMatch(one -> one.step().equals(first.step())) ? first.step() : OptionalDouble.empty());
    }

    private Coding given(Source source, Set<Integer> seen) {
        Site site = network.sites().get(source.site());
        if (!seen.add(source.site())) {
            return Coding.SPIKES;
        }
        Coding before = site.isInput() ? input : sum(site.sources().stream().map(next -> given(next, seen)).toList());
        return switch (site.node()) {
            case NirNode.Neuron neuron -> neuron.firing().isPresent() ? Coding.SPIKES : new Coding(POTENTIAL_BITS, OptionalDouble.empty());
            case NirNode.Threshold _ -> Coding.SPIKES;
            case NirNode.Pool pool -> {
                int window = NirTensor.size(pool.window().kernel());
                yield before.times(Integer.SIZE - Integer.numberOfLeadingZeros(window) - 1, pool.average() ? 1.0 / window : 1);
            }
            case NirNode.Scale(NirTensor scale) -> {
                double factor = Math.abs(scale.values()[0]);
                boolean isCommon = factor > 0 && Arrays.stream(scale.values()).allMatch(value -> Math.abs(value) == factor);
                yield isCommon ? before.times(0, factor) : new Coding(before.bits(), OptionalDouble.empty());
            }
            case NirNode.Affine affine -> new Coding(WeightRounding.sumBits(affine.weight().size(1), weightBits), OptionalDouble.empty());
            case NirNode.Convolution convolution -> new Coding(WeightRounding.sumBits((long) convolution.weight().size(1)
                    * NirTensor.size(convolution.window().kernel()), weightBits), OptionalDouble.empty());
            case NirNode.Input _,NirNode.Output _,NirNode.Flatten _,NirNode.Delay _,NirNode.Subgraph _ -> before;
        };
    }

    List<Matrix> matrices() {
        return matrices;
    }

    List<Unmapped> unmapped() {
        return unmapped;
    }

    boolean isEmpty() {
        return matrices.isEmpty();
    }

    /** As the model spikesim-ela takes them. */
    List<ConvolutionLayer> layers() {
        return matrices.stream().map(Matrix::layer).toList();
    }

    private PhysicalInputs physical(int timeSteps) {
        Map<Integer, Long> neurons = neuronsInFront();
        List<CrossbarLayer> layers = new ArrayList<>();
        for (int index = 0; index < matrices.size(); index++) {
            ConvolutionLayer layer = matrices.get(index).layer;
            long inPixels = (layer.inHeight() + layer.kernelSize() - 1L) * (layer.inWidth() + layer.kernelSize() - 1L);
            layers.add(new CrossbarLayer(layer.name(), layer.cellIndex(), layer.weights(), layer.inChannels(), layer.outChannels(),
                    layer.kernelSize(), inPixels, (long) layer.outHeight() * layer.outWidth(), matrices.get(index).coding.bits(),
                    neurons.getOrDefault(index, 0L), layer.depthwise()));
        }
        Set<Integer> loops = new HashSet<>();
        matrices.stream().map(matrix -> matrix.layer.cellIndex()).filter(loop -> loop >= 0).forEach(loops::add);
        return new PhysicalInputs(layers, timeSteps, additions(), loops);
    }

    /** Costs by the physical model. */
    PhysicalCostReport cost(PhysicalModel model, int timeSteps, SpikeRates rates) {
        return model.cost(physical(timeSteps), rates, network.parameters(), ConvolutionLayer.weights(ConvolutionLayer.withoutLinear(layers())));
    }

    /** Neurons by the first matrix that reads them; those that none reads stand behind the last one. */
    private Map<Integer, Long> neuronsInFront() {
        Map<Integer, Long> neurons = new HashMap<>();
        for (int index = 0; index < network.sites().size(); index++) {
            long count = network.sites().get(index).neurons();
            if (count > 0) {
                neurons.merge(firstReader(index), count, Long::sum);
            }
        }
        return neurons;
    }

    private int firstReader(int neuron) {
        for (int index = 0; index < matrices.size(); index++) {
            if (reads(matrices.get(index).site, neuron, new HashSet<>())) {
                return index;
            }
        }
        return matrices.size() - 1;
    }

    /** Whether a node gets what another one gives, with nothing between that weighs or fires. */
    private boolean reads(int reader, int given, Set<Integer> seen) {
        for (Source source : network.sites().get(reader).sources()) {
            NirNode node = network.sites().get(source.site()).node();
            boolean passes = !(node instanceof NirNode.Neuron || node instanceof NirNode.Affine || node instanceof NirNode.Convolution);
            if (source.site() == given || (passes && seen.add(source.site()) && reads(source.site(), given, seen))) {
                return true;
            }
        }
        return false;
    }

    /** Additions where edges meet and of pools, reported with the matrix before them. */
    private List<PhysicalInputs.Merging> additions() {
        Map<Integer, Long> byMatrix = new LinkedHashMap<>();
        int before = 0;
        for (int index = 0; index < network.sites().size(); index++) {
            Site site = network.sites().get(index);
            for (int matrix = 0; matrix < matrices.size(); matrix++) {
                before = matrices.get(matrix).site == index ? matrix : before;
            }
            long each = Math.max(0, site.sources().size() - 1) * (long) NirTensor.size(site.inputShape());
            long pooled = site.node() instanceof NirNode.Pool pool
                    ? (NirTensor.size(pool.window().kernel()) - 1L) * NirTensor.size(site.outputShape()) : 0;
            if (each + pooled > 0) {
                byMatrix.merge(before, each + pooled, Long::sum);
            }
        }
        List<PhysicalInputs.Merging> all = new ArrayList<>();
        byMatrix.forEach((matrix, additions) -> all.add(new PhysicalInputs.Merging(matrix, additions,
                matrices.get(matrix).layer.outChannels())));
        return all;
    }

    /** The rate of each matrix by name, from that of the inputs of its node. Of numbers of several bits half of the ones are taken to be set. */
    Map<String, Double> rates(double[] inputRates) {
        Map<String, Double> rates = new LinkedHashMap<>();
        matrices.forEach(matrix -> rates.put(matrix.layer.name(), inputRates[matrix.site] * (matrix.coding.bits() > 1 ? 0.5 : 1)));
        return rates;
    }
}
