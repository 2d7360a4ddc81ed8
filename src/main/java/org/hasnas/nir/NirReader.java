package org.hasnas.nir;

import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.hasnas.document.Hdf5Files;
import org.hasnas.document.Sha256;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.nir.Hdf5Values.Budget;
import org.hasnas.nir.model.NirFile;
import org.hasnas.nir.model.NirGraph;
import org.hasnas.nir.model.NirGraph.Edge;
import org.hasnas.nir.model.NirNode;
import org.hasnas.nir.model.NirTensor;
import org.hasnas.nir.model.NirWindow;

/**
 * Reads a NIR file: any version, compressed or not. What the parameters of a node must be by themselves is checked here; whether the nodes fit
 * together is {@link NirNetwork}'s business. Which parameters a node has decides, not the version that the file names.
 */
public final class NirReader {
    /** Types that can be read, for messages. */
    static final List<String> TYPES = List.of("Input", "Output", "Affine", "Linear", "Conv1d", "Conv2d", "SumPool2d", "AvgPool2d", "Flatten",
            "Scale", "Threshold", "Delay", "I", "IF", "LI", "LIF", "CubaLI", "CubaLIF", "NIRGraph");

    /** Data sets of this program's own, see {@link NirNode.PerStep}. */
    static final String SCALE_PER_STEP = "hasnas_scale_per_step";
    static final String OFFSET_PER_STEP = "hasnas_offset_per_step";

    private static final int NEWEST_MAJOR = 1;
    private static final int DEEPEST = 16;
    private static final int MOST_NODES = 10_000;

    private final Budget budget;
    private final List<String> remarks = new ArrayList<>();
    private final Deque<Long> open = new ArrayDeque<>();
    private int nodes;

    private NirReader(long fileBytes) {
        budget = new Budget(fileBytes);
    }

    /**
     * Reads a file.
     *
     * @throws HasnasException NOT_FOUND or IO if it can't be read; BAD_DATA with node and reason if it is no NIR file or a damaged one
     */
    public static NirFile read(Path file) throws HasnasException {
        ByteBuffer content = Hdf5Files.content(file, "NIR file");
        try (HdfFile hdf = HdfFile.fromByteBuffer(content)) {
            return new NirReader(content.remaining()).file(hdf);
        } catch (HasnasException named) {
            throw new HasnasException(named.code(), file + ": " + named.getMessage(), named);
        } catch (RuntimeException | StackOverflowError broken) {
            throw new HasnasException(ErrorCode.BAD_DATA, file + ": " + Hdf5Files.reason(broken), broken);
        }
    }

    /** What is in a file: groups, arrays with their sizes, numbers and texts. */
    public static List<String> outline(Path file) throws HasnasException {
        List<String> lines = new ArrayList<>();
        try (HdfFile hdf = HdfFile.fromByteBuffer(Hdf5Files.content(file, "NIR file"))) {
            outline(hdf, "", lines);
        }
        return lines;
    }

    private static void outline(Group group, String indent, List<String> lines) {
        group.getChildren().forEach((name, child) -> {
            switch (child) {
                case Group inner -> {
                    lines.add(indent + name + "/");
                    outline(inner, indent + "  ", lines);
                }
                case Dataset data -> lines.add(indent + name + ": " + (data.isScalar() ? data.getData()
                        : data.getJavaType() + " " + Arrays.toString(data.getDimensions())));
                default -> lines.add(indent + name);
            }
        });
    }

    /**
     * The one name of a network of another tool: the SHA-256 of its file, 64 hexadecimal digits.
     *
     * @throws HasnasException NOT_FOUND or IO if it can't be read
     */
    public static String hash(Path file) throws HasnasException {
        return Sha256.of(Hdf5Files.content(file, "NIR file"));
    }

    private NirFile file(HdfFile hdf) throws HasnasException {
        Hdf5Values root = new Hdf5Values(hdf, "The file", budget);
        Optional<String> version = root.text("version");
        version.ifPresent(this::remarkOnVersion);
        Group top = root.group("node").orElseThrow(() -> new HasnasException(ErrorCode.BAD_DATA,
                "this HDF5 file is not a NIR file: the group \"node\" is missing"));
        NirNode node = node("node", "The graph", top);
        NirGraph graph = node instanceof NirNode.Subgraph(NirGraph whole) ? whole : alone(node);
        long withoutReset = withoutReset(graph);
        if (withoutReset > 0) {
            remarks.add(withoutReset + (withoutReset == 1 ? " node has" : " nodes have") + " no v_reset, as in files before NIR 1.0.6: the potential"
                    + " is set to 0 behind a spike. If the network was made with a reset by subtraction, this is not what it computed.");
        }
        return new NirFile(version, graph, metadata(top), remarks);
    }

    private void remarkOnVersion(String version) {
        String major = version.split("\\.", 2)[0];
        if (!major.matches("\\d{1,9}") || Integer.parseInt(major) > NEWEST_MAJOR) {
            remarks.add("The file was written by NIR " + version + ", which is newer than " + NEWEST_MAJOR + ".x or unknown; what is known of it is"
                    + " read.");
        }
    }

    private static long withoutReset(NirGraph graph) {
        long count = 0;
        for (NirNode node : graph.nodes().values()) {
            if (node instanceof NirNode.Subgraph(NirGraph inner)) {
                count += withoutReset(inner);
            } else if (node instanceof NirNode.Neuron neuron && neuron.firing().filter(firing -> firing.vReset().isEmpty()).isPresent()) {
                count++;
            }
        }
        return count;
    }

    /** A graph around a single node. */
    private NirGraph alone(NirNode node) throws HasnasException {
        List<Integer> input = switch (node) {
            case NirNode.Affine affine -> List.of(affine.weight().size(1));
            case NirNode.Neuron neuron -> neuron.r().shape();
            case NirNode.Scale scale -> scale.scale().shape();
            case NirNode.Threshold threshold -> threshold.threshold().shape();
            case NirNode.Delay delay -> delay.delay().shape();
            case NirNode.Convolution convolution when !convolution.inputShape().isEmpty() -> {
                List<Integer> shape = new ArrayList<>(List.of(convolution.weight().size(1) * convolution.groups()));
                shape.addAll(convolution.inputShape());
                yield shape;
            }
            case NirNode.Flatten flatten -> flatten.inputShape();
            case NirNode.Convolution _,NirNode.Pool _,NirNode.Input _,NirNode.Output _,NirNode.Subgraph _ -> List.of();
        };
        if (input.isEmpty()) {
            throw new HasnasException(ErrorCode.BAD_DATA, "it holds one node of type " + node.type() + " and no network; nothing tells the shape of"
                    + " its input");
        }
        remarks.add("The file holds one node of type " + node.type() + " and no graph; it is read as a network of this node, with an input and an"
                + " output of its own.");
        Map<String, NirNode> nodes = new LinkedHashMap<>();
        nodes.put("input", new NirNode.Input(input));
        nodes.put(node.type(), node);
        nodes.put("output", new NirNode.Output(List.of()));
        return new NirGraph(nodes, List.of(new Edge("input", node.type()), new Edge(node.type(), "output")));
    }

    private Map<String, String> metadata(Group top) throws HasnasException {
        Optional<Group> group = new Hdf5Values(top, "The graph", budget).group("metadata");
        Map<String, String> metadata = new TreeMap<>();
        if (group.isPresent()) {
            Hdf5Values values = new Hdf5Values(group.get(), "The metadata", budget);
            for (Node child : group.get()) {
                values.text(child.getName()).ifPresent(text -> metadata.put(child.getName(), text));
            }
        }
        return metadata;
    }

    /** @param name of the node within its graph */
    private NirNode node(String name, String place, Group group) throws HasnasException {
        nodes++;
        if (nodes > MOST_NODES) {
            throw new HasnasException(ErrorCode.BAD_DATA, "it has more than " + MOST_NODES + " nodes");
        }
        if (open.contains(group.getAddress()) || open.size() > DEEPEST) {
            throw new HasnasException(ErrorCode.BAD_DATA,
                    "the graph contains itself, or graphs are nested deeper than " + DEEPEST + " (" + place + ")");
        }
        open.push(group.getAddress());
        Hdf5Values values = new Hdf5Values(group, place, budget);
        try {
            return node(name, values);
        } catch (RuntimeException | StackOverflowError broken) {
            throw new HasnasException(ErrorCode.BAD_DATA, place + ": " + Hdf5Files.reason(broken), broken);
        } finally {
            open.pop();
        }
    }

    private NirNode node(String name, Hdf5Values values) throws HasnasException {
        String type = values.text("type").orElseThrow(() -> values.missing("type"));
        return switch (type) {
            case "NIRGraph" -> new NirNode.Subgraph(graph(name, values));
            case "Input" -> new NirNode.Input(values.requiredShape("shape"));
            case "Output" -> new NirNode.Output(values.requiredShape("shape"));
            case "Linear" -> new NirNode.Affine(matrix(values), Optional.empty());
            case "Affine" -> affine(values);
            case "Conv1d" -> convolution(values, 1);
            case "Conv2d" -> convolution(values, 2);
            case "SumPool2d", "AvgPool2d" -> new NirNode.Pool(type.equals("AvgPool2d"), poolWindow(values));
            case "Flatten" -> new NirNode.Flatten(values.integer("start_dim").orElse(0), values.integer("end_dim").orElse(-1),
                    declared(values, "input_type"));
            case "Scale" -> new NirNode.Scale(values.requiredNumbers("scale"));
            case "Threshold" -> new NirNode.Threshold(values.requiredNumbers("threshold"));
            case "Delay" -> new NirNode.Delay(atLeast(values, "delay", 0));
            case "I" -> new NirNode.Neuron(values.requiredNumbers("r"), Optional.empty(), Optional.empty(), Optional.empty());
            case "IF" -> new NirNode.Neuron(values.requiredNumbers("r"), Optional.empty(), Optional.of(firing(values)), Optional.empty());
            case "LI" -> new NirNode.Neuron(values.requiredNumbers("r"), Optional.of(leak(values, "tau")), Optional.empty(), Optional.empty());
            case "LIF" -> new NirNode.Neuron(values.requiredNumbers("r"), Optional.of(leak(values, "tau")), Optional.of(firing(values)),
                    Optional.empty());
            case "CubaLI" -> new NirNode.Neuron(values.requiredNumbers("r"), Optional.of(leak(values, "tau_mem")), Optional.empty(),
                    Optional.of(synapse(values)));
            case "CubaLIF" -> new NirNode.Neuron(values.requiredNumbers("r"), Optional.of(leak(values, "tau_mem")),
                    Optional.of(firing(values)), Optional.of(synapse(values)));
            default -> throw values.problem("its type \"" + type + "\" is unknown; types that can be read are " + String.join(", ", TYPES));
        };
    }

    private NirGraph graph(String name, Hdf5Values values) throws HasnasException {
        boolean isTop = open.size() == 1;
        Group children = values.group("nodes").orElseThrow(() -> values.missing("nodes"));
        Map<String, NirNode> found = new LinkedHashMap<>();
        for (String child : children.getChildren().keySet()) {
            String path = isTop ? child : name + "/" + child;
            Optional<Group> group = new Hdf5Values(children, "Node \"" + path + "\"", budget).group(child);
            if (group.isPresent()) {
                found.put(child, node(path, "Node \"" + path + "\"", group.get()));
            }
        }
        String where = isTop ? "The graph" : "The nested graph \"" + name + "\"";
        if (!values.has("edges")) {
            throw new HasnasException(ErrorCode.BAD_DATA, where + " has no list of connections (edges)");
        }
        List<Edge> edges = new ArrayList<>();
        Set<Edge> known = new HashSet<>();
        for (List<String> row : values.rowsOfText("edges", 2)) {
            Edge edge = new Edge(row.get(0), row.get(1));
            if (known.add(edge)) {
                edges.add(edge);
            } else {
                remarks.add("The connection " + edge + " is listed more than once; it counts once.");
            }
        }
        if (edges.isEmpty()) {
            throw new HasnasException(ErrorCode.BAD_DATA, where + " has no connections (edges is empty): nothing leads from input to output");
        }
        return new NirGraph(found, edges);
    }

    private static NirTensor matrix(Hdf5Values values) throws HasnasException {
        NirTensor weight = values.requiredNumbers("weight");
        if (weight.rank() != 2) {
            throw values.problem("weight must have two axes (outputs x inputs), its shape is " + NirTensor.written(weight.shape()));
        }
        return weight;
    }

    private static NirNode affine(Hdf5Values values) throws HasnasException {
        NirTensor weight = matrix(values);
        return new NirNode.Affine(weight, Optional.of(bias(values, weight, "rows").orElseThrow(() -> values.missing("bias"))));
    }

    private static Optional<NirTensor> bias(Hdf5Values values, NirTensor weight, String rows) throws HasnasException {
        Optional<NirTensor> bias = values.numbers("bias");
        if (bias.isPresent() && bias.get().values().length != weight.size(0)) {
            throw values.problem("bias has " + bias.get().values().length + " values, but weight has " + weight.size(0) + " " + rows);
        }
        return bias.map(tensor -> new NirTensor(List.of(weight.size(0)), tensor.values()));
    }

    private static NirNode convolution(Hdf5Values values, int axes) throws HasnasException {
        NirTensor weight = values.requiredNumbers("weight");
        if (weight.rank() != axes + 2) {
            throw values.problem("weight must have " + (axes + 2) + " axes (output channels, input channels, kernel), its shape is "
                    + NirTensor.written(weight.shape()));
        }
        int groups = values.integer("groups").orElse(1);
        if (groups < 1 || weight.size(0) % groups != 0) {
            throw values.problem(weight.size(0) + " output channels can't be split into " + groups + " groups");
        }
        NirWindow window = new NirWindow(weight.shape().subList(2, axes + 2), perAxis(values, "stride", axes, 1).orElse(ones(axes)),
                padding(values, axes), perAxis(values, "dilation", axes, 1).orElse(ones(axes)));
        List<Integer> declared = declared(values, "input_shape");
        return new NirNode.Convolution(weight, bias(values, weight, "output channels"), window, groups,
                declared.size() == 1 && axes == 2 ? List.of(declared.getFirst(), declared.getFirst()) : declared, perStep(values, weight.size(0)));
    }

    private static Optional<NirNode.PerStep> perStep(Hdf5Values values, int channels) throws HasnasException {
        Optional<NirTensor> scale = values.numbers(SCALE_PER_STEP);
        Optional<NirTensor> offset = values.numbers(OFFSET_PER_STEP);
        if (scale.isEmpty() || offset.isEmpty()) {
            return Optional.empty();
        }
        if (scale.get().rank() != 2 || scale.get().size(1) != channels || !scale.get().shape().equals(offset.get().shape())) {
            throw values.problem(SCALE_PER_STEP + " and " + OFFSET_PER_STEP + " must have the axes time steps and " + channels + " channels, their"
                    + " shapes are " + NirTensor.written(scale.get().shape()) + " and " + NirTensor.written(offset.get().shape()));
        }
        return Optional.of(new NirNode.PerStep(scale.get(), offset.get()));
    }

    private static NirWindow poolWindow(Hdf5Values values) throws HasnasException {
        List<Integer> kernel = perAxis(values, "kernel_size", 2, 1).orElseThrow(() -> values.missing("kernel_size"));
        return new NirWindow(kernel, perAxis(values, "stride", 2, 1).orElse(kernel), padding(values, 2), ones(2));
    }

    private static List<Integer> ones(int axes) {
        return Collections.nCopies(axes, 1);
    }

    /** A number for each axis, or one for all. */
    private static Optional<List<Integer>> perAxis(Hdf5Values values, String name, int axes, int least) throws HasnasException {
        Optional<List<Integer>> numbers = values.integers(name);
        if (numbers.isEmpty()) {
            return numbers;
        }
        List<Integer> given = numbers.get();
        if (given.size() != 1 && given.size() != axes) {
            throw values.problem(name + " must be one number or " + axes + ", it has " + given.size());
        }
        if (given.stream().anyMatch(number -> number < least)) {
            throw values.problem(name + " must be at least " + least + ", was " + NirTensor.written(given));
        }
        return Optional.of(given.size() == 1 ? Collections.nCopies(axes, given.getFirst()) : given);
    }

    private static NirWindow.Padding padding(Hdf5Values values, int axes) throws HasnasException {
        Optional<String> word = values.text("padding");
        if (word.isPresent()) {
            return switch (word.get()) {
                case "same" -> new NirWindow.Padding.Same();
                case "valid" -> new NirWindow.Padding.Sides(Collections.nCopies(axes, 0));
                default -> throw values.problem("the padding \"" + word.get() + "\" is unknown; NIR knows \"same\", \"valid\" or numbers");
            };
        }
        return new NirWindow.Padding.Sides(perAxis(values, "padding", axes, 0).orElse(Collections.nCopies(axes, 0)));
    }

    /** Sizes that a file may declare; those that are not known are left out or 0. */
    private static List<Integer> declared(Hdf5Values values, String name) throws HasnasException {
        if (values.text(name).isPresent()) {
            return List.of();
        }
        List<Integer> sizes = values.integers(name).orElse(List.of());
        return sizes.stream().allMatch(size -> size > 0) ? sizes : List.of();
    }

    private static NirTensor atLeast(Hdf5Values values, String name, double least) throws HasnasException {
        NirTensor numbers = values.requiredNumbers(name);
        for (int position = 0; position < numbers.values().length; position++) {
            if (numbers.values()[position] < least) {
                throw values.problem(name + " " + numbers.indexOf(position) + " must not be below " + least + ", was " + numbers.values()[position]);
            }
        }
        return numbers;
    }

    private static NirNode.Leak leak(Hdf5Values values, String tau) throws HasnasException {
        return new NirNode.Leak(values.requiredNumbers(tau), values.requiredNumbers("v_leak"));
    }

    private static NirNode.Firing firing(Hdf5Values values) throws HasnasException {
        return new NirNode.Firing(values.requiredNumbers("v_threshold"), values.numbers("v_reset"));
    }

    private static NirNode.Synapse synapse(Hdf5Values values) throws HasnasException {
        return new NirNode.Synapse(values.requiredNumbers("tau_syn"), values.numbers("w_in"));
    }
}
