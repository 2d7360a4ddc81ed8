package org.hasnas.nir;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.hasnas.chip.inference.BitStream;
import org.hasnas.chip.inference.MatrixUnit;
import org.hasnas.chip.inference.QuantizedLayer;
import org.hasnas.chip.inference.ReadNoise;
import org.hasnas.nir.ChipLayers.Coding;
import org.hasnas.nir.NirNetwork.Site;
import org.hasnas.nir.model.NirNode;
import org.hasnas.nir.model.NirTensor;
import org.hasnas.nir.model.NirWindow;

/**
 * A node with weights whose matrices stand on crossbars. What enters becomes integers, whose bits are read one after the other; of negative numbers
 * the result is taken off in a second pass. Biases are digital. For one thread.
 */
final class CrossbarNode implements NirSimulation.Unit {
    private final Site site;
    private final List<Part> parts = new ArrayList<>();
    private final Coding coding;
    private final double step;
    private ReadNoise noise;
    private final double[] bias;
    private final int[] integers;
    private int time;

    /** A matrix with memory for one vector, and the ones and all bits it has read. */
    @SuppressWarnings("ArrayRecordComponent") // a bundle of parts, never compared
    private record Part(QuantizedLayer layer, Places places, BitStream stream, int[] values, int[] sums, int[] part, long[] bits) {}

    /**
     * Inputs and outputs of a matrix, as indices into those of the node.
     *
     * @param inputs [place][row]; -1 in the padding
     * @param outputs [place][output]
     */
    @SuppressWarnings("ArrayRecordComponent") // tables, never compared
    record Places(int[][] inputs, int[][] outputs) {
        static Places of(Site site, int group, boolean isDepthwise) {
            return switch (site.node()) {
                case NirNode.Convolution convolution -> of(site, convolution, isDepthwise ? 1 : convolution.groups(), group);
                case NirNode.Affine affine -> new Places(new int[][] {IntStream.range(0, affine.weight().size(1)).toArray()},
                        new int[][] {IntStream.range(0, affine.weight().size(0)).toArray()});
                case NirNode.Input _,NirNode.Output _,NirNode.Pool _,NirNode.Flatten _,NirNode.Scale _,NirNode.Threshold _,NirNode.Delay _,NirNode.Neuron _,NirNode.Subgraph _ ->
                        throw new IllegalArgumentException(site.name() + " has no weights");
            };
        }

        private static Places of(Site site, NirNode.Convolution convolution, int groups, int group) {
            NirWindow window = convolution.window();
            int[] in = map(site.inputShape());
            int[] out = map(site.outputShape());
            int[] kernel = map(window.kernel(), window.axes());
            int channels = in[0] / groups;
            int outputs = out[0] / groups;
            int places = out[1] * out[2];
            int[][] inputs = new int[places][kernel[1] * kernel[2] * channels];
            int[][] to = new int[places][outputs];
            for (int place = 0; place < places; place++) {
                for (int row = 0; row < inputs[place].length; row++) {
                    int position = row / channels;
                    int y = at(window, window.axes() - 2, place / out[2], position / kernel[2]);
                    int x = at(window, window.axes() - 1, place % out[2], position % kernel[2]);
                    boolean isInside = y >= 0 && y < in[1] && x >= 0 && x < in[2];
                    inputs[place][row] = isInside ? ((group * channels + row % channels) * in[1] + y) * in[2] + x : -1;
                }
                for (int output = 0; output < outputs; output++) {
                    to[place][output] = (group * outputs + output) * places + place;
                }
            }
            return new Places(inputs, to);
        }

        /** The input coordinate under a value of the kernel; 0 on an axis that a map does not have. */
        private static int at(NirWindow window, int axis, int output, int k) {
            return axis < 0 ? 0 : output * window.stride().get(axis) + k * window.dilation().get(axis) - window.front(axis);
        }

        /** Channels, rows and columns. */
        private static int[] map(List<Integer> shape) {
            return shape.size() == 3 ? new int[] {shape.get(0), shape.get(1), shape.get(2)} : new int[] {shape.get(0), 1, shape.get(1)};
        }

        private static int[] map(List<Integer> kernel, int axes) {
            return axes == 2 ? new int[] {0, kernel.get(0), kernel.get(1)} : new int[] {0, 1, kernel.get(0)};
        }
    }

    /**
     * @param matrices of this node
     * @param layers their integer weights
     * @param step what one unit of an input is worth
     */
    CrossbarNode(Site site, List<ChipLayers.Matrix> matrices, List<QuantizedLayer> layers, double step, Function<QuantizedLayer, MatrixUnit> units,
            ReadNoise noise) {
        this.site = site;
        this.coding = matrices.getFirst().coding();
        this.step = step;
        this.noise = noise;
        this.integers = new int[NirTensor.size(site.inputShape())];
        for (int index = 0; index < matrices.size(); index++) {
            QuantizedLayer layer = layers.get(index);
            MatrixUnit unit = units.apply(layer);
            parts.add(new Part(layer, Places.of(site, matrices.get(index).group(), matrices.get(index).layer().depthwise()),
                    new BitStream(unit, layer.rows(), Integer.bitCount(coding.largest()), /* isSigned= */ false), new int[layer.rows()],
                    new int[unit.width()],
                    new int[unit.width()], new long[2]));
        }
        int channels = site.outputShape().getFirst();
        this.bias = bias(site.node()).map(NirTensor::values).orElseGet(() -> new double[channels]);
    }

    private static Optional<NirTensor> bias(NirNode node) {
        return switch (node) {
            case NirNode.Affine affine -> affine.bias();
            case NirNode.Convolution convolution -> convolution.bias();
            case NirNode.Input _,NirNode.Output _,NirNode.Pool _,NirNode.Flatten _,NirNode.Scale _,NirNode.Threshold _,NirNode.Delay _,NirNode.Neuron _,NirNode.Subgraph _ ->
                    Optional.empty();
        };
    }

    /**
     * The weights of a matrix, [row][output]; those of a depthwise convolution with zeros between channels that do not meet.
     *
     * @param matrix of the node
     */
    static float[][] weights(Site site, ChipLayers.Matrix matrix) {
        return switch (site.node()) {
            case NirNode.Affine affine -> {
                float[][] rows = new float[affine.weight().size(1)][affine.weight().size(0)];
                for (int row = 0; row < rows.length; row++) {
                    for (int output = 0; output < rows[row].length; output++) {
                        rows[row][output] = (float) affine.weight().values()[output * rows.length + row];
                    }
                }
                yield rows;
            }
            case NirNode.Convolution convolution -> weights(convolution, matrix, site.inputShape().getFirst());
            case NirNode.Input _,NirNode.Output _,NirNode.Pool _,NirNode.Flatten _,NirNode.Scale _,NirNode.Threshold _,NirNode.Delay _,NirNode.Neuron _,NirNode.Subgraph _ ->
                    throw new IllegalArgumentException(site.name() + " has no weights");
        };
    }

    private static float[][] weights(NirNode.Convolution convolution, ChipLayers.Matrix matrix, int inChannels) {
        boolean isDepthwise = matrix.layer().depthwise();
        int groups = isDepthwise ? 1 : convolution.groups();
        int kernel = NirTensor.size(convolution.window().kernel());
        int channels = inChannels / groups;
        int outputs = convolution.weight().size(0) / groups;
        int perGroup = convolution.weight().size(1);
        float[][] rows = new float[kernel * channels][outputs];
        for (int row = 0; row < rows.length; row++) {
            int channel = row % channels;
            for (int output = 0; output < outputs; output++) {
                int from = isDepthwise ? channel - output : channel;
                if (from >= 0 && from < perGroup) {
                    rows[row][output] = (float) convolution.weight().values()[((matrix.group() * outputs + output) * perGroup + from) * kernel
                            + row / channels];
                }
            }
        }
        return rows;
    }

    @Override
    public void compute(double[] input, double[] output) {
        for (int i = 0; i < input.length; i++) {
            integers[i] = (int) Math.clamp(Math.rint(input[i] / step), -coding.largest(), coding.largest());
        }
        for (Part part : parts) {
            compute(part, output);
        }
        int size = output.length / bias.length;
        if (site.node() instanceof NirNode.Convolution convolution && convolution.perStep().isPresent()) {
            NirNode.PerStep constants = convolution.perStep().get();
            int now = Math.min(time++, constants.steps() - 1);
            Arrays.setAll(output, i -> constants.applied(now, i / size, output[i]));
        } else {
            Arrays.setAll(output, i -> output[i] + bias[i / size]);
        }
    }

    private void compute(Part part, double[] output) {
        for (int place = 0; place < part.places.inputs.length; place++) {
            int[] inputs = part.places.inputs[place];
            Arrays.fill(part.sums, 0);
            for (int sign = 1; sign >= -1; sign -= 2) {
                for (int row = 0; row < inputs.length; row++) {
                    part.values[row] = inputs[row] < 0 ? 0 : Math.max(0, sign * integers[inputs[row]]);
                }
                Arrays.fill(part.part, 0);
                part.bits[0] += part.stream.multiply(part.values, part.part, noise);
                for (int column = 0; column < part.part.length; column++) {
                    part.sums[column] += sign * part.part[column];
                }
            }
            part.bits[1] += (long) inputs.length * coding.bits();
            int[] outputs = part.places.outputs[place];
            for (int column = 0; column < outputs.length; column++) {
                output[outputs[column]] = part.sums[column] * part.layer.scale()[column] * step;
            }
        }
    }

    /** Takes the noise of the next image from another source. */
    void draws(ReadNoise next) {
        noise = next;
    }

    @Override
    public void rest() {
        time = 0;
    }

    /** Adds the ones and all bits that entered each matrix so far. */
    void addCountsTo(Map<String, long[]> bits) {
        for (Part part : parts) {
            long[] sum = bits.computeIfAbsent(part.layer.name(), _ -> new long[2]);
            sum[0] += part.bits[0];
            sum[1] += part.bits[1];
        }
    }
}
