package org.hasnas.simulation.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hasnas.job.JobContext;
import org.hasnas.network.plan.CellPlan;
import org.hasnas.network.plan.CellPlan.Connection;
import org.hasnas.simulation.kernel.float32.AveragePooling;
import org.hasnas.simulation.kernel.float32.ChannelAffine;
import org.hasnas.simulation.kernel.float32.MaxPooling;
import org.hasnas.simulation.kernel.float32.RowMath;
import org.hasnas.simulation.weights.Weights;

/** A cell, computed as its {@link CellPlan} says. */
final class CellSimulation {
    private final Block block;
    private final FeatureMap scratch;
    private final float[] poolWindow;
    private final ChannelAffine identity;
    private final List<Node> nodes = new ArrayList<>();
    private final List<NormedConvolution> convolutions;

    /** Value, feedback and neurons of a node. */
    private record Node(CellPlan.Node plan, FeatureMap value, Optional<FeatureMap> feedback, List<LifNeurons> neurons) {}

    /**
     * @param input what the cell reads in every block
     * @param scratchRows rows for the result of one convolution
     */
    CellSimulation(CellPlan plan, Weights weights, FeatureMap input, float[][] scratchRows, Block block) {
        this.block = block;
        this.scratch = new FeatureMap(scratchRows, input.height, input.width, input.channels);
        this.poolWindow = new float[input.channels];
        this.identity = ChannelAffine.identity(input.channels);
        for (CellPlan.Node node : plan.nodes()) {
            nodes.add(new Node(node, nodes.isEmpty() && !node.isFedBack() ? input : block.buffers().alike(input),
                    node.isFedBack() ? Optional.of(block.buffers().alike(input)) : Optional.empty(),
                    node.neurons().stream().map(group -> new LifNeurons(group, block)).toList()));
        }
        this.convolutions = plan.convolutions().stream().map(convolution -> new NormedConvolution(convolution, weights, block)).toList();
    }

    /** What the cell gives to the next layer after {@link #run}. */
    FeatureMap output() {
        return nodes.getLast().value;
    }

    void reset(JobContext job) {
        for (Node node : nodes) {
            node.neurons.forEach(neurons -> neurons.reset(job));
            node.feedback.ifPresent(feedback -> Buffers.clear(feedback.rows, feedback.channels, job));
        }
    }

    void run(FeatureMap input, SimulationPass pass) {
        for (int index = 0; index < nodes.size(); index++) {
            Node node = nodes.get(index);
            if (index > 0) {
                sum(node.plan.forward(), node.value, pass);
            } else if (node.plan.isFedBack()) {
                copy(node.value, input, pass);
            }
            node.feedback.ifPresent(feedback -> add(node.value, feedback, pass));
            node.neurons.forEach(neurons -> neurons.fire(node.value, identity, pass));
        }
        if (!pass.isLastBlock(block.steps())) {
            nodes.forEach(node -> node.feedback.ifPresent(feedback -> sum(node.plan.backward(), feedback, pass)));
        }
    }

    private void sum(List<Connection> connections, FeatureMap target, SimulationPass pass) {
        Buffers.clear(target.rows, target.channels, pass.job);
        for (Connection connection : connections) {
            add(connection, target, pass);
        }
    }

    private void copy(FeatureMap target, FeatureMap source, SimulationPass pass) {
        int positions = target.positions();
        for (int frame = 0; frame < block.frames(); frame++) {
            pass.job.checkpoint();
            RowMath.copy(target.rows, frame * positions, source.rows, frame * positions, positions, target.channels);
        }
    }

    private void add(FeatureMap target, FeatureMap source, SimulationPass pass) {
        int positions = target.positions();
        for (int frame = 0; frame < block.frames(); frame++) {
            pass.job.checkpoint();
            RowMath.add(target.rows, frame * positions, source.rows, frame * positions, positions, target.channels);
        }
    }

    private void add(Connection connection, FeatureMap target, SimulationPass pass) {
        int positions = target.positions();
        Node source = nodes.get(connection.edge().source());
        switch (connection) {
            case Connection.Skip skip -> add(target, source.value, pass);
            case Connection.AveragePool pool -> {
                for (int frame = 0; frame < block.frames(); frame++) {
                    pass.job.checkpoint();
                    AveragePooling.addSamePooled(target.rows, frame * positions, source.value.rows, frame * positions, target.height,
                            target.width, target.channels, pool.kernelSize(), poolWindow);
                }
            }
            case Connection.MaxPool pool -> {
                for (int frame = 0; frame < block.frames(); frame++) {
                    pass.job.checkpoint();
                    MaxPooling.addSamePooled(target.rows, frame * positions, source.value.rows, frame * positions, target.height, target.width,
                            target.channels, pool.kernelSize(), poolWindow);
                }
            }
            case Connection.Convolve convolve -> {
                ChannelAffine norm = convolutions.get(convolve.convolution()).convolve(source.neurons.get(convolve.neurons()), scratch, pass);
                for (int frame = 0; frame < block.frames(); frame++) {
                    pass.job.checkpoint();
                    norm.addTo(target.rows, frame * positions, scratch.rows, frame * positions, positions);
                }
            }
        }
    }
}
