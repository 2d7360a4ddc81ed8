package org.hasnas.training;

import org.hasnas.data.ImageSet;
import org.hasnas.job.JobContext;
import org.hasnas.network.Network;
import org.hasnas.simulation.engine.Workers;
import org.hasnas.simulation.kernel.training.Surrogate;
import org.hasnas.simulation.kernel.training.TrainingKernels;
import org.hasnas.simulation.weights.Weights;
import org.hasnas.training.layer.TrainingNetwork;
import org.hasnas.training.model.ClassScores;

/**
 * What a trained network says of images, for another one to learn from.
 *
 * @param shares [image][class] of the set, adding up to 1
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Teacher(double[][] shares) {
    private static final int BATCH = 32;

    /**
     * Asks a network about all images of a set, as they are.
     *
     * @throws IllegalArgumentException with a sentence for the user if the network takes other images
     */
    public static Teacher of(Network network, Weights weights, ImageSet images, TrainingKernels kernels, Workers workers, JobContext job) {
        if (!network.template().input().equals(images.shape()) || network.template().classes() != images.classes()) {
            throw new IllegalArgumentException("the teacher takes images of " + network.template().input() + " in " + network.template().classes()
                    + " classes, the data set has images of " + images.shape() + " in " + images.classes());
        }
        TrainingNetwork teacher = new TrainingNetwork(network, BATCH, workers.count(), kernels, Surrogate.ARCTAN);
        teacher.set(weights);
        double[][] shares = new double[images.size()][];
        for (int first = 0; first < shares.length; first += BATCH) {
            float[][] pixels = new float[Math.min(BATCH, shares.length - first)][];
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] = images.input(first + i, network.template().frames());
            }
            double[][] scores = teacher.evaluate(pixels, workers, job);
            for (int i = 0; i < pixels.length; i++) {
                shares[first + i] = ClassScores.softmax(scores[i]);
            }
        }
        return new Teacher(shares);
    }
}
