package org.hasnas.training.layer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.hasnas.network.ConvolutionLayer;
import org.hasnas.network.LayerNames;
import org.hasnas.network.LifParameters;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplate.BatchNormStatistics;
import org.hasnas.simulation.dense.DenseTrainingConvolutions;
import org.hasnas.simulation.kernel.layout.SpikeLayout;
import org.hasnas.simulation.kernel.training.SameConvolution;
import org.hasnas.simulation.kernel.training.Surrogate;
import org.hasnas.simulation.kernel.training.TrainingKernels;

/** Makes the parts of a network and remembers those with parameters. */
final class NetworkParts {
    final List<TrainedConvolution> convolutions = new ArrayList<>();
    final List<BatchNorm> norms = new ArrayList<>();
    final List<Neurons> allNeurons = new ArrayList<>();
    private final Network network;
    private final int images;
    private final int workers;
    private final TrainingKernels kernels;
    private final Surrogate surrogate;
    private final Optional<DenseTrainingConvolutions> dense;

    NetworkParts(Network network, int images, int workers, TrainingKernels kernels, Surrogate surrogate, Optional<DenseTrainingConvolutions> dense) {
        this.network = network;
        this.images = images;
        this.workers = workers;
        this.kernels = kernels;
        this.surrogate = surrogate;
        this.dense = dense;
    }

    TrainingKernels kernels() {
        return kernels;
    }

    /** Most threads of a pass. */
    int workers() {
        return workers;
    }

    int images() {
        return images;
    }

    int timeSteps() {
        return network.template().timeSteps();
    }

    /** Time steps that all layers work on at once. */
    int spanSteps() {
        return switch (network.template().batchNorm()) {
            case PER_TIME_STEP -> 1;
            case OVER_TIME_STEPS -> timeSteps();
        };
    }

    /** @param keepValues whether the values of all time steps are needed on the way back */
    Activation activation(int height, int width, int channels, boolean keepValues) {
        // a backward edge reads the gradient of the time step after
        return new Activation(images, height, width, channels, keepValues ? timeSteps() : spanSteps(), Math.min(timeSteps(), spanSteps() + 1));
    }

    /** One value and one gradient for all time steps. */
    Activation single(int height, int width, int channels) {
        return new Activation(images, height, width, channels, 1, 1);
    }

    BatchNorm norm(String name, int channels) {
        boolean perStep = network.template().batchNorm() == BatchNormStatistics.PER_TIME_STEP && !name.equals(LayerNames.norm(LayerNames.STEM));
        BatchNorm norm = new BatchNorm(name, channels, perStep ? timeSteps() : 1, kernels);
        norms.add(norm);
        return norm;
    }

    Neurons neurons(List<String> names, SpikeLayout layout, LifParameters parameters) {
        Neurons neurons = new Neurons(names, layout, parameters, images, timeSteps(), spanSteps(), kernels, surrogate);
        allNeurons.add(neurons);
        return neurons;
    }

    TrainedConvolution convolution(String name, Neurons source) {
        ConvolutionLayer layer = network.convolutions().stream().filter(candidate -> candidate.name().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the network has no convolution '" + name + "'"));
        TrainedConvolution convolution = new TrainedConvolution(layer, source, norm(LayerNames.norm(name), layer.outChannels()), images, timeSteps(),
                workers, kernels, dense);
        convolutions.add(convolution);
        return convolution;
    }

    /** Ones for channels, zeros for their padding. */
    float[] ones(int channels) {
        float[] ones = new float[SameConvolution.padded(channels)];
        Arrays.fill(ones, 0, channels, 1f);
        return ones;
    }
}
