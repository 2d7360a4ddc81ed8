package org.hasnas.simulation.dense;

import java.util.List;
import java.util.Optional;
import org.hasnas.job.JobContext;
import org.hasnas.network.plan.NetworkPlan;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A stage of a network: the reduction before its cells, the cells, and the batch norm and neurons behind them. */
final class DenseStage {
    private final DenseBlock block;
    private final Optional<Reduction> reduction;
    private final List<DenseCell> cells;
    private final String exitNorm;
    private final DenseNeurons exit;

    /** Convolution and average pool of the spikes of the stage before. */
    private record Reduction(DenseNeurons neurons, DenseLayer convolution, int pool, INDArray output) {}

    /** @param before the stage before; none for the first */
    DenseStage(NetworkPlan.Stage plan, Optional<DenseStage> before, DenseBlock block) {
        this.block = block;
        this.reduction = before.flatMap(stage -> plan.reduction().map(chain -> new Reduction(stage.exit, new DenseLayer(chain, block), chain.pool(),
                block.map(block.frames(), plan.shape()))));
        this.cells = plan.cells().stream().map(cell -> new DenseCell(cell, block)).toList();
        this.exitNorm = plan.exit().norm().name();
        this.exit = new DenseNeurons(plan.exit().neurons(), block);
    }

    /** The neurons behind the last cell. */
    DenseNeurons exit() {
        return exit;
    }

    void reset() {
        cells.forEach(DenseCell::reset);
        exit.reset();
    }

    /** @param stem used by the first stage */
    void run(INDArray stem, int firstStep, DenseSpikeObserver observer, JobContext job) {
        INDArray value = reduction.map(entry -> {
            DenseOperations.pool(entry.convolution.run(entry.neurons.spikes, job), entry.output, entry.pool, entry.pool, 0);
            return entry.output;
        }).orElse(stem);
        for (DenseCell cell : cells) {
            cell.run(value, firstStep, observer, job);
            value = cell.output();
        }
        INDArray normalized = block.scratch(value.shape(), 1);
        normalized.assign(value);
        block.normalize(normalized, exitNorm, job);
        exit.fire(normalized, firstStep, observer, job);
    }
}
