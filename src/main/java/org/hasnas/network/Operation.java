package org.hasnas.network;

/** What an edge of a cell does to the value of its source node. Source: SNASNet, Table 1; SpikeNAS-Bench. */
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
    }

    /**
     * LIF, then convolution of stride 1 and padding {@code kernelSize / 2} without bias, then batch norm.
     *
     * @param kernelSize odd side of the kernel
     * @param vThreshold threshold of the operation's own LIF layer
     * @param depthwise whether each output channel reads its own input channel only
     */
    record SpikingConvolution(int kernelSize, double vThreshold, boolean depthwise) implements Operation {
        public SpikingConvolution {
            if (kernelSize < 1 || kernelSize % 2 == 0) {
                throw new IllegalArgumentException("kernelSize must be odd and positive, was " + kernelSize);
            }
            if (!(vThreshold > 0)) {
                throw new IllegalArgumentException("vThreshold must be > 0, was " + vThreshold);
            }
        }

        /** A convolution of all channels. */
        public SpikingConvolution(int kernelSize, double vThreshold) {
            this(kernelSize, vThreshold, false);
        }

        @Override
        public String label() {
            String kernel = (depthwise ? "DW-SCNN" : "SCNN") + kernelSize + "x" + kernelSize;
            return vThreshold == 1.0 ? kernel : kernel + " th" + vThreshold;
        }
    }

    /** Average pool of stride 1 and padding {@code kernelSize / 2}; padding zeros are counted. */
    record AveragePool(int kernelSize) implements Operation {
        public AveragePool {
            if (kernelSize < 1 || kernelSize % 2 == 0) {
                throw new IllegalArgumentException("kernelSize must be odd and positive, was " + kernelSize);
            }
        }

        @Override
        public String label() {
            return "AvgPool" + kernelSize + "x" + kernelSize;
        }
    }

    /** Largest value of each window, with stride 1 and padding {@code kernelSize / 2}; the padding is never the largest. */
    record MaxPool(int kernelSize) implements Operation {
        public MaxPool {
            if (kernelSize < 1 || kernelSize % 2 == 0) {
                throw new IllegalArgumentException("kernelSize must be odd and positive, was " + kernelSize);
            }
        }

        @Override
        public String label() {
            return "MaxPool" + kernelSize + "x" + kernelSize;
        }
    }

    /** The field's name, as shown to users. */
    String label();
}
