package org.hasnas.training.layer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hasnas.job.JobContext;
import org.hasnas.network.ConvolutionLayer;
import org.hasnas.network.Network;
import org.hasnas.network.plan.CellPlan;
import org.hasnas.network.plan.NetworkPlan;
import org.hasnas.simulation.dense.DenseTrainingConvolutions;
import org.hasnas.simulation.engine.Workers;
import org.hasnas.simulation.kernel.training.Surrogate;
import org.hasnas.simulation.kernel.training.TrainingKernels;
import org.hasnas.simulation.weights.NeuronConstants;
import org.hasnas.simulation.weights.NormParameters;
import org.hasnas.simulation.weights.Weights;
import org.hasnas.training.model.ClassScores;
import org.hasnas.training.model.TrainingRecipe;
import org.jspecify.annotations.Nullable;

/**
 * A network with parameters that can be trained, compiled for batches up to a size. One batch at a time; threads come from the
 * {@link Workers} of a call.
 */
public final class TrainingNetwork {
    private final Network network;
    private final int mostImages;
    private final NetworkParts parts;
    private final Stem stem;
    private final List<Stage> stages = new ArrayList<>();
    private final Classifier classifier;
    private final List<Parameter> parameters = new ArrayList<>();

    private record Stage(Optional<Reduction> reduction, List<Cell> cells) {
        Exit exit() {
            return cells.getLast().exit();
        }
    }

    /**
     * @param mostImages images of the largest batch
     * @param workers most threads that a call may use
     * @throws IllegalArgumentException if a network with backward edges is to take its batch-norm statistics over all time steps
     */
    public TrainingNetwork(Network network, int mostImages, int workers, TrainingKernels kernels, Surrogate surrogate) {
        this(network, mostImages, workers, kernels, new NeuronLearning(surrogate), Optional.empty());
    }

    /** @param dense computes the convolutions of spikes and their gradients instead of the kernels */
    public TrainingNetwork(Network network, int mostImages, int workers, TrainingKernels kernels, NeuronLearning learning,
            Optional<DenseTrainingConvolutions> dense) {
        if (mostImages < 1) {
            throw new IllegalArgumentException("a batch needs at least one image, was " + mostImages);
        }
        NetworkPlan plan = NetworkPlan.of(network);
        this.network = network;
        this.mostImages = mostImages;
        this.parts = new NetworkParts(plan, mostImages, workers, kernels, learning, dense);
        this.stem = new Stem(plan.stem(), parts);
        Activation value = stem.output();
        for (NetworkPlan.Stage stage : plan.stages()) {
            Optional<Reduction> reduction = stage.reduction().map(layer -> new Reduction(layer, stages.getLast().exit(), parts));
            value = reduction.map(Reduction::output).orElse(value);
            List<Cell> cells = new ArrayList<>();
            for (CellPlan cell : stage.cells()) {
                boolean isLast = cell.index() == stage.cells().getLast().index();
                cells.add(new Cell(cell, value, isLast ? Optional.of(stage.exit()) : Optional.empty(), parts));
                value = cells.getLast().output();
            }
            stages.add(new Stage(reduction, List.copyOf(cells)));
        }
        this.classifier = new Classifier(plan, stages.getLast().exit(), parts);
        parts.sort();
        parameters.add(stem.weights);
        trainedLayers().forEach(layer -> parameters.add(layer.weights()));
        parts.norms.forEach(norm -> parameters.addAll(List.of(norm.gain, norm.bias)));
        classifier.hidden.ifPresent(hidden -> parameters.add(hidden.linear.weights));
        parameters.add(classifier.output.weights);
        classifier.output.bias.ifPresent(parameters::add);
        parts.allNeurons.forEach(neurons -> parameters.addAll(neurons.parameters()));
    }

    /** Convolutions of spikes and of sums, in the order of the network. */
    private List<ChainWeights.Layer> trainedLayers() {
        return parts.convolutions.stream().flatMap(convolution -> convolution.trained.layers().stream()).toList();
    }

    public Network network() {
        return network;
    }

    public int mostImages() {
        return mostImages;
    }

    public List<Parameter> parameters() {
        return parameters;
    }

    /**
     * All weight matrices.
     *
     * @param pixelSlopes of the stem's inputs, by channel
     */
    public List<RoundedWeights.Shape> matrices(double[] pixelSlopes) {
        List<RoundedWeights.Shape> matrices = new ArrayList<>();
        matrices.add(new RoundedWeights.Shape(stem.weights, stem.output().padded, network.convolutions().getFirst().outChannels(), pixelSlopes,
                false));
        trainedLayers().forEach(layer -> matrices.add(layer.matrix()));
        classifier.hidden.ifPresent(hidden -> matrices.add(RoundedWeights.Shape.ofSpikes(hidden.linear.weights, hidden.linear.padded,
                hidden.linear.out, false)));
        matrices.add(RoundedWeights.Shape.ofSpikes(classifier.output.weights, classifier.output.padded, classifier.output.out, false));
        return matrices;
    }

    /** Rounds the sums of convolutions of spikes and of the hidden layer in forward passes of trainings from now on, see {@link TrainingRecipe#adcStep}. */
    public void roundSums(double adcStep) {
        parts.convolutions.forEach(convolution -> convolution.adcStep = (float) adcStep);
        classifier.hidden.ifPresent(hidden -> hidden.adcStep = (float) adcStep);
    }

    /** Inputs of the classifier, to which dropout is applied. */
    public int features() {
        return classifier.featureCount();
    }

    /** Takes over weights and running statistics. */
    public void set(Weights weights) {
        setRows(stem.weights, weights.rows().get(stem.weights.name));
        trainedLayers().forEach(layer -> setRows(layer.weights(), weights.rows().get(layer.weights().name)));
        parts.norms.forEach(norm -> {
            NormParameters from = weights.norms().get(norm.name);
            if (from == null) {
                throw new IllegalArgumentException("the weights lack the batch norm '" + norm.name + "'");
            }
            norm.set(from);
        });
        classifier.hidden.ifPresent(hidden -> setRows(hidden.linear.weights, weights.rows().get(hidden.linear.name)));
        setRows(classifier.output.weights, weights.rows().get(classifier.output.name));
        classifier.output.bias.ifPresent(bias -> {
            float[] from = weights.biases().get(classifier.output.name);
            System.arraycopy(from == null ? new float[0] : from, 0, bias.value, 0, classifier.output.out);
        });
        parts.allNeurons.forEach(neurons -> neurons.set(Optional.ofNullable(weights.neurons().get(neurons.names.getFirst())),
                Optional.ofNullable(weights.norms().get(neurons.normName()))));
    }

    private static void setRows(Parameter target, float @Nullable [][] rows) {
        if (rows == null) {
            throw new IllegalArgumentException("the weights lack layer '" + target.name + "'");
        }
        int padded = target.value.length / rows.length;
        for (int row = 0; row < rows.length; row++) {
            System.arraycopy(rows[row], 0, target.value, row * padded, rows[row].length);
        }
    }

    /** A copy of weights and running statistics. */
    public Weights weights() {
        Map<String, float[][]> rows = new HashMap<>();
        Map<String, float[]> biases = new HashMap<>();
        Map<String, NormParameters> norms = new HashMap<>();
        ConvolutionLayer first = network.convolutions().getFirst();
        rows.put(first.name(), rows(stem.weights, first.matrixRows(), first.outChannels()));
        trainedLayers().forEach(layer -> rows.put(layer.weights().name, rows(layer.weights(), layer.rows(), layer.outputs())));
        parts.norms.forEach(norm -> norms.put(norm.name, norm.parameters()));
        parts.allNeurons.forEach(neurons -> neurons.potentialNorm().ifPresent(norm -> norms.put(neurons.normName(), norm)));
        classifier.hidden.ifPresent(hidden -> rows.put(hidden.linear.name, rows(hidden.linear.weights, hidden.linear.in, hidden.linear.out)));
        rows.put(classifier.output.name, rows(classifier.output.weights, classifier.output.in, classifier.output.out));
        classifier.output.bias.ifPresent(bias -> biases.put(classifier.output.name, Arrays.copyOf(bias.value, classifier.output.out)));
        Map<String, NeuronConstants> constants = new HashMap<>();
        parts.allNeurons.forEach(neurons -> neurons.learnt().ifPresent(learnt -> neurons.names.forEach(name -> constants.put(name, learnt))));
        return new Weights(rows, biases, norms, constants);
    }

    private static float[][] rows(Parameter from, int count, int length) {
        float[][] rows = new float[count][];
        int padded = from.value.length / count;
        for (int row = 0; row < count; row++) {
            rows[row] = Arrays.copyOfRange(from.value, row * padded, row * padded + length);
        }
        return rows;
    }

    /**
     * Runs a batch forward with running statistics.
     *
     * @param images [image][frame, row, column, channel]
     * @return [image][class] scores
     */
    public double[][] evaluate(float[][] images, Workers workers, JobContext job) {
        double[][][] scores = forward(images, new float[0][], new TrainingPass(checked(images), false, workers, job));
        return Arrays.stream(scores).map(Loss::sum).toArray(double[][]::new);
    }

    /**
     * Replaces the running statistics of all batch norms by the means over batches.
     *
     * @param batches [batch][image][frame, row, column, channel]
     */
    public void takeStatistics(List<float[][]> batches, Workers workers, JobContext job) {
        for (int batch = 0; batch < batches.size(); batch++) {
            setShare(1.0 / (batch + 1));
            forward(batches.get(batch), new float[0][], new TrainingPass(checked(batches.get(batch)), true, workers, job));
        }
        setShare(BatchNorm.MOMENTUM);
    }

    /** What a batch counts in the running statistics. */
    private void setShare(double share) {
        parts.norms.forEach(norm -> norm.share = share);
        parts.allNeurons.forEach(neurons -> neurons.setShare(share));
    }

    /**
     * Runs a batch forward and back; the gradients of {@link #parameters} then hold those of the mean loss.
     *
     * @param targets [image][class] shares of the classes, see {@link Loss#targets}
     * @param dropout [image][feature] multipliers; empty for none
     */
    public BatchResult train(float[][] images, double[][] targets, float[][] dropout, Loss loss, Workers workers, JobContext job) {
        TrainingPass pass = new TrainingPass(checked(images), true, workers, job);
        for (Parameter parameter : parameters) {
            Arrays.fill(parameter.gradient, 0f);
        }
        double[][][] scores = forward(images, dropout, pass);
        double[][][] gradient = new double[images.length][parts.timeSteps()][network.template().classes()];
        double sum = 0;
        int right = 0;
        for (int image = 0; image < images.length; image++) {
            sum = loss.add(sum, scores[image], targets[image], gradient[image]);
            right += ClassScores.best(Loss.sum(scores[image])) == ClassScores.best(targets[image]) ? 1 : 0;
            for (double[] step : gradient[image]) {
                for (int c = 0; c < step.length; c++) {
                    step[c] /= images.length;
                }
            }
        }
        back(images, dropout, gradient, pass);
        return new BatchResult(sum / images.length, right);
    }

    /** Mean loss of a batch and its right answers. */
    public record BatchResult(double loss, int right) {}

    private int checked(float[][] images) {
        if (images.length < 1 || images.length > mostImages) {
            throw new IllegalArgumentException("this network takes 1 to " + mostImages + " images at a time, not " + images.length);
        }
        return images.length;
    }

    private List<Span> spans() {
        List<Span> spans = new ArrayList<>();
        for (int time = 0; time < parts.timeSteps(); time += parts.spanSteps()) {
            spans.add(new Span(time, time + parts.spanSteps()));
        }
        return spans;
    }

    /** @return [image][time step][class] shares of the scores */
    private double[][][] forward(float[][] images, float[][] dropout, TrainingPass pass) {
        double[][][] scores = new double[images.length][parts.timeSteps()][network.template().classes()];
        for (Stage stage : stages) {
            stage.cells.forEach(cell -> cell.reset(pass));
        }
        parts.convolutions.forEach(TrainedConvolution::beginBatch);
        classifier.hidden.ifPresent(Classifier.Hidden::beginBatch);
        parts.allNeurons.forEach(Neurons::begin);
        stem.forward(images, pass);
        for (Span span : spans()) {
            for (Stage stage : stages) {
                stage.reduction.ifPresent(reduction -> reduction.forward(span, pass));
                stage.cells.forEach(cell -> cell.forward(span, pass));
            }
            classifier.forward(span, dropout, scores, pass);
        }
        return scores;
    }

    private void back(float[][] images, float[][] dropout, double[][][] scoreGradient, TrainingPass pass) {
        for (int frame = 0; frame < parts.frames(); frame++) {
            stem.output().clearGradient(frame, 0, pass.images());
        }
        parts.convolutions.forEach(TrainedConvolution::beginBack);
        for (Stage stage : stages) {
            stage.cells.forEach(Cell::beginBack);
        }
        classifier.beginBack();
        for (Span span : spans().reversed()) {
            classifier.back(span, dropout, scoreGradient, pass);
            for (Stage stage : stages.reversed()) {
                for (Cell cell : stage.cells.reversed()) {
                    cell.back(span, pass);
                }
                stage.reduction.ifPresent(reduction -> reduction.back(span, pass));
            }
        }
        parts.convolutions.forEach(convolution -> convolution.endBack(pass));
        parts.allNeurons.forEach(Neurons::endBack);
        stem.back(images, pass);
    }

    /** Spikes of the last batch's images, per LIF layer and time step. */
    public List<SpikeCount> spikeCounts(int images) {
        List<SpikeCount> counts = new ArrayList<>();
        for (Neurons neurons : parts.allNeurons) {
            long[] perStep = new long[parts.timeSteps()];
            long active = 0;
            for (int time = 0; time < perStep.length; time++) {
                perStep[time] = neurons.count(time, images);
                active += neurons.countActive(time, images);
            }
            long near = active;
            neurons.names.forEach(name -> counts.add(new SpikeCount(name, neurons.layout.neurons(), perStep, near)));
        }
        return counts;
    }

    /**
     * Spikes of a LIF layer.
     *
     * @param neurons of one image
     * @param perStep ones of all images, per time step
     * @param active neurons of all images and time steps that were nearer to their threshold than the width of the surrogate
     */
    @SuppressWarnings("ArrayRecordComponent") // counts, never compared
    public record SpikeCount(String layer, int neurons, long[] perStep, long active) {}
}
