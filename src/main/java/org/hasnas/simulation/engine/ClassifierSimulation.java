package org.hasnas.simulation.engine;

import java.util.Optional;
import org.hasnas.job.JobContext;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.network.plan.MapShape;
import org.hasnas.network.plan.NetworkPlan;
import org.hasnas.simulation.kernel.float32.AveragePooling;
import org.hasnas.simulation.kernel.float32.ChannelAffine;
import org.hasnas.simulation.kernel.float32.RowMath;
import org.hasnas.simulation.weights.Weights;

/** The {@link NetworkPlan.Classifier}. */
final class ClassifierSimulation {
    private final NetworkTemplate template;
    private final Block block;
    private final LifNeurons last;
    private final MapShape shape;
    private final int pool;
    private final float[] features;
    private final float[][] outputWeights;
    private final float[] outputBias;
    private final float[] voters;
    private final Optional<Hidden> hidden;

    /** The hidden linear layer and its neurons. */
    @SuppressWarnings("ArrayRecordComponent") // a bundle of parts, never compared
    private record Hidden(float[][] weights, FeatureMap currents, ChannelAffine identity, LifNeurons neurons) {}

    /** @param last the neurons behind the last stage */
    ClassifierSimulation(NetworkPlan plan, Weights weights, LifNeurons last, Block block) {
        this.template = plan.network().template();
        this.block = block;
        this.last = last;
        this.shape = plan.exit().neurons().shape();
        this.pool = plan.classifier().pool();
        this.features = new float[plan.classifier().features()];
        this.outputWeights = weights.rows(plan.classifier().output().name());
        this.outputBias = weights.bias(plan.classifier().output().name());
        this.voters = new float[template.voters()];
        this.hidden = plan.classifier().hidden().map(layer -> hidden(layer, weights));
    }

    private Hidden hidden(NetworkPlan.Hidden plan, Weights weights) {
        int outputs = plan.layer().outFeatures();
        return new Hidden(weights.rows(plan.layer().name()), block.buffers().map(block.frames(), 1, 1, outputs), ChannelAffine.identity(outputs),
                new LifNeurons(plan.neurons(), block));
    }

    int featureCount() {
        return features.length;
    }

    void reset(JobContext job) {
        hidden.ifPresent(layer -> layer.neurons.reset(job));
    }

    /**
     * Adds the block's share to the class scores.
     *
     * @param dropout [image][feature] multipliers; empty for none
     * @param scores [image][class]
     */
    void run(float[][] dropout, double[][] scores, SimulationPass pass) {
        for (int frame = 0; frame < block.frames(); frame++) {
            pass.job.checkpoint();
            int image = frame % block.images();
            AveragePooling.poolSpikes(features, last.frame(frame), shape.height(), shape.width(), shape.channels(), pool);
            if (dropout.length > 0) {
                multiply(features, dropout[image]);
            }
            if (hidden.isEmpty()) {
                System.arraycopy(outputBias, 0, voters, 0, voters.length);
                addProduct(voters, features, outputWeights);
                vote(frame, scores, pass);
            } else {
                float[] currents = hidden.get().currents.rows[frame];
                RowMath.clear(hidden.get().currents.rows, frame, 1, currents.length);
                addProduct(currents, features, hidden.get().weights);
            }
        }
        hidden.ifPresent(layer -> {
            layer.neurons.fire(layer.currents, layer.identity, pass);
            for (int frame = 0; frame < block.frames(); frame++) {
                pass.job.checkpoint();
                System.arraycopy(outputBias, 0, voters, 0, voters.length);
                addFired(voters, layer.neurons.frame(frame), outputWeights);
                vote(frame, scores, pass);
            }
        });
    }

    private static void multiply(float[] values, float[] factors) {
        for (int i = 0; i < values.length; i++) {
            values[i] *= factors[i];
        }
    }

    private static void addProduct(float[] sums, float[] values, float[][] weights) {
        for (int in = 0; in < values.length; in++) {
            if (values[in] != 0) {
                RowMath.addScaled(sums, weights[in], values[in], sums.length);
            }
        }
    }

    private static void addFired(float[] sums, long[] spikes, float[][] weights) {
        for (int w = 0; w < spikes.length; w++) {
            for (long bits = spikes[w]; bits != 0; bits &= bits - 1) {
                RowMath.add(sums, weights[w * Long.SIZE + Long.numberOfTrailingZeros(bits)], sums.length);
            }
        }
    }

    private void vote(int frame, double[][] scores, SimulationPass pass) {
        double[] classScores = scores[frame % block.images()];
        RowMath.addGroups(classScores, voters, template.votersPerClass(), 1.0 / ((double) template.votersPerClass() * template.timeSteps()));
        pass.voted(frame, classScores);
    }
}
