package org.hasnas.training.layer;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.hasnas.network.LinearLayer;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.network.plan.NetworkPlan;
import org.hasnas.simulation.kernel.float32.AveragePooling;
import org.hasnas.simulation.kernel.training.SameConvolution;
import org.hasnas.simulation.kernel.training.TrainingKernels;

/**
 * After the last cell, forward and back: batch norm, LIF, average pool, flatten as [channel][row][column], dropout, (linear, LIF,) linear
 * with bias, mean over each class's voters and over time steps.
 */
final class Classifier {
    private final NetworkTemplate template;
    private final TrainingKernels kernels;
    private final Activation input;
    private final Exit exit;
    private final int featureCount;
    private final float[][] features;
    private final float[][] featureGradient;
    final Optional<Hidden> hidden;
    final Linear output;
    private final float[][] voters;

    /** A linear layer: weights [in][padded out] and what its backward pass needs. */
    static final class Linear {
        final String name;
        final int in;
        final int out;
        final int padded;
        final Parameter weights;
        final Optional<Parameter> bias;
        final float[] turned;

        Linear(LinearLayer layer) {
            this.name = layer.name();
            this.in = layer.inFeatures();
            this.out = layer.outFeatures();
            this.padded = SameConvolution.padded(out);
            this.weights = new Parameter(name, Math.multiplyExact(in, padded), true);
            this.bias = layer.bias() ? Optional.of(new Parameter(name + ".bias", padded, false)) : Optional.empty();
            this.turned = new float[Math.multiplyExact(out, in)];
        }

        void turn() {
            for (int o = 0; o < out; o++) {
                for (int i = 0; i < in; i++) {
                    turned[o * in + i] = weights.value[i * padded + o];
                }
            }
        }
    }

    /** The hidden layer, its currents of the time step [image][padded neuron], and its neurons. */
    static final class Hidden {
        final Linear linear;
        final Neurons neurons;
        private final TrainingKernels kernels;
        final float[] currents;
        final float[] ones;
        final float[] zeros;
        /** What its sums are rounded to in trainings, in largest weights; 0 for none. */
        float adcStep;
        private float[] steps = new float[0];

        Hidden(Linear linear, Neurons neurons, NetworkParts parts) {
            this.linear = linear;
            this.neurons = neurons;
            this.kernels = parts.kernels();
            this.currents = new float[Math.multiplyExact(parts.images(), linear.padded)];
            this.ones = parts.ones(linear.out);
            this.zeros = new float[linear.padded];
        }

        /** Before the passes of a batch. */
        void beginBatch() {
            if (adcStep > 0) {
                steps = RoundedWeights.largest(linear.weights.value, linear.padded);
                for (int output = 0; output < steps.length; output++) {
                    steps[output] *= adcStep;
                }
            }
        }

        /** A row of weights is read once for all images: the layer has the most weights of most networks. */
        void setCurrents(float[][] features, int firstImage, int endImage, boolean training) {
            Arrays.fill(currents, firstImage * linear.padded, endImage * linear.padded, 0f);
            for (int i = 0; i < linear.in; i++) {
                for (int image = firstImage; image < endImage; image++) {
                    if (features[image][i] != 0) {
                        kernels.addScaled(currents, image * linear.padded, linear.weights.value, i * linear.padded, features[image][i],
                                linear.padded);
                    }
                }
            }
            if (training && adcStep > 0) {
                RoundedWeights.roundSums(currents, firstImage * linear.padded, endImage * linear.padded, steps);
            }
        }

        void charge(int time, int image, int chunk) {
            neurons.charge(time, image, currents, ones, zeros, chunk);
        }

        void fire(int time, int image) {
            neurons.fire(time, image, currents, ones, zeros);
        }

        /** @param gradient of the currents */
        void setFeatureGradients(float[] gradient, float[][] featureGradient, int firstImage, int endImage) {
            for (int image = firstImage; image < endImage; image++) {
                Arrays.fill(featureGradient[image], 0f);
            }
            for (int o = 0; o < linear.out; o++) {
                for (int image = firstImage; image < endImage; image++) {
                    kernels.addScaled(featureGradient[image], 0, linear.turned, o * linear.in, gradient[image * linear.padded + o], linear.in);
                }
            }
        }
    }

    Classifier(NetworkPlan plan, Exit exit, NetworkParts parts) {
        this.template = plan.network().template();
        this.kernels = parts.kernels();
        this.exit = exit;
        this.input = exit.input;
        this.featureCount = plan.classifier().features();
        this.features = new float[parts.images()][featureCount];
        this.featureGradient = new float[parts.images()][featureCount];
        this.output = new Linear(plan.classifier().output());
        this.hidden = plan.classifier().hidden().map(layer -> new Hidden(new Linear(layer.layer()), parts.neurons(layer.neurons()), parts));
        this.voters = new float[parts.images()][output.padded];
    }

    int featureCount() {
        return featureCount;
    }

    /**
     * Sets a span's share of the scores.
     *
     * @param dropout [image][feature] multipliers; empty for none
     * @param scores [image][time step][class]
     */
    void forward(Span span, float[][] dropout, double[][][] scores, TrainingPass pass) {
        exit.finish(span, pass);
        boolean normed = hidden.isPresent() && hidden.get().neurons.isNormed(pass);
        for (Span part : exit.neurons.parts(span, pass)) {
            exit.charge(part, pass);
            hidden.ifPresent(layer -> layer.neurons.beginCharge());
            pass.chunks(input.frame() + products(hidden) + output.in * output.padded / SameConvolution.LANES, (chunk, first, end, worker) -> {
                for (int time = part.first(); time < part.end(); time++) {
                    for (int image = first; image < end; image++) {
                        exit.fire(time, image);
                        fillFeatures(time, image, dropout);
                    }
                    if (hidden.isPresent()) {
                        hidden.get().setCurrents(features, first, end, pass.training());
                    }
                    for (int image = first; image < end; image++) {
                        if (normed) {
                            hidden.get().charge(time, image, chunk);
                        } else {
                            if (hidden.isPresent()) {
                                hidden.get().fire(time, image);
                            }
                            vote(time, image, scores[image][time]);
                        }
                    }
                }
            });
            if (normed) {
                int time = part.first();
                hidden.get().neurons.endCharge(time, pass);
                pass.chunks(output.in, (chunk, first, end, worker) -> {
                    for (int image = first; image < end; image++) {
                        hidden.get().fire(time, image);
                        vote(time, image, scores[image][time]);
                    }
                });
            }
        }
    }

    /** Products of vectors that an image takes in the hidden layer. */
    private static int products(Optional<Hidden> hidden) {
        return hidden.map(layer -> layer.linear.in * layer.linear.padded / SameConvolution.LANES).orElse(0);
    }

    private void fillFeatures(int time, int image, float[][] dropout) {
        Neurons last = exit.neurons;
        long[] spikes = Arrays.copyOfRange(last.spikes(time), last.firstWord(image), last.firstWord(image + 1));
        AveragePooling.poolSpikes(features[image], spikes, input.height, input.width, input.channels, template.finalPool());
        if (dropout.length > 0) {
            multiply(features[image], dropout[image]);
        }
    }

    private static void multiply(float[] values, float[] factors) {
        for (int i = 0; i < values.length; i++) {
            values[i] *= factors[i];
        }
    }

    private void addProduct(Linear linear, float[] values, float[] sums, int at) {
        for (int i = 0; i < linear.in; i++) {
            if (values[i] != 0) {
                kernels.addScaled(sums, at, linear.weights.value, i * linear.padded, values[i], linear.padded);
            }
        }
    }

    private void vote(int time, int image, double[] scores) {
        float[] votes = voters[image];
        System.arraycopy(output.bias.orElseThrow().value, 0, votes, 0, votes.length);
        if (hidden.isPresent()) {
            Neurons neurons = hidden.get().neurons;
            forEachSpike(neurons, time, image, i -> kernels.add(votes, 0, output.weights.value, i * output.padded, output.padded));
        } else {
            addProduct(output, features[image], votes, 0);
        }
        int group = template.votersPerClass();
        double share = share();
        for (int c = 0; c < scores.length; c++) {
            double sum = 0;
            for (int voter = c * group; voter < (c + 1) * group; voter++) {
                sum += votes[voter];
            }
            scores[c] = sum * share;
        }
    }

    private double share() {
        return 1.0 / ((double) template.votersPerClass() * template.timeSteps());
    }

    private static void forEachSpike(Neurons neurons, int time, int image, IntConsumer use) {
        long[] spikes = neurons.spikes(time);
        int first = neurons.firstWord(image);
        for (int w = first; w < neurons.firstWord(image + 1); w++) {
            for (long bits = spikes[w]; bits != 0; bits &= bits - 1) {
                use.accept((w - first) * Long.SIZE + Long.numberOfTrailingZeros(bits));
            }
        }
    }

    void beginBack() {
        output.turn();
        hidden.ifPresent(layer -> {
            layer.neurons.beginBack();
            layer.linear.turn();
        });
    }

    /** Through all layers, given [image][time step][class] gradients of the scores; what is left is {@link Exit#back}. */
    void back(Span span, float[][] dropout, double[][][] scoreGradient, TrainingPass pass) {
        for (int time = span.end() - 1; time >= span.first(); time--) {
            int now = time;
            pass.chunks(input.frame() + output.in * output.padded / SameConvolution.LANES, (chunk, first, end, worker) -> {
                for (int image = first; image < end; image++) {
                    fillFeatures(now, image, dropout);
                    votersBack(now, image, scoreGradient[image][now]);
                }
            });
            addOutputGradients(now, pass);
            hidden.ifPresent(layer -> {
                Span step = new Span(now, now + 1);
                if (layer.neurons.isNormed(pass)) {
                    layer.neurons.backThroughNorm(step, Optional.empty(), pass);
                } else {
                    layer.neurons.backInPlace(step, 0, pass.images());
                }
                pass.workers().forEach(TrainingPass.CHUNKS,
                        (part, worker) -> addLinearGradient(layer.linear, part, layer.neurons.spikeGradient(now), pass));
                pass.chunks(products(hidden),
                        (chunk, first, end, worker) -> layer.setFeatureGradients(layer.neurons.spikeGradient(now), featureGradient, first, end));
            });
            pass.chunks(input.frame(), (chunk, first, end, worker) -> {
                for (int image = first; image < end; image++) {
                    if (dropout.length > 0) {
                        multiply(featureGradient[image], dropout[image]);
                    }
                    unpool(now, image);
                }
            });
        }
        exit.beginBack();
        pass.chunks(input.frame(), (chunk, first, end, worker) -> exit.fireBack(span, chunk, first, end, pass));
        exit.finishBack(span, pass);
    }

    /** The gradient of the votes of an image, and of what they are made from. */
    private void votersBack(int time, int image, double[] scoreGradient) {
        float[] votes = voters[image];
        Arrays.fill(votes, 0f);
        for (int voter = 0; voter < template.voters(); voter++) {
            votes[voter] = (float) (scoreGradient[voter / template.votersPerClass()] * share());
        }
        float[] target = featureGradient[image];
        int at = 0;
        if (hidden.isPresent()) {
            target = hidden.get().neurons.spikeGradient(time);
            at = image * hidden.get().linear.padded;
        }
        Arrays.fill(target, at, at + output.in, 0f);
        kernels.addRows(target, at, output.turned, 0, votes, 0, template.voters(), output.in);
    }

    private void addOutputGradients(int time, TrainingPass pass) {
        for (int image = 0; image < pass.images(); image++) {
            kernels.add(output.bias.orElseThrow().gradient, 0, voters[image], 0, output.padded);
        }
        if (hidden.isPresent()) {
            for (int image = 0; image < pass.images(); image++) {
                float[] votes = voters[image];
                forEachSpike(hidden.get().neurons, time, image,
                        i -> kernels.add(output.weights.gradient, i * output.padded, votes, 0, output.padded));
            }
        } else {
            for (int i = 0; i < output.in; i++) {
                for (int image = 0; image < pass.images(); image++) {
                    if (features[image][i] != 0) {
                        kernels.addScaled(output.weights.gradient, i * output.padded, voters[image], 0, features[image][i], output.padded);
                    }
                }
            }
        }
    }

    /** Each part has rows of its own, so that images are summed in their order whoever does it. */
    private void addLinearGradient(Linear linear, int part, float[] gradient, TrainingPass pass) {
        int first = (int) ((long) linear.in * part / TrainingPass.CHUNKS);
        int end = (int) ((long) linear.in * (part + 1) / TrainingPass.CHUNKS);
        for (int i = first; i < end; i++) {
            for (int image = 0; image < pass.images(); image++) {
                if (features[image][i] != 0) {
                    kernels.addScaled(linear.weights.gradient, i * linear.padded, gradient, image * linear.padded, features[image][i],
                            linear.padded);
                }
            }
        }
    }

    private void unpool(int time, int image) {
        int side = template.finalPool();
        int outWidth = input.width / side;
        int outPixels = input.height / side * outWidth;
        float share = 1f / (side * side);
        float[] target = exit.neurons.spikeGradient(time); // zero until here
        int frame = image * input.frame();
        for (int y = 0; y < input.height / side * side; y++) {
            for (int x = 0; x < outWidth * side; x++) {
                int pixel = y / side * outWidth + x / side;
                int at = frame + (y * input.width + x) * input.padded;
                for (int c = 0; c < input.channels; c++) {
                    target[at + c] = featureGradient[image][c * outPixels + pixel] * share;
                }
            }
        }
    }
}
