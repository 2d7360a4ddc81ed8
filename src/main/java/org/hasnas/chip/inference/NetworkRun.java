package org.hasnas.chip.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.hasnas.data.ImageSet;
import org.hasnas.job.JobContext;
import org.hasnas.network.ConvolutionLayer;
import org.hasnas.network.ConvolutionLayer.Role;
import org.hasnas.network.LayerNames;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.simulation.kernel.layout.SpikeLayout;

/**
 * Runs single images through a quantised network. What a matrix makes of its inputs is left to its {@link MatrixUnit}; all else is the digital
 * part of the chip and the same for the exact reference and for crossbars. Nothing is allocated per image. For one thread.
 */
final class NetworkRun {
    private final NetworkTemplate template;
    private final ChipStem stem;
    private final boolean rereadStem;
    private final List<Stage> stages = new ArrayList<>();
    private final ClassifierRun classifier;
    private final RunState state;

    /** An optional reduction, then cells in a chain. */
    private record Stage(List<Reduction> reduction, List<CellRun> cells) {}

    @SuppressWarnings("ArrayRecordComponent") // a bundle of parts, never compared
    private record Reduction(ChipNeurons neurons, Convolution convolution, float[] output) {}

    /**
     * @param units makes the unit of a layer for this thread
     * @param rereadStem whether the stem gives something else at every time step, because reading has noise
     */
    NetworkRun(QuantizedNetwork quantized, Function<QuantizedLayer, MatrixUnit> units, boolean rereadStem, RandomGenerator noise) {
        Network network = quantized.network();
        this.template = network.template();
        this.rereadStem = rereadStem;
        this.state = new RunState(noise);
        Map<String, ConvolutionLayer> byName = new HashMap<>();
        network.convolutions().forEach(layer -> byName.put(layer.name(), layer));
        Function<String, Convolution> convolutions = name -> new Convolution(byName.getOrDefault(name, network.convolutions().getFirst()),
                units.apply(quantized.layer(name)), quantized.affine(name));
        ConvolutionLayer stemLayer = network.convolutions().getFirst();
        this.stem = new ChipStem(stemLayer, quantized.pixels(), units.apply(quantized.layer(stemLayer.name())), quantized.affine(stemLayer.name())[0]);
        List<ConvolutionLayer> entries = network.convolutions().stream().filter(layer -> layer.role() != Role.CELL_EDGE).toList();
        int cellIndex = 0;
        for (int stage = 0; stage < entries.size(); stage++) {
            ConvolutionLayer entry = entries.get(stage);
            List<Reduction> reduction = entry.role() == Role.STEM ? List.of()
                    : List.of(reduction(entry, quantized, convolutions.apply(entry.name())));
            List<CellRun> cells = new ArrayList<>();
            for (int cell = 0; cell < template.stages().get(stage).cells(); cell++) {
                cells.add(new CellRun(network, cellIndex++, shape(entry), convolutions));
            }
            stages.add(new Stage(reduction, List.copyOf(cells)));
        }
        this.classifier = new ClassifierRun(quantized, shape(entries.getLast()), units);
    }

    private static CellRun.Shape shape(ConvolutionLayer entry) {
        return new CellRun.Shape(entry.pooledHeight(), entry.pooledWidth(), entry.outChannels());
    }

    private Reduction reduction(ConvolutionLayer layer, QuantizedNetwork quantized, Convolution convolution) {
        ChipNeurons neurons = new ChipNeurons(List.of(layer.name()), new SpikeLayout(layer.inHeight() * layer.inWidth(), layer.inChannels()),
                template.neuron(), quantized.affine(LayerNames.inputNorm(layer.name())));
        return new Reduction(neurons, convolution, new float[shape(layer).size()]);
    }

    /**
     * Runs an image through all time steps, from rest.
     *
     * @param scores of the classes; overwritten
     */
    void run(ImageSet images, int image, RandomGenerator noise, SpikeWatch watch, double[] scores, JobContext job) {
        state.begin(noise, watch, job);
        Arrays.fill(scores, 0);
        stages.forEach(stage -> {
            stage.reduction.forEach(reduction -> reduction.neurons.reset());
            stage.cells.forEach(CellRun::reset);
        });
        classifier.reset();
        stem.load(images, image, state);
        for (int t = 0; t < template.timeSteps(); t++) {
            state.enter(t);
            if (t == 0 || rereadStem) {
                stem.run(state);
            }
            float[] value = stem.output();
            for (Stage stage : stages) {
                for (Reduction reduction : stage.reduction) {
                    reduction.neurons.fire(value, state);
                    Arrays.fill(reduction.output, 0);
                    reduction.convolution.addTo(reduction.output, reduction.neurons.spikes(), state);
                    value = reduction.output;
                }
                for (CellRun cell : stage.cells) {
                    cell.run(value, t == template.timeSteps() - 1, state);
                    value = cell.output();
                }
            }
            classifier.run(value, scores, state);
        }
    }

    RunState state() {
        return state;
    }
}
