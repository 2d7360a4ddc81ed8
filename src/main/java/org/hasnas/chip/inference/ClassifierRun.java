package org.hasnas.chip.inference;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import org.hasnas.network.LinearLayer;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.network.plan.MapShape;
import org.hasnas.network.plan.NetworkPlan;
import org.hasnas.simulation.kernel.float32.RowMath;

/**
 * The {@link NetworkPlan.Classifier}: spikes counted in windows of s x s, (linear, LIF,) linear with bias, votes. The counts, 0 to s*s, go to the
 * first linear layer's word lines bit by bit.
 */
final class ClassifierRun {
    private final NetworkTemplate template;
    private final MapShape shape;
    private final int pool;
    private final ChipNeurons last;
    private final int[] counts;
    private final Linear first;
    private final Optional<Hidden> hidden;

    /** Neurons behind the hidden linear layer, and the linear layer behind these. */
    private record Hidden(ChipNeurons neurons, Linear output) {}

    /** @param last the neurons behind the last stage */
    ClassifierRun(QuantizedNetwork quantized, ChipNeurons last, Function<QuantizedLayer, MatrixUnit> units) {
        NetworkPlan plan = quantized.plan();
        this.template = plan.network().template();
        this.shape = plan.exit().neurons().shape();
        this.pool = plan.classifier().pool();
        this.last = last;
        this.counts = new int[plan.classifier().features()];
        Linear output = linear(plan.classifier().output(), quantized, units);
        this.first = plan.classifier().hidden().map(layer -> linear(layer.layer(), quantized, units)).orElse(output);
        this.hidden = plan.classifier().hidden().map(layer -> new Hidden(new ChipNeurons(layer.neurons(), new Affine[0]), output));
    }

    private static Linear linear(LinearLayer layer, QuantizedNetwork quantized, Function<QuantizedLayer, MatrixUnit> units) {
        QuantizedLayer matrix = quantized.layer(layer.name());
        return new Linear(matrix, units.apply(matrix), quantized.affine(layer.name()));
    }

    void reset() {
        hidden.ifPresent(layer -> layer.neurons.reset());
        Arrays.fill(output().received, 0);
    }

    private Linear output() {
        return hidden.map(Hidden::output).orElse(first);
    }

    /** What the last layer has read since the run began, added up over time steps; one for each of its inputs. */
    int[] received() {
        return output().received;
    }

    /** Adds this time step's share to the scores of the classes. */
    void run(double[] scores, RunState state) {
        count(last.spikes());
        first.run(counts, state);
        hidden.ifPresent(layer -> {
            layer.neurons.fire(first.values, state);
            layer.output.run(layer.neurons.spikes(), state);
        });
        vote(output().values, scores);
    }

    /** Features in the order [channel][row][column]. */
    private void count(long[] spikes) {
        int outWidth = shape.width() / pool;
        int outHeight = shape.height() / pool;
        int words = last.layout().wordsPerPosition();
        Arrays.fill(counts, 0);
        for (int y = 0; y < outHeight * pool; y++) {
            for (int x = 0; x < outWidth * pool; x++) {
                int pixel = y / pool * outWidth + x / pool;
                for (int w = 0; w < words; w++) {
                    for (long bits = spikes[(y * shape.width() + x) * words + w]; bits != 0; bits &= bits - 1) {
                        counts[(w * Long.SIZE + Long.numberOfTrailingZeros(bits)) * outWidth * outHeight + pixel]++;
                    }
                }
            }
        }
    }

    private void vote(float[] voters, double[] scores) {
        RowMath.addGroups(scores, voters, template.votersPerClass(), 1.0 / ((double) template.votersPerClass() * template.timeSteps()));
    }

    /** A linear layer: one vector per time step. */
    private static final class Linear {
        private final QuantizedLayer layer;
        private final MatrixUnit unit;
        private final Affine[] behind;
        private final BitStream bits;
        private final int[] rows;
        private final int[] received;
        private final int[] sums;
        private final float[] values;

        Linear(QuantizedLayer layer, MatrixUnit unit, Affine[] behind) {
            this.layer = layer;
            this.unit = unit;
            this.behind = behind;
            this.bits = new BitStream(unit, layer.rows(), layer.inputBits(), /* isSigned= */ false);
            this.rows = new int[layer.rows()];
            this.received = new int[layer.rows()];
            this.sums = new int[unit.width()];
            this.values = new float[layer.outputs()];
        }

        /** Counts, bit by bit. */
        void run(int[] inputs, RunState state) {
            state.checkpoint();
            Arrays.fill(sums, 0);
            for (int row = 0; row < inputs.length; row++) {
                received[row] += inputs[row];
            }
            state.count(RunState.countBits(layer.name()), bits.multiply(inputs, sums, state.noise()), (long) inputs.length * layer.inputBits());
            finish(state);
        }

        /** Spikes. */
        void run(long[] spikes, RunState state) {
            state.checkpoint();
            Arrays.fill(sums, 0);
            int active = 0;
            for (int w = 0; w < spikes.length; w++) {
                for (long bits = spikes[w]; bits != 0; bits &= bits - 1) {
                    rows[active] = w * Long.SIZE + Long.numberOfTrailingZeros(bits);
                    received[rows[active++]]++;
                }
            }
            unit.multiply(rows, active, sums, state.noise());
            finish(state);
        }

        private void finish(RunState state) {
            state.sums(layer.name(), behind, sums);
            Affine affine = behind[0];
            for (int output = 0; output < values.length; output++) {
                values[output] = sums[output] * affine.gain()[output] + affine.offset()[output];
            }
        }
    }
}
