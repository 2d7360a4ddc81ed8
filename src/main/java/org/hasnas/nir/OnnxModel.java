package org.hasnas.nir;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.hasnas.document.AtomicFile;
import org.hasnas.document.InputFile;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.network.NetworkTemplate.InputKind;
import org.hasnas.nir.NirNetwork.Site;
import org.hasnas.nir.NirNetwork.Source;
import org.hasnas.nir.model.NirNode;
import org.hasnas.nir.model.NirTensor;
import org.hasnas.nir.model.NirWindow;

/**
 * Writes a graph as an ONNX model of standard operators, unrolled over its time steps: the same image at each of them, or its frame of events of an
 * input [batch, time step, channel, row, column]; the mean of the output over time. Batches may have any size; arithmetic is that of 32-bit floats.
 */
public final class OnnxModel {
    /** Version of the operators. */
    public static final int OPSET = 13;

    private static final int IR_VERSION = 7;
    private static final String BATCH = "batch";

    private final NirNetwork network;
    private final double dt;
    private final InputKind kind;
    private final OnnxMl.GraphProto.Builder graph = OnnxMl.GraphProto.newBuilder().setName("spiking_network");
    private final Set<String> initializers = new HashSet<>();
    private final Map<String, String> zeros = new HashMap<>();
    private final List<String[]> given = new ArrayList<>(); // by step: what each node gives
    private final List<String[]> taken = new ArrayList<>(); // by step: what each node gets
    private final Map<String, String> state = new HashMap<>();
    private int temporary;

    private OnnxModel(NirNetwork network, double dt, InputKind kind) {
        this.network = network;
        this.dt = dt;
        this.kind = kind;
    }

    /**
     * Writes a model.
     *
     * @param dt length of a time step in the unit of time of the graph
     * @param timeSteps of an inference
     * @param kind what enters at them
     * @param about what the network is, by key
     * @throws HasnasException BAD_INPUT if a node can't be written; IO
     */
    public static void write(NirNetwork network, double dt, int timeSteps, InputKind kind, Map<String, String> about, Path file)
            throws HasnasException {
        OnnxMl.ModelProto.Builder model = OnnxMl.ModelProto.newBuilder().setIrVersion(IR_VERSION).setProducerName("HASNAS Studio")
                .addOpsetImport(OnnxMl.OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPSET))
                .setGraph(new OnnxModel(network, dt, kind).unrolled(timeSteps));
        about.forEach((key, value) -> model.addMetadataProps(OnnxMl.StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
        OnnxMl.ModelProto whole = model.build();
        AtomicFile.write(file, temporary -> write(whole, temporary));
    }

    /** What is in a file: what enters and comes out, and its operators. */
    public static List<String> outline(Path file) throws HasnasException {
        try (InputStream content = Files.newInputStream(file)) {
            OnnxMl.ModelProto model = OnnxMl.ModelProto.parseFrom(content);
            OnnxMl.GraphProto graph = model.getGraph();
            List<String> lines = new ArrayList<>();
            model.getOpsetImportList().forEach(opset -> lines.add("opset " + opset.getVersion()));
            graph.getInputList().forEach(value -> lines.add("input " + written(value)));
            graph.getOutputList().forEach(value -> lines.add("output " + written(value)));
            graph.getNodeList().stream().collect(Collectors.groupingBy(OnnxMl.NodeProto::getOpType, TreeMap::new, Collectors.counting()))
                    .forEach((type, count) -> lines.add(count + " " + type));
            return lines;
        } catch (IOException failed) {
            throw InputFile.unreadable(file, failed);
        }
    }

    private static String written(OnnxMl.ValueInfoProto value) {
        return value.getName() + value.getType().getTensorType().getShape().getDimList().stream()
                .map(size -> size.getDimParam().isEmpty() ? String.valueOf(size.getDimValue()) : size.getDimParam())
                .collect(Collectors.joining(", ", " [", "]"));
    }

    private static void write(OnnxMl.ModelProto model, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            model.writeTo(out);
        }
    }

    private OnnxMl.GraphProto unrolled(int timeSteps) throws HasnasException {
        for (Site site : network.sites()) {
            if (site.isInput()) {
                List<Integer> shape = new ArrayList<>(site.inputShape());
                if (kind == InputKind.EVENTS) {
                    shape.addFirst(timeSteps);
                }
                graph.addInput(value(site.name(), shape));
            }
        }
        for (int step = 0; step < timeSteps; step++) {
            given.add(new String[network.sites().size()]);
            taken.add(new String[network.sites().size()]);
            for (int index = 0; index < network.sites().size(); index++) {
                Site site = network.sites().get(index);
                given.getLast()[index] = site.isInput() ? entering(step, site.name()) : compute(step, index, site);
            }
            for (int index = 0; index < network.sites().size(); index++) {
                if (network.sites().get(index).node() instanceof NirNode.Delay) {
                    taken.getLast()[index] = input(step, network.sites().get(index));
                }
            }
        }
        for (int index = 0; index < network.sites().size(); index++) {
            Site site = network.sites().get(index);
            if (site.node() instanceof NirNode.Output && !site.name().contains("/")) {
                int at = index;
                List<String> steps = given.stream().map(names -> names[at]).toList();
                graph.addNode(OnnxMl.NodeProto.newBuilder().setOpType("Mean").addAllInput(steps).addOutput(site.name() + " mean"));
                graph.addOutput(value(site.name() + " mean", site.outputShape()));
            }
        }
        return graph.build();
    }

    private String entering(int step, String input) {
        return switch (kind) {
            case IMAGE -> input;
            case EVENTS -> node("Gather", gather -> gather.addAttribute(integer("axis", 1)), input, integersArray("step " + step, List.of(), step));
        };
    }

    private static OnnxMl.ValueInfoProto value(String name, List<Integer> shape) {
        OnnxMl.TensorShapeProto.Builder sizes = OnnxMl.TensorShapeProto.newBuilder()
                .addDim(OnnxMl.TensorShapeProto.Dimension.newBuilder().setDimParam(BATCH));
        shape.forEach(size -> sizes.addDim(OnnxMl.TensorShapeProto.Dimension.newBuilder().setDimValue(size)));
        return OnnxMl.ValueInfoProto.newBuilder().setName(name).setType(OnnxMl.TypeProto.newBuilder().setTensorType(
                OnnxMl.TypeProto.Tensor.newBuilder().setElemType(OnnxMl.TensorProto.DataType.FLOAT.getNumber()).setShape(sizes))).build();
    }

    private String node(String operator, Consumer<OnnxMl.NodeProto.Builder> attributes, String... inputs) {
        String output = operator + " " + temporary++;
        OnnxMl.NodeProto.Builder node = OnnxMl.NodeProto.newBuilder().setOpType(operator).addAllInput(Arrays.asList(inputs)).addOutput(output)
                .setName(output);
        attributes.accept(node);
        graph.addNode(node);
        return output;
    }

    private String node(String operator, String... inputs) {
        return node(operator, _ -> {}, inputs);
    }

    private static OnnxMl.AttributeProto integers(String name, List<Integer> values) {
        return OnnxMl.AttributeProto.newBuilder().setName(name).setType(OnnxMl.AttributeProto.AttributeType.INTS)
                .addAllInts(values.stream().map(Integer::longValue).toList()).build();
    }

    private static OnnxMl.AttributeProto integer(String name, long value) {
        return OnnxMl.AttributeProto.newBuilder().setName(name).setType(OnnxMl.AttributeProto.AttributeType.INT).setI(value).build();
    }

    /** An array of the model, written once. */
    private String array(String name, List<Integer> shape, double[] values) {
        if (initializers.add(name)) {
            ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
            for (double value : values) {
                bytes.putFloat((float) value);
            }
            graph.addInitializer(OnnxMl.TensorProto.newBuilder().setName(name).setDataType(OnnxMl.TensorProto.DataType.FLOAT.getNumber())
                    .addAllDims(shape.stream().map(Integer::longValue).toList()).setRawData(ByteString.copyFrom(bytes.array())));
        }
        return name;
    }

    private String integersArray(String name, List<Integer> values) {
        return integersArray(name, List.of((long) values.size()), values.stream().mapToInt(Integer::intValue).toArray());
    }

    private String integersArray(String name, List<Long> shape, int... values) {
        if (initializers.add(name)) {
            ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
            for (int value : values) {
                bytes.putLong(value);
            }
            graph.addInitializer(OnnxMl.TensorProto.newBuilder().setName(name).setDataType(OnnxMl.TensorProto.DataType.INT64.getNumber())
                    .addAllDims(shape).setRawData(ByteString.copyFrom(bytes.array())));
        }
        return name;
    }

    /** Constants of neurons and the like: one number where all are equal, else one for each value. */
    private String constant(String name, NirTensor values, Site site) {
        return Arrays.stream(values.values()).distinct().count() == 1 ? array(name, List.of(), new double[] {values.values()[0]})
                : array(name, site.inputShape(), values.spread(site.inputShape()));
    }

    /** Zeros for each image of the batch. */
    private String zeros(List<Integer> shape) {
        return zeros.computeIfAbsent(NirTensor.written(shape), written -> {
            String first = network.sites().stream().filter(Site::isInput).findFirst().orElseThrow().name();
            String images = node("Gather", node("Shape", first), integersArray("first axis", List.of(0)));
            return node("ConstantOfShape", node("Concat", concat -> concat.addAttribute(integer("axis", 0)), images,
                    integersArray("shape " + written, shape)));
        });
    }

    private String input(int step, Site site) {
        List<String> terms = new ArrayList<>();
        for (Source source : site.sources()) {
            if (!source.delayed()) {
                terms.add(given.get(step)[source.site()]);
            } else if (step > 0) {
                terms.add(given.get(step - 1)[source.site()]);
            }
        }
        return terms.isEmpty() ? zeros(site.inputShape()) : terms.size() == 1 ? terms.getFirst() : node("Sum", terms.toArray(String[]::new));
    }

    private String compute(int step, int index, Site site) throws HasnasException {
        String name = site.name();
        if (site.node() instanceof NirNode.Delay(NirTensor delay)) {
            return delay(step, index, site, delay);
        }
        String input = input(step, site);
        return switch (site.node()) {
            case NirNode.Input _,NirNode.Output _,NirNode.Subgraph _,NirNode.Delay _ -> input;
            case NirNode.Affine affine -> {
                List<String> inputs = new ArrayList<>(List.of(input, array(name + ".weight", affine.weight().shape(), affine.weight().values())));
                affine.bias().ifPresent(bias -> inputs.add(array(name + ".bias", bias.shape(), bias.values())));
                yield node("Gemm", gemm -> gemm.addAttribute(integer("transB", 1)), inputs.toArray(String[]::new));
            }
            case NirNode.Convolution convolution -> convolution(step, name, input, convolution);
            case NirNode.Pool pool -> {
                String pooled = node("AveragePool", attributes -> attributes.addAttribute(integers("kernel_shape", pool.window().kernel()))
                        .addAttribute(integers("strides", pool.window().stride())).addAttribute(integers("pads", pads(pool.window())))
                        .addAttribute(integer("count_include_pad", 1)), input);
                yield pool.average() ? pooled
                        : node("Mul", pooled, array(name + ".count", List.of(), new double[] {NirTensor.size(pool.window().kernel())}));
            }
            case NirNode.Flatten _ -> {
                List<Integer> shape = new ArrayList<>(List.of(0)); // the batch keeps its size
                shape.addAll(site.outputShape());
                yield node("Reshape", input, integersArray(name + ".shape", shape));
            }
            case NirNode.Scale(NirTensor scale) -> Arrays.stream(scale.values()).allMatch(factor -> factor == 1) ? input
                    : node("Mul", input, constant(name + ".scale", scale, site));
            case NirNode.Threshold(NirTensor threshold) -> number(node("Greater", input, constant(name + ".threshold", threshold, site)));
            case NirNode.Neuron neuron -> neuron(name, input, neuron, site);
        };
    }

    private String number(String condition) {
        return node("Cast", cast -> cast.addAttribute(integer("to", OnnxMl.TensorProto.DataType.FLOAT.getNumber())), condition);
    }

    private static List<Integer> pads(NirWindow window) {
        List<Integer> pads = new ArrayList<>();
        for (int axis = 0; axis < window.axes(); axis++) {
            pads.add(window.front(axis));
        }
        for (int axis = 0; axis < window.axes(); axis++) {
            pads.add(window.back(axis));
        }
        return pads;
    }

    private String convolution(int step, String name, String input, NirNode.Convolution convolution) {
        List<String> inputs = new ArrayList<>(List.of(input, array(name + ".weight", convolution.weight().shape(), convolution.weight().values())));
        if (convolution.perStep().isEmpty()) {
            convolution.bias().ifPresent(bias -> inputs.add(array(name + ".bias", bias.shape(), bias.values())));
        }
        NirWindow window = convolution.window();
        String sums = node("Conv", attributes -> attributes.addAttribute(integers("kernel_shape", window.kernel()))
                .addAttribute(integers("strides", window.stride())).addAttribute(integers("dilations", window.dilation()))
                .addAttribute(integers("pads", pads(window))).addAttribute(integer("group", convolution.groups())), inputs.toArray(String[]::new));
        if (convolution.perStep().isEmpty()) {
            return sums;
        }
        NirNode.PerStep perStep = convolution.perStep().get();
        int now = Math.min(step, perStep.steps() - 1);
        int channels = convolution.weight().size(0);
        List<Integer> spread = window.axes() == 2 ? List.of(channels, 1, 1) : List.of(channels, 1);
        String scaled = node("Mul", sums, array(name + ".scale " + now, spread,
                Arrays.copyOfRange(perStep.scale().values(), now * channels, (now + 1) * channels)));
        return node("Add", scaled, array(name + ".offset " + now, spread,
                Arrays.copyOfRange(perStep.offset().values(), now * channels, (now + 1) * channels)));
    }

    private String delay(int step, int index, Site site, NirTensor delay) throws HasnasException {
        long[] waits = Arrays.stream(delay.spread(site.inputShape())).mapToLong(value -> (long) Math.rint(value / dt)).distinct().toArray();
        if (waits.length != 1) {
            throw new HasnasException(ErrorCode.BAD_INPUT,
                    "node \"" + site.name() + "\" (Delay): delays that differ between values can't be written as"
                            + " ONNX");
        }
        return waits[0] == 0 ? input(step, site) : step < waits[0] ? zeros(site.outputShape()) : taken.get(step - (int) waits[0])[index];
    }

    private String neuron(String name, String input, NirNode.Neuron neuron, Site site) {
        String before = state.computeIfAbsent(name, _ -> zeros(site.outputShape()));
        String current = neuron.synapse().isPresent() ? state.computeIfAbsent(name + ".i", _ -> zeros(site.outputShape())) : input;
        String driven = times(current, neuron.r(), name + ".r", site);
        String v;
        if (neuron.leak().isPresent()) {
            NirNode.Leak leak = neuron.leak().get();
            String pulled = node("Sub", driven, before);
            if (Arrays.stream(leak.vLeak().values()).anyMatch(value -> value != 0)) {
                pulled = node("Add", pulled, constant(name + ".v_leak", leak.vLeak(), site));
            }
            v = node("Add", before, node("Mul", pulled, constant(name + ".decay", perStep(leak.tau()), site)));
        } else {
            v = node("Add", before, node("Mul", driven, array("dt", List.of(), new double[] {dt})));
        }
        neuron.synapse().ifPresent(synapse -> {
            String weighed = synapse.wIn().map(wIn -> times(input, wIn, name + ".w_in", site)).orElse(input);
            state.put(name + ".i", node("Add", current, node("Mul", node("Sub", weighed, current),
                    constant(name + ".decay_syn", perStep(synapse.tau()), site))));
        });
        if (neuron.firing().isEmpty()) {
            state.put(name, v);
            return v;
        }
        NirNode.Firing firing = neuron.firing().get();
        String fires = node("Greater", v, constant(name + ".v_threshold", firing.vThreshold(), site));
        state.put(name, node("Where", fires, constant(name + ".v_reset", firing.vReset().orElse(NirTensor.scalar(0)), site), v));
        return number(fires);
    }

    private String times(String value, NirTensor factor, String name, Site site) {
        return Arrays.stream(factor.values()).allMatch(one -> one == 1) ? value : node("Mul", value, constant(name, factor, site));
    }

    private NirTensor perStep(NirTensor tau) {
        return new NirTensor(tau.shape(), Arrays.stream(tau.values()).map(value -> dt / value).toArray());
    }
}
