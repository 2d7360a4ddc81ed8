package org.hasnas.chip.inference;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hasnas.chip.model.HardwareProfile;
import org.hasnas.chip.model.HardwareProfile.AdcKind;
import org.hasnas.chip.model.HardwareProfile.Array;
import org.hasnas.chip.model.HardwareProfile.Converter;
import org.hasnas.chip.model.HardwareProfile.Device;
import org.hasnas.chip.model.HardwareProfile.Layout;
import org.hasnas.chip.model.HardwareProfile.Schedule;
import org.hasnas.chip.model.HardwareProfile.SignCoding;
import org.hasnas.data.ImageSet;
import org.hasnas.job.JobContext;
import org.hasnas.network.Architecture;
import org.hasnas.network.ConnectionMatrix;
import org.hasnas.network.ConvolutionLayer;
import org.hasnas.network.Edge;
import org.hasnas.network.LifParameters;
import org.hasnas.network.LinearLayer;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.network.NetworkTemplate.BatchNormStatistics;
import org.hasnas.network.NetworkTemplate.CellSharing;
import org.hasnas.network.NetworkTemplate.ImageShape;
import org.hasnas.network.NetworkTemplate.Stage;
import org.hasnas.network.SearchSpace;
import org.hasnas.network.SearchSpaces;
import org.hasnas.network.plan.ConvolutionChain;
import org.hasnas.simulation.weights.NormParameters;
import org.hasnas.simulation.weights.WeightInitialization;
import org.hasnas.simulation.weights.Weights;
import org.hasnas.testdata.EventNetworks;
import org.hasnas.testdata.OddSides;

/** Small networks whose layers all fire, and images for them. */
final class SampleNetworks {
    static final int IMAGES = 3;

    private SampleNetworks() {}

    /** Two stages, backward edges, all operations, no square maps. */
    static Network feedback() {
        NetworkTemplate template = new NetworkTemplate("test", new ImageShape(2, 8, 6), 3, 1, List.of(new Stage(6, 1), new Stage(9, 1)),
                CellSharing.SHARED, 2, 12, 2, 0.5, 4, new LifParameters(1.6, 0.8), BatchNormStatistics.PER_TIME_STEP, 8);
        return Network.of(template, SearchSpaces.SNASNET, Architecture.parse("0342 0023 1301 4340"));
    }

    /** Strided stem, several cells, more channels than a small crossbar has rows. */
    static Network wide() {
        NetworkTemplate template = new NetworkTemplate("test", new ImageShape(1, 11, 13), 3, 2, List.of(new Stage(5, 2), new Stage(70, 1)),
                CellSharing.PER_CELL, 1, 0, 2, 0.5, 4, new LifParameters(1.6, 0.8), BatchNormStatistics.PER_TIME_STEP, 8);
        return Network.of(template, SearchSpaces.SNASNET, Architecture.parse("0340 0023 0003 3000 | 0123 0004 0000 0300 | 0023 0003 0000 0000"));
    }

    /** Every operation there is, each on an edge of its own. */
    static Network operations() {
        NetworkTemplate template = new NetworkTemplate("test", new ImageShape(1, 7, 8), 3, 1, List.of(new Stage(6, 1)), CellSharing.SHARED, 3, 8, 2,
                0.5, 3, new LifParameters(1.6, 0.8), BatchNormStatistics.PER_TIME_STEP, 8);
        SearchSpace space = SearchSpaces.HASNAS_OPERATIONS;
        List<Edge> edges = Stream.concat(space.pairs().reversed().stream(), space.pairs().stream().map(Edge::reversed)).toList();
        ConnectionMatrix cell = ConnectionMatrix.empty(space.nodes());
        for (int digit = 1; digit < space.operations().size(); digit++) {
            cell = cell.with(edges.get(digit - 1), digit);
        }
        return Network.of(template, space, Architecture.shared(cell));
    }

    static List<Network> all() {
        return List.of(feedback(), wide(), operations(), EventNetworks.like(feedback()), OddSides.twoStages(), OddSides.threeStages());
    }

    /** Running statistics per time step near what spikes of a rate of 0.2 give, uneven gains: every layer fires, nothing is symmetric by chance. */
    static Weights weights(Network network, long seed) {
        Weights drawn = WeightInitialization.draw(network, seed, JobContext.NONE);
        SplittableRandom random = new SplittableRandom(seed);
        Map<String, NormParameters> norms = new HashMap<>();
        new TreeMap<>(drawn.norms()).forEach((name, plain) -> {
            boolean afterSum = name.endsWith("input.bn") || name.equals("last.bn");
            int channels = plain.channels();
            float[] gain = new float[channels];
            float[] bias = new float[channels];
            int sets = name.equals("stem.bn") ? 1 : network.template().timeSteps();
            float[][] mean = new float[sets][channels];
            float[][] variance = new float[sets][channels];
            for (int c = 0; c < channels; c++) {
                gain[c] = (float) random.nextDouble(0.7, 1.5);
                bias[c] = (float) random.nextDouble(-0.1, 0.6);
                for (int t = 0; t < sets; t++) {
                    mean[t][c] = (float) random.nextDouble(-0.1, 0.1);
                    variance[t][c] = (float) (afterSum ? random.nextDouble(2, 4)
                            : sets == 1 ? random.nextDouble(0.3, 0.6) : random.nextDouble(0.06, 0.1));
                }
            }
            norms.put(name, new NormParameters(gain, bias, mean, variance, NormParameters.DEFAULT_EPSILON));
        });
        Map<String, float[][]> rows = new HashMap<>(drawn.rows());
        if (rows.containsKey("hidden")) {
            for (float[] row : rows.getOrDefault("hidden", new float[0][])) {
                for (int o = 0; o < row.length; o++) {
                    row[o] = 40 * row[o] + 0.03f;
                }
            }
        }
        return new Weights(rows, drawn.biases(), norms);
    }

    static ImageSet images(Network network, long seed) {
        ImageShape shape = network.template().input();
        SplittableRandom random = new SplittableRandom(seed);
        byte[] pixels = new byte[IMAGES * shape.size()];
        random.nextBytes(pixels);
        short[] labels = new short[IMAGES];
        if (shape.kind() == NetworkTemplate.InputKind.EVENTS) {
            return ImageSet.ofEvents(shape, network.template().classes(), Byte.SIZE, 0.3, pixels, labels);
        }
        float[] mean = new float[shape.channels()];
        float[] deviation = new float[shape.channels()];
        for (int c = 0; c < mean.length; c++) {
            mean[c] = 0.4f + 0.07f * c;
            deviation[c] = 0.27f + 0.03f * c;
        }
        return new ImageSet(shape, network.template().classes(), pixels, labels, new ImageSet.Normalization(255, mean, deviation));
    }

    /** Weights that a float simulation must have to be the same network. */
    static Weights dequantized(QuantizedNetwork quantized, Weights weights) {
        Map<String, float[][]> rows = new HashMap<>();
        Network network = quantized.network();
        ConvolutionLayer stem = network.convolutions().getFirst();
        rows.put(stem.name(), rows(quantized.layer(stem.name()),
                IntStream.range(0, stem.inChannels()).mapToDouble(channel -> quantized.pixels().slope(channel)).toArray()));
        for (ConvolutionChain chain : quantized.plan().spikingConvolutions()) {
            rows.put(chain.name(), rows(quantized.layer(chain.name()), new double[] {1}));
            chain.pointwise().ifPresent(layer -> // reads sums in units of the weights before it
            rows.put(layer.name(), rows(quantized.layer(layer.name()), quantized.layer(chain.name()).scale())));
        }
        for (LinearLayer layer : network.linears()) {
            rows.put(layer.name(), rows(quantized.layer(layer.name()), new double[] {1}));
        }
        return new Weights(rows, weights.biases(), weights.norms(), weights.neurons());
    }

    /** @param worth of one unit of an input, by channel */
    private static float[][] rows(QuantizedLayer matrix, double[] worth) {
        float[][] rows = new float[matrix.rows()][matrix.outputs()];
        for (int row = 0; row < rows.length; row++) {
            for (int output = 0; output < rows[row].length; output++) {
                rows[row][output] = (float) (matrix.weights()[row][output] * matrix.scale()[output] / worth[row % worth.length]);
            }
        }
        return rows;
    }

    static HardwareProfile profile(int side, int cellBits, int weightBits, SignCoding coding, boolean kernelTiles) {
        return profile(side, cellBits, weightBits, coding, kernelTiles, 0);
    }

    static HardwareProfile profile(int side, int cellBits, int weightBits, SignCoding coding, boolean kernelTiles, int rowsAtOnce) {
        return new HardwareProfile("test", "a chip for tests", "none", new Array(side, cellBits, weightBits, coding),
                new Converter(AdcKind.SAR, 10, 8, rowsAtOnce, 0), new Device(6000, 900_000, 0.5),
                new Layout(8, kernelTiles, true, Schedule.LAYER_BY_LAYER));
    }
}
