package org.hasnas.nir;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.nir.model.NirFile;
import org.hasnas.nir.model.NirGraph;
import org.hasnas.nir.model.NirGraph.Edge;
import org.hasnas.nir.model.NirNode;
import org.hasnas.nir.model.NirTensor;

/**
 * A graph that can be computed: nested graphs are laid out flat, every node knows the shapes of its input and output, and the nodes are in an order
 * in which a time step can be computed.
 *
 * @param sites nodes in that order
 * @param delayedEdges edges that carry the value of the time step before, see {@link EvaluationOrder}
 * @param remarks sentences for the user about the file and the graph
 */
public record NirNetwork(List<Site> sites, List<Edge> delayedEdges, List<String> remarks) {
    /**
     * A node at its place. Its input is the sum of what its sources give.
     *
     * @param name within the graph; in a nested graph {@code outer/inner}
     * @param sources nodes that lead to this one
     */
    public record Site(String name, NirNode node, List<Integer> inputShape, List<Integer> outputShape, List<Source> sources) {
        public Site {
            inputShape = List.copyOf(inputShape);
            outputShape = List.copyOf(outputShape);
            sources = List.copyOf(sources);
        }

        /** Whether values from outside enter here. */
        public boolean isInput() {
            return node instanceof NirNode.Input && sources.isEmpty();
        }

        /** Weights and biases. */
        public long weightParameters() {
            return switch (node) {
                case NirNode.Affine(NirTensor weight, Optional<NirTensor> bias) -> count(weight) + bias.map(NirNetwork::count).orElse(0L);
                case NirNode.Convolution convolution -> count(convolution.weight()) + convolution.bias().map(NirNetwork::count).orElse(0L);
                case NirNode.Input _,NirNode.Output _,NirNode.Pool _,NirNode.Flatten _,NirNode.Scale _,NirNode.Threshold _,NirNode.Delay _,NirNode.Neuron _,NirNode.Subgraph _ ->
                        0;
            };
        }

        /** Constants that are no weights, as many as the file has. */
        public long neuronParameters() {
            return switch (node) {
                case NirNode.Scale(NirTensor scale) -> count(scale);
                case NirNode.Threshold(NirTensor threshold) -> count(threshold);
                case NirNode.Delay(NirTensor delay) -> count(delay);
                case NirNode.Neuron neuron -> constants(neuron).values().stream().mapToLong(NirNetwork::count).sum();
                case NirNode.Input _,NirNode.Output _,NirNode.Pool _,NirNode.Flatten _,NirNode.Affine _,NirNode.Convolution _,NirNode.Subgraph _ -> 0;
            };
        }

        /** Dense multiply-accumulates of one time step; padding counts, biases do not. */
        public long multiplyAccumulates() {
            return switch (node) {
                case NirNode.Affine affine -> count(affine.weight());
                case NirNode.Convolution convolution -> count(convolution.weight())
                        * NirTensor.size(outputShape.subList(1, outputShape.size()));
                case NirNode.Input _,NirNode.Output _,NirNode.Pool _,NirNode.Flatten _,NirNode.Scale _,NirNode.Threshold _,NirNode.Delay _,NirNode.Neuron _,NirNode.Subgraph _ ->
                        0;
            };
        }

        /** Neurons that spike or hold a potential. */
        public long neurons() {
            return node instanceof NirNode.Neuron ? NirTensor.size(outputShape) : 0;
        }
    }

    /**
     * Where an input comes from.
     *
     * @param site index in {@link #sites()}
     * @param delayed whether it is the value of the time step before
     */
    public record Source(int site, boolean delayed) {}

    public NirNetwork {
        sites = List.copyOf(sites);
        delayedEdges = List.copyOf(delayedEdges);
        remarks = List.copyOf(remarks);
    }

    private static long count(NirTensor tensor) {
        return tensor.values().length;
    }

    /** Constants of neurons by their names in NIR, those that the file has. */
    static Map<String, NirTensor> constants(NirNode.Neuron neuron) {
        Map<String, NirTensor> constants = new LinkedHashMap<>();
        String tau = neuron.synapse().isPresent() ? "tau_mem" : "tau";
        constants.put("r", neuron.r());
        neuron.leak().ifPresent(leak -> {
            constants.put(tau, leak.tau());
            constants.put("v_leak", leak.vLeak());
        });
        neuron.firing().ifPresent(firing -> {
            constants.put("v_threshold", firing.vThreshold());
            firing.vReset().ifPresent(vReset -> constants.put("v_reset", vReset));
        });
        neuron.synapse().ifPresent(synapse -> {
            constants.put("tau_syn", synapse.tau());
            synapse.wIn().ifPresent(wIn -> constants.put("w_in", wIn));
        });
        return constants;
    }

    /**
     * Checks a graph and puts it in order. Shapes with a leading batch axis of 1, as old exporters wrote them, are taken without it.
     *
     * @param dt length of a time step in the unit of time of the file, which tells whether a Delay is as long as a step
     * @throws HasnasException BAD_DATA with node and reason if the nodes do not fit together
     */
    public static NirNetwork of(NirFile file, double dt) throws HasnasException {
        try {
            return new Assembly(file, file.graph(), dt).network();
        } catch (HasnasException unfit) {
            List<String> batched = inputsWithBatchAxis(file.graph());
            if (batched.isEmpty()) {
                throw unfit;
            }
            Assembly assembly = new Assembly(file, withoutBatchAxis(file.graph()), dt);
            assembly.remarks.add("The shape of " + String.join(", ", batched) + " begins with a batch axis of 1, which NIR does not have; the network"
                    + " is read without it.");
            try {
                return assembly.network();
            } catch (HasnasException stillUnfit) {
                unfit.addSuppressed(stillUnfit);
                throw unfit;
            }
        }
    }

    /** Names of the inputs, if all of them have a first axis of 1 and more behind it. */
    private static List<String> inputsWithBatchAxis(NirGraph graph) {
        List<String> names = new ArrayList<>();
        for (Map.Entry<String, NirNode> entry : graph.nodes().entrySet()) {
            if (entry.getValue() instanceof NirNode.Input(List<Integer> shape)) {
                if (!hasBatchAxis(shape)) {
                    return List.of();
                }
                names.add("\"" + entry.getKey() + "\"");
            }
        }
        return names;
    }

    static boolean hasBatchAxis(List<Integer> shape) {
        return shape.size() > 1 && shape.getFirst() == 1;
    }

    private static List<Integer> withoutBatchAxis(List<Integer> shape) {
        return hasBatchAxis(shape) ? shape.subList(1, shape.size()) : shape;
    }

    private static NirGraph withoutBatchAxis(NirGraph graph) {
        Map<String, NirNode> nodes = new LinkedHashMap<>();
        graph.nodes().forEach((name, node) -> nodes.put(name, switch (node) {
            case NirNode.Input(List<Integer> shape) -> new NirNode.Input(withoutBatchAxis(shape));
            case NirNode.Output(List<Integer> shape) -> new NirNode.Output(withoutBatchAxis(shape));
            case NirNode.Flatten(int first, int last, List<Integer> shape) ->
                    new NirNode.Flatten(first > 0 ? first - 1 : first, last > 0 ? last - 1 : last, withoutBatchAxis(shape));
            case NirNode.Subgraph(NirGraph inner) -> new NirNode.Subgraph(withoutBatchAxis(inner));
            case NirNode.Affine _,NirNode.Convolution _,NirNode.Pool _,NirNode.Scale _,NirNode.Threshold _,NirNode.Delay _,NirNode.Neuron _ -> node;
        }));
        return new NirGraph(nodes, graph.edges());
    }

    /** Puts one graph together. */
    private static final class Assembly {
        private final double dt;
        private final List<String> remarks;
        private final Map<String, NirNode> nodes = new LinkedHashMap<>();
        private final Set<Edge> edges = new LinkedHashSet<>();
        private final Map<String, List<Integer>> outputs = new HashMap<>();
        private final NirGraph graph;

        Assembly(NirFile file, NirGraph graph, double dt) {
            this.graph = graph;
            this.dt = dt;
            this.remarks = new ArrayList<>(file.remarks());
        }

        NirNetwork network() throws HasnasException {
            layOut("", graph);
            checkConnections();
            EvaluationOrder order = EvaluationOrder.of(nodes, edges, dt);
            Map<String, Set<String>> sources = new LinkedHashMap<>();
            nodes.keySet().forEach(name -> sources.put(name, new LinkedHashSet<>()));
            edges.forEach(edge -> sources.getOrDefault(edge.to(), new HashSet<>()).add(edge.from()));
            spreadShapes(order.names(), sources);
            Map<String, Integer> index = new HashMap<>();
            order.names().forEach(name -> index.put(name, index.size()));
            List<Site> sites = new ArrayList<>();
            for (String name : order.names()) {
                List<Integer> input = inputShape(name, sources.getOrDefault(name, Set.of()));
                NirNode node = node(name);
                List<Integer> output = new NodeShape(name, node, from(name, sources), input).output();
                remarkOnDeclared(name, node, input);
                List<Source> from = new ArrayList<>();
                for (String source : sources.getOrDefault(name, Set.of())) {
                    from.add(new Source(index.getOrDefault(source, -1), order.delayed().contains(new Edge(source, name))));
                }
                sites.add(new Site(name, node, input, output, from));
            }
            return new NirNetwork(sites, List.copyOf(order.delayed()), remarks);
        }

        private NirNode node(String name) {
            NirNode node = nodes.get(name);
            if (node == null) {
                throw new IllegalArgumentException("there is no node " + name);
            }
            return node;
        }

        /** Where the input of a node comes from, for messages. */
        private static String from(String name, Map<String, Set<String>> sources) {
            return sources.getOrDefault(name, Set.of()).stream().findFirst().map(source -> "\"" + source + "\"").orElse("the input");
        }

        /** Adds the nodes and edges of a graph; those of nested graphs with the name of the graph in front. */
        private void layOut(String prefix, NirGraph part) throws HasnasException {
            for (Map.Entry<String, NirNode> entry : part.nodes().entrySet()) {
                if (entry.getValue() instanceof NirNode.Subgraph(NirGraph inner)) {
                    layOut(prefix + entry.getKey() + "/", inner);
                } else {
                    nodes.put(prefix + entry.getKey(), entry.getValue());
                }
            }
            for (Edge edge : part.edges()) {
                edges.add(new Edge(end(prefix, part, edge, edge.from(), false), end(prefix, part, edge, edge.to(), true)));
            }
        }

        /** The node at an end of an edge: of a nested graph its input or output. */
        private static String end(String prefix, NirGraph part, Edge edge, String name, boolean enters) throws HasnasException {
            NirNode node = part.nodes().get(name);
            if (node == null) {
                String within = prefix.isEmpty() ? "" : "In the nested graph \"" + prefix.substring(0, prefix.length() - 1) + "\": ";
                String pieces = part.nodes().keySet().stream().filter(known -> known.startsWith(name + ".")).map(known -> "\"" + known + "\"")
                        .collect(Collectors.joining(", "));
                throw new HasnasException(ErrorCode.BAD_DATA, within + "connection " + edge + ": there is no node \"" + name + "\""
                        + (pieces.isEmpty() ? "; there are " + names(part.nodes().keySet())
                                : " (there are " + pieces + ": a nested graph was flattened half-way)"));
            }
            if (!(node instanceof NirNode.Subgraph(NirGraph inner))) {
                return prefix + name;
            }
            List<String> gates = inner.nodes().entrySet().stream()
                    .filter(entry -> enters ? entry.getValue() instanceof NirNode.Input : entry.getValue() instanceof NirNode.Output)
                    .map(Map.Entry::getKey).toList();
            if (gates.size() != 1) {
                throw new HasnasException(ErrorCode.BAD_DATA,
                        "connection " + edge + ": the nested graph \"" + prefix + name + "\" has " + gates.size()
                                + (enters ? " inputs" : " outputs") + ", and the connection does not say which one; there must be one");
            }
            return prefix + name + "/" + gates.getFirst();
        }

        private static String names(Set<String> names) {
            String shown = names.stream().limit(12).map(name -> "\"" + name + "\"").collect(Collectors.joining(", "));
            return names.size() > 12 ? shown + " and " + (names.size() - 12) + " more" : shown;
        }

        private void checkConnections() throws HasnasException {
            if (graph.nodes().values().stream().noneMatch(NirNode.Input.class::isInstance)) {
                throw new HasnasException(ErrorCode.BAD_DATA, "the graph has no Input node" + (hasOutput() ? "" : " and no Output node")
                        + "; add one that says the shape of the input");
            }
            if (!hasOutput()) {
                throw new HasnasException(ErrorCode.BAD_DATA, "the graph has no Output node; nothing says what its result is");
            }
            Set<String> read = edges.stream().map(Edge::from).collect(Collectors.toSet());
            Set<String> fed = edges.stream().map(Edge::to).collect(Collectors.toSet());
            for (Map.Entry<String, NirNode> entry : Map.copyOf(nodes).entrySet()) {
                String name = entry.getKey();
                boolean isTopInput = graph.nodes().get(name) instanceof NirNode.Input;
                boolean isTopOutput = graph.nodes().get(name) instanceof NirNode.Output;
                if (isTopInput && fed.contains(name)) {
                    throw new HasnasException(ErrorCode.BAD_DATA, "a connection leads to the Input node \"" + name + "\"; values enter there from"
                            + " outside only");
                }
                if (!isTopInput && !fed.contains(name) && !read.contains(name) && !isTopOutput) {
                    remarks.add("The node \"" + name + "\" is connected with nothing and is left out.");
                    nodes.remove(name);
                } else if (!isTopInput && !fed.contains(name)) {
                    throw new HasnasException(ErrorCode.BAD_DATA, "no connection leads to the node \"" + name + "\"; without an input it can't be"
                            + " computed");
                } else if (!isTopOutput && !read.contains(name)) {
                    remarks.add("The output of \"" + name + "\" is not used: no connection starts there.");
                }
            }
        }

        private boolean hasOutput() {
            return graph.nodes().values().stream().anyMatch(NirNode.Output.class::isInstance);
        }

        /** Finds the output shapes that can be known before all is checked: loops make that more than one walk. */
        private void spreadShapes(List<String> order, Map<String, Set<String>> sources) {
            boolean found = true;
            while (found) {
                found = false;
                for (String name : order) {
                    if (!outputs.containsKey(name)) {
                        Optional<List<Integer>> shape = earlyShape(name, sources);
                        shape.ifPresent(known -> outputs.put(name, known));
                        found |= shape.isPresent();
                    }
                }
            }
        }

        private Optional<List<Integer>> earlyShape(String name, Map<String, Set<String>> sources) {
            NirNode node = node(name);
            if (node instanceof NirNode.Affine affine) {
                return Optional.of(List.of(affine.weight().size(0)));
            }
            if (node instanceof NirNode.Input(List<Integer> shape) && sources.getOrDefault(name, Set.of()).isEmpty()) {
                return Optional.of(shape);
            }
            for (String source : sources.getOrDefault(name, Set.of())) {
                List<Integer> input = outputs.get(source);
                if (input != null) {
                    try {
                        return Optional.of(new NodeShape(name, node, source, input).output());
                    } catch (HasnasException toldLater) {
                        return Optional.empty();
                    }
                }
            }
            return Optional.empty();
        }

        /** What all sources of a node give alike. */
        private List<Integer> inputShape(String name, Set<String> sources) throws HasnasException {
            if (sources.isEmpty() && node(name) instanceof NirNode.Input(List<Integer> shape)) {
                return shape;
            }
            String first = "";
            List<Integer> shape = List.of();
            for (String source : sources) {
                List<Integer> given = outputs.get(source);
                if (given == null) {
                    throw new HasnasException(ErrorCode.BAD_DATA, "the shape of what \"" + source + "\" gives to \"" + name + "\" can't be known: no"
                            + " Input leads there");
                }
                if (first.isEmpty()) {
                    first = source;
                    shape = given;
                } else if (!shape.equals(given)) {
                    throw new HasnasException(ErrorCode.BAD_DATA, "node \"" + name + "\" gets " + NirTensor.written(shape) + " values from \"" + first
                            + "\" and " + NirTensor.written(given) + " from \"" + source + "\"; they can't be added");
                }
            }
            return shape;
        }

        /** Shapes that a file declares beside those that follow from the graph. */
        private void remarkOnDeclared(String name, NirNode node, List<Integer> input) {
            List<Integer> declared = switch (node) {
                case NirNode.Input(List<Integer> shape) -> shape;
                case NirNode.Output(List<Integer> shape) -> shape;
                case NirNode.Flatten flatten -> flatten.inputShape();
                case NirNode.Convolution convolution -> convolution.inputShape();
                case NirNode.Affine _,NirNode.Pool _,NirNode.Scale _,NirNode.Threshold _,NirNode.Delay _,NirNode.Neuron _,NirNode.Subgraph _ ->
                        List.of();
            };
            List<Integer> real = node instanceof NirNode.Convolution ? input.subList(1, input.size()) : input;
            if (!declared.isEmpty() && !declared.equals(real)) {
                remarks.add("\"" + name + "\" (" + node.type() + ") declares the shape " + NirTensor.written(declared) + " but gets "
                        + NirTensor.written(real) + "; the latter counts.");
            }
        }
    }

    /** Weights and biases of all nodes. */
    public long parameters() {
        return sites.stream().mapToLong(Site::weightParameters).sum();
    }

    /** The site of a name. */
    public Optional<Site> find(String name) {
        return sites.stream().filter(site -> site.name().equals(name)).findFirst();
    }
}
