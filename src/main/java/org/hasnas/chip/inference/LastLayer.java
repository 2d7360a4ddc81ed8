package org.hasnas.chip.inference;

import org.hasnas.network.NetworkTemplate;
import org.hasnas.simulation.weights.WeightRounding;
import org.hasnas.training.model.ClassScores;

/**
 * Trains the last layer for a die: what is added to its weights, the same for all voters of a class, and to its offsets makes the cross-entropy of the
 * die's own scores on training images least, beside the squares of what is added (so that few images are enough). That is convex; it is solved by
 * accelerated descent (Y. Nesterov, 1983) with the step that the inputs' energy allows.
 */
final class LastLayer {
    /** Of the inputs' energy: how much the squares of what is added count. */
    private static final double RIDGE = 1e-3;
    private static final int STEPS = 200;

    private LastLayer() {}

    /**
     * What the last layer of a die got and what came of it.
     *
     * @param received its inputs, added up over time steps, [image][input]
     * @param scores of the classes, [image][class]
     * @param labels of the images
     */
    @SuppressWarnings("ArrayRecordComponent") // a bundle of results, never compared
    record Seen(int[][] received, double[][] scores, int[] labels) {}

    /** The network with the weights and offsets of its last layer trained. */
    static QuantizedNetwork tuned(QuantizedNetwork network, Seen seen) {
        NetworkTemplate template = network.network().template();
        double[][] added = added(seen, template.timeSteps(), template.classes());
        QuantizedLayer layer = network.last();
        Affine affine = network.affine(layer.name())[0];
        int largest = WeightRounding.largest(network.weightBits());
        short[][] weights = new short[layer.rows()][layer.outputs()];
        float[] offset = affine.offset().clone();
        for (int output = 0; output < layer.outputs(); output++) {
            int ofClass = output / template.votersPerClass();
            for (int row = 0; row < weights.length; row++) {
                double wanted = layer.weights()[row][output] + added[ofClass][row] / affine.gain()[output];
                weights[row][output] = (short) Math.clamp(Math.round(wanted), -largest, largest);
            }
            offset[output] += (float) added[ofClass][weights.length];
        }
        return network.with(new QuantizedLayer(layer.name(), layer.inputBits(), layer.kernelSize(), layer.depthwise(), weights, layer.scale()),
                new Affine[] {new Affine(affine.gain(), offset)});
    }

    /** What is added to the score of each class for one unit of each input, and behind the inputs to its offset, [class][input]. */
    private static double[][] added(Seen seen, int timeSteps, int classes) {
        int images = seen.labels().length;
        int inputs = seen.received()[0].length;
        double[][] values = new double[images][inputs + 1];
        double energy = 0;
        for (int image = 0; image < images; image++) {
            for (int input = 0; input < inputs; input++) {
                values[image][input] = (double) seen.received()[image][input] / timeSteps;
            }
            values[image][inputs] = 1;
            for (double value : values[image]) {
                energy += value * value / images;
            }
        }
        double[][] added = new double[classes][inputs + 1];
        double[][] ahead = new double[classes][inputs + 1];
        double ridge = RIDGE * energy;
        double step = 1 / (energy / 2 + ridge); // the curvature of a cross-entropy is at most half of the energy
        for (int at = 1; at <= STEPS; at++) {
            double[][] gradient = gradient(seen, values, ahead);
            double momentum = (at - 1.0) / (at + 2.0);
            for (int c = 0; c < classes; c++) {
                for (int input = 0; input <= inputs; input++) {
                    double next = ahead[c][input] - step * (gradient[c][input] + ridge * ahead[c][input]);
                    ahead[c][input] = next + momentum * (next - added[c][input]);
                    added[c][input] = next;
                }
            }
        }
        return added;
    }

    /** Of the mean cross-entropy, by what is added. */
    private static double[][] gradient(Seen seen, double[][] values, double[][] added) {
        double[][] gradient = new double[added.length][added[0].length];
        for (int image = 0; image < values.length; image++) {
            double[] scores = seen.scores()[image].clone();
            for (int c = 0; c < scores.length; c++) {
                for (int input = 0; input < values[image].length; input++) {
                    scores[c] += added[c][input] * values[image][input];
                }
            }
            double[] shares = ClassScores.softmax(scores);
            for (int c = 0; c < scores.length; c++) {
                double off = (shares[c] - (c == seen.labels()[image] ? 1 : 0)) / values.length;
                for (int input = 0; input < values[image].length; input++) {
                    gradient[c][input] += off * values[image][input];
                }
            }
        }
        return gradient;
    }
}
