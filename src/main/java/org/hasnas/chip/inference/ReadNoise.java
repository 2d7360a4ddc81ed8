package org.hasnas.chip.inference;

import org.hasnas.simulation.weights.RandomByIdentity;

/**
 * Random bits of an image's readings: those of {@link java.util.SplittableRandom} (G. L. Steele et al., OOPSLA 2014), but what nobody looks at is
 * skipped in one step. For one thread.
 */
public final class ReadNoise {
    private static final long STEP = 0x9E3779B97F4A7C15L; // 2^64 over the golden ratio, odd

    private long state;
    private long looked;
    private long skipped;

    private ReadNoise(long state) {
        this.state = state;
    }

    /** Those of an image under a seed. */
    public static ReadNoise of(long seed, int image) {
        return new ReadNoise(RandomByIdentity.state(seed, "read noise of image " + image));
    }

    long nextLong() {
        looked++;
        state += STEP;
        long bits = (state ^ state >>> 30) * 0xBF58476D1CE4E5B9L;
        bits = (bits ^ bits >>> 27) * 0x94D049BB133111EBL;
        return bits ^ bits >>> 31;
    }

    /** Leaves out some longs. */
    void skip(long longs) {
        skipped += longs;
        state += STEP * longs;
    }

    /** How many longs were looked at. */
    long looked() {
        return looked;
    }

    /** How many longs were left out. */
    long skipped() {
        return skipped;
    }
}
