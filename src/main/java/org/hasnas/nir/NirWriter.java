package org.hasnas.nir;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.DatasetCreationOptions;
import io.jhdf.api.WritableGroup;
import io.jhdf.exceptions.HdfWritingException;
import java.io.IOException;
import java.lang.reflect.Array;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hasnas.document.AtomicFile;
import org.hasnas.error.HasnasException;
import org.hasnas.nir.model.NirFile;
import org.hasnas.nir.model.NirGraph;
import org.hasnas.nir.model.NirNode;
import org.hasnas.nir.model.NirTensor;
import org.hasnas.nir.model.NirWindow;

/**
 * Writes a NIR file in the layout of the package nir 1.0.7, which older and newer ones read too. Arrays are compressed with gzip. Numbers that are
 * exact in 32 bits are written so, others in 64 bits. Texts have fixed lengths.
 */
public final class NirWriter {
    /** The version whose layout is written. */
    public static final String VERSION = "1.0.7";

    /** Below so many values compression costs more than it saves. */
    private static final int LEAST_COMPRESSED = 1024;

    private NirWriter() {}

    /**
     * Writes a file; one that is there is replaced when the new one is whole.
     *
     * @throws HasnasException IO if it can't be written
     */
    public static void write(NirFile file, Path path) throws HasnasException {
        AtomicFile.write(path, temporary -> {
            try (WritableHdfFile hdf = HdfFile.write(temporary)) {
                hdf.putDataset("version", file.version().orElse(VERSION));
                graph(hdf.putGroup("node"), file.graph(), file.metadata());
            } catch (HdfWritingException failed) { // a full disk, or no right to the place
                throw failed.getCause() instanceof IOException reason ? reason : new IOException(failed.getMessage(), failed);
            }
        });
    }

    private static void graph(WritableGroup group, NirGraph graph, Map<String, String> metadata) {
        group.putDataset("type", "NIRGraph");
        WritableGroup nodes = group.putGroup("nodes");
        graph.nodes().forEach((name, node) -> node(nodes.putGroup(name), node));
        group.putDataset("edges", graph.edges().stream().map(edge -> new String[] {edge.from(), edge.to()}).toArray(String[][]::new));
        if (!metadata.isEmpty()) {
            WritableGroup texts = group.putGroup("metadata");
            metadata.forEach(texts::putDataset);
        }
    }

    private static void node(WritableGroup group, NirNode node) {
        if (node instanceof NirNode.Subgraph(NirGraph graph)) {
            graph(group, graph, Map.of());
            return;
        }
        group.putDataset("type", node.type());
        switch (node) {
            case NirNode.Input(List<Integer> shape) -> integers(group, "shape", shape);
            case NirNode.Output(List<Integer> shape) -> integers(group, "shape", shape);
            case NirNode.Affine(NirTensor weight, Optional<NirTensor> bias) -> {
                numbers(group, "weight", weight);
                bias.ifPresent(values -> numbers(group, "bias", values));
            }
            case NirNode.Convolution convolution -> {
                numbers(group, "weight", convolution.weight());
                int channels = convolution.weight().size(0);
                numbers(group, "bias", convolution.bias().orElseGet(() -> new NirTensor(List.of(channels), new double[channels])));
                group.putDataset("groups", (long) convolution.groups());
                window(group, convolution.window());
                perAxis(group, "dilation", convolution.window().dilation());
                if (!convolution.inputShape().isEmpty()) {
                    perAxis(group, "input_shape", convolution.inputShape());
                }
                convolution.perStep().ifPresent(perStep -> {
                    numbers(group, NirReader.SCALE_PER_STEP, perStep.scale());
                    numbers(group, NirReader.OFFSET_PER_STEP, perStep.offset());
                });
            }
            case NirNode.Pool pool -> {
                integers(group, "kernel_size", pool.window().kernel());
                window(group, pool.window());
            }
            case NirNode.Flatten flatten -> {
                group.putDataset("start_dim", (long) flatten.first());
                group.putDataset("end_dim", (long) flatten.last());
                if (!flatten.inputShape().isEmpty()) {
                    integers(group, "input_type", flatten.inputShape());
                }
            }
            case NirNode.Scale(NirTensor scale) -> numbers(group, "scale", scale);
            case NirNode.Threshold(NirTensor threshold) -> numbers(group, "threshold", threshold);
            case NirNode.Delay(NirTensor delay) -> numbers(group, "delay", delay);
            case NirNode.Neuron neuron -> NirNetwork.constants(neuron).forEach((name, values) -> numbers(group, name, values));
            case NirNode.Subgraph _ -> throw new IllegalStateException("written above");
        }
    }

    private static void window(WritableGroup group, NirWindow window) {
        perAxis(group, "stride", window.stride());
        switch (window.padding()) {
            case NirWindow.Padding.Same() -> group.putDataset("padding", "same");
            case NirWindow.Padding.Sides(List<Integer> zeros) -> perAxis(group, "padding", zeros);
        }
    }

    /** One number where there is one axis, as the package does. */
    private static void perAxis(WritableGroup group, String name, List<Integer> sizes) {
        if (sizes.size() == 1) {
            group.putDataset(name, (long) sizes.getFirst());
        } else {
            integers(group, name, sizes);
        }
    }

    private static void integers(WritableGroup group, String name, List<Integer> sizes) {
        group.putDataset(name, sizes.stream().mapToLong(Integer::longValue).toArray());
    }

    private static void numbers(WritableGroup group, String name, NirTensor tensor) {
        boolean isShort = Arrays.stream(tensor.values()).allMatch(value -> (float) value == value);
        if (tensor.shape().isEmpty()) {
            group.putDataset(name, isShort ? (Object) (float) tensor.values()[0] : (Object) tensor.values()[0]);
            return;
        }
        int[] sizes = tensor.shape().stream().mapToInt(Integer::intValue).toArray();
        Object array = Array.newInstance(isShort ? float.class : double.class, sizes);
        fill(array, tensor.values(), 0);
        if (tensor.values().length < LEAST_COMPRESSED) {
            group.putDataset(name, array);
        } else {
            group.putDataset(name, array, DatasetCreationOptions.builder().deflate(6).build());
        }
    }

    /** Fills nested arrays in C order; returns the position behind the last value used. */
    private static int fill(Object array, double[] values, int start) {
        int position = start;
        switch (array) {
            case float[] row -> {
                for (int i = 0; i < row.length; i++) {
                    row[i] = (float) values[position++];
                }
            }
            case double[] row -> {
                System.arraycopy(values, position, row, 0, row.length);
                position += row.length;
            }
            case Object[] rows -> {
                for (Object row : rows) {
                    position = fill(row, values, position);
                }
            }
            default -> throw new IllegalArgumentException("no array of numbers");
        }
        return position;
    }
}
