package org.hasnas.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.hasnas.network.ConnectionMatrix;
import org.hasnas.network.ConvolutionLayer;
import org.hasnas.network.Edge;
import org.hasnas.network.LayerNames;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.network.NetworkTemplate.BatchNormStatistics;
import org.hasnas.network.Operation;
import org.hasnas.network.plan.NetworkPlan;
import org.hasnas.simulation.kernel.training.Surrogate;
import org.hasnas.training.Tape.Node;
import org.hasnas.training.layer.Loss;
import org.hasnas.training.model.ClassScores;

/**
 * The mean loss of a batch written down number by number on a {@link Tape}. With smooth spikes the loss is a differentiable
 * function (the factors of the reset held fixed), so that the tape can be checked against finite differences.
 */
final class ReferenceTraining {
    /** How spikes are computed. */
    enum Spikes { HARD, SMOOTH }

    final Tape tape = new Tape();
    final Map<String, Node[]> parameters = new TreeMap<>();
    /** One minus the spikes of the resets, in the order of computation. */
    final List<Double> resets = new ArrayList<>();
    double smallestMargin = Double.MAX_VALUE;
    private final Network network;
    private final NetworkTemplate template;
    private final Spikes spikes;
    private final Surrogate surrogate;
    private final List<Double> fixedResets;
    private final int images;
    private int usedResets;
    /** The layer under whose name the constants of a LIF layer are. */
    private final Map<String, String> constants = new HashMap<>();

    /** [image][y * width + x][channel]. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Map4(Node[][][] at, int height, int width, int channels) {}

    /** @param fixedResets factors to use; empty to take them from the spikes */
    ReferenceTraining(Network network, Map<String, double[]> values, int images, Spikes spikes, Surrogate surrogate, List<Double> fixedResets) {
        this.network = network;
        this.template = network.template();
        this.images = images;
        this.spikes = spikes;
        this.surrogate = surrogate;
        this.fixedResets = fixedResets;
        NetworkPlan.of(network).lifGroups().forEach(group -> group.names().forEach(name -> constants.put(name, group.names().getFirst())));
        new TreeMap<>(values).forEach((name, numbers) -> {
            Node[] nodes = new Node[numbers.length];
            for (int i = 0; i < nodes.length; i++) {
                nodes[i] = tape.constant(numbers[i]);
            }
            parameters.put(name, nodes);
        });
    }

    private Node[] parameter(String name) {
        return parameters.getOrDefault(name, new Node[0]);
    }

    Node loss(float[][] pixels, double[][] targets, float[][] dropout, Loss loss) {
        List<Map4> inputs = new ArrayList<>();
        List<Map4> stem = norm(IntStream.range(0, template.frames()).mapToObj(frame -> convolve(pixels(pixels, frame),
                network.convolutions().getFirst())).toList(), "stem.bn");
        Map<String, Map4> membranes = new HashMap<>();
        int steps = template.batchNorm() == BatchNormStatistics.PER_TIME_STEP ? 1 : template.timeSteps();
        Map<String, Map4> feedback = new HashMap<>();
        List<Node[][]> scores = new ArrayList<>();
        for (int time = 0; time < template.timeSteps(); time += steps) {
            inputs.clear();
            for (int step = 0; step < steps; step++) {
                inputs.add(stem.get((time + step) % stem.size()));
            }
            List<Map4> value = List.copyOf(inputs);
            int cellIndex = 0;
            for (int stage = 0; stage < template.stages().size(); stage++) {
                if (stage > 0) {
                    String name = "reduction" + stage;
                    List<Map4> spiked = fire(norm(value, name + ".input.bn"), template.neuron().vThreshold(), name, membranes);
                    ConvolutionLayer layer = layer(name);
                    List<Map4> convolved = norm(spiked.stream().map(map -> convolve(map, layer)).toList(), name + ".bn");
                    value = convolved.stream().map(map -> pool(map, 2)).toList();
                }
                for (int cell = 0; cell < template.stages().get(stage).cells(); cell++) {
                    value = cell(cellIndex++, value, membranes, feedback, time + steps < template.timeSteps());
                }
            }
            List<Map4> last = fire(norm(value, "last.bn"), template.neuron().vThreshold(), "last", membranes);
            for (Map4 map : last) {
                scores.add(classify(pool(map, template.finalPool()), dropout, membranes));
            }
        }
        List<Node> terms = new ArrayList<>();
        for (int image = 0; image < images; image++) {
            int own = image;
            List<Node[]> ofSteps = scores.stream().map(step -> step[own]).toList();
            switch (loss.kind()) {
                case MEAN -> terms.add(crossEntropy(mean(ofSteps), targets[image]));
                case EVERY_STEP -> ofSteps.forEach(step -> {
                    terms.add(tape.scale(crossEntropy(step, targets[own]), (1 - loss.mseShare()) / ofSteps.size()));
                    for (Node score : step) {
                        Node distance = tape.add(score, tape.constant(-1));
                        terms.add(tape.scale(tape.multiply(distance, distance), loss.mseShare() / step.length / ofSteps.size()));
                    }
                });
            }
        }
        return tape.scale(tape.sum(terms), 1.0 / images);
    }

    private Node[] mean(List<Node[]> steps) {
        Node[] mean = new Node[template.classes()];
        Arrays.setAll(mean, c -> tape.scale(tape.sum(steps.stream().map(step -> step[c]).toList()), 1.0 / steps.size()));
        return mean;
    }

    private Map4 pixels(float[][] pixels, int frame) {
        NetworkTemplate.ImageShape shape = template.input();
        Node[][][] at = new Node[images][shape.height() * shape.width()][shape.channels()];
        for (int image = 0; image < images; image++) {
            for (int i = 0; i < shape.size(); i++) {
                at[image][i / shape.channels()][i % shape.channels()] = tape.constant(pixels[image][frame * shape.size() + i]);
            }
        }
        return new Map4(at, shape.height(), shape.width(), shape.channels());
    }

    private ConvolutionLayer layer(String name) {
        return network.convolutions().stream().filter(layer -> layer.name().equals(name)).findFirst().orElseThrow();
    }

    private List<Map4> cell(int cellIndex, List<Map4> input, Map<String, Map4> membranes, Map<String, Map4> feedback, boolean more) {
        ConnectionMatrix matrix = network.architecture().cell(cellIndex);
        List<List<Map4>> values = new ArrayList<>();
        for (int node = 0; node < matrix.nodes(); node++) {
            int target = node;
            List<Map4> value = node == 0 ? input
                    : edges(cellIndex, matrix, values, edge -> edge.isForward() && edge.target() == target, input, membranes);
            Map4 fed = feedback.get(cellIndex + " " + node);
            if (fed != null) {
                value = List.of(add(value.getFirst(), fed));
            }
            values.add(value);
        }
        if (more && matrix.edges().stream().anyMatch(edge -> !edge.isForward())) {
            for (int node = 0; node < matrix.nodes(); node++) {
                int target = node;
                if (matrix.edges().stream().anyMatch(edge -> !edge.isForward() && edge.target() == target)) {
                    feedback.put(cellIndex + " " + node, edges(cellIndex, matrix, values, edge -> !edge.isForward() && edge.target() == target, input,
                            membranes).getFirst());
                }
            }
        }
        return values.getLast();
    }

    private List<Map4> edges(int cellIndex, ConnectionMatrix matrix, List<List<Map4>> values, Predicate<Edge> wanted,
            List<Map4> shape, Map<String, Map4> membranes) {
        List<Map4> sums = shape.stream().map(this::zero).toList();
        for (Edge edge : matrix.edges()) {
            if (!wanted.test(edge)) {
                continue;
            }
            List<Map4> source = values.get(edge.source());
            List<Map4> result = switch (network.space().operation(matrix, edge)) {
                case Operation.Zeroize zeroize -> throw new IllegalStateException();
                case Operation.SkipConnection skip -> source;
                case Operation.AveragePool pool -> source.stream().map(map -> samePool(map, pool.kernelSize())).toList();
                case Operation.MaxPool pool -> source.stream().map(map -> maxPool(map, pool.kernelSize())).toList();
                case Operation.SpikingConvolution convolution -> {
                    String name = LayerNames.edge(cellIndex, edge);
                    List<Map4> spiked = fire(source, convolution.vThreshold(), name, membranes);
                    List<Map4> convolved = spiked.stream().map(map -> convolve(map, layer(name))).toList();
                    yield norm(switch (convolution.grouping()) {
                        case FULL, DEPTHWISE -> convolved;
                        case SEPARABLE -> convolved.stream().map(map -> convolve(map, layer(name + ".pointwise"))).toList();
                    }, name + ".bn");
                }
            };
            List<Map4> before = sums;
            List<Map4> after = new ArrayList<>();
            for (int i = 0; i < result.size(); i++) {
                after.add(add(before.get(i), result.get(i)));
            }
            sums = after;
        }
        return sums;
    }

    private Map4 zero(Map4 like) {
        return map(like, (image, position, channel) -> tape.constant(0));
    }

    private Map4 add(Map4 a, Map4 b) {
        return map(a, (image, position, channel) -> tape.add(a.at[image][position][channel], b.at[image][position][channel]));
    }

    @FunctionalInterface
    private interface Element {
        Node at(int image, int position, int channel);
    }

    private static Map4 map(Map4 shape, Element element) {
        Node[][][] at = new Node[shape.at.length][shape.height * shape.width][shape.channels];
        for (int image = 0; image < at.length; image++) {
            for (int position = 0; position < at[image].length; position++) {
                for (int channel = 0; channel < shape.channels; channel++) {
                    at[image][position][channel] = element.at(image, position, channel);
                }
            }
        }
        return new Map4(at, shape.height, shape.width, shape.channels);
    }

    private Map4 convolve(Map4 input, ConvolutionLayer layer) {
        Node[] weights = parameter(layer.name());
        int side = layer.kernelSize();
        Map4 shape = new Map4(new Node[images][][], layer.outHeight(), layer.outWidth(), layer.outChannels());
        return map(shape, (image, position, channel) -> {
            List<Node> terms = new ArrayList<>();
            for (int ky = 0; ky < side; ky++) {
                for (int kx = 0; kx < side; kx++) {
                    int y = position / layer.outWidth() * layer.stride() + ky - side / 2;
                    int x = position % layer.outWidth() * layer.stride() + kx - side / 2;
                    if (y < 0 || x < 0 || y >= input.height || x >= input.width) {
                        continue;
                    }
                    for (int in = 0; in < input.channels; in++) {
                        terms.add(tape.multiply(weights[((ky * side + kx) * input.channels + in) * layer.outChannels() + channel],
                                input.at[image][y * input.width + x][in]));
                    }
                }
            }
            return tape.sum(terms);
        });
    }

    private List<Map4> norm(List<Map4> values, String name) {
        Map4 shape = values.getFirst();
        int samples = values.size() * images * shape.height * shape.width;
        List<Map4> result = values.stream().map(this::zero).toList();
        for (int c = 0; c < shape.channels; c++) {
            List<Node> all = new ArrayList<>();
            for (Map4 value : values) {
                for (Node[][] image : value.at) {
                    for (Node[] position : image) {
                        all.add(position[c]);
                    }
                }
            }
            Node mean = tape.scale(tape.sum(all), 1.0 / samples);
            Node minus = tape.scale(mean, -1);
            List<Node> squares = all.stream().map(x -> tape.add(x, minus)).map(x -> tape.multiply(x, x)).toList();
            Node variance = tape.scale(tape.sum(squares), 1.0 / samples);
            double deviation = Math.sqrt(variance.value() + 1e-5);
            Node inverse = tape.map(variance, 1 / deviation, -0.5 / (deviation * deviation * deviation));
            Node gain = tape.multiply(parameter(name + ".gain")[c], inverse);
            for (int v = 0; v < values.size(); v++) {
                for (int image = 0; image < images; image++) {
                    for (int position = 0; position < shape.height * shape.width; position++) {
                        result.get(v).at[image][position][c] = tape.add(tape.multiply(tape.add(values.get(v).at[image][position][c], minus), gain),
                                parameter(name + ".bias")[c]);
                    }
                }
            }
        }
        return result;
    }

    private List<Map4> fire(List<Map4> inputs, double vThreshold, String name, Map<String, Map4> membranes) {
        String owner = constants.getOrDefault(name, name);
        Node[] logit = parameter(owner + ".decay");
        Node[] threshold = parameter(owner + ".threshold");
        Node decay = logit.length == 0 ? tape.constant(1 / template.neuron().tauSteps()) : sigmoid(logit[0]);
        Node keep = tape.add(tape.constant(1), tape.scale(decay, -1));
        Node minusThreshold = threshold.length == 0 ? tape.constant(-vThreshold) : tape.scale(threshold[0], -1);
        List<Map4> result = new ArrayList<>();
        for (Map4 input : inputs) {
            Map4 before = membranes.computeIfAbsent(name, key -> zero(input));
            Map4 v = map(input, (image, position, channel) -> tape.add(tape.multiply(before.at[image][position][channel], keep),
                    tape.multiply(input.at[image][position][channel], decay)));
            Map4 compared = parameters.containsKey(LayerNames.membraneNorm(owner) + ".gain")
                    ? norm(List.of(v), LayerNames.membraneNorm(owner)).getFirst() : v;
            Map4 spiked = map(v, (image, position, channel) -> spike(tape.add(compared.at[image][position][channel], minusThreshold)));
            membranes.put(name, map(v, (image, position, channel) -> tape.scale(v.at[image][position][channel],
                    reset(spiked.at[image][position][channel].value()))));
            result.add(spiked);
        }
        return result;
    }

    private Node sigmoid(Node logit) {
        double value = 1 / (1 + Math.exp(-logit.value()));
        return tape.map(logit, value, value * (1 - value));
    }

    /** @param v less the threshold */
    private Node spike(Node v) {
        double distance = v.value();
        smallestMargin = Math.min(smallestMargin, Math.abs(distance));
        return switch (spikes) {
            case HARD -> tape.map(v, distance >= 0 ? 1 : 0, surrogate.at((float) distance));
            case SMOOTH -> smooth(v, distance / surrogate.width());
        };
    }

    private Node smooth(Node v, double d) {
        double width = surrogate.width();
        return switch (surrogate.shape()) {
            case ARCTAN -> tape.map(v, Math.atan(Math.PI * d) / Math.PI + 0.5, 1 / (1 + Math.PI * Math.PI * d * d) / width);
            case TRIANGLE -> tape.map(v, integralOfTriangle(d), Math.max(0, 1 - Math.abs(d)) / width);
        };
    }

    private static double integralOfTriangle(double d) {
        if (Math.abs(d) >= 1) {
            return d < 0 ? 0 : 1;
        }
        return d < 0 ? 0.5 * (1 + d) * (1 + d) : 1 - 0.5 * (1 - d) * (1 - d);
    }

    private double reset(double spike) {
        double factor = fixedResets.isEmpty() ? 1 - spike : fixedResets.get(usedResets++);
        resets.add(factor);
        return factor;
    }

    private Map4 pool(Map4 input, int side) {
        int width = input.width / side;
        Map4 shape = new Map4(new Node[images][][], input.height / side, width, input.channels);
        return map(shape, (image, position, channel) -> {
            List<Node> terms = new ArrayList<>();
            for (int y = position / width * side; y < (position / width + 1) * side; y++) {
                for (int x = position % width * side; x < (position % width + 1) * side; x++) {
                    terms.add(input.at[image][y * input.width + x][channel]);
                }
            }
            return tape.scale(tape.sum(terms), 1.0 / (side * side));
        });
    }

    private Map4 samePool(Map4 input, int side) {
        return map(input, (image, position, channel) -> {
            List<Node> terms = new ArrayList<>();
            for (int y = position / input.width - side / 2; y <= position / input.width + side / 2; y++) {
                for (int x = position % input.width - side / 2; x <= position % input.width + side / 2; x++) {
                    if (y >= 0 && x >= 0 && y < input.height && x < input.width) {
                        terms.add(input.at[image][y * input.width + x][channel]);
                    }
                }
            }
            return tape.scale(tape.sum(terms), 1.0 / (side * side));
        });
    }

    private Map4 maxPool(Map4 input, int side) {
        return map(input, (image, position, channel) -> {
            Node largest = tape.constant(Double.NEGATIVE_INFINITY);
            for (int y = position / input.width - side / 2; y <= position / input.width + side / 2; y++) {
                for (int x = position % input.width - side / 2; x <= position % input.width + side / 2; x++) {
                    if (y >= 0 && x >= 0 && y < input.height && x < input.width
                            && input.at[image][y * input.width + x][channel].value() > largest.value()) {
                        largest = input.at[image][y * input.width + x][channel];
                    }
                }
            }
            return tape.scale(largest, 1);
        });
    }

    /** @return [image][class] */
    private Node[][] classify(Map4 pooled, float[][] dropout, Map<String, Map4> membranes) {
        int features = network.linears().getFirst().inFeatures();
        Node[][][] flat = new Node[images][1][features];
        int pixels = pooled.height * pooled.width;
        for (int image = 0; image < images; image++) {
            for (int f = 0; f < features; f++) {
                flat[image][0][f] = tape.scale(pooled.at[image][f % pixels][f / pixels], dropout.length == 0 ? 1 : dropout[image][f]);
            }
        }
        Map4 value = new Map4(flat, 1, 1, features);
        if (network.linears().size() == 2) {
            value = fire(List.of(linear(value, "hidden", template.hiddenWidth())), template.neuron().vThreshold(), "hidden", membranes).getFirst();
        }
        Map4 votes = linear(value, "output", template.voters());
        double share = 1.0 / template.votersPerClass();
        Node[][] scores = new Node[images][template.classes()];
        for (int image = 0; image < images; image++) {
            Arrays.fill(scores[image], tape.constant(0));
            for (int voter = 0; voter < template.voters(); voter++) {
                int c = voter / template.votersPerClass();
                Node vote = tape.add(votes.at[image][0][voter], parameter("output.bias")[voter]);
                scores[image][c] = tape.add(scores[image][c], tape.scale(vote, share));
            }
        }
        return scores;
    }

    private Map4 linear(Map4 input, String name, int outputs) {
        Node[] weights = parameter(name);
        return map(new Map4(new Node[images][][], 1, 1, outputs), (image, position, channel) -> {
            List<Node> terms = new ArrayList<>();
            for (int i = 0; i < input.channels; i++) {
                terms.add(tape.multiply(weights[i * outputs + channel], input.at[image][0][i]));
            }
            return tape.sum(terms);
        });
    }

    private Node crossEntropy(Node[] scores, double[] target) {
        double[] plain = new double[scores.length];
        for (int c = 0; c < plain.length; c++) {
            plain[c] = scores[c].value();
        }
        double[] shares = ClassScores.softmax(plain);
        List<Node> terms = new ArrayList<>();
        double loss = 0;
        for (int c = 0; c < plain.length; c++) {
            terms.add(tape.map(scores[c], 0, shares[c] - target[c]));
            loss -= target[c] * Math.log(shares[c]);
        }
        Node slopes = tape.sum(terms);
        return tape.map(slopes, loss, 1);
    }
}
