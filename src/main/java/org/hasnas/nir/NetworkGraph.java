package org.hasnas.nir;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.hasnas.chip.inference.model.GraphReading.Encoding;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.network.ConvolutionLayer;
import org.hasnas.network.LinearLayer;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.network.NetworkTemplate.InputKind;
import org.hasnas.network.plan.CellPlan;
import org.hasnas.network.plan.CellPlan.Connection;
import org.hasnas.network.plan.ConvolutionChain;
import org.hasnas.network.plan.LifGroup;
import org.hasnas.network.plan.MapShape;
import org.hasnas.network.plan.NetworkPlan;
import org.hasnas.nir.model.NirFile;
import org.hasnas.nir.model.NirGraph;
import org.hasnas.nir.model.NirGraph.Edge;
import org.hasnas.nir.model.NirNode;
import org.hasnas.nir.model.NirTensor;
import org.hasnas.nir.model.NirWindow;
import org.hasnas.simulation.weights.NormParameters;
import org.hasnas.simulation.weights.Weights;
import org.hasnas.units.EnumNames;

/**
 * A network of this program as a graph of NIR that computes the same.
 *
 * <ul>
 * <li>Batch norms are folded into the convolutions before them; those before an exit's neurons become 1x1 convolutions of each channel. Where a
 * batch norm has constants for each time step, NIR can't hold them: the nodes hold the means over time steps, and beside them lie, in data sets that
 * other readers pass over, factors and offsets for each step ({@link NirNode.PerStep}).
 * <li>A backward edge of a cell is a recurrent connection through a Delay of one step, so that no reader needs to guess where a loop waits.
 * <li>Neurons here fire at their threshold, those of NIR above it: thresholds are the next smaller 32-bit number.
 * <li>The image enters at every time step, or the step's frame of events. The output is the classes' scores of one step; the network's scores are their mean over time.
 * </ul>
 */
public final class NetworkGraph {
    /** Length of a time step in seconds, as snnTorch and SpikingJelly write it. */
    public static final double DT = 1e-4;

    /** Name of the means over each class's voters. */
    static final String VOTES = "votes";

    private final NetworkPlan plan;
    private final NetworkTemplate template;
    private final Weights weights;
    /** Whether constants stay as they are computed; files have 32-bit floats. */
    private final boolean exact;
    private final Map<String, NirNode> nodes = new LinkedHashMap<>();
    private final List<Edge> edges = new ArrayList<>();
    private boolean hasConstantsPerStep;

    private NetworkGraph(Network network, Weights weights, boolean exact) {
        this.exact = exact;
        plan = weights.plan(network);
        template = network.template();
        this.weights = weights;
    }

    /**
     * Lays out a network.
     *
     * @param metadata what is known of the network, by key
     * @throws HasnasException BAD_INPUT if NIR has no node for an operation of the network
     */
    public static NirFile of(Network network, Weights weights, Map<String, String> metadata) throws HasnasException {
        return of(network, weights, metadata, false);
    }

    /**
     * Lays out a network with constants of 64 bits, so that whoever computes it in 64 bits gets the same spikes.
     *
     * @throws HasnasException BAD_INPUT if NIR has no node for an operation of the network
     */
    public static NirFile exact(Network network, Weights weights) throws HasnasException {
        return of(network, weights, Map.of(), true);
    }

    private static NirFile of(Network network, Weights weights, Map<String, String> metadata, boolean exact) throws HasnasException {
        weights.check(network);
        NetworkGraph graph = new NetworkGraph(network, weights, exact);
        graph.layOut();
        Map<String, String> all = new TreeMap<>(metadata);
        all.put(NirFile.TIME_STEPS, Integer.toString(network.template().timeSteps()));
        all.put(NirFile.DT, Double.toString(DT));
        if (network.template().input().kind() == InputKind.IMAGE) {
            all.put(NirFile.ENCODING, EnumNames.of(Encoding.NORMALIZED));
        }
        all.put("scores", "mean of the output over all time steps; " + switch (network.template().input().kind()) {
            case IMAGE -> "the same image enters at each";
            case EVENTS -> "a frame of events, each value 0 or 1, enters at each";
        });
        all.put("threshold", "neurons were made to fire at v >= threshold; v_threshold is the next smaller 32-bit number, for v > v_threshold");
        if (graph.hasConstantsPerStep) {
            all.put("batch_norm", "has constants for each time step: exact in hasnas_scale_per_step and hasnas_offset_per_step of the nodes (time"
                    + " steps x channels; output = scale * (output - bias) + offset); weight and bias hold their means, so that readers that do not"
                    + " know these compute something slightly different");
        }
        return new NirFile(Optional.of(NirWriter.VERSION), new NirGraph(graph.nodes, graph.edges), all, List.of());
    }

    private void layOut() throws HasnasException {
        nodes.put("input", new NirNode.Input(List.of(template.input().channels(), template.input().height(), template.input().width())));
        String value = convolution(plan.stem(), "input");
        for (NetworkPlan.Stage stage : plan.stages()) {
            if (stage.reduction().isPresent()) {
                value = reduction(stage.reduction().get(), value);
            }
            for (CellPlan cell : stage.cells()) {
                value = cell(cell, value);
            }
            value = exit(stage.exit(), value);
        }
        classifier(value);
    }

    private String add(String name, NirNode node, String source) {
        nodes.put(name, node);
        edges.add(new Edge(source, name));
        return name;
    }

    private String reduction(ConvolutionChain chain, String source) {
        String convolved = convolution(chain, source);
        return chain.pool() == 1 ? convolved : add(chain.name() + ".pool", new NirNode.Pool(true, pool(chain.pool())), convolved);
    }

    private static NirWindow pool(int side) {
        return window(side, side, 0);
    }

    private static NirWindow window(int kernel, int stride, int padding) {
        return new NirWindow(List.of(kernel, kernel), List.of(stride, stride), new NirWindow.Padding.Sides(List.of(padding, padding)),
                List.of(1, 1));
    }

    /** The convolutions of a chain with the batch norm folded into the last one. */
    private String convolution(ConvolutionChain chain, String source) {
        String at = source;
        List<ConvolutionLayer> layers = chain.layers();
        for (int index = 0; index < layers.size(); index++) {
            ConvolutionLayer layer = layers.get(index);
            boolean isLast = index == layers.size() - 1;
            Folded folded = isLast ? fold(weights.norm(chain.norm().name())) : Folded.none(layer.outChannels());
            // the neurons in front of a convolution have its name
            at = add(layer.name() + ".conv", new NirNode.Convolution(kernel(layer, folded.scale), Optional.of(vector(folded.offset)),
                    window(layer.kernelSize(), layer.stride(), layer.kernelSize() / 2), layer.depthwise() ? layer.inChannels() : 1,
                    List.of(layer.inHeight(), layer.inWidth()), folded.perStep), at);
        }
        return at;
    }

    private double held(double value) {
        return exact ? value : (float) value;
    }

    /** A batch norm as a factor and an offset for each channel. */
    @SuppressWarnings("ArrayRecordComponent") // a bundle of parts, never compared
    private record Folded(double[] scale, double[] offset, Optional<NirNode.PerStep> perStep) {
        static Folded none(int channels) {
            double[] ones = new double[channels];
            Arrays.fill(ones, 1);
            return new Folded(ones, new double[channels], Optional.empty());
        }
    }

    private Folded fold(NormParameters norm) {
        int sets = norm.statisticsSets();
        int channels = norm.channels();
        double[] scale = new double[channels];
        double[] offset = new double[channels];
        double[] relative = new double[sets * channels];
        double[] offsets = new double[sets * channels];
        for (int channel = 0; channel < channels; channel++) {
            double mean = 0;
            for (int set = 0; set < sets; set++) {
                double width = 1 / Math.sqrt(norm.runningVariance(set, channel) + norm.epsilon());
                relative[set * channels + channel] = width;
                mean += width / sets;
                double gain = held(norm.gain()[channel] * width);
                offsets[set * channels + channel] = held(norm.bias()[channel] - norm.runningMean(set, channel) * norm.gain()[channel] * width);
                scale[channel] += gain / sets;
                offset[channel] += offsets[set * channels + channel] / sets;
            }
            for (int set = 0; set < sets; set++) {
                relative[set * channels + channel] /= mean;
            }
        }
        if (sets == 1) {
            return new Folded(scale, offset, Optional.empty());
        }
        hasConstantsPerStep = true;
        List<Integer> shape = List.of(sets, channels);
        return new Folded(scale, offset, Optional.of(new NirNode.PerStep(new NirTensor(shape, relative), new NirTensor(shape, offsets))));
    }

    private NirTensor vector(double[] values) {
        return new NirTensor(List.of(values.length), Arrays.stream(values).map(this::held).toArray());
    }

    /** Weights as [output][input of the group][row][column]. */
    private NirTensor kernel(ConvolutionLayer layer, double[] scale) {
        float[][] rows = weights.rows(layer.name());
        int side = layer.kernelSize();
        int inputs = layer.depthwise() ? 1 : layer.inChannels();
        double[] values = new double[Math.toIntExact(layer.weights())];
        int at = 0;
        for (int out = 0; out < layer.outChannels(); out++) {
            for (int in = 0; in < inputs; in++) {
                for (int position = 0; position < side * side; position++) {
                    int channel = layer.depthwise() ? out : in;
                    values[at++] = held(rows[position * layer.inChannels() + channel][out] * scale[out]);
                }
            }
        }
        return new NirTensor(List.of(layer.outChannels(), inputs, side, side), values);
    }

    private String lif(LifGroup group, String source) {
        List<Integer> shape = group.shape().positions() == 1 ? List.of(group.shape().channels()) : shape(group.shape());
        NirTensor tau = filled(shape, group.parameters().tauSteps() * DT);
        List<Double> thresholds = group.parameters().vThresholds();
        double[] below = new double[group.shape().size()];
        for (int i = 0; i < below.length; i++) {
            double threshold = thresholds.get(thresholds.size() == 1 ? 0 : i / group.shape().positions());
            below[i] = exact ? Math.nextDown(threshold) : Math.nextDown((float) threshold);
        }
        NirTensor threshold = new NirTensor(shape, below);
        NirTensor zero = filled(shape, 0);
        return add(group.names().getFirst(), new NirNode.Neuron(filled(shape, 1), Optional.of(new NirNode.Leak(tau, zero)),
                Optional.of(new NirNode.Firing(threshold, Optional.of(zero))), Optional.empty()), source);
    }

    private static List<Integer> shape(MapShape shape) {
        return List.of(shape.channels(), shape.height(), shape.width());
    }

    private static NirTensor filled(List<Integer> shape, double value) {
        double[] values = new double[NirTensor.size(shape)];
        Arrays.fill(values, value);
        return new NirTensor(shape, values);
    }

    private String exit(NetworkPlan.Exit exit, String value) {
        Folded folded = fold(weights.norm(exit.norm().name()));
        MapShape shape = exit.neurons().shape();
        NirTensor kernel = new NirTensor(List.of(shape.channels(), 1, 1, 1),
                Arrays.stream(folded.scale).map(this::held).toArray());
        String normed = add(exit.norm().name(), new NirNode.Convolution(kernel, Optional.of(vector(folded.offset)), window(1, 1, 0), shape.channels(),
                List.of(shape.height(), shape.width()), folded.perStep), value);
        return lif(exit.neurons(), normed);
    }

    /** Adds a cell; the value of each node that counts is a node of the graph that sums what leads to it. */
    private String cell(CellPlan cell, String input) throws HasnasException {
        Set<Integer> live = live(cell);
        int last = cell.nodes().size() - 1;
        for (int node = 0; node <= last; node++) {
            if (live.contains(node)) {
                boolean isFed = node == 0 || !cell.nodes().get(node).forward().isEmpty() || cell.nodes().get(node).isFedBack();
                String name = value(cell, node);
                nodes.put(name, new NirNode.Scale(filled(List.of(cell.shape().channels(), 1, 1), isFed ? 1 : 0)));
                if (node == 0 || !isFed) {
                    edges.add(new Edge(input, name));
                }
            }
        }
        for (int node = 0; node <= last; node++) {
            if (live.contains(node)) {
                for (LifGroup group : cell.nodes().get(node).neurons()) {
                    if (group.names().stream().anyMatch(name -> isLive(cell, name, live))) {
                        lif(group, value(cell, node));
                    }
                }
            }
        }
        for (Connection connection : cell.connections()) {
            if (live.contains(connection.edge().target())) {
                connect(cell, connection);
            }
        }
        return value(cell, last);
    }

    private static boolean isLive(CellPlan cell, String layer, Set<Integer> live) {
        return cell.connections().stream().anyMatch(connection -> connection instanceof Connection.Convolve convolve
                && cell.convolutions().get(convolve.convolution()).name().equals(layer) && live.contains(connection.edge().target()));
    }

    /** Nodes from which the last one can be reached. */
    private static Set<Integer> live(CellPlan cell) {
        Set<Integer> live = new HashSet<>(Set.of(0, cell.nodes().size() - 1));
        boolean grows = true;
        while (grows) {
            grows = false;
            for (Connection connection : cell.connections()) {
                grows |= live.contains(connection.edge().target()) && live.add(connection.edge().source());
            }
        }
        return live;
    }

    private static String value(CellPlan cell, int node) {
        return "cell" + (cell.index() + 1) + ".v" + node;
    }

    private void connect(CellPlan cell, Connection connection) throws HasnasException {
        int source = connection.edge().source();
        String target = value(cell, connection.edge().target());
        String name = "cell" + (cell.index() + 1) + "." + connection.edge();
        String given = switch (connection) {
            case Connection.Skip _ -> value(cell, source);
            case Connection.AveragePool pool -> add(name + ".pool", new NirNode.Pool(true, window(pool.kernelSize(), 1, pool.kernelSize() / 2)),
                    value(cell, source));
            case Connection.MaxPool pool ->
                    throw new HasnasException(ErrorCode.BAD_INPUT, "the edge " + name + " is a maximum of " + pool.kernelSize()
                            + "x" + pool.kernelSize() + " values, which NIR has no node for; choose a design without MaxPool");
            case Connection.Convolve convolve -> convolution(cell.convolutions().get(convolve.convolution()),
                    cell.nodes().get(source).neurons().get(convolve.neurons()).names().getFirst());
        };
        if (!connection.edge().isForward()) {
            given = add(name + ".delay", new NirNode.Delay(filled(List.of(cell.shape().channels(), 1, 1), DT)), given);
        }
        edges.add(new Edge(given, target));
    }

    private void classifier(String spikes) {
        NetworkPlan.Classifier classifier = plan.classifier();
        MapShape shape = plan.exit().neurons().shape();
        String pooled = classifier.pool() == 1 ? spikes : add("final.pool", new NirNode.Pool(true, pool(classifier.pool())), spikes);
        List<Integer> flat = List.of(shape.channels(), shape.height() / classifier.pool(), shape.width() / classifier.pool());
        String features = add("flatten", new NirNode.Flatten(0, -1, shape.positions() == 1 && classifier.pool() == 1 ? List.of() : flat), pooled);
        if (classifier.hidden().isPresent()) {
            NetworkPlan.Hidden hidden = classifier.hidden().get();
            String sums = add(hidden.layer().name() + ".linear", new NirNode.Affine(matrix(hidden.layer()), Optional.empty()), features);
            features = lif(hidden.neurons(), sums);
        }
        LinearLayer output = classifier.output();
        float[] bias = weights.bias(output.name());
        double[] offsets = new double[bias.length];
        Arrays.setAll(offsets, i -> bias[i]);
        String voters = add("voters", new NirNode.Affine(matrix(output), Optional.of(new NirTensor(List.of(bias.length), offsets))), features);
        String scores = template.votersPerClass() == 1 ? voters : add(VOTES, new NirNode.Affine(votes(), Optional.empty()), voters);
        add("output", new NirNode.Output(List.of(template.classes())), scores);
    }

    private NirTensor matrix(LinearLayer layer) {
        float[][] rows = weights.rows(layer.name());
        double[] values = new double[Math.multiplyExact(layer.inFeatures(), layer.outFeatures())];
        for (int out = 0; out < layer.outFeatures(); out++) {
            for (int in = 0; in < layer.inFeatures(); in++) {
                values[out * layer.inFeatures() + in] = rows[in][out];
            }
        }
        return new NirTensor(List.of(layer.outFeatures(), layer.inFeatures()), values);
    }

    /** Means over the voters of each class. */
    private NirTensor votes() {
        int each = template.votersPerClass();
        int voters = template.voters();
        double[] values = new double[template.classes() * voters];
        for (int voter = 0; voter < voters; voter++) {
            values[voter / each * voters + voter] = held(1.0 / each);
        }
        return new NirTensor(List.of(template.classes(), voters), values);
    }

    /**
     * What a network gets, as the graph takes it.
     *
     * @param pixels [frame][row][column][channel]
     * @return an image, or a frame of events for each time step
     */
    public static double[][] input(float[] pixels, NetworkTemplate.ImageShape shape) {
        double[][] input = new double[pixels.length / shape.size()][shape.size()];
        for (int i = 0; i < pixels.length; i++) {
            int place = i % shape.size();
            input[i / shape.size()][place % shape.channels() * shape.height() * shape.width() + place / shape.channels()] = pixels[i];
        }
        return input;
    }

    /** What enters at a time step: the one image, or the step's frame of events. */
    public static double[] at(int step, double[][] input) {
        return input[Math.min(step, input.length - 1)];
    }
}
