package org.hasnas.simulation.engine.integer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hasnas.job.JobContext;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.network.plan.ConvolutionChain;
import org.hasnas.network.plan.NetworkPlan;
import org.hasnas.simulation.engine.SimulationPass;
import org.hasnas.simulation.engine.SimulationResult;
import org.hasnas.simulation.engine.SpikeObserver;
import org.hasnas.simulation.engine.Workers;
import org.hasnas.simulation.kernel.integer.IntegerKernels;
import org.hasnas.simulation.kernel.integer.PackedWeights;
import org.hasnas.simulation.weights.IntegerWeights;

/**
 * An untrained network in training mode with int8 weights, int16 values and int8 or int16 membranes: the faster and smaller counterpart of {@link
 * Simulation} for scores. Stage by stage, each through all time steps.
 *
 * <p>Made without taking memory, so that {@link #bytes} can be asked first; {@link #run} may be called again and again, by one thread at
 * a time. Its result does not depend on the number of threads.
 */
public final class IntegerSimulation {
    private final NetworkPlan plan;
    private final NetworkTemplate template;
    private final IntegerBlock block;
    private final int blocks;
    private final List<IntegerStage> stages = new ArrayList<>();
    private final IntegerClassifier classifier;
    private final long weightBytes;
    private boolean isAllocated;

    /**
     * Plans a simulation.
     *
     * @param images images per batch
     * @throws IllegalArgumentException if a network with backward edges is to take its batch-norm statistics over all time steps
     */
    public IntegerSimulation(Network network, int images, IntegerKernels kernels, Workers workers) {
        this(NetworkPlan.of(network), images, kernels, workers);
    }

    /** Plans the simulation of a network whose neurons may be others than its template's. */
    public IntegerSimulation(NetworkPlan plan, int images, IntegerKernels kernels, Workers workers) {
        if (images < 1) {
            throw new IllegalArgumentException("a batch needs at least one image, was " + images);
        }
        this.plan = plan;
        this.template = plan.network().template();
        this.block = new IntegerBlock(images, plan.stepsPerBlock(), kernels, workers);
        this.blocks = template.timeSteps() / block.steps;
        for (NetworkPlan.Stage stage : plan.stages()) {
            Optional<IntegerStage> before = stages.isEmpty() ? Optional.empty() : Optional.of(stages.getLast());
            stages.add(new IntegerStage(stage, before, blocks, block));
        }
        this.classifier = new IntegerClassifier(plan, stages.getLast().exit(), block);
        this.weightBytes = weightBytes() + StemCurrents.bytes(plan.stem().first(), images, template.frames());
    }

    private long weightBytes() {
        long bytes = bytes(plan.stem());
        for (ConvolutionChain convolution : plan.spikingConvolutions()) {
            bytes += bytes(convolution);
        }
        return bytes + plan.network().linears().stream().mapToLong(layer -> PackedWeights.bytes(layer.inFeatures(), layer.outFeatures())).sum();
    }

    private static long bytes(ConvolutionChain convolution) {
        return PackedWeights.bytes(convolution.first().matrixRows(), convolution.last().outChannels());
    }

    /** Memory that a run takes, weights and {@link StemCurrents} included. */
    public long bytes() {
        return block.memory.bytes() + weightBytes;
    }

    /** Whether the arrays of a batch of this size can exist at all. */
    public boolean isAddressable() {
        return block.memory.isAddressable();
    }

    /** Inputs of the classifier, to which dropout is applied. */
    public int features() {
        return classifier.featureCount();
    }

    /** Where the time went, over all runs. */
    public LayerTimes times() {
        return block.times;
    }

    /**
     * Simulates one batch.
     *
     * @param stem of the batch's images
     * @param dropout [image][feature] multipliers, each 0 or {@code 1 / (1 - dropout probability)}, the same at every time step, features
     *     counted [channel][row][column]; empty for no dropout
     * @throws java.util.concurrent.CancellationException if the job is cancelled
     */
    public SimulationResult run(IntegerWeights weights, StemCurrents stem, float[][] dropout, SpikeObserver observer, JobContext job) {
        if (stem.images() != block.images) {
            throw new IllegalArgumentException("this simulation takes " + block.images + " images at a time, not " + stem.images());
        }
        if (dropout.length > 0 && (dropout.length != block.images || dropout[0].length != features())) {
            throw new IllegalArgumentException("dropout multipliers must be " + block.images + " images of " + features() + " features, were "
                    + dropout.length + " of " + dropout[0].length);
        }
        if (!isAllocated) {
            block.memory.allocate(job);
            stages.forEach(stage -> stage.allocate(job));
            isAllocated = true;
        }
        block.begin();
        stages.forEach(stage -> stage.bind(weights));
        classifier.bind(weights);
        classifier.reset();
        SimulationPass pass = new SimulationPass(job, observer, block.images, template.timeSteps());
        for (IntegerStage stage : stages) {
            stage.reset(job);
            for (int index = 0; index < blocks; index++) {
                pass.enter(index * block.steps);
                stage.run(stem.map(index, block.steps), index, pass);
            }
        }
        double[][] scores = new double[block.images][template.classes()];
        for (int index = 0; index < blocks; index++) {
            pass.enter(index * block.steps);
            classifier.run(dropout, scores, index, pass);
        }
        return new SimulationResult(scores, pass.firingRates(plan.lifLayers()));
    }
}
