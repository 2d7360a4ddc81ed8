package org.hasnas.simulation.dense;

import java.util.List;
import org.hasnas.job.JobContext;
import org.hasnas.network.LinearLayer;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplate;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Batch norm, LIF, average pool, flatten as [channel][row][column], dropout, (linear, LIF,) linear with bias, mean over voters and time. */
final class DenseClassifier {
    private static final String LAST = "last";
    private static final String HIDDEN = "hidden";
    private static final String OUTPUT = "output";

    private final NetworkTemplate template;
    private final DenseBlock block;
    private final DenseNeurons last;
    private final INDArray pooled;
    private final INDArray output;
    private final INDArray outputBias;
    private final INDArray voters;
    private final List<Hidden> hidden; // none or one

    private record Hidden(INDArray weights, INDArray currents, DenseNeurons neurons) {}

    /** @param input an array of the shape of the last cell's output */
    DenseClassifier(Network network, INDArray input, DenseBlock block) {
        this.template = network.template();
        this.block = block;
        int height = Math.toIntExact(input.size(1));
        int width = Math.toIntExact(input.size(2));
        int channels = Math.toIntExact(input.size(3));
        this.last = new DenseNeurons(List.of(LAST), template.neuron(), block, height, width, channels);
        this.pooled = block.map(block.frames(), height / template.finalPool(), width / template.finalPool(), channels);
        this.output = block.own(DenseOperations.matrix(block.parameters.weights(OUTPUT)));
        this.outputBias = block.own(DenseOperations.matrix(new float[][] {block.parameters.bias(OUTPUT)}));
        this.voters = block.own(DenseOperations.floats(block.frames(), template.voters()));
        this.hidden = network.linears().stream().filter(layer -> layer.name().equals(HIDDEN)).map(this::hidden).toList();
    }

    private Hidden hidden(LinearLayer layer) {
        return new Hidden(block.own(DenseOperations.matrix(block.parameters.weights(HIDDEN))),
                block.own(DenseOperations.floats(block.frames(), layer.outFeatures())),
                new DenseNeurons(List.of(HIDDEN), template.neuron(), block, layer.outFeatures()));
    }

    void reset() {
        last.reset();
        hidden.forEach(layer -> layer.neurons.reset());
    }

    /** Adds the block's share to the class scores. */
    void run(INDArray input, float[][] dropout, double[][] scores, int firstStep, DenseSpikeObserver observer, JobContext job) {
        INDArray normalized = block.scratch(input.shape(), 1);
        normalized.assign(input);
        block.normalize(normalized, LAST + ".bn", job);
        last.fire(normalized, firstStep, observer, job);
        DenseOperations.pool(last.spikes, pooled, template.finalPool(), template.finalPool(), 0);
        try (INDArray channelsFirst = pooled.permute(0, 3, 1, 2).dup('c')) {
            INDArray features = channelsFirst.reshape(block.frames(), channelsFirst.length() / block.frames());
            applyDropout(features, dropout);
            job.checkpoint();
            INDArray inputs = features;
            for (Hidden layer : hidden) {
                features.mmuli(layer.weights, layer.currents);
                layer.neurons.fire(layer.currents, firstStep, observer, job);
                inputs = layer.neurons.spikes;
            }
            inputs.mmuli(output, voters);
        }
        voters.addiRowVector(outputBias);
        vote(voters.toFloatMatrix(), scores);
    }

    private void applyDropout(INDArray features, float[][] dropout) {
        if (dropout.length == 0) {
            return;
        }
        try (INDArray multipliers = DenseOperations.matrix(dropout)) {
            for (int step = 0; step < block.steps; step++) {
                DenseOperations.frames(features, (long) step * block.images, (step + 1L) * block.images).muli(multipliers);
            }
        }
    }

    private void vote(float[][] votes, double[][] scores) {
        int group = template.votersPerClass();
        for (int frame = 0; frame < votes.length; frame++) {
            for (int voter = 0; voter < votes[frame].length; voter++) {
                scores[frame % block.images][voter / group] += votes[frame][voter] / ((double) group * template.timeSteps());
            }
        }
    }
}
