package org.hasnas.network;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What an edge of a cell does to the value of its source node. Source: SNASNet, Table 1; SpikeNAS-Bench.
 *
 * <p>Each kind describes itself by what it is made of, so that whoever counts, prices, compares or writes operations need not know them all: only
 * the plan of a network ({@link org.hasnas.network.plan.NetworkPlan}) and the files tell the kinds apart.
 */
public sealed interface Operation {
    /** No connection. */
    record Zeroize() implements Operation {
        @Override
        public String label() {
            return "Zeroize";
        }
    }

    /** Identity. */
    record SkipConnection() implements Operation {
        @Override
        public String label() {
            return "SkipCon";
        }

        @Override
        public OptionalInt averagedSide() {
            return OptionalInt.of(1);
        }
    }

    /** Which input channels an output channel of a spiking convolution reads. */
    enum Grouping {
        /** All of them. */
        FULL,
        /** Its own only. */
        DEPTHWISE,
        /** Its own only, then, without neurons between, a 1x1 convolution of all channels: a full convolution with factored weights. */
        SEPARABLE
    }

    /**
     * One convolution of stride 1 and padding {@code size / 2}, without bias.
     *
     * @param size odd side
     * @param depthwise whether each output channel reads its own input channel only
     */
    record Kernel(int size, boolean depthwise) {
        public Kernel {
            requireOdd(size);
        }
    }

    /**
     * LIF, then the convolutions of {@link #kernels}, then batch norm.
     *
     * @param kernelSize odd side of the first convolution
     * @param vThreshold threshold of the operation's own LIF layer
     */
    record SpikingConvolution(int kernelSize, double vThreshold, Grouping grouping) implements Operation {
        public SpikingConvolution {
            requireOdd(kernelSize);
            if (!(vThreshold > 0)) {
                throw new IllegalArgumentException("vThreshold must be > 0, was " + vThreshold);
            }
        }

        /** A convolution of all channels. */
        public SpikingConvolution(int kernelSize, double vThreshold) {
            this(kernelSize, vThreshold, Grouping.FULL);
        }

        @Override
        public String label() {
            String kernel = switch (grouping) {
                case FULL -> "SCNN";
                case DEPTHWISE -> "DW-SCNN";
                case SEPARABLE -> "DSCNN";
            } + kernelSize + "x" + kernelSize;
            return vThreshold == 1.0 ? kernel : kernel + " th" + vThreshold;
        }

        @Override
        public List<Kernel> kernels() {
            return switch (grouping) {
                case FULL -> List.of(new Kernel(kernelSize, false));
                case DEPTHWISE -> List.of(new Kernel(kernelSize, true));
                case SEPARABLE -> List.of(new Kernel(kernelSize, true), new Kernel(1, false));
            };
        }

        @Override
        public OptionalDouble threshold() {
            return OptionalDouble.of(vThreshold);
        }

        @Override
        public Operation ofEqualCost() {
            return new SpikingConvolution(kernelSize, 1.0, grouping);
        }

        @Override
        public double similarity(Operation other) {
            return other instanceof SpikingConvolution(int otherSize, double otherThreshold, Grouping otherGrouping)
                    ? Math.exp(-Math.abs(vThreshold - otherThreshold)) * halfUnless(kernelSize == otherSize)
                            * halfUnless(grouping == otherGrouping)
                    : 0;
        }
    }

    /** Average pool of stride 1 and padding {@code kernelSize / 2}; padding zeros are counted. */
    record AveragePool(int kernelSize) implements Operation {
        public AveragePool {
            requireOdd(kernelSize);
        }

        @Override
        public String label() {
            return "AvgPool" + kernelSize + "x" + kernelSize;
        }

        @Override
        public OptionalInt averagedSide() {
            return OptionalInt.of(kernelSize);
        }

        @Override
        public double similarity(Operation other) {
            return other instanceof AveragePool(int otherSize) ? halfUnless(kernelSize == otherSize) : 0;
        }
    }

    /** Largest value of each window, with stride 1 and padding {@code kernelSize / 2}; the padding is never the largest. */
    record MaxPool(int kernelSize) implements Operation {
        public MaxPool {
            requireOdd(kernelSize);
        }

        @Override
        public String label() {
            return "MaxPool" + kernelSize + "x" + kernelSize;
        }

        @Override
        public double similarity(Operation other) {
            return other instanceof MaxPool(int otherSize) ? halfUnless(kernelSize == otherSize) : 0;
        }
    }

    /** What is left of the similarity of two operations that may differ in one property. */
    private static double halfUnless(boolean isSame) {
        return isSame ? 1 : 0.5;
    }

    private static void requireOdd(int kernelSize) {
        if (kernelSize < 1 || kernelSize % 2 == 0) {
            throw new IllegalArgumentException("kernelSize must be odd and positive, was " + kernelSize);
        }
    }

    /** The field's name, as shown to users. */
    String label();

    /** The convolutions, which read each other's sums; empty if it has no weights. */
    default List<Kernel> kernels() {
        return List.of();
    }

    /** Threshold of its LIF layer; empty if it has none. */
    default OptionalDouble threshold() {
        return OptionalDouble.empty();
    }

    /** Side of the window whose mean it gives, 1 for the value itself; empty if it is not linear or no connection. */
    default OptionalInt averagedSide() {
        return OptionalInt.empty();
    }

    /** The operation that stands for all of the same cost: thresholds cost nothing. */
    default Operation ofEqualCost() {
        return this;
    }

    /**
     * How similar two operations are: 1 for equal ones, below 1 for all others, 0 for those of different kinds. Symmetric, and positive
     * semidefinite over any set of operations: a product of kernels, of exp(-|difference|) of thresholds and of 1/2 or 1 for each other property.
     */
    default double similarity(Operation other) {
        return equals(other) ? 1 : 0;
    }
}
