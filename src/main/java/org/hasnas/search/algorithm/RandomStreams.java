package org.hasnas.search.algorithm;

import java.util.SplittableRandom;

/** Random numbers by identity: stream {@code index} of a seed is the same on any machine and after any other draws. */
public final class RandomStreams {
    private RandomStreams() {}

    /** A new generator at the beginning of a stream. */
    public static SplittableRandom of(long seed, long index) {
        // SplittableRandom steps by a constant, so neighbouring seeds must be hashed before they become streams
        long base = new SplittableRandom(seed).nextLong();
        return new SplittableRandom(new SplittableRandom(base + index).nextLong());
    }
}
