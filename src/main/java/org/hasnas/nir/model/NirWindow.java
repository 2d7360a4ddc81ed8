package org.hasnas.nir.model;

import java.util.List;

/**
 * How a kernel moves over a map. All lists have a number for each spatial axis.
 *
 * @param kernel sizes
 * @param stride at least 1
 * @param dilation distance of the kernel's values, at least 1
 */
public record NirWindow(List<Integer> kernel, List<Integer> stride, Padding padding, List<Integer> dilation) {
    /** Zeros around a map. */
    public sealed interface Padding {
        /** As many as keep the size at stride 1: half of them in front, rounded down. */
        record Same() implements Padding {}

        /** The same number in front and behind, for each axis. */
        record Sides(List<Integer> zeros) implements Padding {
            public Sides {
                zeros = List.copyOf(zeros);
            }
        }
    }

    public NirWindow {
        kernel = List.copyOf(kernel);
        stride = List.copyOf(stride);
        dilation = List.copyOf(dilation);
    }

    /** Number of spatial axes. */
    public int axes() {
        return kernel.size();
    }

    /** Pixels from the first to the last value of the kernel, less one. */
    private int reach(int axis) {
        return Math.multiplyExact(dilation.get(axis), kernel.get(axis) - 1);
    }

    /** Zeros in front of a map. */
    public int front(int axis) {
        return switch (padding) {
            case Padding.Same() -> reach(axis) / 2;
            case Padding.Sides(List<Integer> zeros) -> zeros.get(axis);
        };
    }

    /** Zeros behind a map. */
    public int back(int axis) {
        return switch (padding) {
            case Padding.Same() -> reach(axis) - reach(axis) / 2;
            case Padding.Sides(List<Integer> zeros) -> zeros.get(axis);
        };
    }

    /** Size of the result on an axis; below 1 if the kernel is larger than the padded map. */
    public int outputSize(int axis, int inputSize) {
        int places = Math.addExact(inputSize, Math.addExact(front(axis), back(axis))) - reach(axis) - 1;
        return places < 0 ? 0 : places / stride.get(axis) + 1;
    }
}
