package org.hasnas.simulation.kernel.layout;

/**
 * How the spikes of one frame lie in an array of long words: position after position, each with its channels from bit 0 upwards and
 * padded with zeros to whole words. The padding is always zero, so Hamming distances and counts may run over whole words.
 *
 * @param positions pixels of the frame (1 for a linear layer)
 * @param channels neurons at each position
 */
public record SpikeLayout(int positions, int channels) {
    public SpikeLayout {
        if (positions < 1 || channels < 1) {
            throw new IllegalArgumentException("positions and channels must be >= 1, were " + positions + " and " + channels);
        }
    }

    public int wordsPerPosition() {
        return (channels + Long.SIZE - 1) / Long.SIZE;
    }

    /** Length of the array of one frame. */
    public int words() {
        return Math.multiplyExact(positions, wordsPerPosition());
    }

    /** Neurons of one frame, padding not counted. */
    public int neurons() {
        return Math.multiplyExact(positions, channels);
    }

    public boolean fired(long[] spikes, int position, int channel) {
        return (spikes[position * wordsPerPosition() + channel / Long.SIZE] >>> (channel % Long.SIZE) & 1L) != 0;
    }

    /** Sets the bit of a neuron. */
    public void fire(long[] spikes, int position, int channel) {
        spikes[position * wordsPerPosition() + channel / Long.SIZE] |= 1L << (channel % Long.SIZE);
    }

    /** Number of spikes in the frame that begins at a word of an array of several. */
    public int count(long[] spikes, int firstWord) {
        int ones = 0;
        for (int word = firstWord; word < firstWord + words(); word++) {
            ones += Long.bitCount(spikes[word]);
        }
        return ones;
    }

    /** Number of spikes in a frame. */
    public static int count(long[] spikes) {
        int ones = 0;
        for (long word : spikes) {
            ones += Long.bitCount(word);
        }
        return ones;
    }
}
