package org.hasnas.simulation.dense;

import java.util.Optional;
import org.hasnas.job.JobContext;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.network.plan.MapShape;
import org.hasnas.network.plan.NetworkPlan;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The {@link NetworkPlan.Classifier}. */
final class DenseClassifier {
    private final NetworkTemplate template;
    private final DenseBlock block;
    private final DenseNeurons last;
    private final INDArray pooled;
    private final INDArray output;
    private final INDArray outputBias;
    private final INDArray voters;
    private final int pool;
    private final Optional<Hidden> hidden;

    private record Hidden(INDArray weights, INDArray currents, DenseNeurons neurons) {}

    /** @param last the neurons behind the last stage */
    DenseClassifier(NetworkPlan plan, DenseNeurons last, DenseBlock block) {
        this.template = plan.network().template();
        this.block = block;
        this.last = last;
        this.pool = plan.classifier().pool();
        MapShape shape = plan.exit().neurons().shape();
        this.pooled = block.map(block.frames(), new MapShape(shape.height() / pool, shape.width() / pool, shape.channels()));
        String name = plan.classifier().output().name();
        this.output = block.own(DenseOperations.matrix(block.parameters.weights(name)));
        this.outputBias = block.own(DenseOperations.matrix(new float[][] {block.parameters.bias(name)}));
        this.voters = block.own(DenseOperations.floats(block.frames(), template.voters()));
        this.hidden = plan.classifier().hidden().map(layer -> new Hidden(
                block.own(DenseOperations.matrix(block.parameters.weights(layer.layer().name()))),
                block.map(block.frames(), layer.neurons().shape()), new DenseNeurons(layer.neurons(), block)));
    }

    void reset() {
        hidden.ifPresent(layer -> layer.neurons.reset());
    }

    /** Adds the block's share to the class scores. */
    void run(float[][] dropout, double[][] scores, int firstStep, DenseSpikeObserver observer, JobContext job) {
        DenseOperations.pool(last.spikes, pooled, pool, pool, 0);
        try (INDArray channelsFirst = pooled.permute(0, 3, 1, 2).dup('c')) {
            INDArray features = DenseOperations.frameRows(channelsFirst);
            applyDropout(features, dropout);
            job.checkpoint();
            INDArray inputs = hidden.map(layer -> {
                features.mmuli(layer.weights, DenseOperations.frameRows(layer.currents));
                layer.neurons.fire(layer.currents, firstStep, observer, job);
                return DenseOperations.frameRows(layer.neurons.spikes);
            }).orElse(features);
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
