package org.hasnas.simulation.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hasnas.job.JobContext;
import org.hasnas.network.plan.CellPlan;
import org.hasnas.network.plan.NetworkPlan;
import org.hasnas.simulation.kernel.float32.AveragePooling;
import org.hasnas.simulation.kernel.float32.ChannelAffine;
import org.hasnas.simulation.weights.Weights;

/** A stage of a network: the reduction before its cells, the cells, and the batch norm and neurons behind them. */
final class StageSimulation {
    private final Block block;
    private final Optional<Reduction> reduction;
    private final FeatureMap input;
    private final List<CellSimulation> cells = new ArrayList<>();
    private final FeatureMap output;
    private final Norm exitNorm;
    private final LifNeurons exit;

    /** Convolution and average pool of the spikes of the stage before. */
    private record Reduction(LifNeurons neurons, NormedConvolution convolution, int pool, FeatureMap scratch) {}

    /**
     * @param before the stage before; none for the first
     * @param stem what the first stage reads
     * @param scratchRows rows for the result of one convolution
     */
    StageSimulation(NetworkPlan.Stage plan, Optional<StageSimulation> before, FeatureMap stem, Weights weights, float[][] scratchRows, Block block) {
        this.block = block;
        this.reduction = before.flatMap(stage -> plan.reduction().map(chain -> new Reduction(stage.exit,
                new NormedConvolution(chain, weights, block), chain.pool(),
                new FeatureMap(scratchRows, chain.last().outHeight(), chain.last().outWidth(), chain.last().outChannels()))));
        this.input = before.isEmpty() ? stem
                : block.buffers().map(block.frames(), plan.shape().height(), plan.shape().width(), plan.shape().channels());
        FeatureMap value = input;
        for (CellPlan cell : plan.cells()) {
            CellSimulation simulated = new CellSimulation(cell, weights, value, scratchRows, block);
            cells.add(simulated);
            value = simulated.output();
        }
        this.output = value;
        this.exitNorm = new Norm(weights.norm(plan.exit().norm().name()), block.mode());
        this.exit = new LifNeurons(plan.exit().neurons(), block);
    }

    /** The neurons behind the last cell. */
    LifNeurons exit() {
        return exit;
    }

    void reset(JobContext job) {
        cells.forEach(cell -> cell.reset(job));
        exit.reset(job);
    }

    void run(SimulationPass pass) {
        reduction.ifPresent(entry -> run(entry, pass));
        FeatureMap value = input;
        for (CellSimulation cell : cells) {
            cell.run(value, pass);
            value = cell.output();
        }
        exit.fire(output, exitNorm.over(output, block.frames(), pass), pass);
    }

    private void run(Reduction entry, SimulationPass pass) {
        FeatureMap scratch = entry.scratch;
        ChannelAffine norm = entry.convolution.convolve(entry.neurons, scratch, pass);
        for (int frame = 0; frame < block.frames(); frame++) {
            pass.job.checkpoint();
            // the norm is affine, so it is applied to the four times smaller pooled map
            int first = frame * input.positions();
            AveragePooling.pool(input.rows, first, scratch.rows, frame * scratch.positions(), scratch.height, scratch.width,
                    scratch.channels, entry.pool);
            norm.copyTo(input.rows, first, input.rows, first, input.positions());
        }
    }
}
