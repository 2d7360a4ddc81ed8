package org.hasnas.simulation.engine.integer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.hasnas.job.JobContext;
import org.hasnas.network.LifParameters;
import org.hasnas.network.LinearLayer;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.network.plan.MapShape;
import org.hasnas.network.plan.NetworkPlan;
import org.hasnas.simulation.engine.LifLayer;
import org.hasnas.simulation.engine.SimulationPass;
import org.hasnas.simulation.kernel.float32.ChannelAffine;
import org.hasnas.simulation.kernel.float32.RowMath;
import org.hasnas.simulation.kernel.float32.RowNeurons;
import org.hasnas.simulation.kernel.integer.PackedWeights;
import org.hasnas.simulation.kernel.integer.RowSums;
import org.hasnas.simulation.weights.IntegerWeights;

/**
 * Average pool, flatten, dropout and linear layers with int8 weights, event-driven: a pooled feature is a count of spikes, so its row of
 * weights is added once per spike. The sums are exact; a layer's scale makes them real.
 */
final class IntegerClassifier {
    private final NetworkPlan.Classifier plan;
    private final NetworkTemplate template;
    private final IntegerBlock block;
    private final IntegerNeurons last;
    private final int width;
    private final int words;
    private final int outHeight;
    private final int outWidth;
    private final Optional<Hidden> hidden;
    private final int[][] starts;
    private final List<Bound> bound = new ArrayList<>();

    /** The hidden layer's currents, membranes and spikes. */
    private static final class Hidden {
        final LinearLayer layer;
        final LifLayer neurons;
        final LifParameters parameters;
        final float[][] currents;
        final float[][] membranes;
        final long[][][] spikes;

        Hidden(NetworkPlan.Hidden plan, IntegerBlock block) {
            this.layer = plan.layer();
            this.neurons = LifLayer.of(plan.neurons());
            this.parameters = plan.neurons().parameters();
            this.currents = new float[block.frames()][layer.outFeatures()];
            this.membranes = new float[block.images][layer.outFeatures()];
            this.spikes = new long[block.steps][block.images][neurons.layout().words()];
        }
    }

    /** Weights of a linear layer with scratch for each worker. */
    @SuppressWarnings("ArrayRecordComponent") // a bundle of parts, never compared
    private record Bound(IntegerWeights.Layer layer, float[] bias, List<RowSums> sums) {
        static Bound of(String name, float[] bias, IntegerWeights weights, IntegerBlock block) {
            IntegerWeights.Layer layer = weights.layer(name);
            List<RowSums> sums = new ArrayList<>();
            for (int worker = 0; worker < block.workers.count(); worker++) {
                sums.add(new RowSums(layer.weights(), block.kernels));
            }
            return new Bound(layer, bias, List.copyOf(sums));
        }

        /** {@code target = bias + factor * sum of rows}. */
        void apply(int[] starts, int count, double factor, float[] target, int worker) {
            int[] sum = sums.get(worker).sum(starts, count);
            for (int out = 0; out < target.length; out++) {
                target[out] = (float) (bias[out] + factor * layer.scale() * sum[out]);
            }
        }
    }

    /** @param last the neurons behind the last stage */
    IntegerClassifier(NetworkPlan plan, IntegerNeurons last, IntegerBlock block) {
        this.plan = plan.classifier();
        this.template = plan.network().template();
        this.block = block;
        this.last = last;
        MapShape shape = plan.exit().neurons().shape();
        this.width = shape.width();
        this.words = last.layer().layout().wordsPerPosition();
        this.outHeight = shape.height() / this.plan.pool();
        this.outWidth = shape.width() / this.plan.pool();
        this.hidden = this.plan.hidden().map(layer -> new Hidden(layer, block));
        int most = Math.max(last.layer().layout().neurons(), template.hiddenWidth());
        this.starts = new int[block.workers.count()][most];
        block.memory.count((long) Integer.BYTES * most * starts.length
                + 2L * Float.BYTES * block.frames() * template.hiddenWidth());
    }

    int featureCount() {
        return plan.features();
    }

    void bind(IntegerWeights weights) {
        bound.clear();
        hidden.ifPresent(layer -> {
            float[] bias = layer.layer.bias() ? weights.bias(layer.layer.name()) : new float[layer.layer.outFeatures()];
            bound.add(Bound.of(layer.layer.name(), bias, weights, block));
        });
        bound.add(Bound.of(plan.output().name(), weights.bias(plan.output().name()), weights, block));
    }

    void reset() {
        hidden.ifPresent(layer -> {
            for (float[] membrane : layer.membranes) {
                Arrays.fill(membrane, 0);
            }
        });
    }

    /**
     * Adds a block's share to the class scores.
     *
     * @param dropout [image][feature] multipliers, 0 or {@code 1 / (1 - probability)}; empty for none
     */
    void run(float[][] dropout, double[][] scores, int blockIndex, SimulationPass pass) {
        Bound firstBound = bound.getFirst();
        double share = 1.0 / ((double) plan.pool() * plan.pool());
        double factor = dropout.length > 0 ? share / (1 - template.dropoutProbability()) : share;
        float[][] voters = new float[block.workers.count()][template.voters()];
        block.gather(LayerTimes.Kind.CLASSIFIER, (frame, worker) -> {
            int image = frame % block.images;
            int count = listRows(last.frame(blockIndex, frame), dropout.length > 0 ? dropout[image] : new float[0], firstBound.layer().weights(),
                    starts[worker]);
            float[] target = hidden.isEmpty() ? voters[worker] : hidden.get().currents[frame];
            firstBound.apply(starts[worker], count, factor, target, worker);
            if (hidden.isEmpty()) {
                vote(voters[worker], scores[image]);
            }
        });
        block.run(pass.job);
        hidden.ifPresent(layer -> {
            block.times.measure(LayerTimes.Kind.CLASSIFIER, () -> runHidden(layer, voters[0], scores, pass.job));
            block.times.measure(LayerTimes.Kind.OBSERVER, () -> {
                for (int step = 0; step < block.steps; step++) {
                    pass.fired(layer.neurons, step, layer.spikes[step]);
                }
            });
        });
    }

    private void runHidden(Hidden layer, float[] voters, double[][] scores, JobContext job) {
        ChannelAffine identity = ChannelAffine.identity(layer.layer.outFeatures());
        float decay = (float) (1 / layer.parameters.tauSteps());
        float[] thresholds = layer.parameters.thresholds(layer.layer.outFeatures());
        Bound output = bound.getLast();
        for (int frame = 0; frame < block.frames(); frame++) {
            job.checkpoint();
            int image = frame % block.images;
            long[] fired = layer.spikes[frame / block.images][image];
            RowNeurons.integrateAndFire(layer.neurons.layout(), layer.currents, frame, identity, layer.membranes, image, decay,
                    thresholds, fired);
            int count = 0;
            for (int w = 0; w < fired.length; w++) {
                for (long bits = fired[w]; bits != 0; bits &= bits - 1) {
                    starts[0][count++] = output.layer().weights().start(w * Long.SIZE + Long.numberOfTrailingZeros(bits));
                }
            }
            output.apply(starts[0], count, 1, voters, 0);
            vote(voters, scores[image]);
        }
    }

    /** Lists the weight row of each spike's feature that dropout leaves. */
    private int listRows(long[] spikes, float[] multipliers, PackedWeights weights, int[] rows) {
        int side = plan.pool();
        int outPixels = outHeight * outWidth;
        int count = 0;
        for (int y = 0; y < outHeight * side; y++) {
            for (int x = 0; x < outWidth * side; x++) {
                int pixel = y / side * outWidth + x / side;
                int firstWord = (y * width + x) * words;
                for (int w = 0; w < words; w++) {
                    for (long bits = spikes[firstWord + w]; bits != 0; bits &= bits - 1) {
                        int feature = (w * Long.SIZE + Long.numberOfTrailingZeros(bits)) * outPixels + pixel;
                        if (multipliers.length == 0 || multipliers[feature] != 0) {
                            rows[count++] = weights.start(feature);
                        }
                    }
                }
            }
        }
        return count;
    }

    private void vote(float[] voters, double[] classScores) {
        RowMath.addGroups(classScores, voters, template.votersPerClass(), 1.0 / ((double) template.votersPerClass() * template.timeSteps()));
    }
}
