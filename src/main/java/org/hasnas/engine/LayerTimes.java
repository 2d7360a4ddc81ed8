package org.hasnas.engine;

import java.util.EnumMap;
import java.util.Map;

/** Seconds spent per kind of layer in the runs of a simulation, as its calling thread sees them. For one thread. */
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
        /** Who watches the spikes: firing rates, the kernel of the score. */
        OBSERVER
    }

    private final Map<Kind, Long> nanoseconds = new EnumMap<>(Kind.class);

    void measure(Kind kind, Runnable work) {
        long start = System.nanoTime();
        work.run();
        nanoseconds.merge(kind, System.nanoTime() - start, Long::sum);
    }

    /** Seconds by kind; kinds that never ran are missing. */
    public Map<Kind, Double> seconds() {
        Map<Kind, Double> seconds = new EnumMap<>(Kind.class);
        nanoseconds.forEach((kind, time) -> seconds.put(kind, time * 1e-9));
        return seconds;
    }
}
