package org.hasnas.simulation.dense;

import java.util.ArrayList;
import java.util.List;
import org.hasnas.job.JobContext;
import org.hasnas.network.ConvolutionLayer;
import org.hasnas.network.ConvolutionLayer.Role;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.network.NetworkTemplate.BatchNormStatistics;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A network simulated densely over its time steps by ND4J and oneDNN in float32, in training mode: convolutions multiply by every zero.
 * It computes what the event-driven engine computes, without using any of its code: the baseline of its speed and a check of its
 * results. For one thread at a time; arrays are allocated once and freed by {@link #close}.
 */
public final class DenseNetwork implements AutoCloseable {
    private final Network network;
    private final DenseBlock block;
    private final DenseLayer stem;
    private final List<Stage> stages = new ArrayList<>();
    private final DenseClassifier classifier;
    private final INDArray pixels;
    private final INDArray firstInput;
    private final int threads;

    /** An optional reduction, then cells in a chain. */
    private record Stage(List<DenseReduction> reduction, List<DenseCell> cells) {}

    /**
     * Makes a network; loads ND4J, which takes seconds the first time.
     *
     * @param images images per batch
     * @param threads that ND4J computes with
     * @throws IllegalArgumentException if parameters are missing, or if a network with backward edges is to take its batch-norm statistics
     *     over all time steps
     */
    public DenseNetwork(Network network, DenseParameters parameters, int images, int threads) {
        NetworkTemplate template = network.template();
        boolean allStepsAtOnce = template.batchNorm() == BatchNormStatistics.OVER_TIME_STEPS;
        boolean backwardEdges = network.architecture().matrices().stream().flatMap(matrix -> matrix.edges().stream())
                .anyMatch(edge -> !edge.isForward());
        if (allStepsAtOnce && backwardEdges) {
            throw new IllegalArgumentException("statistics over all time steps and backward edges exclude each other");
        }
        DenseThreads.use(threads);
        this.network = network;
        this.threads = threads;
        this.block = new DenseBlock(images, allStepsAtOnce ? template.timeSteps() : 1, parameters);
        ConvolutionLayer first = network.convolutions().getFirst();
        this.stem = new DenseLayer(first, block);
        this.pixels = block.map(images, first.inHeight(), first.inWidth(), first.inChannels());
        this.firstInput = block.map(block.frames(), first.outHeight(), first.outWidth(), first.outChannels());
        INDArray shape = firstInput;
        int cellIndex = 0;
        List<ConvolutionLayer> reductions = network.convolutions().stream().filter(layer -> layer.role() == Role.REDUCTION).toList();
        for (int stage = 0; stage < template.stages().size(); stage++) {
            List<DenseReduction> reduction = new ArrayList<>();
            if (stage > 0) {
                reduction.add(new DenseReduction(reductions.get(stage - 1), template.neuron(), block));
                shape = reduction.getFirst().output();
            }
            List<DenseCell> cells = new ArrayList<>();
            for (int cell = 0; cell < template.stages().get(stage).cells(); cell++) {
                cells.add(new DenseCell(network, cellIndex++, shape, block));
            }
            stages.add(new Stage(List.copyOf(reduction), List.copyOf(cells)));
        }
        this.classifier = new DenseClassifier(network, shape, block);
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
        if (images.length != block.images || images[0].length != network.template().input().size()) {
            throw new IllegalArgumentException("this network takes " + block.images + " images of " + network.template().input() + " at a time");
        }
        DenseThreads.use(threads); // the calling thread may be another one than that of the constructor
        for (Stage stage : stages) {
            stage.reduction.forEach(DenseReduction::reset);
            stage.cells.forEach(DenseCell::reset);
        }
        classifier.reset();
        try (INDArray rows = DenseOperations.matrix(images)) {
            pixels.assign(rows.reshape(pixels.shape()));
        }
        INDArray current = stem.run(pixels, job);
        for (int step = 0; step < block.steps; step++) { // the image is a constant input current
            DenseOperations.frames(firstInput, (long) step * block.images, (step + 1L) * block.images).assign(current);
        }
        double[][] scores = new double[block.images][network.template().classes()];
        for (int time = 0; time < network.template().timeSteps(); time += block.steps) {
            INDArray value = firstInput;
            for (Stage stage : stages) {
                for (DenseReduction reduction : stage.reduction) {
                    reduction.run(value, time, observer, job);
                    value = reduction.output();
                }
                for (DenseCell cell : stage.cells) {
                    cell.run(value, time, observer, job);
                    value = cell.output();
                }
            }
            classifier.run(value, dropout, scores, time, observer, job);
        }
        return scores;
    }

    @Override
    public void close() {
        block.close();
    }
}
