package org.hasnas.simulation.engine;

import org.hasnas.network.Network;
import org.hasnas.network.plan.CellPlan;
import org.hasnas.network.plan.ConvolutionChain;
import org.hasnas.network.plan.NetworkPlan;

/** How much memory a {@link Simulation} will take, so that a caller can choose a smaller batch instead of running out of it. */
public final class SimulationMemory {
    /** Header and reference of the array that a row is. */
    private static final long BYTES_PER_ROW = 20;

    private SimulationMemory() {}

    /**
     * Bytes of weights, membranes, values and scratch; what is not counted (spike bits, linear layers' currents) is a few per cent.
     *
     * @param images images per batch
     */
    public static long bytes(Network network, int images, SimulationMode mode) {
        NetworkPlan plan = NetworkPlan.of(network);
        long frames = (long) images * mode.stepsPerBlock(plan);
        long bytes = Float.BYTES * network.parameters();
        for (NetworkPlan.Stage stage : plan.stages()) {
            long inputs = stage.reduction().isPresent() ? frames : (long) images * network.template().frames(); // the stem's results are kept
            long maps = inputs + images; // and the membranes behind the cells
            for (CellPlan cell : stage.cells()) {
                maps += frames * (cell.nodes().size() - 1);
                for (CellPlan.Node node : cell.nodes()) {
                    maps += images * (long) node.neurons().size() + (node.isFedBack() ? frames : 0);
                }
                maps += cell.nodes().getFirst().isFedBack() ? frames : 0; // its input is copied only to add feedback
            }
            bytes += maps * bytes(stage.shape().positions(), stage.shape().channels());
        }
        long positions = 0;
        long channels = 0;
        for (ConvolutionChain convolution : plan.spikingConvolutions()) {
            positions = Math.max(positions, (long) convolution.last().outHeight() * convolution.last().outWidth());
            channels = Math.max(channels, convolution.last().outChannels());
        }
        return bytes + frames * bytes(positions, channels);
    }

    private static long bytes(long positions, long channels) {
        return positions * (channels * Float.BYTES + BYTES_PER_ROW);
    }
}
