package org.hasnas.simulation.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hasnas.job.JobContext;
import org.hasnas.simulation.kernel.layout.SpikeLayout;
import org.hasnas.simulation.model.LayerRate;

/** State of one run of a simulation: its place in time, its observer, and the spikes counted so far. */
public final class SimulationPass {
    public final JobContext job;
    private final SpikeObserver observer;
    private final int images;
    private final int timeSteps;
    private final Map<String, long[]> onesByLayer = new HashMap<>();
    private final Map<String, Integer> neurons = new HashMap<>();
    private int firstStep;

    public SimulationPass(JobContext job, SpikeObserver observer, int images, int timeSteps) {
        this.job = job;
        this.observer = observer;
        this.images = images;
        this.timeSteps = timeSteps;
    }

    /** Enters the block that starts with this time step. */
    public void enter(int blockStart) {
        firstStep = blockStart;
    }

    /** First time step of the current block. */
    int firstStep() {
        return firstStep;
    }

    /** Whether no time step follows this block, so that nobody will read the feedback. */
    boolean isLastBlock(int steps) {
        return firstStep + steps >= timeSteps;
    }

    public void fired(LifLayer layer, int stepInBlock, long[][] spikes) {
        long ones = 0;
        for (long[] image : spikes) {
            ones += SpikeLayout.count(image);
        }
        for (String name : layer.names()) {
            onesByLayer.computeIfAbsent(name, ignored -> new long[timeSteps])[firstStep + stepInBlock] = ones;
            neurons.put(name, layer.layout().neurons());
        }
        observer.spikes(layer, firstStep + stepInBlock, spikes);
    }

    void remained(LifLayer layer, int stepInBlock, float[][] membranes) {
        observer.membranes(layer, firstStep + stepInBlock, membranes);
    }

    void voted(int frame, double[] scores) {
        observer.votes(frame % images, firstStep + frame / images, scores);
    }

    public List<LayerRate> firingRates(List<String> layers) {
        List<LayerRate> rates = new ArrayList<>();
        for (String layer : layers) {
            int count = neurons.getOrDefault(layer, 1);
            List<Double> perStep = Arrays.stream(onesByLayer.getOrDefault(layer, new long[timeSteps]))
                    .mapToObj(ones -> (double) ones / ((double) count * images)).toList();
            rates.add(new LayerRate(layer, perStep));
        }
        return List.copyOf(rates);
    }
}
