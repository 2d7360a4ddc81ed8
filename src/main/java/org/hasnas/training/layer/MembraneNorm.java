package org.hasnas.training.layer;

import java.util.Arrays;
import org.hasnas.simulation.kernel.layout.SpikeLayout;
import org.hasnas.simulation.kernel.training.Surrogate;
import org.hasnas.simulation.kernel.training.TrainingKernels;
import org.hasnas.simulation.weights.NormParameters;

/**
 * A batch norm of the membrane potentials of a LIF layer, which decides about spikes and changes no potential (MPBN: Guo et al., ICCV 2023). In
 * training it takes the statistics of each time step; what it keeps are their means over time steps, so that a channel has one threshold afterwards.
 *
 * <p>A normed potential reaches the layer's threshold where the potential itself reaches another one, if the gain is above 0.
 */
final class MembraneNorm {
    private static final float MIN_GAIN = 0.05f;

    final BatchNorm norm;
    private final int positions;
    /** [time step][padded channel]: what a potential is multiplied with. */
    private final float[][] slopes;

    /** @param positions of a frame */
    MembraneNorm(String name, int channels, int positions, NetworkParts parts) {
        this.norm = new BatchNorm(name, channels, parts.timeSteps(), parts.kernels());
        this.positions = positions;
        this.slopes = new float[parts.timeSteps()][norm.gain.value.length];
    }

    void set(NormParameters parameters) {
        norm.set(parameters);
    }

    NormParameters parameters() {
        return norm.parameters().overTimeSteps();
    }

    /** Before a batch: with the statistics that are kept, until {@link #prepare} takes those of a time step. */
    void begin() {
        NormParameters kept = parameters();
        for (int c = 0; c < norm.channels; c++) {
            norm.gain.value[c] = Math.max(norm.gain.value[c], MIN_GAIN);
            for (float[] slope : slopes) {
                slope[c] = (float) (norm.gain.value[c] / kept.deviation(c));
            }
        }
    }

    /** Before the frames of a time step. */
    void clearSums() {
        norm.clearSums();
    }

    /** A new frame of potentials. */
    void addSums(float[] potential, int at, int chunk) {
        norm.addSums(chunk, potential, potential, at, positions);
    }

    /** After all frames of a time step: sets the thresholds of the potentials. */
    void prepare(int time, float vThreshold, float[] thresholds, TrainingPass pass) {
        norm.prepare(new Span(time, time + 1), positions, pass);
        System.arraycopy(norm.scale, 0, slopes[time], 0, norm.channels);
        for (int c = 0; c < norm.channels; c++) {
            thresholds[c] = (vThreshold - norm.offset[c]) / norm.scale[c];
        }
    }

    /** Finds the neurons of a frame whose normed potentials are nearer to the threshold than a width, as {@link TrainingKernels#findActive} does. */
    void findActive(SpikeLayout layout, int time, float[] potential, float[] thresholds, int at, float width, long[] active, int firstWord) {
        float[] slope = slopes[time];
        Arrays.fill(active, firstWord, firstWord + layout.words(), 0);
        for (int position = 0; position < positions; position++) {
            for (int c = 0; c < norm.channels; c++) {
                if (Math.abs(potential[at + position * slope.length + c] - thresholds[c]) * slope[c] < width) {
                    active[firstWord + position * layout.wordsPerPosition() + c / Long.SIZE] |= 1L << c;
                }
            }
        }
    }

    /** Turns the gradients of a frame's spikes into those of its normed potentials. */
    void throughSpikes(Surrogate surrogate, int time, float[] gradient, float[] potential, float[] thresholds, int at, int chunk) {
        float[] slope = slopes[time];
        for (int first = at; first < at + positions * slope.length; first += slope.length) {
            for (int c = 0; c < norm.channels; c++) {
                gradient[first + c] *= surrogate.at((potential[first + c] - thresholds[c]) * slope[c]);
            }
        }
        norm.addSums(chunk, gradient, potential, at, positions);
    }

    /** After all frames of a time step have gone {@link #throughSpikes}. */
    void prepareBack(int time, TrainingPass pass) {
        norm.prepareBack(new Span(time, time + 1), positions, pass);
    }

    /** Turns the gradients of a frame's normed potentials into what they add to those of its potentials. */
    void back(float[] gradient, float[] potential, int at) {
        norm.back(gradient, at, gradient, at, potential, at, positions);
    }
}
