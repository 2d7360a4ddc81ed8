package org.hasnas.simulation.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hasnas.job.JobContext;
import org.hasnas.network.ConnectionMatrix;
import org.hasnas.network.ConvolutionLayer;
import org.hasnas.network.Edge;
import org.hasnas.network.LayerNames;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.network.NetworkTemplate.BatchNormStatistics;
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
    private final Network network;
    private final Weights weights;
    private final Block block;
    private final ConvolutionLayer stem;
    private final Norm stemNorm;
    private final FeatureMap stemOutput;
    private final FeatureMap firstInput;
    private final List<Stage> stages = new ArrayList<>();
    private final ClassifierSimulation classifier;

    /** An optional reduction, then cells in a chain. */
    private record Stage(List<ReductionSimulation> reduction, List<CellSimulation> cells) {}

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
        NetworkTemplate template = network.template();
        boolean allStepsAtOnce = mode == SimulationMode.TRAINING && template.batchNorm() == BatchNormStatistics.OVER_TIME_STEPS;
        if (allStepsAtOnce) {
            requireForwardOnly(network);
        }
        this.network = network;
        this.weights = weights;
        this.block = new Block(images, allStepsAtOnce ? template.timeSteps() : 1, mode, workers, new Buffers(job));
        Map<String, ConvolutionLayer> convolutions = new HashMap<>();
        network.convolutions().forEach(layer -> convolutions.put(layer.name(), layer));
        this.stem = network.convolutions().getFirst();
        this.stemNorm = new Norm(weights.norm(LayerNames.norm(stem.name())), mode);
        this.stemOutput = block.buffers().map(images, stem.outHeight(), stem.outWidth(), stem.outChannels());
        this.firstInput = repeated(stemOutput, block.steps());
        float[][] scratch = scratchRows(network, block);
        FeatureMap input = firstInput;
        int cellIndex = 0;
        for (int stage = 0; stage < template.stages().size(); stage++) {
            List<ReductionSimulation> reduction = new ArrayList<>();
            if (stage > 0) {
                ConvolutionLayer layer = network.convolutions().stream()
                        .filter(candidate -> candidate.role() == ConvolutionLayer.Role.REDUCTION).skip(stage - 1L).findFirst().orElseThrow();
                reduction.add(new ReductionSimulation(layer, template.neuron(), weights, scratch, block));
                input = reduction.getFirst().output();
            }
            List<CellSimulation> cells = new ArrayList<>();
            for (int cell = 0; cell < template.stages().get(stage).cells(); cell++) {
                CellSimulation simulated = new CellSimulation(network, cellIndex++, convolutions, weights, input, scratch, block);
                cells.add(simulated);
                input = simulated.output();
            }
            stages.add(new Stage(List.copyOf(reduction), List.copyOf(cells)));
        }
        this.classifier = new ClassifierSimulation(network, weights, input, block);
    }

    public static void requireForwardOnly(Network network) {
        for (ConnectionMatrix matrix : network.architecture().matrices()) {
            for (Edge edge : matrix.edges()) {
                if (!edge.isForward()) {
                    throw new IllegalArgumentException("'" + matrix + "' has the backward edge " + edge + ", but template '"
                            + network.template().name() + "' takes batch-norm statistics over all time steps, which a later value can't wait"
                            + " for; use a template with statistics per time step");
                }
            }
        }
    }

    /** The same rows for every time step: the image is a constant input current. */
    private static FeatureMap repeated(FeatureMap map, int steps) {
        float[][] rows = new float[Math.multiplyExact(map.rows.length, steps)][];
        for (int row = 0; row < rows.length; row++) {
            rows[row] = map.rows[row % map.rows.length];
        }
        return new FeatureMap(rows, map.height, map.width, map.channels);
    }

    /** Room for the largest result of a convolution of spikes; all convolutions use it in turn. */
    private static float[][] scratchRows(Network network, Block block) {
        int positions = 0;
        int channels = 0;
        for (ConvolutionLayer layer : network.convolutions()) {
            if (layer.role() != ConvolutionLayer.Role.STEM) {
                positions = Math.max(positions, layer.outHeight() * layer.outWidth());
                channels = Math.max(channels, layer.outChannels());
            }
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
     * @param images [image][row, column, channel]
     * @param dropout [image][feature] multipliers, the same at every time step, features counted [channel][row][column]; empty for no
     *     dropout; ignored in evaluation mode
     * @throws java.util.concurrent.CancellationException if the job is cancelled
     */
    public SimulationResult run(float[][] images, float[][] dropout, SpikeObserver observer, JobContext job) {
        NetworkTemplate template = network.template();
        requireShape("images", images, template.input().size());
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
            FeatureMap value = firstInput;
            for (Stage stage : stages) {
                for (ReductionSimulation reduction : stage.reduction) {
                    reduction.run(value, pass);
                    value = reduction.output();
                }
                for (CellSimulation cell : stage.cells) {
                    cell.run(value, pass);
                    value = cell.output();
                }
            }
            classifier.run(value, withDropout ? dropout : new float[0][], scores, pass);
        }
        return new SimulationResult(scores, pass.firingRates(NetworkPlan.of(network).lifLayers()));
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
        for (Stage stage : stages) {
            stage.reduction.forEach(reduction -> reduction.reset(job));
            stage.cells.forEach(cell -> cell.reset(job));
        }
        classifier.reset(job);
    }

    private void convolveStem(float[][] images, SimulationPass pass) {
        ConvolutionShape shape = NormedConvolution.shapeOf(stem);
        int positions = stemOutput.positions();
        for (int image = 0; image < images.length; image++) {
            pass.job.checkpoint();
            DenseConvolution.convolve(shape, weights.rows(stem.name()), images[image], 0, stemOutput.rows, image * positions);
        }
        ChannelAffine norm = stemNorm.over(stemOutput, images.length, pass);
        for (int image = 0; image < images.length; image++) {
            pass.job.checkpoint();
            norm.copyTo(stemOutput.rows, image * positions, stemOutput.rows, image * positions, positions);
        }
    }
}
