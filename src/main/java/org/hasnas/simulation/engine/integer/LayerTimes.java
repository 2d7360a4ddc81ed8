package org.hasnas.simulation.engine.integer;

import java.util.EnumMap;
import java.util.Map;

/** Seconds that the calling thread spent per kind of layer in the runs of a simulation. For one thread. */
public final class LayerTimes {
    /** What a simulation does. */
    public enum Kind {
        /** Convolutions of spikes with the moments of their results. */
        CONVOLUTION,
        /** Statistics of batch norms that have no convolution before them. */
        NORM,
        /** Sums of edges: batch norm applied, skip connections, pools. */
        EDGE_SUM,
        /** LIF neurons. */
        LIF,
        /** Pool and linear layers. */
        CLASSIFIER,
        /** Observers of the spikes: firing rates, the kernel of the score. */
        OBSERVER,
        /** Waiting for the last images of the other threads. */
        WAIT
    }

    private final Map<Kind, Long> nanoseconds = new EnumMap<>(Kind.class);

    void measure(Kind kind, Runnable work) {
        long start = System.nanoTime();
        work.run();
        add(kind, System.nanoTime() - start);
    }

    void add(Kind kind, long nanosecondsMore) {
        nanoseconds.merge(kind, nanosecondsMore, Long::sum);
    }

    /** Seconds by kind; kinds that never ran are missing. */
    public Map<Kind, Double> seconds() {
        Map<Kind, Double> seconds = new EnumMap<>(Kind.class);
        nanoseconds.forEach((kind, time) -> seconds.put(kind, time * 1e-9));
        return seconds;
    }
}
