package org.hasnas.testdata;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.hasnas.job.JobContext;
import org.hasnas.network.LayerNames;
import org.hasnas.network.Network;
import org.hasnas.network.plan.NetworkPlan;
import org.hasnas.simulation.weights.NormParameters;
import org.hasnas.simulation.weights.WeightInitialization;
import org.hasnas.simulation.weights.Weights;

/** Weights with batch norms as a training leaves them: other statistics at each time step, so that neurons everywhere fire sometimes. */
public final class LivelyWeights {
    private LivelyWeights() {}

    /** @param perStep whether each time step has its own statistics */
    public static Weights of(Network network, boolean perStep) {
        Weights drawn = WeightInitialization.draw(network, 7, JobContext.NONE);
        SplittableRandom random = new SplittableRandom(3);
        Map<String, NormParameters> norms = new HashMap<>();
        NetworkPlan.of(network).norms().forEach(norm -> {
            boolean isStem = norm.name().equals(LayerNames.norm(LayerNames.STEM));
            int sets = perStep && !isStem ? network.template().timeSteps() : 1;
            float[][] mean = new float[sets][norm.channels()];
            float[][] variance = new float[sets][norm.channels()];
            float[] gain = new float[norm.channels()];
            float[] bias = new float[norm.channels()];
            for (int channel = 0; channel < norm.channels(); channel++) {
                gain[channel] = (float) random.nextDouble(1.5, 4);
                bias[channel] = (float) random.nextDouble(0, 0.8);
                for (int set = 0; set < sets; set++) {
                    mean[set][channel] = (float) random.nextDouble(-0.2, 0.2);
                    variance[set][channel] = (float) random.nextDouble(0.05, 0.6);
                }
            }
            norms.put(norm.name(), new NormParameters(gain, bias, mean, variance, NormParameters.DEFAULT_EPSILON));
        });
        Map<String, float[][]> rows = new HashMap<>(drawn.rows());
        network.linears().forEach(layer -> rows.put(layer.name(), Arrays.stream(drawn.rows(layer.name())).map(LivelyWeights::enlarged)
                .toArray(float[][]::new)));
        return LearntNeurons.normed(network, LearntNeurons.in(network, new Weights(rows, drawn.biases(), norms)));
    }

    /** The first weights of linear layers are so small that nothing behind them fires. */
    private static float[] enlarged(float[] row) {
        float[] enlarged = row.clone();
        for (int i = 0; i < enlarged.length; i++) {
            enlarged[i] *= 20;
        }
        return enlarged;
    }
}
