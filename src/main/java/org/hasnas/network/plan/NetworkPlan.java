package org.hasnas.network.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.hasnas.network.ConnectionMatrix;
import org.hasnas.network.ConvolutionLayer;
import org.hasnas.network.Edge;
import org.hasnas.network.LayerNames;
import org.hasnas.network.LifParameters;
import org.hasnas.network.LinearLayer;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.network.NetworkTemplate.BatchNormStatistics;
import org.hasnas.network.Operation;
import org.hasnas.network.plan.CellPlan.Connection;
import org.hasnas.network.plan.CellPlan.Node;

/**
 * A network in the order in which a time step computes it: stages, then the classifier. The stem's result is the same at every time step.
 *
 * @param stem convolution of the image
 * @param stages of one resolution each
 */
public record NetworkPlan(Network network, ConvolutionChain stem, List<Stage> stages, Classifier classifier) {
    /**
     * All cells of one resolution. Nothing but the spikes of its exit goes on to what follows.
     *
     * @param reduction convolution and average pool of the spikes of the exit before; none in the first stage, which gets the stem's result
     * @param shape of all maps of its cells
     * @param cells in a chain, at least one
     * @param exit behind the last cell
     */
    public record Stage(Optional<ConvolutionChain> reduction, MapShape shape, List<CellPlan> cells, Exit exit) {
        public Stage {
            cells = List.copyOf(cells);
        }
    }

    /** Batch norm and LIF layer between a stage and the reduction or classifier that reads it. */
    public record Exit(NormLayer norm, LifGroup neurons) {}

    /**
     * Average pool of the last exit's spikes, flattened as [channel][row][column], dropout, (linear, LIF,) linear with bias to voters, mean over
     * each class's voters and over time steps.
     *
     * @param pool side and stride of the average pool
     */
    public record Classifier(int pool, Optional<Hidden> hidden, LinearLayer output) {
        /** Inputs of the first linear layer, to which dropout is applied. */
        public int features() {
            return hidden.map(Hidden::layer).orElse(output).inFeatures();
        }
    }

    /** The hidden linear layer and the neurons behind it. */
    public record Hidden(LinearLayer layer, LifGroup neurons) {}

    public NetworkPlan {
        stages = List.copyOf(stages);
    }

    /** Puts the layers of a network together, with the neurons of its template and operations. */
    public static NetworkPlan of(Network network) {
        return of(network, Map.of());
    }

    /**
     * Puts the layers of a network together.
     *
     * @param neurons of LIF layers that have others than those of template and operation
     * @throws IllegalArgumentException if there is no such layer, or if edges that share neurons would have different ones
     */
    public static NetworkPlan of(Network network, Map<String, LifParameters> neurons) {
        NetworkPlan plan = new Assembly(network, neurons).plan();
        neurons.keySet().stream().filter(layer -> !plan.lifLayers().contains(layer)).findFirst().ifPresent(layer -> {
            throw new IllegalArgumentException("there is no LIF layer '" + layer + "' in this network");
        });
        return plan;
    }

    public List<CellPlan> cells() {
        return stages.stream().flatMap(stage -> stage.cells.stream()).toList();
    }

    /** The last exit, which the classifier reads. */
    public Exit exit() {
        return stages.getLast().exit;
    }

    /** All convolutions of spikes, in the order of the network. */
    public List<ConvolutionChain> spikingConvolutions() {
        List<ConvolutionChain> all = new ArrayList<>();
        for (Stage stage : stages) {
            stage.reduction.ifPresent(all::add);
            stage.cells.forEach(cell -> all.addAll(cell.convolutions()));
        }
        return List.copyOf(all);
    }

    /** All batch norms, in the order of the network. */
    public List<NormLayer> norms() {
        List<NormLayer> norms = new ArrayList<>();
        norms.add(stem.norm());
        for (Stage stage : stages) {
            stage.reduction.ifPresent(reduction -> norms.add(reduction.norm()));
            stage.cells.forEach(cell -> cell.convolutions().forEach(convolution -> norms.add(convolution.norm())));
            norms.add(stage.exit.norm);
        }
        return List.copyOf(norms);
    }

    /** Names of all LIF layers, in the order of the network. */
    public List<String> lifLayers() {
        return List.copyOf(lifNeurons().keySet());
    }

    /** Neurons per image of all LIF layers, in the order of the network. */
    public Map<String, Integer> lifNeurons() {
        Map<String, Integer> neurons = new LinkedHashMap<>();
        spikingConvolutions().forEach(convolution -> neurons.put(convolution.name(), convolution.input().size()));
        exit().neurons.names().forEach(name -> neurons.put(name, exit().neurons.shape().size()));
        classifier.hidden.ifPresent(hidden -> hidden.neurons.names().forEach(name -> neurons.put(name, hidden.neurons.shape().size())));
        return neurons;
    }

    /** Constants of all LIF layers, in the order of the network. */
    public Map<String, LifParameters> lifParameters() {
        Map<String, LifParameters> byLayer = new HashMap<>();
        lifGroups().forEach(group -> group.names().forEach(name -> byLayer.put(name, group.parameters())));
        Map<String, LifParameters> inOrder = new LinkedHashMap<>();
        lifLayers().forEach(name -> inOrder.put(name, Objects.requireNonNull(byLayer.get(name))));
        return inOrder;
    }

    /** All LIF layers that are computed, stage by stage. */
    public List<LifGroup> lifGroups() {
        List<LifGroup> groups = new ArrayList<>();
        for (Stage stage : stages) {
            stage.cells.forEach(cell -> cell.nodes().forEach(node -> groups.addAll(node.neurons())));
            groups.add(stage.exit.neurons);
        }
        classifier.hidden.ifPresent(hidden -> groups.add(hidden.neurons));
        return groups;
    }

    /**
     * Time steps that all layers work on before the next one is computed where batch norms take statistics of what they see: one, or all where
     * the statistics are over all.
     *
     * @throws IllegalArgumentException if a network with backward edges is to take its batch-norm statistics over all time steps
     */
    public int stepsPerBlock() {
        NetworkTemplate template = network.template();
        if (template.batchNorm() == BatchNormStatistics.PER_TIME_STEP) {
            return 1;
        }
        for (CellPlan cell : cells()) {
            for (Connection connection : cell.connections()) {
                if (!connection.edge().isForward()) {
                    throw new IllegalArgumentException("'" + network.architecture().cell(cell.index()) + "' has the backward edge "
                            + connection.edge() + ", but template '" + template.name() + "' takes batch-norm statistics over all time steps, which a"
                            + " later value can't wait for; use a template with statistics per time step");
                }
            }
        }
        return template.timeSteps();
    }

    /** Takes the layers of a network, in their order, while walking through it once. */
    private static final class Assembly {
        private final Network network;
        private final NetworkTemplate template;
        private final Map<String, LifParameters> neurons;
        private final Iterator<ConvolutionLayer> layers;

        Assembly(Network network, Map<String, LifParameters> neurons) {
            this.network = network;
            this.neurons = neurons;
            this.template = network.template();
            this.layers = network.convolutions().iterator();
        }

        NetworkPlan plan() {
            ConvolutionChain stem = convolution(false);
            List<Stage> stages = new ArrayList<>();
            int cellIndex = 0;
            for (int index = 0; index < template.stages().size(); index++) {
                Optional<ConvolutionChain> reduction = index == 0 ? Optional.empty() : Optional.of(convolution(false));
                MapShape shape = reduction.orElse(stem).output();
                List<CellPlan> cells = new ArrayList<>();
                while (cells.size() < template.stages().get(index).cells()) {
                    cells.add(cell(cellIndex++, shape));
                }
                boolean isLast = index == template.stages().size() - 1;
                String name = isLast ? LayerNames.LAST : LayerNames.reduction(index + 1);
                NormLayer norm = new NormLayer(isLast ? LayerNames.norm(name) : LayerNames.inputNorm(name), shape.channels());
                stages.add(new Stage(reduction, shape, cells, new Exit(norm, group(List.of(name), shape, template.neuron()))));
            }
            return new NetworkPlan(network, stem, stages, classifier());
        }

        private Classifier classifier() {
            List<LinearLayer> linears = network.linears();
            Optional<Hidden> hidden = linears.size() == 1 ? Optional.empty() : Optional.of(new Hidden(linears.getFirst(),
                    group(List.of(LayerNames.HIDDEN), new MapShape(1, 1, linears.getFirst().outFeatures()), template.neuron())));
            return new Classifier(template.finalPool(), hidden, linears.getLast());
        }

        private LifGroup group(List<String> names, MapShape shape, LifParameters otherwise) {
            LifParameters parameters = neurons.getOrDefault(names.getFirst(), otherwise);
            names.forEach(name -> {
                if (!neurons.getOrDefault(name, otherwise).equals(parameters)) {
                    throw new IllegalArgumentException(
                            "the LIF layers " + String.join(" and ", names) + " see the same input and need equal constants");
                }
            });
            return new LifGroup(names, shape, parameters);
        }

        private ConvolutionChain convolution(boolean withPointwise) {
            ConvolutionLayer first = layers.next();
            Optional<ConvolutionLayer> pointwise = withPointwise ? Optional.of(layers.next()) : Optional.empty();
            return new ConvolutionChain(first, pointwise, new NormLayer(LayerNames.norm(first.name()), pointwise.orElse(first).outChannels()));
        }

        private CellPlan cell(int index, MapShape shape) {
            ConnectionMatrix matrix = network.architecture().cell(index);
            List<SortedMap<Double, List<String>>> names = new ArrayList<>(); // by source and threshold
            List<List<Connection>> forward = new ArrayList<>();
            List<List<Connection>> backward = new ArrayList<>();
            for (int node = 0; node < matrix.nodes(); node++) {
                names.add(new TreeMap<>());
                forward.add(new ArrayList<>());
                backward.add(new ArrayList<>());
            }
            for (Edge edge : matrix.edges()) {
                network.space().operation(matrix, edge).threshold().ifPresent(threshold -> names.get(edge.source())
                        .computeIfAbsent(threshold, first -> new ArrayList<>()).add(LayerNames.edge(index, edge)));
            }
            List<ConvolutionChain> convolutions = new ArrayList<>();
            for (Edge edge : matrix.edges()) {
                (edge.isForward() ? forward : backward).get(edge.target()).add(connection(edge, network.space().operation(matrix, edge),
                        List.copyOf(names.get(edge.source()).keySet()), convolutions));
            }
            List<Node> nodes = IntStream.range(0, matrix.nodes()).mapToObj(node -> new Node(forward.get(node), backward.get(node),
                    names.get(node).entrySet().stream().map(group -> group(group.getValue(), shape,
                            template.neuron().withThreshold(group.getKey()))).toList()))
                    .toList();
            return new CellPlan(index, shape, nodes, convolutions);
        }

        /**
         * @param thresholds of the source's neurons
         * @param convolutions of the cell so far; one is added if the edge has one
         */
        private Connection connection(Edge edge, Operation operation, List<Double> thresholds, List<ConvolutionChain> convolutions) {
            return switch (operation) {
                case Operation.Zeroize none -> throw new IllegalStateException("edge " + edge + " has digit 0");
                case Operation.SkipConnection skip -> new Connection.Skip(edge);
                case Operation.AveragePool pool -> new Connection.AveragePool(edge, pool.kernelSize());
                case Operation.MaxPool pool -> new Connection.MaxPool(edge, pool.kernelSize());
                case Operation.SpikingConvolution convolution -> {
                    convolutions.add(convolution(convolution.kernels().size() > 1));
                    yield new Connection.Convolve(edge, thresholds.indexOf(convolution.vThreshold()), convolutions.size() - 1);
                }
            };
        }
    }
}
