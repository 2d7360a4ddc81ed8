package org.hasnas.simulation.engine.integer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hasnas.job.JobContext;
import org.hasnas.network.ConvolutionLayer;
import org.hasnas.network.Network;
import org.hasnas.simulation.engine.LifLayer;
import org.hasnas.simulation.engine.SimulationPass;
import org.hasnas.simulation.kernel.layout.SpikeLayout;
import org.hasnas.simulation.weights.IntegerWeights;

/**
 * All cells of one resolution, the reduction's convolution before them (none in the first stage) and the batch norm and LIF layer
 * behind them. Nothing but those neurons' spikes goes on to the next stage, so a stage may run through all time steps by itself.
 */
final class IntegerStage {
    private final List<Entry> entry; // none or one
    private final List<IntegerCell> cells = new ArrayList<>();
    private final IntegerBlock block;
    private final IntegerNorm exitNorm;
    private final IntegerNeurons exit;

    /** The reduction's convolution. */
    private record Entry(IntegerNeurons neurons, IntegerNormedConvolution convolution, long first) {}

    /**
     * @param before neurons that the reduction reads; none in the first stage
     * @param layer the stem or the reduction's convolution
     * @param exitName name of the LIF layer behind the cells
     */
    IntegerStage(Network network, List<IntegerNeurons> before, ConvolutionLayer layer, int firstCell, int cellCount, String exitName, int blocks,
            Map<String, ConvolutionLayer> convolutions, IntegerBlock block) {
        this.block = block;
        block.memory.beginStage();
        IntegerCell.Shape shape = new IntegerCell.Shape(layer.pooledHeight(), layer.pooledWidth(), layer.outChannels());
        this.entry = before.stream().map(neurons -> {
            IntegerNormedConvolution convolution = new IntegerNormedConvolution(layer, block);
            return new Entry(neurons, convolution, block.memory.reserveValues(convolution.outputLength()));
        }).toList();
        long convolved = block.memory.reserveValues(shape.length(block.frames()));
        long summed = block.memory.reserveValues(shape.length(block.frames()));
        for (int cell = 0; cell < cellCount; cell++) {
            cells.add(new IntegerCell(network, firstCell + cell, convolutions, shape, cell < cellCount - 1, convolved, summed, block));
        }
        this.exitNorm = new IntegerNorm(shape.channels(), block);
        this.exit = new IntegerNeurons(
                new LifLayer(List.of(exitName), new SpikeLayout(shape.height() * shape.width(), shape.channels())),
                network.template().neuron(), blocks, block);
    }

    IntegerNeurons exit() {
        return exit;
    }

    void allocate(JobContext job) {
        cells.forEach(cell -> cell.allocate(job));
        exit.allocate(job);
    }

    void bind(IntegerWeights weights) {
        entry.forEach(reduction -> reduction.convolution.bind(weights));
        cells.forEach(cell -> cell.bind(weights));
    }

    void reset(JobContext job) {
        cells.forEach(cell -> cell.reset(job));
        exit.reset(job);
    }

    /** @param stem used by the first stage */
    void run(IntegerMap stem, int blockIndex, SimulationPass pass) {
        IntegerMap value = stem;
        for (Entry reduction : entry) {
            value = reduction.convolution.convolve(reduction.neurons, blockIndex, reduction.first, pass);
        }
        double amplitude = 1;
        for (IntegerCell cell : cells) {
            value = cell.run(value, amplitude, blockIndex, pass);
            amplitude = cell.amplitude();
        }
        exit.fire(exitNorm.over(value, pass), blockIndex, pass);
        block.run(pass.job);
    }
}
