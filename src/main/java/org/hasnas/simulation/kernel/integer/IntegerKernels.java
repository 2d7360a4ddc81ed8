package org.hasnas.simulation.kernel.integer;

import java.util.Arrays;

/**
 * The inner loops of a simulation with int8 weights. Maps are int16, [pixel][channel] from a given start, channels padded to blocks of 64
 * ({@link ChannelBlocks}). Plain Java and vectors give the same bits: sums are integers, and what is computed in float32 is
 * computed channel by channel in the order written here, never fused. {@link ScalarIntegerKernels} is the readable reference.
 */
public interface IntegerKernels {
    /**
     * Sums the first {@link PackedWeights#MAX_ROWS} rows of each list, or all where there are fewer, in one panel: the 64 sums of pixel p
     * go to {@code target[to + p * step ...]}. What a list has more is for another call, see {@link RowLists#dropSummed}.
     *
     * @param add to what is there, else overwrite it
     * @return whether a sum left int16, which can't happen with {@code add} false. Then the target is of no use
     */
    boolean sumRows(PackedWeights weights, int panel, RowLists lists, int pixels, boolean add, short[] target, int to, int step);

    /**
     * Lists the channels that fire in words {@code [fromWord, toWord)} of each position, times {@link PackedWeights#ROW_LENGTH}: those of
     * position p are {@code events[first[firstIndex + p]]} up to, but without, {@code events[first[firstIndex + p + 1]]}.
     *
     * @param words per position
     * @param at where the first goes; {@link RowLists#SLACK} elements behind the last may be overwritten
     * @return behind the last
     */
    int listEvents(long[] spikes, int positions, int words, int fromWord, int toWord, int[] first, int firstIndex, int[] events, int at);

    /**
     * Joins the events of image rows {@code [fromY, toY)} column by column: those of column x begin at {@code columns[x]} of the target,
     * its end is in {@code columns[width]}, and each is {@code event + base + y * rowStep + x * columnStep}.
     *
     * @param firstIndex as in {@link #listEvents}
     * @param at where the first goes; {@link RowLists#SLACK} elements behind the last may be overwritten
     */
    void joinColumns(int[] events, int[] first, int firstIndex, int fromY, int toY, int width, int base, int rowStep, int columnStep,
            int[] target, int at, int[] columns);

    /** Adds the values of pixels to moments; at most {@link IntegerMoments#MAX_VALUES} pixels. */
    void addMoments(short[] map, int from, int pixels, int channels, IntegerMoments moments);

    /**
     * One row of an average pool: the mean of each {@code side x side} window, rounded to the nearest, halves up.
     *
     * @param band {@code side} rows of {@code width} pixels from {@code from} on
     */
    void pool(short[] band, int from, int width, int channels, int side, short[] target, int to);

    /** {@code target = toInt16(source * gain[c] + offset[c])}; toInt16 rounds to the nearest, ties to even, and saturates. */
    void setAffine(short[] target, int to, short[] source, int from, int pixels, float[] gain, float[] offset);

    /** {@code target = toInt16(target + (source * gain[c] + offset[c]))}. */
    void addAffine(short[] target, int to, short[] source, int from, int pixels, float[] gain, float[] offset);

    /**
     * An average pool of stride 1 and padding {@code kernelSize / 2}: {@code target = toInt16(target + (sum of the window * gain[c] +
     * offset[c] * pixels in the window))}, where gain and offset have been divided by {@code kernelSize^2}. The zeros of the padding are
     * counted in the mean.
     */
    void addPooled(short[] target, int to, short[] source, int from, int height, int width, int kernelSize, float[] gain, float[] offset);

    /**
     * A max pool of stride 1 and padding {@code kernelSize / 2}: {@code target = toInt16(target + (largest of the window * gain[c] +
     * offset[c]))} as {@link #addAffine} computes it. Windows at the border hold fewer pixels; the padding is never the largest.
     *
     * @param gain not negative
     */
    default void addMaxPooled(short[] target, int to, short[] source, int from, int height, int width, int kernelSize, float[] gain,
            float[] offset) {
        int channels = gain.length;
        int reach = kernelSize / 2;
        short[] largest = new short[width * channels];
        for (int y = 0; y < height; y++) {
            Arrays.fill(largest, Short.MIN_VALUE);
            for (int x = 0; x < width; x++) {
                int at = x * channels;
                for (int inY = Math.max(0, y - reach); inY <= Math.min(height - 1, y + reach); inY++) {
                    for (int inX = Math.max(0, x - reach); inX <= Math.min(width - 1, x + reach); inX++) {
                        int pixel = from + (inY * width + inX) * channels;
                        for (int c = 0; c < channels; c++) {
                            largest[at + c] = (short) Math.max(largest[at + c], source[pixel + c]);
                        }
                    }
                }
            }
            addAffine(target, to + y * width * channels, largest, 0, width, gain, offset);
        }
    }

    /**
     * One time step of LIF neurons: {@code v = keep * v + (source * gain[c] + offset[c])}, where gain and offset have been multiplied by
     * the decay; a spike where {@code v >= vThreshold}, and v = 0 there.
     *
     * @param membranes where {@code format} has one byte: potentials of [position][padded channel] from {@code firstMembrane}
     * @param spikes [position][block]; all written, the padding's are 0
     * @param channels without padding
     */
    void fire(MembraneFormat format, short[] source, int from, float[] gain, float[] offset, byte[] membranes, int firstMembrane,
            int positions, int channels, long[] spikes);

    /** The same for membranes of two bytes. */
    void fire(MembraneFormat format, short[] source, int from, float[] gain, float[] offset, short[] membranes, int firstMembrane,
            int positions, int channels, long[] spikes);

    /** Number of arrays that {@link #hammingDistances} compares in one call. */
    int OTHERS = 4;

    /**
     * Numbers of bits in which an array differs from {@link #OTHERS} others of its length.
     *
     * @param from of the first one
     * @param distances of the others, from 0 on
     */
    void hammingDistances(long[] a, long[][] others, int from, long[] distances);

    /** Number of bits in which two arrays of one length differ. */
    long hammingDistance(long[] a, long[] b);
}
