package org.hasnas.chip.inference;

import org.hasnas.simulation.weights.RandomByIdentity;

/**
 * Random bits of an image's readings: those of {@link java.util.SplittableRandom} (G. L. Steele et al., OOPSLA 2014), but what nobody looks at is
 * skipped in one step. For one thread.
 */
public final class ReadNoise {
    private static final long STEP = 0x9E3779B97F4A7C15L; // 2^64 over the golden ratio, odd

    private final long start;
    private long position;

    private ReadNoise(long start) {
        this.start = start;
    }

    /** Those of an image under a seed. */
    public static ReadNoise of(long seed, int image) {
        return new ReadNoise(RandomByIdentity.state(seed, "read noise of image " + image));
    }

    long nextLong() {
        position++;
        return mix(start + STEP * position);
    }

    private static long mix(long counter) {
        long bits = (counter ^ counter >>> 30) * 0xBF58476D1CE4E5B9L;
        bits = (bits ^ bits >>> 27) * 0x94D049BB133111EBL;
        return bits ^ bits >>> 31;
    }

    /** The next ones, as many as the array is long. */
    void fill(long[] target) {
        long first = start + STEP * (position + 1);
        for (int i = 0; i < target.length; i++) {
            target[i] = mix(first + STEP * i);
        }
        position += target.length;
    }

    /** Leaves out some longs. */
    void skip(long longs) {
        position += longs;
    }

    /** How many longs were drawn or left out. */
    long position() {
        return position;
    }

    /** Goes to where it was. */
    void moveTo(long newPosition) {
        position = newPosition;
    }
}
