package org.hasnas.kernel;

/**
 * The inner loops of a simulation with int8 weights. Maps are int16, [pixel][channel] from a given start, channels padded to blocks of 64
 * ({@link ChannelBlocks}). Every provider gives the same bits: sums are integers, and what is computed in float32 is computed
 * channel by channel in the order written here, never fused. {@link ScalarIntegerKernels} is the readable reference.
 */
public interface IntegerKernels {
    /** What runs, for people: {@code scalar} or {@code vectors of 512 bits}. */
    String name();

    /**
     * Writes the sum of at most {@link PackedWeights#MOST_ROWS} rows to {@code target[to ...]}, padding included.
     *
     * @param starts {@link PackedWeights#start} of the rows, from {@code first} on
     */
    void sumRows(PackedWeights weights, int[] starts, int first, int count, short[] target, int to);

    /** Adds the values of pixels to moments; at most {@link IntegerMoments#MOST_VALUES} pixels. */
    void addMoments(short[] map, int from, int pixels, int channels, IntegerMoments moments);

    /**
     * One row of an average pool: the mean of each {@code side x side} window, rounded to the nearest, halves up.
     *
     * @param band {@code side} rows of {@code width} pixels from 0 on
     */
    void pool(short[] band, int width, int channels, int side, short[] target, int to);

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

    /** Number of bits in which two arrays of one length differ. */
    long hammingDistance(long[] a, long[] b);
}
