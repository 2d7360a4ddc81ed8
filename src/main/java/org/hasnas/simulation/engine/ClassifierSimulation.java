package org.hasnas.simulation.engine;

import java.util.List;
import org.hasnas.job.JobContext;
import org.hasnas.network.LayerNames;
import org.hasnas.network.LinearLayer;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.simulation.kernel.float32.AveragePooling;
import org.hasnas.simulation.kernel.float32.ChannelAffine;
import org.hasnas.simulation.kernel.float32.RowMath;
import org.hasnas.simulation.kernel.layout.SpikeLayout;
import org.hasnas.simulation.weights.Weights;

/**
 * After the last cell: batch norm, LIF, average pool, flatten as [channel][row][column], dropout, (linear, LIF,) linear with bias,
 * mean over each class's voters and over time steps.
 */
final class ClassifierSimulation {
    private final NetworkTemplate template;
    private final Block block;
    private final Norm norm;
    private final LifNeurons last;
    private final int height;
    private final int width;
    private final int channels;
    private final float[] features;
    private final float[][] outputWeights;
    private final float[] outputBias;
    private final float[] voters;
    private final List<Hidden> hidden; // none or one

    /** The hidden linear layer and its neurons. */
    @SuppressWarnings("ArrayRecordComponent") // a bundle of parts, never compared
    private record Hidden(float[][] weights, FeatureMap currents, ChannelAffine identity, LifNeurons neurons) {}

    ClassifierSimulation(Network network, Weights weights, FeatureMap input, Block block) {
        this.template = network.template();
        this.block = block;
        this.norm = new Norm(weights.norm(LayerNames.norm(LayerNames.LAST)), block.mode());
        this.height = input.height;
        this.width = input.width;
        this.channels = input.channels;
        this.last = new LifNeurons(new LifLayer(List.of(LayerNames.LAST), new SpikeLayout(input.positions(), channels)), template.neuron(), block);
        this.features = new float[network.linears().getFirst().inFeatures()];
        this.outputWeights = weights.rows(LayerNames.OUTPUT);
        this.outputBias = weights.bias(LayerNames.OUTPUT);
        this.voters = new float[template.voters()];
        this.hidden = network.linears().stream().filter(layer -> layer.name().equals(LayerNames.HIDDEN))
                .map(layer -> hidden(layer, weights)).toList();
    }

    private Hidden hidden(LinearLayer layer, Weights weights) {
        SpikeLayout layout = new SpikeLayout(1, layer.outFeatures());
        return new Hidden(weights.rows(layer.name()), block.buffers().map(block.frames(), 1, 1, layer.outFeatures()),
                ChannelAffine.identity(layer.outFeatures()),
                new LifNeurons(new LifLayer(List.of(LayerNames.HIDDEN), layout), template.neuron(), block));
    }

    int featureCount() {
        return features.length;
    }

    void reset(JobContext job) {
        last.reset(job);
        hidden.forEach(layer -> layer.neurons.reset(job));
    }

    /**
     * Adds the block's share to the class scores.
     *
     * @param dropout [image][feature] multipliers; empty for none
     * @param scores [image][class]
     */
    void run(FeatureMap input, float[][] dropout, double[][] scores, SimulationPass pass) {
        last.fire(input, norm.over(input, block.frames(), pass), pass);
        for (int frame = 0; frame < block.frames(); frame++) {
            pass.job.checkpoint();
            int image = frame % block.images();
            AveragePooling.poolSpikes(features, last.frame(frame), height, width, channels, template.finalPool());
            if (dropout.length > 0) {
                multiply(features, dropout[image]);
            }
            if (hidden.isEmpty()) {
                System.arraycopy(outputBias, 0, voters, 0, voters.length);
                addProduct(voters, features, outputWeights);
                vote(scores[image]);
            } else {
                float[] currents = hidden.getFirst().currents.rows[frame];
                RowMath.clear(hidden.getFirst().currents.rows, frame, 1, currents.length);
                addProduct(currents, features, hidden.getFirst().weights);
            }
        }
        for (Hidden layer : hidden) {
            layer.neurons.fire(layer.currents, layer.identity, pass);
            for (int frame = 0; frame < block.frames(); frame++) {
                pass.job.checkpoint();
                System.arraycopy(outputBias, 0, voters, 0, voters.length);
                addFired(voters, layer.neurons.frame(frame), outputWeights);
                vote(scores[frame % block.images()]);
            }
        }
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

    private void vote(double[] classScores) {
        int group = template.votersPerClass();
        double share = 1.0 / ((double) group * template.timeSteps());
        for (int c = 0; c < classScores.length; c++) {
            double sum = 0;
            for (int voter = c * group; voter < (c + 1) * group; voter++) {
                sum += voters[voter];
            }
            classScores[c] += sum * share;
        }
    }
}
