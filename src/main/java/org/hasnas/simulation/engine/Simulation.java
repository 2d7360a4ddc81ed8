package org.hasnas.simulation.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hasnas.job.JobContext;
import org.hasnas.network.ConvolutionLayer;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.network.plan.ConvolutionChain;
import org.hasnas.network.plan.NetworkPlan;
import org.hasnas.simulation.kernel.float32.ChannelAffine;
import org.hasnas.simulation.kernel.float32.DenseConvolution;
import org.hasnas.simulation.kernel.layout.ConvolutionShape;
import org.hasnas.simulation.weights.Weights;

/**
 * A network compiled for batches of one size. All buffers are allocated once; {@link #run} may be called again and again and starts
 * with resting membranes each time. For one thread at a time.
 */
public final class Simulation {
    private final NetworkPlan plan;
    private final NetworkTemplate template;
    private final Weights weights;
    private final Block block;
    private final ConvolutionLayer stem;
    private final Norm stemNorm;
    /** Of one image for all time steps, or of each time step's frame of events. */
    private final FeatureMap stemOutput;
    /** Those rows of it that a block reads. */
    private final FeatureMap firstInput;
    private final List<StageSimulation> stages = new ArrayList<>();
    private final ClassifierSimulation classifier;

    /**
     * Compiles a network.
     *
     * @param images images per batch
     * @param job asked while memory is allocated
     * @throws IllegalArgumentException if weights are missing or of the wrong shape, or if a network with backward edges is to take its
     *     batch-norm statistics over all time steps
     */
    public Simulation(Network network, Weights weights, int images, SimulationMode mode, JobContext job) {
        this(network, weights, images, mode, Workers.CALLER, job);
    }

    /**
     * Compiles a network whose convolutions are spread over several threads, which changes no bit.
     *
     * @param workers take the frames of a convolution one after the other
     */
    public Simulation(Network network, Weights weights, int images, SimulationMode mode, Workers workers, JobContext job) {
        if (images < 1) {
            throw new IllegalArgumentException("a batch needs at least one image, was " + images);
        }
        weights.check(network);
        this.plan = weights.plan(network);
        this.template = network.template();
        this.weights = weights;
        this.block = new Block(images, mode.stepsPerBlock(plan), mode, workers, new Buffers(job));
        this.stem = plan.stem().first();
        this.stemNorm = new Norm(weights.norm(plan.stem().norm().name()), mode);
        this.stemOutput = block.buffers().map(Math.multiplyExact(images, template.frames()), stem.outHeight(), stem.outWidth(), stem.outChannels());
        this.firstInput = new FeatureMap(new float[Math.multiplyExact(block.frames(), stemOutput.positions())][], stemOutput.height, stemOutput.width,
                stemOutput.channels);
        float[][] scratch = scratchRows(plan, block);
        for (NetworkPlan.Stage stage : plan.stages()) {
            Optional<StageSimulation> before = stages.isEmpty() ? Optional.empty() : Optional.of(stages.getLast());
            stages.add(new StageSimulation(stage, before, firstInput, weights, scratch, block));
        }
        this.classifier = new ClassifierSimulation(plan, weights, stages.getLast().exit(), block);
    }

    /** Takes the rows of a block: the same for every time step where an image is a constant input current. */
    private void enter(int time) {
        int first = time * block.images() * stemOutput.positions();
        for (int row = 0; row < firstInput.rows.length; row++) {
            firstInput.rows[row] = stemOutput.rows[(first + row) % stemOutput.rows.length];
        }
    }

    /** Room for the largest result of a convolution of spikes; all convolutions use it in turn. */
    private static float[][] scratchRows(NetworkPlan plan, Block block) {
        int positions = 0;
        int channels = 0;
        for (ConvolutionChain convolution : plan.spikingConvolutions()) {
            positions = Math.max(positions, convolution.last().outHeight() * convolution.last().outWidth());
            channels = Math.max(channels, convolution.last().outChannels());
        }
        return block.buffers().rows(Math.multiplyExact(block.frames(), positions), channels);
    }

    /** Inputs of the classifier, to which dropout is applied. */
    public int features() {
        return classifier.featureCount();
    }

    /** Floats in all buffers, weights not counted. */
    long bufferedFloats() {
        return block.buffers().floats();
    }

    /**
     * Simulates one batch.
     *
     * @param images [image][frame, row, column, channel], as many frames as the template says
     * @param dropout [image][feature] multipliers, the same at every time step, features counted [channel][row][column]; empty for no
     *     dropout; ignored in evaluation mode
     * @throws java.util.concurrent.CancellationException if the job is cancelled
     */
    public SimulationResult run(float[][] images, float[][] dropout, SpikeObserver observer, JobContext job) {
        requireShape("images", images, template.inputSize());
        boolean withDropout = block.mode() == SimulationMode.TRAINING && dropout.length > 0;
        if (withDropout) {
            requireShape("dropout multipliers", dropout, features());
        }
        reset(job);
        SimulationPass pass = new SimulationPass(job, observer, block.images(), template.timeSteps());
        convolveStem(images, pass);
        double[][] scores = new double[block.images()][template.classes()];
        for (int time = 0; time < template.timeSteps(); time += block.steps()) {
            pass.enter(time);
            enter(time);
            stages.forEach(stage -> stage.run(pass));
            classifier.run(withDropout ? dropout : new float[0][], scores, pass);
        }
        return new SimulationResult(scores, pass.firingRates(plan.lifLayers()));
    }

    private void requireShape(String what, float[][] values, int length) {
        if (values.length != block.images()) {
            throw new IllegalArgumentException("this simulation takes " + block.images() + " " + what + " at a time, not " + values.length);
        }
        for (float[] row : values) {
            if (row.length != length) {
                throw new IllegalArgumentException(what + " need " + length + " values each, not " + row.length);
            }
        }
    }

    private void reset(JobContext job) {
        stages.forEach(stage -> stage.reset(job));
        classifier.reset(job);
    }

    private void convolveStem(float[][] images, SimulationPass pass) {
        ConvolutionShape shape = NormedConvolution.shapeOf(stem);
        int positions = stemOutput.positions();
        int frames = images.length * template.frames();
        for (int frame = 0; frame < frames; frame++) {
            pass.job.checkpoint();
            DenseConvolution.convolve(shape, weights.rows(stem.name()), images[frame % images.length],
                    frame / images.length * template.input().size(),
                    stemOutput.rows, frame * positions);
        }
        ChannelAffine norm = stemNorm.over(stemOutput, frames, pass);
        for (int frame = 0; frame < frames; frame++) {
            pass.job.checkpoint();
            norm.copyTo(stemOutput.rows, frame * positions, stemOutput.rows, frame * positions, positions);
        }
    }
}
