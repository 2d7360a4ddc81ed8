package org.hasnas.simulation.engine;

import java.util.List;
import org.hasnas.network.ConnectionMatrix;
import org.hasnas.network.ConvolutionLayer;
import org.hasnas.network.Edge;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplate.BatchNormStatistics;
import org.hasnas.network.Operation;

/** How much memory a {@link Simulation} will take, so that a caller can choose a smaller batch instead of running out of it. */
public final class SimulationMemory {
    /** Header and reference of the array that a row is. */
    private static final long BYTES_PER_ROW = 20;

    private final Network network;
    private final long images;
    private final long frames;
    private long bytes;

    private SimulationMemory(Network network, int images, SimulationMode mode) {
        boolean allSteps = mode == SimulationMode.TRAINING && network.template().batchNorm() == BatchNormStatistics.OVER_TIME_STEPS;
        this.network = network;
        this.images = images;
        this.frames = (long) images * (allSteps ? network.template().timeSteps() : 1);
    }

    /**
     * Bytes of weights, membranes, values and scratch; what is not counted (spike bits, linear layers' currents) is a few per cent.
     *
     * @param images images per batch
     */
    public static long bytes(Network network, int images, SimulationMode mode) {
        return new SimulationMemory(network, images, mode).sum();
    }

    private long sum() {
        bytes = Float.BYTES * network.parameters();
        long positions = 0;
        long channels = 0;
        long scratchPositions = 0;
        long scratchChannels = 0;
        int cellIndex = 0;
        int stage = 0;
        for (ConvolutionLayer layer : network.convolutions()) {
            if (layer.role() != ConvolutionLayer.Role.STEM) {
                scratchPositions = Math.max(scratchPositions, (long) layer.outHeight() * layer.outWidth());
                scratchChannels = Math.max(scratchChannels, layer.outChannels());
            }
            if (layer.role() == ConvolutionLayer.Role.CELL_EDGE) {
                continue; // counted with its cell
            }
            if (layer.role() == ConvolutionLayer.Role.REDUCTION) {
                add(images, positions, channels); // membranes
            }
            positions = (long) layer.pooledHeight() * layer.pooledWidth();
            channels = layer.outChannels();
            add(stage == 0 ? images : frames, positions, channels);
            for (int cell = 0; cell < network.template().stages().get(stage).cells(); cell++) {
                addCell(cellIndex++, positions, channels);
            }
            stage++;
        }
        add(images, positions, channels); // membranes of the last LIF layer
        add(frames, scratchPositions, scratchChannels);
        return bytes;
    }

    private void addCell(int cellIndex, long positions, long channels) {
        ConnectionMatrix matrix = network.architecture().cell(cellIndex);
        add(frames * (matrix.nodes() - 1), positions, channels);
        for (int node = 0; node < matrix.nodes(); node++) {
            int index = node;
            boolean fedBack = matrix.edges().stream().anyMatch(edge -> !edge.isForward() && edge.target() == index);
            if (fedBack) {
                add(frames * (node == 0 ? 2 : 1), positions, channels); // the input of a cell is copied only to add feedback
            }
            long thresholds = matrix.edges().stream().filter(edge -> edge.source() == index).flatMap(edge -> threshold(matrix, edge).stream())
                    .distinct().count();
            add(images * thresholds, positions, channels);
        }
    }

    private List<Double> threshold(ConnectionMatrix matrix, Edge edge) {
        return network.space().operation(matrix, edge) instanceof Operation.SpikingConvolution convolution
                ? List.of(convolution.vThreshold()) : List.of();
    }

    private void add(long count, long positions, long channels) {
        bytes += count * positions * (channels * Float.BYTES + BYTES_PER_ROW);
    }
}
