package org.hasnas.engine;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.hasnas.kernel.PackedWeights;

/**
 * Int8 weights of one seed by layer. Equal layers of two candidates have equal weights, and a search space has few different layers,
 * so drawing them once pays. Memory is bounded: what does not fit is drawn anew each time. Safe for several threads.
 */
public final class WeightBank {
    private final long seed;
    private final long mostBytes;
    private final AtomicLong bytes = new AtomicLong();
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

    /** The weights of a layer; two threads that ask at once may both draw, equal weights. */
    PackedWeights layer(String name, int inputs, int outputs, Function<RandomGenerator, PackedWeights> draw) {
        Layer key = new Layer(name, inputs, outputs);
        PackedWeights known = layers.get(key);
        if (known != null) {
            return known;
        }
        PackedWeights drawn = draw.apply(RandomByIdentity.of(seed, name));
        long size = PackedWeights.bytes(inputs, outputs);
        if (bytes.addAndGet(size) > mostBytes || layers.putIfAbsent(key, drawn) != null) {
            bytes.addAndGet(-size);
        }
        return drawn;
    }
}
