package org.hasnas.chip.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.hasnas.data.ImageSet;
import org.hasnas.job.JobContext;
import org.hasnas.network.ConvolutionLayer;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.network.plan.ConvolutionChain;
import org.hasnas.network.plan.NetworkPlan;

/**
 * Runs single images through a quantised network. What a matrix makes of its inputs is left to its {@link MatrixUnit}; all else is the digital
 * part of the chip and the same for the exact reference and for crossbars. Nothing is allocated per image. For one thread.
 */
final class NetworkRun implements CrossbarNetwork.ImageRun {
    private final NetworkTemplate template;
    private final ChipStem stem;
    private final boolean rereadStem;
    private final List<Stage> stages = new ArrayList<>();
    private final ClassifierRun classifier;
    private final RunState state;

    /**
     * A stage of a network.
     *
     * @param reduction convolution of the spikes of the stage before; none for the first
     * @param input of the first cell
     * @param exit neurons behind the last cell
     */
    @SuppressWarnings("ArrayRecordComponent") // a bundle of parts, never compared
    private record Stage(Optional<Reduction> reduction, float[] input, List<CellRun> cells, ChipNeurons exit) {
        void run(boolean lastStep, RunState state) {
            reduction.ifPresent(entry -> {
                Arrays.fill(input, 0);
                entry.convolution.addTo(input, entry.neurons.spikes(), state);
            });
            float[] value = input;
            for (CellRun cell : cells) {
                cell.run(value, lastStep, state);
                value = cell.output();
            }
            exit.fire(value, state);
        }

        void reset() {
            cells.forEach(CellRun::reset);
            exit.reset();
        }
    }

    private record Reduction(ChipNeurons neurons, Convolution convolution) {}

    /**
     * @param units makes the unit of a layer for this thread
     * @param rereadStem whether the stem gives something else at every time step, because reading has noise
     */
    NetworkRun(QuantizedNetwork quantized, Function<QuantizedLayer, MatrixUnit> units, boolean rereadStem, ReadNoise noise) {
        NetworkPlan plan = quantized.plan();
        this.template = plan.network().template();
        this.rereadStem = rereadStem;
        this.state = new RunState(noise);
        Function<ConvolutionChain, Convolution> convolutions = chain -> new Convolution(chain, quantized, units);
        ConvolutionLayer stemLayer = plan.stem().first();
        this.stem =
                new ChipStem(stemLayer, quantized.pixels(), units.apply(quantized.layer(stemLayer.name())), quantized.affine(stemLayer.name())[0],
                        rereadStem && template.timeSteps() > template.frames());
        for (NetworkPlan.Stage stage : plan.stages()) {
            Optional<Reduction> reduction = stage.reduction().map(chain -> new Reduction(stages.getLast().exit, convolutions.apply(chain)));
            stages.add(new Stage(reduction, reduction.isPresent() ? new float[stage.shape().size()] : stem.output(),
                    stage.cells().stream().map(cell -> new CellRun(cell, convolutions)).toList(),
                    new ChipNeurons(stage.exit().neurons(), quantized.affine(stage.exit().norm().name()))));
        }
        this.classifier = new ClassifierRun(quantized, stages.getLast().exit, units);
    }

    /**
     * Runs an image through all time steps, from rest.
     *
     * @param scores of the classes; overwritten
     */
    void run(ImageSet images, int image, ReadNoise noise, SpikeWatch watch, double[] scores, JobContext job) {
        state.begin(noise, watch, job);
        Arrays.fill(scores, 0);
        stages.forEach(Stage::reset);
        classifier.reset();
        for (int t = 0; t < template.timeSteps(); t++) {
            state.enter(t);
            if (t < template.frames()) {
                stem.load(images, image, t, template.frames(), state);
            }
            if (t < template.frames() || rereadStem) {
                stem.run(state);
            }
            for (Stage stage : stages) {
                stage.run(t == template.timeSteps() - 1, state);
            }
            classifier.run(scores, state);
        }
    }

    @Override
    public void run(ImageSet images, int image, ReadNoise noise, double[] scores, JobContext job) {
        run(images, image, noise, SpikeWatch.NONE, scores, job);
    }

    /** What the last layer has read in the last run, added up over time steps; one for each of its inputs. */
    int[] received() {
        return classifier.received();
    }

    /** From now on, sums behind matrices are looked at. */
    void watchSums(SumStatistics target) {
        state.watchSums(target);
    }

    @Override
    public void addCountsTo(Map<String, long[]> bits) {
        state.addCountsTo(bits);
    }
}
