package org.hasnas.chip.inference;

import java.util.Arrays;
import org.hasnas.simulation.kernel.column.ColumnFormat;
import org.hasnas.simulation.kernel.column.ColumnKernels;

/**
 * Products of a layer with inputs that come again, such as the stem's at every time step: of each read, what is certain, and for every column whose
 * code its noise decides, about from which random number on it is the upper one of two. A product is then made again without its cells, with the
 * bits of a read that computes everything; where a number is too near to tell, it is read. For one thread.
 */
final class RepeatedProducts {
    private static final int LEAST_NUMBERS = 1 << 12;
    /** 8 MB; what does not fit is read again. */
    private static final int MOST_NUMBERS = 1 << 22;

    private final ColumnFormat format;
    private final float noiseRatio;
    private final NormalQuantiles normal;
    private final ColumnKernels kernels;
    /** By product: its first read with noise; the last one is the end. */
    private final int[] firstRead;
    private final boolean[] known;
    /** By product: sums without the codes that noise adds. */
    private final int[] sums;
    /** By product: random numbers that are passed over behind its last read with noise. */
    private final long[] passedAtEnd;
    /** By read with noise: [column], as unsigned numbers. */
    private short[] thresholds = new short[LEAST_NUMBERS];
    /** By read with noise: what a code counts, how many ranks thresholds may be off, and random numbers that are passed over before it. */
    private int[] worths = new int[1];
    private int[] off = new int[1];
    private long[] passed = new long[1];
    private int reads;
    private int product;
    private long passing;
    private final int[] lower;
    private final long[] random;

    RepeatedProducts(int products, ColumnFormat format, float noiseRatio, NormalQuantiles normal, ColumnKernels kernels) {
        this.format = format;
        this.noiseRatio = noiseRatio;
        this.normal = normal;
        this.kernels = kernels;
        this.firstRead = new int[products + 1];
        this.known = new boolean[products];
        this.sums = new int[products * format.stride()];
        this.passedAtEnd = new long[products];
        this.lower = new int[format.columns()];
        this.random = new long[NormalQuantiles.longs(format.columns())];
    }

    /** Forgets all and begins with the first product. */
    void clear() {
        product = 0;
        reads = 0;
        passing = 0;
        Arrays.fill(sums, 0);
    }

    /** Adds sums that are certain to the product. */
    void add(int[] certain, int worth) {
        int first = product * format.stride();
        for (int output = 0; output < certain.length; output++) {
            sums[first + output] += certain[output] * worth;
        }
    }

    /** Random numbers are passed over here. */
    void pass(long longs) {
        passing += longs;
    }

    /**
     * Adds a read with noise to the product.
     *
     * @param columns sums of the columns without noise
     * @param squares of their conductances
     * @return whether it could; not if noise can change a code by more than 1, or memory is full
     */
    boolean read(float[] columns, float[] squares, int worth) {
        int first = reads * format.columns();
        if (first + format.columns() > thresholds.length && !grow()) {
            return false;
        }
        int mayBeOff = kernels.thresholds(columns, squares, noiseRatio, normal.largest(), format, lower, thresholds, first);
        if (mayBeOff < 0) {
            return false;
        }
        int stride = format.stride();
        for (int digit = 0; digit < format.factors().length; digit++) {
            int factor = format.factors()[digit] * worth;
            int from = digit * stride;
            int to = product * stride;
            for (int output = 0; output < stride; output++) {
                sums[to + output] += factor * lower[from + output];
            }
        }
        if (reads == worths.length) {
            worths = Arrays.copyOf(worths, 2 * reads);
            off = Arrays.copyOf(off, 2 * reads);
            passed = Arrays.copyOf(passed, 2 * reads);
        }
        worths[reads] = worth;
        off[reads] = mayBeOff;
        passed[reads] = passing;
        passing = 0;
        reads++;
        return true;
    }

    private boolean grow() {
        if (thresholds.length >= MOST_NUMBERS) {
            return false;
        }
        thresholds = Arrays.copyOf(thresholds, Math.max(2 * thresholds.length, format.columns()));
        return true;
    }

    /** @param isKnown whether the product is complete */
    void finish(boolean isKnown) {
        if (!isKnown) {
            reads = firstRead[product];
        }
        known[product] = isKnown;
        passedAtEnd[product] = passing;
        passing = 0;
        product++;
        firstRead[product] = reads;
    }

    /** Whether a product can be made again. */
    boolean isKnown(int which) {
        return known[which];
    }

    /** Whether noise changes nothing in it. */
    boolean isCertain(int which) {
        return known[which] && firstRead[which] == firstRead[which + 1];
    }

    /**
     * Makes a product again.
     *
     * @param totals overwritten
     * @return whether it is certain; else a random number was too near to a threshold, the product has to be read, and nothing was drawn
     */
    boolean multiply(int which, int[] totals, ReadNoise noise) {
        System.arraycopy(sums, which * totals.length, totals, 0, totals.length);
        long before = noise.position();
        for (int read = firstRead[which]; read < firstRead[which + 1]; read++) {
            noise.skip(passed[read]);
            noise.fill(random);
            if (!kernels.addReached(thresholds, read * format.columns(), random, off[read], worths[read], format, totals)) {
                noise.moveTo(before);
                return false;
            }
        }
        noise.skip(passedAtEnd[which]);
        return true;
    }

    /** Passes over the random numbers of a certain product. */
    void skip(int which, ReadNoise noise) {
        noise.skip(passedAtEnd[which]);
    }
}
