package org.hasnas.chip.inference;

import java.util.Arrays;
import java.util.List;
import org.hasnas.network.plan.LifGroup;
import org.hasnas.simulation.kernel.layout.SpikeLayout;

/** The neurons of a {@link LifGroup}: {@code v += (x - v) * decay}, hard reset. */
final class ChipNeurons {
    private final List<String> names;
    private final SpikeLayout layout;
    private final float[] membrane;
    private final long[] spikes;
    private final float decay;
    private final float[] thresholds;
    private final Affine[] before; // none: identity

    /** @param before batch norm in front of the neurons by time step; empty for none */
    ChipNeurons(LifGroup group, Affine[] before) {
        this.names = group.names();
        this.layout = new SpikeLayout(group.shape().positions(), group.shape().channels());
        this.membrane = new float[layout.neurons()];
        this.spikes = new long[layout.words()];
        this.decay = (float) (1 / group.parameters().tauSteps());
        this.thresholds = group.thresholds();
        this.before = before;
    }

    void reset() {
        Arrays.fill(membrane, 0);
    }

    SpikeLayout layout() {
        return layout;
    }

    long[] spikes() {
        return spikes;
    }

    /** One time step on values [position][channel]. */
    void fire(float[] values, RunState state) {
        if (before.length == 0) {
            integrate(values);
        } else {
            Affine affine = state.now(before);
            integrate(values, affine.gain(), affine.offset());
        }
        collect();
        for (String name : names) {
            state.fired(name, layout, spikes);
        }
    }

    private void integrate(float[] values) {
        for (int i = 0; i < membrane.length; i++) {
            membrane[i] += (values[i] - membrane[i]) * decay;
        }
    }

    private void integrate(float[] values, float[] gain, float[] offset) {
        int channels = gain.length;
        for (int first = 0; first < membrane.length; first += channels) {
            for (int c = 0; c < channels; c++) {
                membrane[first + c] += (values[first + c] * gain[c] + offset[c] - membrane[first + c]) * decay;
            }
        }
    }

    private void collect() {
        int channels = layout.channels();
        int words = layout.wordsPerPosition();
        for (int position = 0; position < layout.positions(); position++) {
            ProgramKernels.COLUMN.fire(membrane, position * channels, thresholds, channels, spikes, position * words);
        }
    }
}
