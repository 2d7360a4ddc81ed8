package org.hasnas.checks.benchmark;

import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.hasnas.checks.model.PassBenchmark;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;
import org.hasnas.network.ConvolutionLayer;
import org.hasnas.network.Network;
import org.hasnas.simulation.engine.Simulation;
import org.hasnas.simulation.engine.SimulationMemory;
import org.hasnas.simulation.engine.SimulationMode;
import org.hasnas.simulation.engine.SimulationResult;
import org.hasnas.simulation.engine.SpikeObserver;
import org.hasnas.simulation.engine.Workers;
import org.hasnas.simulation.engine.integer.IntegerSimulation;
import org.hasnas.simulation.engine.integer.LayerTimes;
import org.hasnas.simulation.engine.integer.StemCurrents;
import org.hasnas.simulation.kernel.integer.IntegerKernels;
import org.hasnas.simulation.weights.IntegerWeights;
import org.hasnas.simulation.weights.WeightBank;
import org.hasnas.simulation.weights.WeightInitialization;

/** A network and a batch, ready to be simulated again and again. For one thread. */
interface RepeatedBatch {
    /** Kind of work of an engine that does not tell kinds apart. */
    String SIMULATION = "simulation, kind not told";
    /** Kind of work: observers of the spikes, in every engine. */
    String OBSERVER = LayerTimes.Kind.OBSERVER.name().toLowerCase(Locale.ROOT);

    SimulationResult run(SpikeObserver observer, JobContext job);

    /** Seconds by kind of work, over all runs so far. */
    Map<String, Double> seconds();

    /** Threads that a run uses. */
    int threads();

    /** The engine with int8 weights. Stems count to the pass, though a search computes them once per batch and not once per candidate. */
    static RepeatedBatch integers(PassBenchmark benchmark, float[][] pixels, IntegerKernels kernels, Workers workers, JobContext job)
            throws HasnasException {
        Network network = benchmark.network();
        IntegerSimulation simulation = new IntegerSimulation(network, benchmark.batchSize(), kernels, workers);
        requireMemory(benchmark, simulation.isAddressable() ? simulation.bytes() : Long.MAX_VALUE);
        IntegerWeights weights = WeightInitialization.drawIntegers(network, new WeightBank(benchmark.seed(), Long.MAX_VALUE), job);
        float[][] dropout = dropout(benchmark, simulation.features());
        ConvolutionLayer stem = network.convolutions().getFirst();
        WorkTimes stems = new WorkTimes();
        return new RepeatedBatch() {
            @Override
            public SimulationResult run(SpikeObserver observer, JobContext runJob) {
                long start = System.nanoTime();
                StemCurrents currents = StemCurrents.of(stem, weights.stem(), pixels, network.template().frames(), kernels, workers, runJob);
                stems.addSince("stem", start);
                return simulation.run(weights, currents, dropout, observer, runJob);
            }

            @Override
            public Map<String, Double> seconds() {
                Map<String, Double> seconds = new TreeMap<>();
                simulation.times().seconds().forEach((kind, time) -> seconds.put(kind.name().toLowerCase(Locale.ROOT).replace('_', ' '), time));
                seconds.put("stem", stems.of("stem"));
                return seconds;
            }

            @Override
            public int threads() {
                return workers.count();
            }
        };
    }

    /** The engine in float32, which does not tell kinds of work apart. */
    static RepeatedBatch floats(PassBenchmark benchmark, float[][] pixels, Workers workers, JobContext job) throws HasnasException {
        Network network = benchmark.network();
        requireMemory(benchmark, SimulationMemory.bytes(network, benchmark.batchSize(), SimulationMode.TRAINING));
        Simulation simulation = new Simulation(network, WeightInitialization.draw(network, benchmark.seed(), job), benchmark.batchSize(),
                SimulationMode.TRAINING, workers, job);
        float[][] dropout = dropout(benchmark, simulation.features());
        WorkTimes times = new WorkTimes();
        return new RepeatedBatch() {
            @Override
            public SimulationResult run(SpikeObserver observer, JobContext runJob) {
                long start = System.nanoTime();
                double before = times.of(OBSERVER);
                SimulationResult result = simulation.run(pixels, dropout, (layer, timeStep, spikes) -> {
                    long seen = System.nanoTime();
                    observer.spikes(layer, timeStep, spikes);
                    times.addSince(OBSERVER, seen);
                }, runJob);
                times.addSince(SIMULATION, start);
                times.add(SIMULATION, before - times.of(OBSERVER));
                return result;
            }

            @Override
            public Map<String, Double> seconds() {
                return Map.of(SIMULATION, times.of(SIMULATION), OBSERVER, times.of(OBSERVER));
            }

            @Override
            public int threads() {
                return workers.count();
            }
        };
    }

    private static void requireMemory(PassBenchmark benchmark, long needed) throws HasnasException {
        long available = Runtime.getRuntime().maxMemory();
        if (needed > available) {
            throw new HasnasException(ErrorCode.BAD_INPUT, String.format(Locale.ROOT, "a batch of %d images through template '%s' needs about"
                    + " %.1f GB of memory, the program may use %.1f GB. Take a smaller batch, or start with a larger -Xmx", benchmark.batchSize(),
                    benchmark.network().template().name(), needed * 1e-9, available * 1e-9));
        }
    }

    /** Multipliers [image][feature] that depend on the benchmark alone. */
    static float[][] dropout(PassBenchmark benchmark, int features) {
        double probability = benchmark.network().template().dropoutProbability();
        SplittableRandom random = new SplittableRandom(benchmark.seed());
        float[][] multipliers = new float[benchmark.batchSize()][features];
        for (float[] row : multipliers) {
            for (int feature = 0; feature < features; feature++) {
                row[feature] = random.nextDouble() < probability ? 0 : (float) (1 / (1 - probability));
            }
        }
        return multipliers;
    }
}
