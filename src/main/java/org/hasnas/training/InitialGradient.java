package org.hasnas.training;

import java.util.Set;
import java.util.stream.Collectors;
import org.hasnas.job.JobContext;
import org.hasnas.network.ConvolutionLayer;
import org.hasnas.network.ConvolutionLayer.Role;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplate.BatchNormStatistics;
import org.hasnas.simulation.engine.Workers;
import org.hasnas.simulation.kernel.training.Surrogate;
import org.hasnas.simulation.kernel.training.TrainingKernels;
import org.hasnas.training.layer.Loss;
import org.hasnas.training.layer.Parameter;
import org.hasnas.training.layer.TrainingNetwork;
import org.hasnas.training.layer.TrainingNetwork.BatchResult;
import org.hasnas.training.layer.TrainingNetwork.SpikeCount;

/**
 * The gradient of an untrained network, by one pass forward and back per batch, with the first weights of a training. Nothing is trained.
 *
 * <p>Its saliency is SNIP's (Lee et al., 2019; as a score of whole networks Abdelfattah et al., 2021): the sum over weights of |weight times its
 * gradient|, of the mean cross-entropy, here through the surrogate of the spike's step. Ours: the weights are those of the convolutions of cells,
 * since the large classifier, which all networks have, would outweigh them.
 */
public final class InitialGradient {
    private final TrainingNetwork network;
    private final Set<String> inCells;

    /** Draws the weights from the seed. */
    public InitialGradient(Network network, int mostImages, long seed, TrainingKernels kernels, Workers workers, JobContext job) {
        this.network = new TrainingNetwork(network, mostImages, workers.count(), kernels, Surrogate.ARCTAN);
        this.network.set(TrainingInitialization.draw(network, seed, job));
        this.inCells = network.convolutions().stream().filter(layer -> layer.role() == Role.CELL_EDGE).map(ConvolutionLayer::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * The result of a batch.
     *
     * @param saliency 0 if the cells have no convolution or no gradient comes through
     * @param meanFiringRate share of ones over all LIF layers, time steps and images
     */
    public record Result(double saliency, double meanFiringRate) {}

    /**
     * Runs a batch forward and back. Dropout is left out.
     *
     * @param images [image][frame, row, column, channel]
     * @throws java.util.concurrent.CancellationException if the job is cancelled
     */
    public Result of(float[][] images, int[] labels, Workers workers, JobContext job) {
        BatchResult result = network.train(images, Loss.targets(labels, network.network().template().classes()), new float[0][], Loss.OF_MEAN,
                workers, job);
        if (!Double.isFinite(result.loss())) {
            return new Result(0, meanFiringRate(images.length));
        }
        double saliency = 0;
        for (Parameter parameter : network.parameters()) {
            for (int i = 0; inCells.contains(parameter.name) && i < parameter.value.length; i++) {
                saliency += Math.abs((double) parameter.value[i] * parameter.gradient[i]);
            }
        }
        return new Result(saliency, meanFiringRate(images.length));
    }

    private double meanFiringRate(int images) {
        double ones = 0;
        double all = 0;
        for (SpikeCount count : network.spikeCounts(images)) {
            for (long perStep : count.perStep()) {
                ones += perStep;
                all += (double) count.neurons() * images;
            }
        }
        return ones / all;
    }

    /**
     * Memory in bytes that a network takes with batches of this size: values, potentials and gradients of all neurons and time steps. Up to half too
     * much where edges share their LIF neurons; never too little for the networks that were measured.
     */
    public static long memoryBytes(Network network, int images) {
        double steps = network.template().timeSteps();
        double spanSteps = network.template().batchNorm() == BatchNormStatistics.PER_TIME_STEP ? 1 : steps;
        double perImage = 0;
        double weights = network.linearParameters();
        for (ConvolutionLayer layer : network.convolutions()) {
            double out = (double) layer.outChannels() * layer.outHeight() * layer.outWidth();
            double in = layer.role() == Role.STEM ? 0 : (double) layer.inChannels() * layer.inHeight() * layer.inWidth();
            perImage += in * (steps + spanSteps + 1) + out * 2 * steps; // of the stem enough for a frame at each time step
            if (layer.role() != Role.CELL_EDGE) {
                perImage += 3 * (steps + spanSteps) * layer.outChannels() * layer.pooledHeight() * layer.pooledWidth();
            }
            weights += (double) layer.matrixRows() * layer.outChannels();
        }
        return (long) (Float.BYTES * (perImage * images + 3 * weights));
    }
}
