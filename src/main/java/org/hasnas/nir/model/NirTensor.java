package org.hasnas.nir.model;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Numbers of a parameter in C order (the last index runs fastest).
 *
 * @param shape sizes of the axes; empty for a single number
 * @param values not copied, must not change
 */
@SuppressWarnings("ArrayRecordComponent") // parameters of a node, never compared
public record NirTensor(List<Integer> shape, double[] values) {
    public NirTensor {
        shape = List.copyOf(shape);
        if (size(shape) != values.length) {
            throw new IllegalArgumentException("shape " + written(shape) + " needs " + size(shape) + " values, not " + values.length);
        }
    }

    /** A single number. */
    public static NirTensor scalar(double value) {
        return new NirTensor(List.of(), new double[] {value});
    }

    public int rank() {
        return shape.size();
    }

    /** Size of an axis. */
    public int size(int axis) {
        return shape.get(axis);
    }

    /** Number of values of a shape. */
    public static int size(List<Integer> shape) {
        return shape.stream().reduce(1, Math::multiplyExact);
    }

    /** A shape for people, such as {@code 2 x 34 x 34}; a number without axes is {@code 1}. */
    public static String written(List<Integer> shape) {
        return shape.isEmpty() ? "1" : shape.stream().map(String::valueOf).collect(Collectors.joining(" x "));
    }

    /** The index of a value, such as {@code [2, 3]}. */
    public String indexOf(int position) {
        int[] index = new int[rank()];
        int rest = position;
        for (int axis = rank() - 1; axis >= 0; axis--) {
            index[axis] = rest % size(axis);
            rest /= size(axis);
        }
        return Arrays.stream(index).mapToObj(String::valueOf).collect(Collectors.joining(", ", "[", "]"));
    }

    /** Whether these numbers can stand for a value at each place of a shape, after leading axes of size 1 that it does not have. */
    public boolean spreadsTo(List<Integer> target) {
        int surplus = Math.max(0, rank() - target.size());
        if (shape.subList(0, surplus).stream().anyMatch(size -> size != 1)) {
            return false;
        }
        List<Integer> own = shape.subList(surplus, rank());
        for (int axis = 0; axis < own.size(); axis++) {
            int size = own.get(axis);
            if (size != 1 && size != target.get(target.size() - own.size() + axis)) {
                return false;
            }
        }
        return true;
    }

    /** A value for each place of a shape to which these numbers {@linkplain #spreadsTo spread}. */
    public double[] spread(List<Integer> target) {
        int count = size(target);
        if (count == values.length) {
            return values;
        }
        double[] spread = new double[count];
        int surplus = Math.max(0, rank() - target.size());
        for (int position = 0; position < count; position++) {
            int rest = position;
            int source = 0;
            int stride = 1;
            for (int axis = target.size() - 1; axis >= 0; axis--) {
                int index = rest % target.get(axis);
                rest /= target.get(axis);
                int own = axis - (target.size() - (rank() - surplus));
                if (own >= 0) {
                    int size = size(surplus + own);
                    source += size == 1 ? 0 : index * stride;
                    stride *= size;
                }
            }
            spread[position] = values[source];
        }
        return spread;
    }
}
