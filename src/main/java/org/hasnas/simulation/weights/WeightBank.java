package org.hasnas.simulation.weights;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.hasnas.simulation.kernel.integer.PackedWeights;

/**
 * Int8 weights of one seed by layer. Equal layers of two candidates have equal weights, and a search space has few different layers,
 * so drawing them once pays. Memory is bounded: what does not fit is drawn anew each time. Safe for several threads.
 */
public final class WeightBank {
    private final long seed;
    private final long mostBytes;
    private final AtomicLong bytes = new AtomicLong();
    private final PackedWeights.Memory memory = new PackedWeights.Memory();
    private final Map<Layer, PackedWeights> layers = new ConcurrentHashMap<>();

    /** What the weights depend on, besides the seed. */
    private record Layer(String name, int inputs, int outputs) {}

    /** @param mostBytes memory for weights */
    public WeightBank(long seed, long mostBytes) {
        this.seed = seed;
        this.mostBytes = mostBytes;
    }

    public long seed() {
        return seed;
    }

    /** Draws weights into an array of zeros. */
    @FunctionalInterface
    interface Draw {
        void fill(PackedWeights weights, RandomGenerator random);
    }

    /** The weights of a layer. If two threads ask at once, one draws and the other waits. */
    PackedWeights layer(String name, int inputs, int outputs, Draw draw) {
        long size = PackedWeights.bytes(inputs, outputs);
        PackedWeights known = layers.get(new Layer(name, inputs, outputs));
        if (known != null) {
            return known;
        }
        if (bytes.get() + size > mostBytes) {
            return drawn(name, new PackedWeights(inputs, outputs), draw);
        }
        return layers.computeIfAbsent(new Layer(name, inputs, outputs), key -> {
            bytes.addAndGet(size);
            return drawn(name, memory.weights(inputs, outputs), draw);
        });
    }

    private PackedWeights drawn(String name, PackedWeights weights, Draw draw) {
        draw.fill(weights, RandomByIdentity.of(seed, name));
        return weights;
    }
}
