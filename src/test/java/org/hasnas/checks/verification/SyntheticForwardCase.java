package org.hasnas.checks.verification;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.hasnas.job.JobContext;
import org.hasnas.network.Architecture;
import org.hasnas.network.ConvolutionLayer;
import org.hasnas.network.LifParameters;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.network.NetworkTemplate.BatchNormStatistics;
import org.hasnas.network.NetworkTemplate.CellSharing;
import org.hasnas.network.NetworkTemplate.ImageShape;
import org.hasnas.network.NetworkTemplate.Stage;
import org.hasnas.network.Operation;
import org.hasnas.network.SearchSpace;
import org.hasnas.score.fitness.HammingKernel;
import org.hasnas.simulation.dense.LogDeterminant;
import org.hasnas.simulation.engine.Simulation;
import org.hasnas.simulation.engine.SimulationMode;
import org.hasnas.simulation.weights.NormParameters;
import org.hasnas.simulation.weights.WeightInitialization;
import org.hasnas.simulation.weights.Weights;

/** Writes a forward case with the public names and layouts whose every size differs from the others, so that no mix-up can hide. */
final class SyntheticForwardCase {
    private static final int IMAGES = 3;
    private static final int STEPS = 3;
    private static final double EPSILON = 1e-3;
    private static final List<String> CON_MAT = List.of("0342", "0023", "1301", "4340");
    private static final List<String> FORWARD = List.of("0->1", "0->2", "1->2", "0->3", "1->3", "2->3");
    private static final List<String> BACKWARD = List.of("1->0", "2->0", "3->0", "2->1", "3->1", "3->2");

    private final ByteArrayOutputStream data = new ByteArrayOutputStream();
    private final ObjectNode manifest = new ObjectMapper().createObjectNode();
    private final ArrayNode tensors = new ObjectMapper().createArrayNode();
    private final SplittableRandom random = new SplittableRandom(4);

    void write(Path folder) throws IOException {
        LifParameters neuron = new LifParameters(1.5, 0.7);
        NetworkTemplate template = new NetworkTemplate("odd", new ImageShape(2, 19, 19), 4, 2, List.of(new Stage(5, 1), new Stage(67, 1)),
                CellSharing.SHARED, 2, 11, 3, 0.5, STEPS, neuron, BatchNormStatistics.PER_TIME_STEP, 8);
        SearchSpace space = new SearchSpace("odd", 4, List.of(new Operation.Zeroize(), new Operation.SkipConnection(),
                new Operation.SpikingConvolution(1, 0.7), new Operation.SpikingConvolution(3, 0.7), new Operation.AveragePool(3)), true);
        Network network = Network.of(template, space, Architecture.parse(String.join(" ", CON_MAT)));
        Weights weights = weights(network);
        manifest.put("name", "odd").put("celltype", "backward").put("C", 5).put("img", 19).put("cin", 2).put("inter", 11).put("ncls", 4)
                .put("cluster", 3).put("T", STEPS).put("tau", 1.5).put("threshold", 0.7).put("v_reset", 0.0).put("second_avgpooling", 2)
                .put("bn_eps", EPSILON).put("batch", IMAGES);
        CON_MAT.forEach(manifest.putArray("con_mat")::add);
        float[][] pixels = new float[IMAGES][2 * 19 * 19];
        float[] input = floats(IMAGES * 2 * 19 * 19, -2, 2);
        for (int i = 0; i < input.length; i++) {
            int position = i % 361;
            pixels[i / 722][position * 2 + i / 361 % 2] = input[i];
        }
        add("input", input, IMAGES, 2, 19, 19);
        int features = 67 * 2 * 2;
        float[][] dropout = new float[IMAGES][features];
        float[] mask = new float[IMAGES * features];
        for (int i = 0; i < mask.length; i++) {
            mask[i] = random.nextBoolean() ? 2 : 0;
            dropout[i / features][i % features] = mask[i];
        }
        add("dropout_mask", mask, IMAGES, features);
        addWeights(network, weights);
        for (SimulationMode mode : SimulationMode.values()) {
            addMode(network, weights, mode, pixels, dropout);
        }
        manifest.set("tensors", tensors);
        Files.writeString(folder.resolve("manifest.json"), manifest.toString());
        Files.write(folder.resolve("data.bin"), data.toByteArray());
    }

    private Weights weights(Network network) {
        Weights drawn = WeightInitialization.draw(network, 3, JobContext.NONE);
        Map<String, NormParameters> norms = new HashMap<>();
        drawn.norms().keySet().stream().sorted().forEach(name -> {
            int channels = norm(drawn, name).gain().length;
            norms.put(name, new NormParameters(floats(channels, 0.8, 1.5), floats(channels, 0, 0.5), floats(channels, -0.1, 0.1),
                    floats(channels, 0.05, 0.3), EPSILON));
        });
        return new Weights(drawn.rows(), drawn.biases(), norms);
    }

    private static String edge(String layer) {
        String cell = layer.substring(0, 5);
        String edge = layer.substring(6);
        return FORWARD.contains(edge) ? cell + ".cell_architecture." + FORWARD.indexOf(edge)
                : cell + ".cell_architecture_back." + BACKWARD.indexOf(edge);
    }

    private void addWeights(Network network, Weights weights) throws IOException {
        for (ConvolutionLayer layer : network.convolutions()) {
            String prefix = switch (layer.role()) {
                case STEM -> "w/stem.";
                case CELL_EDGE -> "w/" + edge(layer.name()) + ".";
                case REDUCTION -> "w/downconv1.";
            };
            int first = layer.role() == ConvolutionLayer.Role.STEM ? 0 : layer.role() == ConvolutionLayer.Role.CELL_EDGE ? 1 : 2;
            int k = layer.kernelSize();
            int in = layer.inChannels();
            float[][] rows = weights.rows().getOrDefault(layer.name(), new float[0][]);
            float[] public4d = new float[layer.outChannels() * in * k * k];
            for (int n = 0; n < public4d.length; n++) {
                public4d[n] = rows[n % (k * k) * in + n / (k * k) % in][n / (k * k * in)];
            }
            add(prefix + first + ".weight", public4d, layer.outChannels(), in, k, k);
            addNorm(prefix + (first + 1), weights, layer.name() + ".bn");
            if (layer.role() == ConvolutionLayer.Role.REDUCTION) {
                addNorm(prefix + 0, weights, layer.name() + ".input.bn");
            }
        }
        addNorm("w/last_act.0", weights, "last.bn");
        addLinear("w/classifier.1.weight", weights, "hidden", 268, 11);
        addLinear("w/classifier.3.weight", weights, "output", 11, 12);
        add("w/classifier.3.bias", weights.biases().getOrDefault("output", new float[0]), 12);
    }

    private void addNorm(String prefix, Weights weights, String name) throws IOException {
        NormParameters norm = norm(weights, name);
        add(prefix + ".weight", norm.gain(), norm.gain().length);
        add(prefix + ".bias", norm.bias(), norm.gain().length);
        add(prefix + ".running_mean", norm.runningMean()[0], norm.gain().length);
        add(prefix + ".running_var", norm.runningVariance()[0], norm.gain().length);
    }

    private static NormParameters norm(Weights weights, String name) {
        return weights.norms().getOrDefault(name, new NormParameters(new float[0], new float[0], new float[0], new float[0], EPSILON));
    }

    private void addLinear(String name, Weights weights, String layer, int in, int out) throws IOException {
        float[][] rows = weights.rows().getOrDefault(layer, new float[0][]);
        float[] values = new float[in * out];
        for (int n = 0; n < values.length; n++) {
            values[n] = rows[n % in][n / in];
        }
        add(name, values, out, in);
    }

    private void addMode(Network network, Weights weights, SimulationMode mode, float[][] pixels, float[][] dropout) throws IOException {
        String prefix = mode == SimulationMode.TRAINING ? "train" : "eval";
        Map<String, byte[]> spikes = new HashMap<>();
        Map<String, int[]> shapes = new HashMap<>();
        HammingKernel kernel = new HammingKernel(IMAGES);
        Simulation simulation = new Simulation(network, weights, IMAGES, mode, JobContext.NONE);
        double[][] scores = simulation.run(pixels, dropout, (layer, time, words) -> {
            kernel.add(words, layer.layout().neurons(), layer.names().size(), JobContext.NONE);
            int channels = layer.layout().channels();
            int positions = layer.layout().positions();
            for (String name : layer.names()) {
                byte[] bytes = spikes.computeIfAbsent(name, key -> new byte[STEPS * IMAGES * channels * positions]);
                shapes.put(name, new int[] {channels, positions});
                for (int n = 0; n < IMAGES * channels * positions; n++) {
                    boolean fired = layer.layout().fired(words[n / (channels * positions)], n % positions, n / positions % channels);
                    bytes[time * IMAGES * channels * positions + n] = (byte) (fired ? 1 : 0);
                }
            }
        }, JobContext.NONE).scores();
        ByteBuffer logits = ByteBuffer.allocate(8 * IMAGES * 4).order(ByteOrder.LITTLE_ENDIAN);
        for (double[] image : scores) {
            for (double score : image) {
                logits.putDouble(score);
            }
        }
        add(prefix + "/logits_f64", "f8", logits.array(), IMAGES, 4);
        ArrayNode layers = manifest.putArray("lif_layers");
        for (Map.Entry<String, byte[]> layer : spikes.entrySet()) {
            String name = switch (layer.getKey()) {
                case "reduction1" -> "downconv1.1";
                case "last" -> "last_act.1";
                case "hidden" -> "classifier.2";
                default -> edge(layer.getKey()) + ".0";
            };
            layers.add(name);
            int[] shape = shapes.getOrDefault(layer.getKey(), new int[2]);
            int side = (int) Math.round(Math.sqrt(shape[1]));
            if (name.equals("classifier.2")) {
                add(prefix + "/spikes/" + name, "u1", layer.getValue(), STEPS, IMAGES, shape[0]);
            } else {
                add(prefix + "/spikes/" + name, "u1", layer.getValue(), STEPS, IMAGES, shape[0], side, side);
            }
        }
        if (mode == SimulationMode.TRAINING) {
            ObjectNode fitness = manifest.putObject("train_fitness").put("logabsdet_f64", LogDeterminant.of(kernel.mean()));
            ArrayNode rows = fitness.putArray("K_f64");
            for (double[] row : kernel.mean()) {
                ArrayNode target = rows.addArray();
                for (double element : row) {
                    target.add(element);
                }
            }
        }
    }

    private float[] floats(int count, double from, double to) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextDouble(from, to);
        }
        return values;
    }

    private void add(String name, float[] values, int... shape) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asFloatBuffer().put(values);
        add(name, "f4", buffer.array(), shape);
    }

    private void add(String name, String dtype, byte[] bytes, int... shape) throws IOException {
        ObjectNode tensor = tensors.addObject().put("name", name).put("dtype", dtype).put("offset", data.size()).put("bytes", bytes.length);
        ArrayNode dimensions = tensor.putArray("shape");
        for (int dimension : shape) {
            dimensions.add(dimension);
        }
        data.write(bytes);
    }
}
