package org.hasnas.chip.inference;

import java.util.Arrays;
import org.hasnas.data.ImageSet;
import org.hasnas.job.JobContext;
import org.hasnas.network.Network;
import org.hasnas.simulation.engine.Simulation;
import org.hasnas.simulation.engine.SimulationMode;
import org.hasnas.simulation.engine.SpikeObserver;
import org.hasnas.simulation.engine.Workers;
import org.hasnas.simulation.weights.Weights;
import org.hasnas.training.model.ClassScores;

/** The same images through the network as it was trained, in float32. */
public final class FloatReference {
    private static final int BATCH = 8;

    private FloatReference() {}

    /**
     * Fraction of right answers.
     *
     * @param count images, from the first
     */
    public static double fraction(Network network, Weights weights, ImageSet images, int count, Workers workers, JobContext job) {
        int batches = Math.ceilDiv(count, BATCH);
        Simulation[] simulations = new Simulation[Math.min(workers.count(), batches)];
        for (int worker = 0; worker < simulations.length; worker++) {
            simulations[worker] = new Simulation(network, weights, BATCH, SimulationMode.EVALUATION, job);
        }
        int[] correct = new int[batches];
        workers.forEach(batches, (batch, worker) -> {
            float[][] inputs = new float[BATCH][network.template().inputSize()];
            int first = batch * BATCH;
            int size = Math.min(BATCH, count - first);
            for (int image = 0; image < size; image++) {
                inputs[image] = images.input(first + image, network.template().frames());
            }
            double[][] scores = simulations[worker].run(inputs, new float[0][], SpikeObserver.NONE, job).scores();
            for (int image = 0; image < size; image++) {
                correct[batch] += ClassScores.best(scores[image]) == images.label(first + image) ? 1 : 0;
            }
        });
        return (double) Arrays.stream(correct).sum() / count;
    }
}
