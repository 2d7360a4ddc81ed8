package org.hasnas.simulation.dense;

import java.util.List;
import java.util.Optional;
import org.hasnas.job.JobContext;
import org.hasnas.network.plan.CellPlan;
import org.hasnas.network.plan.CellPlan.Connection;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A cell, computed as its {@link CellPlan} says. */
final class DenseCell {
    private final DenseBlock block;
    private final List<Node> nodes;
    private final List<DenseLayer> convolutions;

    /** Value, feedback and neurons of a node. */
    private record Node(CellPlan.Node plan, INDArray value, Optional<INDArray> feedback, List<DenseNeurons> neurons) {}

    DenseCell(CellPlan plan, DenseBlock block) {
        this.block = block;
        this.nodes = plan.nodes().stream().map(node -> new Node(node, block.map(block.frames(), plan.shape()),
                node.isFedBack() ? Optional.of(block.map(block.frames(), plan.shape())) : Optional.empty(),
                node.neurons().stream().map(group -> new DenseNeurons(group, block)).toList())).toList();
        this.convolutions = plan.convolutions().stream().map(convolution -> new DenseLayer(convolution, block)).toList();
    }

    /** What the cell gives to the next layer after {@link #run}. */
    INDArray output() {
        return nodes.getLast().value;
    }

    void reset() {
        for (Node node : nodes) {
            node.neurons.forEach(DenseNeurons::reset);
            node.feedback.ifPresent(feedback -> feedback.assign(0));
        }
    }

    void run(INDArray input, int firstStep, DenseSpikeObserver observer, JobContext job) {
        for (int index = 0; index < nodes.size(); index++) {
            Node node = nodes.get(index);
            if (index == 0) {
                node.value.assign(input);
            } else {
                sum(node.plan.forward(), node.value, job);
            }
            node.feedback.ifPresent(node.value::addi);
            node.neurons.forEach(neurons -> neurons.fire(node.value, firstStep, observer, job));
        }
        nodes.forEach(node -> node.feedback.ifPresent(feedback -> sum(node.plan.backward(), feedback, job)));
    }

    private void sum(List<Connection> connections, INDArray target, JobContext job) {
        target.assign(0);
        connections.forEach(connection -> add(connection, target, job));
    }

    private void add(Connection connection, INDArray target, JobContext job) {
        job.checkpoint();
        Node source = nodes.get(connection.edge().source());
        switch (connection) {
            case Connection.Skip skip -> target.addi(source.value);
            case Connection.AveragePool pool -> {
                INDArray pooled = block.scratch(target.shape(), 1);
                DenseOperations.pool(source.value, pooled, pool.kernelSize(), 1, pool.kernelSize() / 2);
                target.addi(pooled);
            }
            case Connection.MaxPool pool -> {
                INDArray pooled = block.scratch(target.shape(), 1);
                DenseOperations.maxPool(source.value, pooled, pool.kernelSize());
                target.addi(pooled);
            }
            case Connection.Convolve convolve ->
                    target.addi(convolutions.get(convolve.convolution()).run(source.neurons.get(convolve.neurons()).spikes, job));
        }
    }
}
