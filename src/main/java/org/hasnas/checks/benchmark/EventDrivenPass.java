package org.hasnas.checks.benchmark;

import java.util.Map;
import java.util.TreeMap;
import org.hasnas.job.JobContext;
import org.hasnas.score.fitness.HammingKernel;
import org.hasnas.simulation.dense.LogDeterminant;
import org.hasnas.simulation.engine.SimulationResult;
import org.hasnas.simulation.engine.Workers;
import org.hasnas.simulation.kernel.integer.IntegerKernels;

/** What a fitness does for one batch: simulation, Hamming kernel, log-determinant. */
final class EventDrivenPass {
    private static final String HAMMING_KERNEL = "hamming kernel";
    private static final String DETERMINANT = "determinant";
    private static final String SPIKE_COUNTS = "spike counts";
    private static final String REST = "rest";

    private final RepeatedBatch batch;
    private final int images;
    private final IntegerKernels kernels;
    private final Workers workers;

    /** @param kernels count bits for the Hamming kernel */
    EventDrivenPass(RepeatedBatch batch, int images, IntegerKernels kernels, Workers workers) {
        this.batch = batch;
        this.images = images;
        this.kernels = kernels;
        this.workers = workers;
    }

    /** Runs once and adds the seconds of each kind of work to {@code times}. */
    SimulationResult run(WorkTimes times, JobContext job) {
        long start = System.nanoTime();
        Map<String, Double> before = batch.seconds();
        WorkTimes own = new WorkTimes();
        HammingKernel kernel = new HammingKernel(images, kernels, workers);
        SimulationResult result = batch.run((layer, timeStep, spikes) -> {
            long seen = System.nanoTime();
            kernel.add(spikes, layer.layout().neurons(), layer.names().size(), job);
            own.addSince(HAMMING_KERNEL, seen);
        }, job);
        long simulated = System.nanoTime();
        LogDeterminant.of(kernel.mean());
        own.addSince(DETERMINANT, simulated);
        Map<String, Double> spent = new TreeMap<>(batch.seconds());
        before.forEach((kind, seconds) -> spent.merge(kind, -seconds, Double::sum));
        double observed = spent.getOrDefault(RepeatedBatch.OBSERVER, 0.0);
        spent.remove(RepeatedBatch.OBSERVER);
        spent.forEach(own::add);
        own.add(SPIKE_COUNTS, Math.max(0, observed - own.of(HAMMING_KERNEL))); // the engine times its observer with its own counts
        own.add(REST, Math.max(0, (System.nanoTime() - start) * 1e-9 - own.sum()));
        own.totals().forEach(total -> times.add(total.kind(), total.seconds()));
        return result;
    }
}
