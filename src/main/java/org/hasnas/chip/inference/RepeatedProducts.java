package org.hasnas.chip.inference;

import java.util.Arrays;
import org.hasnas.simulation.kernel.column.ColumnFormat;
import org.hasnas.simulation.kernel.column.ColumnKernels;

/**
 * Products of a layer with inputs that come again, such as the stem's at every time step: of each read, what is certain, and for every column whose
 * code its noise decides, about from which random number on it is the upper one of two. A product is then made again without its cells, with the
 * bits of a read that computes everything; a read with a number that is too near to tell is made in full. For one thread.
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
    /** By read with noise: what it gives without the codes that noise adds, [output]. */
    private int[] lowest;
    /** By read with noise: its active rows among those of its bit, and what a code counts. */
    private int[] from = new int[1];
    private int[] to = new int[1];
    private int[] worths = new int[1];
    /** By read with noise: how many ranks thresholds may be off, and random numbers that are passed over before it. */
    private int[] off = new int[1];
    private long[] passed = new long[1];
    private int reads;
    private int product;
    private long passing;
    private final long[] random;

    /** Makes reads in full. */
    interface Reader {
        /**
         * Adds a read.
         *
         * @param worth of its codes
         * @param from first of its rows among those that are active with this worth
         * @param to behind the last one
         * @param noise stands where the read draws
         */
        void read(int product, int worth, int from, int to, int[] totals, ReadNoise noise);
    }

    RepeatedProducts(int products, ColumnFormat format, float noiseRatio, NormalQuantiles normal, ColumnKernels kernels) {
        this.format = format;
        this.noiseRatio = noiseRatio;
        this.normal = normal;
        this.kernels = kernels;
        this.firstRead = new int[products + 1];
        this.known = new boolean[products];
        this.sums = new int[products * format.stride()];
        this.passedAtEnd = new long[products];
        this.random = new long[NormalQuantiles.longs(format.columns())];
        this.lowest = new int[format.stride()];
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
     * @param firstRow of its rows among the active ones
     * @param lastRow behind the last one
     * @param takenOff of the sums of the outputs
     * @return whether it could; not if noise can change a code by more than 1, or memory is full
     */
    boolean read(float[] columns, float[] squares, int worth, int firstRow, int lastRow, int takenOff) {
        if (reads == worths.length) {
            growReads();
        }
        int first = reads * format.columns();
        if (first + format.columns() > thresholds.length && !grow()) {
            return false;
        }
        int stride = format.stride();
        int start = reads * stride;
        Arrays.fill(lowest, start, start + stride, -takenOff * worth);
        int mayBeOff = kernels.thresholds(columns, squares, noiseRatio, normal.largest(), format, worth, lowest, start, thresholds, first);
        if (mayBeOff < 0) {
            return false;
        }
        for (int output = 0; output < stride; output++) {
            sums[product * stride + output] += lowest[start + output];
        }
        from[reads] = firstRow;
        to[reads] = lastRow;
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

    private void growReads() {
        int length = 2 * reads;
        lowest = Arrays.copyOf(lowest, length * format.stride());
        from = Arrays.copyOf(from, length);
        to = Arrays.copyOf(to, length);
        worths = Arrays.copyOf(worths, length);
        off = Arrays.copyOf(off, length);
        passed = Arrays.copyOf(passed, length);
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
     * @param reader makes the reads with a random number that is too near to a threshold
     */
    void multiply(int which, int[] totals, ReadNoise noise, Reader reader) {
        System.arraycopy(sums, which * totals.length, totals, 0, totals.length);
        for (int read = firstRead[which]; read < firstRead[which + 1]; read++) {
            noise.skip(passed[read]);
            long before = noise.position();
            noise.fill(random);
            int first = read * format.columns();
            if (!kernels.addReached(thresholds, first, random, off[read], worths[read], format, totals)) {
                kernels.addReached(thresholds, first, random, off[read], -worths[read], format, totals);
                for (int output = 0; output < totals.length; output++) {
                    totals[output] -= lowest[read * totals.length + output];
                }
                noise.moveTo(before);
                reader.read(which, worths[read], from[read], to[read], totals, noise);
            }
        }
        noise.skip(passedAtEnd[which]);
    }

    /** Passes over the random numbers of a certain product. */
    void skip(int which, ReadNoise noise) {
        noise.skip(passedAtEnd[which]);
    }
}
