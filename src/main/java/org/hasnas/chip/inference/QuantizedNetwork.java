package org.hasnas.chip.inference;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.hasnas.chip.model.SpikeRates;
import org.hasnas.data.ImageSet.Normalization;
import org.hasnas.network.ConvolutionLayer;
import org.hasnas.network.LayerNames;
import org.hasnas.network.LinearLayer;
import org.hasnas.network.Network;
import org.hasnas.network.plan.ConvolutionChain;
import org.hasnas.network.plan.NetworkPlan;
import org.hasnas.simulation.weights.NormParameters;
import org.hasnas.simulation.weights.WeightRounding;
import org.hasnas.simulation.weights.Weights;

/**
 * A trained network with integer weights. Immutable.
 *
 * <ul>
 * <li>Weights: rounded as {@link WeightRounding} says, one scale per output channel.
 * <li>Batch norm behind a convolution: folded with the scale into one gain and one offset per channel and time step, applied to the integer
 *     sum. It can't become a threshold, because edges are added up before a neuron. Batch norms before neurons are an affine of their own.
 * <li>Stem: pixels are unsigned integers. With {@code normalised = slope * (integer + shift)}, the slope goes into the weights before they are
 *     rounded and the shift into the offset, position by position since there is no shift in the padding.
 * <li>A 1x1 convolution behind another one reads its integer sums; what one unit of them is worth goes into the weights before they are rounded.
 * <li>Neurons: those of the weights, learnt or not; they are digital, so their time constants and thresholds are not rounded.
 * <li>First linear layer: the average pool of s x s spikes is their count, an integer from 0 to s*s; 1/(s*s) goes into the gain.
 * </ul>
 */
public final class QuantizedNetwork implements CrossbarNetwork {
    private final NetworkPlan plan;
    private final PixelCoding pixels;
    private final int weightBits;
    private final Map<String, QuantizedLayer> layers = new LinkedHashMap<>();
    private final Map<String, Affine[]> affines = new HashMap<>();

    private QuantizedNetwork(Network network, Weights weights, PixelCoding pixels, int weightBits) {
        this.plan = weights.plan(network);
        this.pixels = pixels;
        this.weightBits = weightBits;
        int largest = WeightRounding.largest(weightBits);
        addStem(weights, largest);
        plan.spikingConvolutions().forEach(convolution -> addConvolution(convolution, weights, largest));
        for (NetworkPlan.Stage stage : plan.stages()) {
            String norm = stage.exit().norm().name();
            affines.put(norm, plain(norm(weights, norm)));
        }
        int pool = plan.classifier().pool() * plan.classifier().pool();
        List<LinearLayer> linears = network.linears();
        for (int index = 0; index < linears.size(); index++) {
            addLinear(linears.get(index), weights, largest, index == 0 ? pool : 1);
        }
    }

    /**
     * Quantises a trained network.
     *
     * @param weights with the running statistics of training
     * @param normalization of the images it was trained with
     * @param weightBits 2 to 16
     * @param imageBits bits of a pixel
     * @throws IllegalArgumentException if a number of bits is not allowed or weights are missing
     */
    public static QuantizedNetwork of(Network network, Weights weights, Normalization normalization, int weightBits, int imageBits) {
        return new QuantizedNetwork(network, weights, new PixelCoding(normalization, imageBits), weightBits);
    }

    private QuantizedNetwork(QuantizedNetwork other, QuantizedLayer layer, Affine[] steps) {
        this.plan = other.plan;
        this.pixels = other.pixels;
        this.weightBits = other.weightBits;
        layers.putAll(other.layers);
        affines.putAll(other.affines);
        layers.put(layer.name(), layer);
        affines.put(layer.name(), steps);
    }

    /** The same with another matrix, of as many rows and outputs, and other affines behind it. */
    QuantizedNetwork with(QuantizedLayer layer, Affine[] steps) {
        return new QuantizedNetwork(this, layer, steps);
    }

    /** The layer that gives the scores of the classes. */
    QuantizedLayer last() {
        return layer(network().linears().getLast().name());
    }

    private void addStem(Weights weights, int largest) {
        ConvolutionLayer layer = plan.stem().first();
        float[][] scaled = scaled(rows(weights, layer.name()), IntStream.range(0, layer.inChannels()).mapToDouble(pixels::slope).toArray());
        QuantizedLayer quantized = QuantizedLayer.of(layer.name(), pixels.bits(), layer.kernelSize(), false, scaled, largest);
        layers.put(layer.name(), quantized);
        affines.put(layer.name(), new Affine[] {stemAffine(layer, quantized, norm(weights, plan.stem().norm().name()))});
    }

    private void addConvolution(ConvolutionChain convolution, Weights weights, int largest) {
        ConvolutionLayer first = convolution.first();
        QuantizedLayer spiking = QuantizedLayer.of(first.name(), 1, first.kernelSize(), first.depthwise(), rows(weights, first.name()),
                largest);
        layers.put(first.name(), spiking);
        Optional<QuantizedLayer> pointwise = convolution.pointwise().map(layer -> QuantizedLayer.of(layer.name(),
                WeightRounding.sumBits(first.fanIn(), weightBits), 1, false, scaled(rows(weights, layer.name()), spiking.scale()), largest));
        pointwise.ifPresent(layer -> layers.put(layer.name(), layer));
        int side = convolution.pool(); // sums of a pool's pixels are not divided
        affines.put(first.name(), folded(pointwise.orElse(spiking), norm(weights, convolution.norm().name()), 1.0 / (side * side)));
    }

    private void addLinear(LinearLayer layer, Weights weights, int largest, int countPerUnit) {
        int bits = Integer.SIZE - Integer.numberOfLeadingZeros(countPerUnit);
        QuantizedLayer quantized = QuantizedLayer.of(layer.name(), bits, 1, false, rows(weights, layer.name()), largest);
        layers.put(layer.name(), quantized);
        float[] gain = new float[layer.outFeatures()];
        for (int output = 0; output < gain.length; output++) {
            gain[output] = (float) (quantized.scale()[output] / countPerUnit);
        }
        float[] bias = weights.biases().getOrDefault(layer.name(), new float[gain.length]);
        affines.put(layer.name(), new Affine[] {new Affine(gain, bias.clone())});
    }

    /** @param worth what one unit of an input is worth, by channel */
    private static float[][] scaled(float[][] weights, double[] worth) {
        float[][] scaled = new float[weights.length][weights[0].length];
        for (int row = 0; row < weights.length; row++) {
            double factor = worth[row % worth.length];
            for (int output = 0; output < scaled[row].length; output++) {
                scaled[row][output] = (float) (weights[row][output] * factor);
            }
        }
        return scaled;
    }

    private Affine stemAffine(ConvolutionLayer layer, QuantizedLayer quantized, NormParameters norm) {
        Affine plain = plain(norm)[0];
        int outputs = layer.outChannels();
        float[] gain = new float[outputs];
        float[] offset = new float[layer.outHeight() * layer.outWidth() * outputs];
        for (int output = 0; output < outputs; output++) {
            gain[output] = (float) (plain.gain()[output] * quantized.scale()[output]);
        }
        for (int y = 0; y < layer.outHeight(); y++) {
            for (int x = 0; x < layer.outWidth(); x++) {
                double[] shifts = shifts(layer, quantized, y, x);
                for (int output = 0; output < outputs; output++) {
                    offset[(y * layer.outWidth() + x) * outputs + output] = (float) (plain.offset()[output]
                            + plain.gain()[output] * quantized.scale()[output] * shifts[output]);
                }
            }
        }
        return new Affine(gain, offset);
    }

    /** What the shifts of the pixels inside the image add to an output pixel, in units of the weights. */
    private double[] shifts(ConvolutionLayer layer, QuantizedLayer quantized, int y, int x) {
        double[] sums = new double[layer.outChannels()];
        int reach = layer.kernelSize() / 2;
        for (int row = 0; row < quantized.rows(); row++) {
            int channel = row % layer.inChannels();
            int position = row / layer.inChannels();
            int inY = y * layer.stride() + position / layer.kernelSize() - reach;
            int inX = x * layer.stride() + position % layer.kernelSize() - reach;
            if (inY >= 0 && inY < layer.inHeight() && inX >= 0 && inX < layer.inWidth()) {
                for (int output = 0; output < sums.length; output++) {
                    sums[output] += quantized.weights()[row][output] * pixels.shift(channel);
                }
            }
        }
        return sums;
    }

    private static Affine[] folded(QuantizedLayer layer, NormParameters norm, double share) {
        Affine[] steps = plain(norm);
        for (int t = 0; t < steps.length; t++) {
            float[] gain = new float[layer.outputs()];
            for (int output = 0; output < gain.length; output++) {
                gain[output] = (float) (steps[t].gain()[output] * layer.scale()[output] * share);
            }
            steps[t] = new Affine(gain, steps[t].offset());
        }
        return steps;
    }

    private static Affine[] plain(NormParameters norm) {
        Affine[] steps = new Affine[norm.statisticsSets()];
        int channels = norm.channels();
        for (int t = 0; t < steps.length; t++) {
            float[] gain = new float[channels];
            float[] offset = new float[channels];
            for (int c = 0; c < channels; c++) {
                double factor = norm.gain()[c] / Math.sqrt(norm.runningVariance(t, c) + norm.epsilon());
                gain[c] = (float) factor;
                offset[c] = (float) (norm.bias()[c] - norm.runningMean(t, c) * factor);
            }
            steps[t] = new Affine(gain, offset);
        }
        return steps;
    }

    private static float[][] rows(Weights weights, String layer) {
        float[][] rows = weights.rows().get(layer);
        if (rows == null) {
            throw new IllegalArgumentException("the weights lack layer '" + layer + "'");
        }
        return rows;
    }

    private static NormParameters norm(Weights weights, String name) {
        NormParameters norm = weights.norms().get(name);
        if (norm == null) {
            throw new IllegalArgumentException("the weights lack batch norm '" + name + "'");
        }
        return norm;
    }

    public Network network() {
        return plan.network();
    }

    NetworkPlan plan() {
        return plan;
    }

    @Override
    public int weightBits() {
        return weightBits;
    }

    PixelCoding pixels() {
        return pixels;
    }

    @Override
    public List<QuantizedLayer> layers() {
        return List.copyOf(layers.values());
    }

    @Override
    public int classes() {
        return network().template().classes();
    }

    @Override
    public ImageRun run(Function<QuantizedLayer, MatrixUnit> units, boolean isNoisy, ReadNoise noise) {
        return new NetworkRun(this, units, isNoisy, noise);
    }

    @Override
    public SpikeRates rates(Map<String, long[]> bits) {
        Map<String, Double> byLayer = new TreeMap<>();
        String first = network().linears().getFirst().name();
        bits.forEach((name, counts) -> {
            double rate = (double) counts[0] / counts[1];
            if (name.equals(RunState.countBits(first))) {
                byLayer.put(first, rate);
            } else if (name.equals(LayerNames.HIDDEN)) {
                byLayer.put(LayerNames.OUTPUT, rate);
            } else if (!name.equals(LayerNames.LAST)) {
                byLayer.put(name, rate);
            }
        });
        return SpikeRates.mean(byLayer);
    }

    QuantizedLayer layer(String name) {
        QuantizedLayer layer = layers.get(name);
        if (layer == null) {
            throw new IllegalArgumentException("the network has no layer '" + name + "'");
        }
        return layer;
    }

    /** What follows a matrix or stands before a neuron, by time step (or one for all), under the layer's or the batch norm's name. */
    Affine[] affine(String name) {
        Affine[] steps = affines.get(name);
        if (steps == null) {
            throw new IllegalArgumentException("the network has no affine '" + name + "'");
        }
        return steps;
    }
}
