package org.hasnas.simulation.dense;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hasnas.job.JobContext;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.network.NetworkTemplate.ImageShape;
import org.hasnas.network.plan.MapShape;
import org.hasnas.network.plan.NetworkPlan;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A network simulated densely over its time steps by ND4J and oneDNN in float32, in training mode: convolutions multiply by every zero.
 * It computes what the event-driven engine computes, without using any of its code: the baseline of its speed and a check of its
 * results. For one thread at a time; arrays are allocated once and freed by {@link #close}.
 */
public final class DenseNetwork implements AutoCloseable {
    private final NetworkTemplate template;
    private final DenseBlock block;
    private final DenseLayer stem;
    private final List<DenseStage> stages = new ArrayList<>();
    private final DenseClassifier classifier;
    private final INDArray pixels;
    private final INDArray firstInput;
    private final int threads;

    /**
     * Makes a network; loads ND4J, which takes seconds the first time.
     *
     * @param images images per batch
     * @param threads that ND4J computes with
     * @throws IllegalArgumentException if parameters are missing, or if a network with backward edges is to take its batch-norm statistics
     *     over all time steps
     */
    public DenseNetwork(Network network, DenseParameters parameters, int images, int threads) {
        this(NetworkPlan.of(network), parameters, images, threads);
    }

    /** Makes a network whose neurons may be others than its template's. */
    public DenseNetwork(NetworkPlan plan, DenseParameters parameters, int images, int threads) {
        int steps = plan.stepsPerBlock();
        DenseThreads.use(threads);
        this.template = plan.network().template();
        this.threads = threads;
        this.block = new DenseBlock(images, steps, parameters);
        ImageShape image = template.input();
        this.stem = new DenseLayer(plan.stem(), block);
        this.pixels = block.map(images, new MapShape(image.height(), image.width(), image.channels()));
        this.firstInput = block.map(block.frames(), plan.stem().output());
        for (NetworkPlan.Stage stage : plan.stages()) {
            Optional<DenseStage> before = stages.isEmpty() ? Optional.empty() : Optional.of(stages.getLast());
            stages.add(new DenseStage(stage, before, block));
        }
        this.classifier = new DenseClassifier(plan, stages.getLast().exit(), block);
    }

    /**
     * Simulates one batch.
     *
     * @param images [image][row, column, channel]
     * @param dropout [image][feature] multipliers, features counted [channel][row][column]; empty for no dropout
     * @return class scores [image][class], mean over voters and time steps
     * @throws java.util.concurrent.CancellationException if the job is cancelled
     */
    public double[][] run(float[][] images, float[][] dropout, DenseSpikeObserver observer, JobContext job) {
        if (images.length != block.images || images[0].length != template.input().size()) {
            throw new IllegalArgumentException("this network takes " + block.images + " images of " + template.input() + " at a time");
        }
        DenseThreads.use(threads); // the calling thread may be another one than that of the constructor
        stages.forEach(DenseStage::reset);
        classifier.reset();
        try (INDArray rows = DenseOperations.matrix(images)) {
            pixels.assign(rows.reshape(pixels.shape()));
        }
        INDArray current = stem.run(pixels, job);
        for (int step = 0; step < block.steps; step++) { // the image is a constant input current
            DenseOperations.frames(firstInput, (long) step * block.images, (step + 1L) * block.images).assign(current);
        }
        double[][] scores = new double[block.images][template.classes()];
        for (int time = 0; time < template.timeSteps(); time += block.steps) {
            for (DenseStage stage : stages) {
                stage.run(firstInput, time, observer, job);
            }
            classifier.run(dropout, scores, time, observer, job);
        }
        return scores;
    }

    @Override
    public void close() {
        block.close();
    }
}
