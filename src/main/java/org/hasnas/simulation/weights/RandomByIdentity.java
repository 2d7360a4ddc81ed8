package org.hasnas.simulation.weights;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Random numbers by identity: what is drawn depends on a seed and the name of what it is drawn for, never on the order of draws or on
 * the thread. So equal layers of two candidates get equal weights.
 */
public final class RandomByIdentity {
    private static final long FNV_OFFSET = 0xCBF29CE484222325L;
    private static final long FNV_PRIME = 0x100000001B3L;

    private RandomByIdentity() {}

    /** A generator for {@code name} under {@code seed}. */
    public static RandomGenerator of(long seed, String name) {
        return new SplittableRandom(state(seed, name));
    }

    /** What that generator starts from. */
    public static long state(long seed, String name) {
        long hash = FNV_OFFSET; // FNV-1a over UTF-16 units
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * FNV_PRIME;
        }
        // SplittableRandom mixes its output, not its seed: two rounds keep neighbouring seeds apart
        return new SplittableRandom(seed).nextLong() ^ hash;
    }
}
