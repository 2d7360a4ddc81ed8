package org.hasnas.nir.model;

import java.util.List;
import java.util.Optional;

/** A node of a graph, with its parameters as the file has them. Shapes have no batch axis; maps are [channel][row][column]. */
public sealed interface NirNode {
    /** The name that NIR gives this kind of node. */
    String type();

    /** Where values enter a graph. */
    record Input(List<Integer> shape) implements NirNode {
        public Input {
            shape = List.copyOf(shape);
        }

        @Override
        public String type() {
            return "Input";
        }
    }

    /** Where values leave a graph. */
    record Output(List<Integer> shape) implements NirNode {
        public Output {
            shape = List.copyOf(shape);
        }

        @Override
        public String type() {
            return "Output";
        }
    }

    /**
     * {@code W x + b}.
     *
     * @param weight [output][input]
     */
    record Affine(NirTensor weight, Optional<NirTensor> bias) implements NirNode {
        @Override
        public String type() {
            return bias.isPresent() ? "Affine" : "Linear";
        }
    }

    /**
     * Cross-correlation of maps with one or two spatial axes.
     *
     * @param weight [output channel][input channel within the group][kernel axes]
     * @param inputShape spatial sizes that the file declares; empty if it declares none
     * @param perStep constants for each time step, which NIR does not know
     */
    record Convolution(NirTensor weight, Optional<NirTensor> bias, NirWindow window, int groups, List<Integer> inputShape,
            Optional<PerStep> perStep) implements NirNode {
        public Convolution {
            inputShape = List.copyOf(inputShape);
        }

        @Override
        public String type() {
            return "Conv" + window.axes() + "d";
        }
    }

    /**
     * Constants of a batch norm that has others at each time step. They belong to this program; other readers of NIR pass over them. The output is
     * {@code scale * (output - bias) + offset}; behind the last step they stay.
     *
     * @param scale [time step][channel]
     * @param offset [time step][channel]
     */
    record PerStep(NirTensor scale, NirTensor offset) {
        public PerStep {
            if (scale.rank() != 2 || !scale.shape().equals(offset.shape())) {
                throw new IllegalArgumentException("constants for each step have two axes (time steps x channels), were "
                        + NirTensor.written(scale.shape()) + " and " + NirTensor.written(offset.shape()));
            }
        }

        public int steps() {
            return scale.size(0);
        }

        /**
         * An output with the constants of a time step.
         *
         * @param sum of a channel, without bias
         */
        public double applied(int step, int channel, double sum) {
            int at = step * scale.size(1) + channel;
            return scale.values()[at] * sum + offset.values()[at];
        }
    }

    /** Sum or average of windows of each channel; padding zeros are counted. */
    record Pool(boolean average, NirWindow window) implements NirNode {
        @Override
        public String type() {
            return average ? "AvgPool2d" : "SumPool2d";
        }
    }

    /**
     * Joins axes.
     *
     * @param first first axis that is joined; negative ones count from behind
     * @param last last axis that is joined
     * @param inputShape what the file declares; empty if it declares none
     */
    record Flatten(int first, int last, List<Integer> inputShape) implements NirNode {
        public Flatten {
            inputShape = List.copyOf(inputShape);
        }

        @Override
        public String type() {
            return "Flatten";
        }
    }

    /** A factor for each value. */
    record Scale(NirTensor scale) implements NirNode {
        @Override
        public String type() {
            return "Scale";
        }
    }

    /** 1 where the value is above a threshold, else 0. */
    record Threshold(NirTensor threshold) implements NirNode {
        @Override
        public String type() {
            return "Threshold";
        }
    }

    /**
     * The value of an earlier time step.
     *
     * @param delay in the unit of time of the file
     */
    record Delay(NirTensor delay) implements NirNode {
        @Override
        public String type() {
            return "Delay";
        }
    }

    /**
     * Neurons with a membrane potential. The six kinds of NIR (I, IF, LI, LIF, CubaLI, CubaLIF) are those with or without leak, firing and a
     * synaptic current.
     *
     * @param r factor of the input
     */
    record Neuron(NirTensor r, Optional<Leak> leak, Optional<Firing> firing, Optional<Synapse> synapse) implements NirNode {
        @Override
        public String type() {
            return (synapse.isPresent() ? "Cuba" : "") + (leak.isPresent() ? "LI" : "I") + (firing.isPresent() ? "F" : "");
        }
    }

    /** Decay of the membrane potential. */
    record Leak(NirTensor tau, NirTensor vLeak) {}

    /**
     * Spikes.
     *
     * @param vReset potential behind a spike; empty where the file has none, which stands for 0
     */
    record Firing(NirTensor vThreshold, Optional<NirTensor> vReset) {}

    /**
     * A current that decays.
     *
     * @param wIn factor of the input; empty where the file has none, which stands for 1
     */
    record Synapse(NirTensor tau, Optional<NirTensor> wIn) {}

    /** A graph within the graph. */
    record Subgraph(NirGraph graph) implements NirNode {
        @Override
        public String type() {
            return "NIRGraph";
        }
    }
}
