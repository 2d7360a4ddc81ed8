package org.hasnas.kernel;

/**
 * Rows of int8 weights, two to an int16: element i of a block's 32 holds {@code 256 * weight(32 + i) + weight(i) + 128}. One addition
 * of int16 lanes then adds 64 weights: with n rows summed to {@code all} and their arithmetic shifts by 8 to {@code high},
 *
 * <pre>high = sum of the upper weights;   all - 256 * high - 128 * n = sum of the lower weights     (modulo 2^16)</pre>
 *
 * which is the true sum while |sum| < 2^15: for at most {@link #MOST_ROWS} = 258 rows, as 258 * 127 = 32766.
 */
public final class PackedWeights {
    /** Rows whose sum can't leave int16. */
    public static final int MOST_ROWS = Short.MAX_VALUE / Byte.MAX_VALUE;
    /** Rows whose sum can't leave int32; no weights have more. */
    public static final int MOST_ROWS_IN_INT32 = Integer.MAX_VALUE / Byte.MAX_VALUE;
    /** The largest weight; -128 is left out, so that the range is symmetric. */
    public static final int LARGEST = Byte.MAX_VALUE;

    private static final int HALF = ChannelBlocks.BLOCK / 2;
    /** Puts the first row at a multiple of 64 bytes where the array is aligned, as its header has 16 bytes: a load then touches one cache line. */
    private static final int FIRST = 24;

    final short[] pairs;
    private final int rows;
    private final int channels;

    /**
     * @param rows number of rows
     * @param channels weights of a row
     */
    public PackedWeights(int rows, int channels) {
        if (rows < 1 || channels < 1) {
            throw new IllegalArgumentException("weights need rows and channels, were " + rows + " and " + channels);
        }
        if (rows > MOST_ROWS_IN_INT32) {
            throw new IllegalArgumentException("a sum of " + rows + " weights could overflow 32 bits; at most " + MOST_ROWS_IN_INT32 + " can't");
        }
        this.rows = rows;
        this.channels = channels;
        this.pairs = new short[Math.addExact(FIRST, Math.multiplyExact(rows, rowLength()))];
        for (int i = FIRST; i < pairs.length; i++) {
            pairs[i] = 128;
        }
    }

    public int rows() {
        return rows;
    }

    public int channels() {
        return channels;
    }

    /** Channels with their padding; the padding's weights are 0. */
    public int paddedChannels() {
        return ChannelBlocks.padded(channels);
    }

    /** Where a row starts; a multiple of {@link #rowLength} above {@code start(0)}. */
    public int start(int row) {
        return FIRST + row * rowLength();
    }

    /** Distance of the starts of two neighbouring rows. */
    public int rowLength() {
        return paddedChannels() / 2;
    }

    /** Memory in bytes. */
    public static long bytes(long rows, int channels) {
        return rows * ChannelBlocks.padded(channels);
    }

    /**
     * Sets a weight.
     *
     * @throws IllegalArgumentException if it is not in [-127, 127]
     */
    public void set(int row, int channel, int weight) {
        if (Math.abs(weight) > LARGEST || channel < 0 || channel >= channels) {
            throw new IllegalArgumentException("weight " + weight + " of channel " + channel + " must be in [-127, 127], the channel below " + channels);
        }
        int index = index(row, channel);
        pairs[index] = isUpper(channel) ? (short) ((weight << 8) + (pairs[index] & 0xFF)) : (short) ((pairs[index] & ~0xFF) + weight + 128);
    }

    public int get(int row, int channel) {
        short pair = pairs[index(row, channel)];
        return isUpper(channel) ? pair >> 8 : (pair & 0xFF) - 128;
    }

    private int index(int row, int channel) {
        return start(row) + channel / ChannelBlocks.BLOCK * HALF + channel % HALF;
    }

    private static boolean isUpper(int channel) {
        return channel % ChannelBlocks.BLOCK >= HALF;
    }
}
