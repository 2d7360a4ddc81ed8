package org.hasnas.benchmark;

import org.hasnas.domain.architecture.Network;
import org.hasnas.engine.LifLayer;
import org.hasnas.engine.Simulation;
import org.hasnas.engine.SimulationMode;
import org.hasnas.engine.SimulationResult;
import org.hasnas.engine.SpikeObserver;
import org.hasnas.engine.WeightInitialization;
import org.hasnas.engine.Weights;
import org.hasnas.engine.WorkKind;
import org.hasnas.engine.WorkObserver;
import org.hasnas.fitness.HammingKernel;
import org.hasnas.job.JobContext;
import org.hasnas.kernel.SpikeKernels;
import org.hasnas.tensor.LogDeterminant;

/** What a fitness does for one batch, kept so that it can be repeated: simulation, Hamming kernel, log-determinant. */
final class EventDrivenPass {
    private static final String HAMMING_KERNEL = "hamming kernel";
    private static final String DETERMINANT = "determinant";

    private final Simulation simulation;
    private final Weights weights;
    private final int images;

    EventDrivenPass(Network network, int images, long seed, SpikeKernels kernels, JobContext job) {
        this.weights = WeightInitialization.draw(network, seed, job);
        this.simulation = new Simulation(network, weights, images, SimulationMode.TRAINING, kernels, job);
        this.images = images;
    }

    /** Threads that {@link #run} uses: the engine simulates a batch on the thread that calls it. */
    static int threads(int wanted) {
        return Math.min(wanted, 1);
    }

    Weights weights() {
        return weights;
    }

    int features() {
        return simulation.features();
    }

    SimulationResult run(float[][] pixels, float[][] dropout, WorkClock clock, JobContext job) {
        clock.start();
        HammingKernel kernel = new HammingKernel(images);
        SimulationResult result = simulation.run(pixels, dropout, new TimedKernel(kernel, clock, job), job);
        clock.turnTo(DETERMINANT);
        LogDeterminant.of(kernel.mean());
        clock.stop();
        return result;
    }

    /** Adds spikes to the kernel, on a clock of its own, and passes on what the engine says about its work. */
    private record TimedKernel(HammingKernel kernel, WorkClock clock, JobContext job) implements SpikeObserver, WorkObserver {
        @Override
        public void spikes(LifLayer layer, int timeStep, long[][] spikes) {
            String before = clock.turnTo(HAMMING_KERNEL);
            kernel.add(spikes, layer.layout().neurons(), layer.names().size(), job);
            clock.turnTo(before);
        }

        @Override
        public void turnTo(WorkKind kind) {
            clock.turnTo(kind);
        }
    }
}
