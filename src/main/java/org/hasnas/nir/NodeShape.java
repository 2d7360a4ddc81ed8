package org.hasnas.nir;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.nir.model.NirNode;
import org.hasnas.nir.model.NirTensor;
import org.hasnas.nir.model.NirWindow;

/**
 * The shape that a node makes of that of its input, or why it can't.
 *
 * @param name of the node
 * @param source what gives the input, for a message
 * @param input shape of it
 */
record NodeShape(String name, NirNode node, String source, List<Integer> input) {
    private HasnasException problem(String sentence) {
        return new HasnasException(ErrorCode.BAD_DATA, "node \"" + name + "\" " + sentence);
    }

    private String given() {
        return (source.startsWith("\"") ? source : "\"" + source + "\"") + " gives " + NirTensor.written(input);
    }

    List<Integer> output() throws HasnasException {
        return switch (node) {
            case NirNode.Affine affine -> affine(affine.weight());
            case NirNode.Convolution convolution -> convolution(convolution);
            case NirNode.Pool pool -> pool(pool);
            case NirNode.Flatten flatten -> flatten(flatten);
            case NirNode.Scale(NirTensor scale) -> spread(Map.of("scale", scale));
            case NirNode.Threshold(NirTensor threshold) -> spread(Map.of("threshold", threshold));
            case NirNode.Delay(NirTensor delay) -> spread(Map.of("delay", delay));
            case NirNode.Neuron neuron -> neurons(NirNetwork.constants(neuron));
            case NirNode.Input _,NirNode.Output _,NirNode.Subgraph _ -> input;
        };
    }

    private List<Integer> affine(NirTensor weight) throws HasnasException {
        if (!input.equals(List.of(weight.size(1)))) {
            boolean isTransposed = input.equals(List.of(weight.size(0)));
            throw problem("expects " + weight.size(1) + " inputs but " + given()
                    + (isTransposed ? "; the weights look transposed (NIR wants outputs x inputs)" : "")
                    + (input.size() > 1 && NirTensor.size(input) == weight.size(1) ? "; flatten all axes first (NIR has no batch axis)" : ""));
        }
        return List.of(weight.size(0));
    }

    private List<Integer> convolution(NirNode.Convolution convolution) throws HasnasException {
        NirTensor weight = convolution.weight();
        int axes = convolution.window().axes();
        int channels = Math.multiplyExact(weight.size(1), convolution.groups());
        if (input.size() != axes + 1) {
            throw problem("expects maps with " + (axes + 1) + " axes (channels, then " + axes + ") but " + given()
                    + (NirNetwork.hasBatchAxis(input) ? "; NIR has no batch axis" : ""));
        }
        if (input.getFirst() != channels) {
            throw problem("expects " + channels + " input channels (" + weight.size(1) + " in each of " + convolution.groups() + " groups) but "
                    + given());
        }
        return mapOf(weight.size(0), convolution.window());
    }

    private List<Integer> pool(NirNode.Pool pool) throws HasnasException {
        if (input.size() != 3) {
            throw problem("expects maps with 3 axes (channels, rows, columns) but " + given());
        }
        return mapOf(input.getFirst(), pool.window());
    }

    private List<Integer> mapOf(int channels, NirWindow window) throws HasnasException {
        List<Integer> shape = new ArrayList<>(List.of(channels));
        double product = channels;
        for (int axis = 0; axis < window.axes(); axis++) {
            int size;
            try {
                size = window.outputSize(axis, input.get(axis + 1));
            } catch (ArithmeticException overflow) {
                throw problem("has a kernel, dilation or padding that is too large");
            }
            if (size < 1) {
                throw problem("has a kernel of " + NirTensor.written(window.kernel()) + " (dilation " + NirTensor.written(window.dilation())
                        + "), which is larger than its padded input: " + given());
            }
            product *= size;
            shape.add(size);
        }
        if (product > Hdf5Values.MOST_VALUES) {
            throw problem("gives " + NirTensor.written(shape) + " values; there may be " + Hdf5Values.MOST_VALUES);
        }
        return shape;
    }

    private List<Integer> flatten(NirNode.Flatten flatten) throws HasnasException {
        int first = axis("start_dim", flatten.first());
        int last = axis("end_dim", flatten.last());
        if (last < first) {
            throw problem("joins the axes from start_dim " + flatten.first() + " to end_dim " + flatten.last() + ", which is before it");
        }
        List<Integer> shape = new ArrayList<>(input.subList(0, first));
        shape.add(NirTensor.size(input.subList(first, last + 1)));
        shape.addAll(input.subList(last + 1, input.size()));
        return shape;
    }

    private int axis(String which, int axis) throws HasnasException {
        int counted = axis < 0 ? axis + input.size() : axis;
        if (counted < 0 || counted >= input.size()) {
            throw problem("has " + which + " " + axis + ", which does not exist: its input has " + input.size()
                    + (input.size() == 1 ? " axis (" : " axes (") + NirTensor.written(input) + ")");
        }
        return counted;
    }

    private List<Integer> neurons(Map<String, NirTensor> constants) throws HasnasException {
        for (Map.Entry<String, NirTensor> constant : constants.entrySet()) {
            double[] values = constant.getValue().values();
            for (int position = 0; constant.getKey().startsWith("tau") && position < values.length; position++) {
                if (values[position] <= 0) {
                    throw problem("has a " + constant.getKey() + " of " + values[position] + " (" + constant.getValue().indexOf(position)
                            + "); it must be above 0");
                }
            }
        }
        return spread(constants);
    }

    /** A number of the node for each value of the input. */
    private List<Integer> spread(Map<String, NirTensor> constants) throws HasnasException {
        Set<List<Integer>> own = constants.values().stream().map(NirTensor::shape).filter(shape -> NirTensor.size(shape) > 1)
                .collect(Collectors.toSet());
        for (Map.Entry<String, NirTensor> constant : constants.entrySet()) {
            if (!constant.getValue().spreadsTo(input)) {
                String values = NirTensor.written(constant.getValue().shape());
                throw own.size() > 1 ? problem("has " + values + " values of " + constant.getKey() + ", but there are " + others(own, constant))
                        : problem("has " + values + (node instanceof NirNode.Neuron ? " neurons" : " values of " + constant.getKey()) + " but "
                                + given());
            }
        }
        return input;
    }

    /** What the other constants say where one has another shape. */
    private String others(Set<List<Integer>> shapes, Map.Entry<String, NirTensor> odd) {
        return NirTensor.written(input) + " inputs from " + source + shapes.stream().filter(shape -> !shape.equals(odd.getValue().shape()))
                .map(shape -> " and " + NirTensor.written(shape) + " values of other constants").distinct().collect(Collectors.joining());
    }
}
