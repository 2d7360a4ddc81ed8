package org.hasnas.training;

import org.hasnas.network.ConvolutionLayer;
import org.hasnas.network.Network;
import org.hasnas.network.plan.CellPlan;
import org.hasnas.network.plan.ConvolutionChain;
import org.hasnas.network.plan.LifGroup;
import org.hasnas.network.plan.NetworkPlan;
import org.hasnas.simulation.kernel.training.SameConvolution;

/** How much memory a training takes, from the sizes of what its layers keep for the backward pass. */
public final class TrainingMemory {
    /** Weights, gradients, two moments, their mean, a copy each in the checkpoint, and a partial gradient of each group of images. */
    private static final int COPIES_OF_WEIGHTS = 16;
    /** A node's values and gradients. */
    private static final int COPIES_OF_NODES = 4;

    private TrainingMemory() {}

    /** Bytes of a training with batches of some images: the large arrays, so an estimate. */
    public static long bytes(Network network, int images) {
        NetworkPlan plan = NetworkPlan.of(network);
        long timeSteps = network.template().timeSteps();
        long perImage = 0;
        for (ConvolutionChain chain : plan.spikingConvolutions()) {
            ConvolutionLayer last = chain.last();
            perImage += timeSteps * last.outHeight() * last.outWidth() * SameConvolution.padded(last.outChannels());
        }
        for (NetworkPlan.Stage stage : plan.stages()) {
            perImage += neurons(stage.exit().neurons(), timeSteps);
            for (CellPlan cell : stage.cells()) {
                for (CellPlan.Node node : cell.nodes()) {
                    perImage += (COPIES_OF_NODES + timeSteps) * values(cell.shape().positions(), cell.shape().channels());
                    for (LifGroup group : node.neurons()) {
                        perImage += neurons(group, timeSteps);
                    }
                }
            }
        }
        return Float.BYTES * (perImage * images + COPIES_OF_WEIGHTS * network.parameters());
    }

    /** Potentials of all time steps, gradients of one, and what is carried to the step before. */
    private static long neurons(LifGroup group, long timeSteps) {
        return (timeSteps + 2) * values(group.shape().positions(), group.shape().channels());
    }

    private static long values(int positions, int channels) {
        return (long) positions * SameConvolution.padded(channels);
    }
}
