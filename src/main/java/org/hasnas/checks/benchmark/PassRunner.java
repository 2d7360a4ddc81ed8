package org.hasnas.checks.benchmark;

import java.lang.ref.Reference;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hasnas.checks.model.PassBenchmark;
import org.hasnas.checks.model.PassMeasurement;
import org.hasnas.checks.model.PassTimes;
import org.hasnas.data.ImageSet;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;
import org.hasnas.network.Network;
import org.hasnas.simulation.dense.DenseNetwork;
import org.hasnas.simulation.dense.DenseParameters;
import org.hasnas.simulation.dense.DenseSpikeObserver;
import org.hasnas.simulation.dense.DenseThreads;
import org.hasnas.simulation.engine.SimulationResult;
import org.hasnas.simulation.engine.Workers;
import org.hasnas.simulation.kernel.integer.IntegerKernels;
import org.hasnas.simulation.model.LayerRate;
import org.hasnas.simulation.weights.WeightInitialization;
import org.hasnas.simulation.weights.Weights;

/** Times passes of one batch through one network, event-driven or dense, after as many that warm up. */
public final class PassRunner {
    private PassRunner() {}

    /**
     * Times the event-driven engine: simulation, Hamming kernel and determinant.
     *
     * @param images at least as many as the batch has, of the network's shape
     * @param kernels of the engine with int8 weights
     * @param workers threads of a pass
     * @throws HasnasException if the batch needs more memory than the program may use
     * @throws java.util.concurrent.CancellationException if the job is cancelled
     */
    public static PassMeasurement eventDriven(PassBenchmark benchmark, ImageSet images, IntegerKernels kernels, Workers workers, JobContext job)
            throws HasnasException {
        float[][] pixels = pixels(benchmark, images);
        MemoryGauge.reset();
        long start = System.nanoTime();
        RepeatedBatch batch = switch (benchmark.precision()) {
            case INT8 -> RepeatedBatch.integers(benchmark, pixels, kernels, workers, job);
            case FLOAT32 -> RepeatedBatch.floats(benchmark, pixels, workers, job);
        };
        double preparation = secondsSince(start);
        EventDrivenPass pass = new EventDrivenPass(batch, benchmark.batchSize(), kernels, workers);
        SimulationResult result = pass.run(new WorkTimes(), job);
        for (int untimed = 1; untimed < benchmark.passes(); untimed++) { // the just-in-time compiler takes a few
            pass.run(new WorkTimes(), job);
        }
        WorkTimes work = new WorkTimes();
        PassStopwatch watch = new PassStopwatch();
        for (int timed = 0; timed < benchmark.passes(); timed++) {
            job.progress(timed, benchmark.passes());
            watch.time(() -> pass.run(work, job));
        }
        List<LayerRate> rates = result.firingRates();
        PassTimes times = watch.times(batch.threads(), preparation, benchmark.multiplyAccumulatesPerPass(),
                LayerRate.mean(benchmark.network(), rates));
        try {
            return new PassMeasurement(times, work.totals(), rates, MemoryGauge.read());
        } finally {
            Reference.reachabilityFence(pass); // the live heap is that of a network in use
        }
    }

    /**
     * Times the same network with the same draws of weights (in float32), images and dropout, simulated densely by ND4J; without the kernel
     * and its determinant.
     *
     * @throws HasnasException if ND4J is not installed
     * @throws java.util.concurrent.CancellationException if the job is cancelled
     */
    public static PassTimes dense(PassBenchmark benchmark, ImageSet images, JobContext job) throws HasnasException {
        DenseThreads.requireLibrary();
        Network network = benchmark.network();
        float[][] pixels = pixels(benchmark, images);
        float[][] dropout = RepeatedBatch.dropout(benchmark, network.linears().getFirst().inFeatures());
        long start = System.nanoTime();
        Weights weights = WeightInitialization.draw(network, benchmark.seed(), job);
        try (DenseNetwork dense = new DenseNetwork(weights.plan(network), parameters(weights), benchmark.batchSize(), benchmark.threads())) {
            double preparation = secondsSince(start);
            double rate = meanRate(dense, pixels, dropout, job);
            for (int untimed = 1; untimed < benchmark.passes(); untimed++) {
                dense.run(pixels, dropout, DenseSpikeObserver.NONE, job);
            }
            PassStopwatch watch = new PassStopwatch();
            for (int timed = 0; timed < benchmark.passes(); timed++) {
                job.progress(timed, benchmark.passes());
                watch.time(() -> dense.run(pixels, dropout, DenseSpikeObserver.NONE, job));
            }
            return watch.times(benchmark.threads(), preparation, benchmark.multiplyAccumulatesPerPass(), rate);
        }
    }

    /** One pass that is not timed and so may count the spikes. */
    private static double meanRate(DenseNetwork dense, float[][] pixels, float[][] dropout, JobContext job) {
        double[] onesAndNeurons = new double[2];
        dense.run(pixels, dropout, (layers, timeStep, spikes, membranes) -> {
            for (float[] image : spikes.get()) {
                for (float spike : image) {
                    onesAndNeurons[0] += spike * layers.size();
                }
                onesAndNeurons[1] += (double) image.length * layers.size();
            }
        }, job);
        return onesAndNeurons[0] / onesAndNeurons[1];
    }

    private static DenseParameters parameters(Weights weights) {
        Map<String, DenseParameters.Norm> norms = new HashMap<>();
        weights.norms().forEach((name, norm) -> norms.put(name, new DenseParameters.Norm(norm.gain(), norm.bias(), norm.epsilon())));
        return new DenseParameters(weights.rows(), weights.biases(), norms);
    }

    /** Images from all over the data set. */
    private static float[][] pixels(PassBenchmark benchmark, ImageSet images) {
        int batch = benchmark.batchSize();
        if (images.size() < batch) {
            throw new IllegalArgumentException("a batch of " + batch + " images needs more than the " + images.size() + " images of the data set");
        }
        float[][] pixels = new float[batch][];
        for (int i = 0; i < batch; i++) {
            pixels[i] = images.input((int) ((long) i * images.size() / batch), benchmark.network().template().frames());
        }
        return pixels;
    }

    private static double secondsSince(long start) {
        return (System.nanoTime() - start) * 1e-9;
    }
}
