package org.hasnas.simulation.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hasnas.network.ConnectionMatrix;
import org.hasnas.network.ConvolutionLayer;
import org.hasnas.network.Edge;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.network.NetworkTemplate.BatchNormStatistics;
import org.hasnas.network.Operation;
import org.hasnas.simulation.weights.Weights;

/**
 * A second, slow simulator written straight from the equations: dense float64 loops, values as [step][image][channel][pixel], every
 * edge with its own neurons, all time steps of a layer at once; for forward-only networks in training mode.
 */
final class ReferenceSimulation {
    final Map<String, boolean[][][]> spikes = new HashMap<>(); // [step][image][channel * pixels + pixel]
    double smallestMargin = Double.POSITIVE_INFINITY;
    private final Network network;
    private final NetworkTemplate template;
    private final Weights weights;
    private final int steps;

    ReferenceSimulation(Network network, Weights weights) {
        this.network = network;
        this.template = network.template();
        this.weights = weights;
        this.steps = template.timeSteps();
    }

    double[][] run(float[][] images, float[][] dropout) {
        ConvolutionLayer stem = network.convolutions().getFirst();
        int inPixels = stem.inHeight() * stem.inWidth();
        double[][][][] frames = new double[template.frames()][images.length][stem.inChannels()][inPixels];
        for (int f = 0; f < frames.length; f++) {
            for (int b = 0; b < images.length; b++) {
                for (int c = 0; c < stem.inChannels(); c++) {
                    for (int p = 0; p < inPixels; p++) {
                        frames[f][b][c][p] = images[b][(f * inPixels + p) * stem.inChannels() + c];
                    }
                }
            }
        }
        double[][][][] currents = norm(convolve(frames, stem), "stem.bn", true);
        double[][][][] value = new double[steps][][][];
        Arrays.setAll(value, step -> currents[step % currents.length]);
        int cellIndex = 0;
        int height = stem.outHeight();
        for (int stage = 0; stage < template.stages().size(); stage++) {
            if (stage > 0) {
                ConvolutionLayer layer = layer("reduction" + stage);
                double[][][][] fired = fire(norm(value, layer.name() + ".input.bn", false), layer.name(), template.neuron().vThreshold());
                value = pool(norm(convolve(fired, layer), layer.name() + ".bn", false), layer.outHeight(), layer.outWidth(), 2);
                height = layer.pooledHeight();
            }
            for (int cell = 0; cell < template.stages().get(stage).cells(); cell++) {
                value = cell(value, cellIndex++, height);
            }
        }
        return classify(fire(norm(value, "last.bn", false), "last", template.neuron().vThreshold()), height, dropout);
    }

    private double[][][][] cell(double[][][][] input, int cellIndex, int height) {
        ConnectionMatrix matrix = network.architecture().cell(cellIndex);
        List<double[][][][]> nodes = new ArrayList<>();
        nodes.add(input);
        for (int target = 1; target < matrix.nodes(); target++) {
            double[][][][] sum = zeros(input);
            for (int source = 0; source < target; source++) {
                Edge edge = new Edge(source, target);
                double[][][][] from = nodes.get(source);
                String name = "cell" + (cellIndex + 1) + "." + source + "->" + target;
                switch (network.space().operation(matrix, edge)) {
                    case Operation.Zeroize none -> {}
                    case Operation.SkipConnection skip -> add(sum, from);
                    case Operation.AveragePool pool -> add(sum, samePool(from, height));
                    case Operation.MaxPool pool -> add(sum, largest(from, height, pool.kernelSize() / 2));
                    case Operation.SpikingConvolution convolution -> {
                        double[][][][] sums = convolve(fire(from, name, convolution.vThreshold()), layer(name));
                        if (convolution.grouping() == Operation.Grouping.SEPARABLE) {
                            sums = convolve(sums, layer(name + ".pointwise"));
                        }
                        add(sum, norm(sums, name + ".bn", false));
                    }
                }
            }
            nodes.add(sum);
        }
        return nodes.getLast();
    }

    private double[][] classify(double[][][][] fired, int height, float[][] dropout) {
        double[][][][] pooled = pool(fired, height, fired[0][0][0].length / height, template.finalPool());
        int images = dropout.length;
        double[][][] features = new double[steps][images][];
        for (int t = 0; t < steps; t++) {
            for (int b = 0; b < images; b++) {
                features[t][b] = Arrays.stream(pooled[t][b]).flatMapToDouble(Arrays::stream).toArray();
                for (int i = 0; i < features[t][b].length; i++) {
                    features[t][b][i] *= dropout[b][i];
                }
            }
        }
        if (template.hiddenWidth() > 0) {
            double[][][][] currents = new double[steps][images][template.hiddenWidth()][1];
            for (int t = 0; t < steps; t++) {
                for (int b = 0; b < images; b++) {
                    for (int o = 0; o < template.hiddenWidth(); o++) {
                        currents[t][b][o][0] = dot(features[t][b], weights.rows("hidden"), o);
                    }
                }
            }
            double[][][][] hidden = fire(currents, "hidden", template.neuron().vThreshold());
            for (int t = 0; t < steps; t++) {
                for (int b = 0; b < images; b++) {
                    features[t][b] = Arrays.stream(hidden[t][b]).flatMapToDouble(Arrays::stream).toArray();
                }
            }
        }
        double[][] scores = new double[images][template.classes()];
        for (int t = 0; t < steps; t++) {
            for (int b = 0; b < images; b++) {
                for (int voter = 0; voter < template.voters(); voter++) {
                    scores[b][voter / template.votersPerClass()] += (weights.bias("output")[voter]
                            + dot(features[t][b], weights.rows("output"), voter)) / template.votersPerClass() / steps;
                }
            }
        }
        return scores;
    }

    private static double dot(double[] values, float[][] rows, int out) {
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += values[i] * rows[i][out];
        }
        return sum;
    }

    private ConvolutionLayer layer(String name) {
        return network.convolutions().stream().filter(layer -> layer.name().equals(name)).findFirst().orElseThrow();
    }

    private double[][][][] fire(double[][][][] input, String name, double vThreshold) {
        double[][][][] fired = zeros(input);
        int pixels = input[0][0][0].length;
        boolean[][][] kept = new boolean[steps][input[0].length][input[0][0].length * pixels];
        for (int b = 0; b < input[0].length; b++) {
            for (int c = 0; c < input[0][0].length; c++) {
                for (int p = 0; p < pixels; p++) {
                    double v = 0;
                    for (int t = 0; t < steps; t++) {
                        v += (input[t][b][c][p] - v) / template.neuron().tauSteps();
                        smallestMargin = Math.min(smallestMargin, Math.abs(v - vThreshold));
                        if (v >= vThreshold) {
                            fired[t][b][c][p] = 1;
                            kept[t][b][c * pixels + p] = true;
                            v = 0;
                        }
                    }
                }
            }
        }
        spikes.put(name, kept);
        return fired;
    }

    private double[][][][] norm(double[][][][] values, String name, boolean once) {
        boolean together = once || template.batchNorm() == BatchNormStatistics.OVER_TIME_STEPS;
        double[][][][] result = zeros(values);
        for (int group = 0; group < (together ? 1 : values.length); group++) {
            int from = together ? 0 : group;
            int to = together ? values.length : group + 1;
            for (int c = 0; c < values[0][0].length; c++) {
                double sum = 0;
                double squares = 0;
                long count = 0;
                for (int t = from; t < to; t++) {
                    for (double[][] image : values[t]) {
                        for (double x : image[c]) {
                            sum += x;
                            squares += x * x;
                            count++;
                        }
                    }
                }
                double mean = sum / count;
                double deviation = Math.sqrt(squares / count - mean * mean + 1e-5);
                for (int t = from; t < to; t++) {
                    for (int b = 0; b < values[t].length; b++) {
                        for (int p = 0; p < values[t][b][c].length; p++) {
                            result[t][b][c][p] = (values[t][b][c][p] - mean) / deviation * weights.norm(name).gain()[c]
                                    + weights.norm(name).bias()[c];
                        }
                    }
                }
            }
        }
        return result;
    }

    private double[][][][] convolve(double[][][][] input, ConvolutionLayer layer) {
        int k = layer.kernelSize();
        double[][][][] result = new double[input.length][input[0].length][layer.outChannels()][layer.outHeight() * layer.outWidth()];
        float[][] rows = weights.rows(layer.name());
        for (int t = 0; t < input.length; t++) {
            for (int b = 0; b < input[t].length; b++) {
                for (int o = 0; o < layer.outChannels(); o++) {
                    for (int p = 0; p < result[t][b][o].length; p++) {
                        int top = p / layer.outWidth() * layer.stride() - k / 2;
                        int left = p % layer.outWidth() * layer.stride() - k / 2;
                        for (int tap = 0; tap < k * k; tap++) {
                            int y = top + tap / k;
                            int x = left + tap % k;
                            if (y >= 0 && x >= 0 && y < layer.inHeight() && x < layer.inWidth()) {
                                for (int i = 0; i < layer.inChannels(); i++) {
                                    result[t][b][o][p] += input[t][b][i][y * layer.inWidth() + x] * rows[tap * layer.inChannels() + i][o];
                                }
                            }
                        }
                    }
                }
            }
        }
        return result;
    }

    private static double[][][][] pool(double[][][][] input, int height, int width, int side) {
        int outWidth = width / side;
        double[][][][] result = new double[input.length][input[0].length][input[0][0].length][height / side * outWidth];
        for (int t = 0; t < input.length; t++) {
            for (int b = 0; b < input[t].length; b++) {
                for (int c = 0; c < input[t][b].length; c++) {
                    for (int p = 0; p < result[t][b][c].length; p++) {
                        for (int tap = 0; tap < side * side; tap++) {
                            result[t][b][c][p] += input[t][b][c][(p / outWidth * side + tap / side) * width + p % outWidth * side + tap % side]
                                    / (side * side);
                        }
                    }
                }
            }
        }
        return result;
    }

    private static double[][][][] largest(double[][][][] input, int height, int reach) {
        double[][][][] result = zeros(input);
        int width = input[0][0][0].length / height;
        for (int t = 0; t < input.length; t++) {
            for (int b = 0; b < input[t].length; b++) {
                for (int c = 0; c < input[t][b].length; c++) {
                    for (int p = 0; p < height * width; p++) {
                        double most = Double.NEGATIVE_INFINITY;
                        for (int q = 0; q < height * width; q++) {
                            boolean near = Math.abs(q / width - p / width) <= reach && Math.abs(q % width - p % width) <= reach;
                            most = near ? Math.max(most, input[t][b][c][q]) : most;
                        }
                        result[t][b][c][p] = most;
                    }
                }
            }
        }
        return result;
    }

    private static double[][][][] samePool(double[][][][] input, int height) {
        double[][][][] result = zeros(input);
        int width = input[0][0][0].length / height;
        for (int t = 0; t < input.length; t++) {
            for (int b = 0; b < input[t].length; b++) {
                for (int c = 0; c < input[t][b].length; c++) {
                    for (int p = 0; p < height * width; p++) {
                        for (int tap = 0; tap < 9; tap++) {
                            int y = p / width + tap / 3 - 1;
                            int x = p % width + tap % 3 - 1;
                            if (y >= 0 && x >= 0 && y < height && x < width) {
                                result[t][b][c][p] += input[t][b][c][y * width + x] / 9;
                            }
                        }
                    }
                }
            }
        }
        return result;
    }

    private static void add(double[][][][] sum, double[][][][] part) {
        for (int t = 0; t < sum.length; t++) {
            for (int b = 0; b < sum[t].length; b++) {
                for (int c = 0; c < sum[t][b].length; c++) {
                    for (int p = 0; p < sum[t][b][c].length; p++) {
                        sum[t][b][c][p] += part[t][b][c][p];
                    }
                }
            }
        }
    }

    private static double[][][][] zeros(double[][][][] like) {
        return new double[like.length][like[0].length][like[0][0].length][like[0][0][0].length];
    }
}
