package org.hasnas.simulation.engine.integer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hasnas.job.JobContext;
import org.hasnas.network.plan.CellPlan;
import org.hasnas.network.plan.NetworkPlan;
import org.hasnas.simulation.engine.SimulationPass;
import org.hasnas.simulation.weights.IntegerWeights;

/**
 * All cells of one resolution, the reduction's convolution before them (none in the first stage) and the batch norm and LIF layer
 * behind them. Nothing but those neurons' spikes goes on to the next stage, so a stage may run through all time steps by itself.
 */
final class IntegerStage {
    private final Optional<Entry> entry;
    private final List<IntegerCell> cells = new ArrayList<>();
    private final IntegerBlock block;
    private final IntegerNorm exitNorm;
    private final IntegerNeurons exit;

    /** The reduction's convolution. */
    private record Entry(IntegerNeurons neurons, IntegerNormedConvolution convolution, long first) {}

    /**
     * @param before the stage before; none for the first
     * @param blocks of a run
     */
    IntegerStage(NetworkPlan.Stage plan, Optional<IntegerStage> before, int blocks, IntegerBlock block) {
        this.block = block;
        block.memory.beginStage();
        long length = block.length(plan.shape());
        this.entry = before.flatMap(stage -> plan.reduction().map(chain -> new Entry(stage.exit, new IntegerNormedConvolution(chain, block),
                block.memory.reserveValues(length))));
        long convolved = block.memory.reserveValues(length);
        long summed = block.memory.reserveValues(length);
        for (CellPlan cell : plan.cells()) {
            cells.add(new IntegerCell(cell, cells.size() < plan.cells().size() - 1, convolved, summed, block));
        }
        this.exitNorm = new IntegerNorm(plan.exit().norm().channels(), block);
        this.exit = new IntegerNeurons(plan.exit().neurons(), blocks, block);
    }

    IntegerNeurons exit() {
        return exit;
    }

    void allocate(JobContext job) {
        cells.forEach(cell -> cell.allocate(job));
        exit.allocate(job);
    }

    void bind(IntegerWeights weights) {
        entry.ifPresent(reduction -> reduction.convolution.bind(weights));
        cells.forEach(cell -> cell.bind(weights));
    }

    void reset(JobContext job) {
        cells.forEach(cell -> cell.reset(job));
        exit.reset(job);
    }

    /** @param stem used by the first stage */
    void run(IntegerMap stem, int blockIndex, SimulationPass pass) {
        IntegerMap value = entry.map(reduction -> reduction.convolution.convolve(reduction.neurons, blockIndex, reduction.first, pass)).orElse(stem);
        double amplitude = 1;
        for (IntegerCell cell : cells) {
            value = cell.run(value, amplitude, blockIndex, pass);
            amplitude = cell.amplitude();
        }
        exit.fire(exitNorm.over(value, pass), blockIndex, pass);
        block.run(pass.job);
    }
}
