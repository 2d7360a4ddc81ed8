package org.hasnas.training.layer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hasnas.network.LayerNames;
import org.hasnas.network.plan.ConvolutionChain;
import org.hasnas.network.plan.LifGroup;
import org.hasnas.network.plan.MapShape;
import org.hasnas.network.plan.NetworkPlan;
import org.hasnas.network.plan.NormLayer;
import org.hasnas.simulation.dense.DenseTrainingConvolutions;
import org.hasnas.simulation.kernel.training.SameConvolution;
import org.hasnas.simulation.kernel.training.TrainingKernels;

/** Makes the parts of a network and remembers those with parameters. */
final class NetworkParts {
    final List<TrainedConvolution> convolutions = new ArrayList<>();
    final List<BatchNorm> norms = new ArrayList<>();
    final List<Neurons> allNeurons = new ArrayList<>();
    private final NetworkPlan plan;
    private final int spanSteps;
    private final int images;
    private final TrainingKernels kernels;
    private final NeuronLearning learning;
    private final Optional<DenseTrainingConvolutions> dense;
    private final Scratch[] scratch;

    NetworkParts(NetworkPlan plan, int images, int workers, TrainingKernels kernels, NeuronLearning learning,
            Optional<DenseTrainingConvolutions> dense) {
        this.plan = plan;
        this.spanSteps = plan.stepsPerBlock();
        this.images = images;
        this.kernels = kernels;
        this.learning = learning;
        this.dense = dense;
        this.scratch = Stream.generate(Scratch::new).limit(workers).toArray(Scratch[]::new);
    }

    TrainingKernels kernels() {
        return kernels;
    }

    NeuronLearning learning() {
        return learning;
    }

    /** What computes the convolutions of spikes instead of the kernels, if anything does. */
    Optional<DenseTrainingConvolutions> dense() {
        return dense;
    }

    /** Of each thread of a pass. */
    Scratch[] scratch() {
        return scratch;
    }

    int images() {
        return images;
    }

    int timeSteps() {
        return plan.network().template().timeSteps();
    }

    /** Time steps that all layers work on at once. */
    int spanSteps() {
        return spanSteps;
    }

    /** @param keepValues whether the values of all time steps are needed on the backward pass */
    Activation activation(MapShape shape, boolean keepValues) {
        // a backward edge reads the gradient of the time step after
        return new Activation(images, shape.height(), shape.width(), shape.channels(), keepValues ? timeSteps() : spanSteps,
                Math.min(timeSteps(), spanSteps + 1));
    }

    /** One value and one gradient for all time steps. */
    Activation single(MapShape shape) {
        return new Activation(images, shape.height(), shape.width(), shape.channels(), 1, 1);
    }

    /** Different frames that enter the network. */
    int frames() {
        return plan.network().template().frames();
    }

    /** A value and a gradient for each frame that enters; of an image, one for all time steps. */
    Activation input(MapShape shape) {
        return new Activation(images, shape.height(), shape.width(), shape.channels(), frames(), frames());
    }

    BatchNorm norm(NormLayer layer) {
        boolean perStep = spanSteps == 1 && !layer.name().equals(LayerNames.norm(LayerNames.STEM));
        BatchNorm norm = new BatchNorm(layer.name(), layer.channels(), perStep ? timeSteps() : 1, kernels);
        norms.add(norm);
        return norm;
    }

    Neurons neurons(LifGroup group) {
        Neurons neurons = new Neurons(group, this);
        allNeurons.add(neurons);
        return neurons;
    }

    TrainedConvolution convolution(ConvolutionChain chain, Neurons source) {
        TrainedConvolution convolution = new TrainedConvolution(chain, source, norm(chain.norm()), this);
        convolutions.add(convolution);
        return convolution;
    }

    /** Puts what was made in the order of the network, which is that of parameters in checkpoints. */
    void sort() {
        List<String> names = plan.spikingConvolutions().stream().map(ConvolutionChain::name).toList();
        convolutions.sort(Comparator.comparingInt(convolution -> names.indexOf(convolution.trained.matrix.name)));
        List<String> normNames = plan.norms().stream().map(NormLayer::name).toList();
        norms.sort(Comparator.comparingInt(norm -> normNames.indexOf(norm.name)));
    }

    /** Ones for channels, zeros for their padding. */
    float[] ones(int channels) {
        float[] ones = new float[SameConvolution.padded(channels)];
        Arrays.fill(ones, 0, channels, 1f);
        return ones;
    }
}
