package org.hasnas.simulation.kernel.integer;

import java.util.Arrays;

/**
 * Rows of int8 weights in panels of 64 channels, row after row and behind them a row of zeros. A panel's row is 32 int16 of two weights
 * each: element i holds {@code 256 * weight(32 + i) + weight(i) + 128}. One addition of int16 lanes then adds 64 weights: with n rows
 * summed to {@code all} and their arithmetic shifts by 8 to {@code high},
 *
 * <pre>high = sum of the upper weights;   all - 256 * high - 128 * n = sum of the lower weights     (modulo 2^16)</pre>
 *
 * which is the true sum while {@code |sum| < 2^15}: for at most {@link #MAX_ROWS} = 258 rows, as 258 * 127 = 32766. Rows of zeros count in n, but
 * not among these.
 */
public final class PackedWeights {
    /** Rows whose sum can't leave int16. */
    public static final int MAX_ROWS = Short.MAX_VALUE / Byte.MAX_VALUE;
    /** Rows whose sum can't leave int32; no weights have more. */
    public static final int MAX_ROWS_IN_INT32 = Integer.MAX_VALUE / Byte.MAX_VALUE;
    /** The largest weight; -128 is left out, so that the range is symmetric. */
    public static final int MAX_WEIGHT = Byte.MAX_VALUE;

    /** Distance of the starts of two neighbouring rows. */
    static final int ROW_LENGTH = ChannelBlocks.BLOCK / 2;

    /** With the array's header of 16 bytes, 64 bytes. */
    private static final int FIRST = 24;

    final short[] pairs;
    private final int first;
    private final int rows;
    private final int channels;

    /** Weights that are all 0, in memory of their own. */
    public PackedWeights(int rows, int channels) {
        this(rows, channels, own(lengthOf(rows, channels)), lengthOf(rows, channels));
    }

    private static Memory own(long length) {
        Memory memory = new Memory();
        memory.pairs = new short[Math.toIntExact(FIRST + length)];
        memory.used = FIRST;
        return memory;
    }

    private PackedWeights(int rows, int channels, Memory memory, long length) {
        if (rows < 1 || channels < 1) {
            throw new IllegalArgumentException("weights need rows and channels, were " + rows + " and " + channels);
        }
        if (rows > MAX_ROWS_IN_INT32) {
            throw new IllegalArgumentException("a sum of " + rows + " weights could overflow 32 bits; at most " + MAX_ROWS_IN_INT32 + " can't");
        }
        this.rows = rows;
        this.channels = channels;
        this.pairs = memory.pairs;
        this.first = memory.used;
        Arrays.fill(pairs, first, first + Math.toIntExact(length), (short) 128);
    }

    /**
     * Where weights lie one behind the other. A row that begins at a multiple of 64 bytes is read in fewer cache lines (a quarter faster).
     * The address of an array can't be asked for, but collectors place very large ones at the start of a region: then everything
     * here is aligned.
     */
    public static final class Memory {
        private static final int USUAL = 4 << 20;

        private short[] pairs = {};
        private int used;

        /** Weights that are all 0. */
        public synchronized PackedWeights weights(int rows, int channels) {
            long length = lengthOf(rows, channels);
            if (used + length > pairs.length) {
                pairs = new short[Math.toIntExact(Math.max(USUAL, FIRST + length))];
                used = FIRST;
            }
            PackedWeights weights = new PackedWeights(rows, channels, this, length);
            used += Math.toIntExact(length);
            return weights;
        }
    }

    private static long lengthOf(int rows, int channels) {
        return bytes(rows, channels) / Short.BYTES;
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

    /** Number of panels of 64 channels. */
    int panels() {
        return paddedChannels() / ChannelBlocks.BLOCK;
    }

    /** Where a panel starts. */
    int panelStart(int panel) {
        return first + panel * (rows + 1) * ROW_LENGTH;
    }

    /** Where a row starts in each panel. */
    public int start(int row) {
        return row * ROW_LENGTH;
    }

    /** Where the row of zeros starts in each panel. */
    int zeros() {
        return rows * ROW_LENGTH;
    }

    /** Memory in bytes. */
    public static long bytes(long rows, int channels) {
        return (rows + 1) * ChannelBlocks.padded(channels);
    }

    /**
     * Sets a weight.
     *
     * @throws IllegalArgumentException if it is not in [-127, 127]
     */
    public void set(int row, int channel, int weight) {
        if (Math.abs(weight) > MAX_WEIGHT || channel < 0 || channel >= channels) {
            throw new IllegalArgumentException("weight " + weight + " of channel " + channel + " must be in [-127, 127], the channel below "
                    + channels);
        }
        int index = index(row, channel);
        pairs[index] = isUpper(channel) ? (short) ((weight << 8) + (pairs[index] & 0xFF)) : (short) ((pairs[index] & ~0xFF) + weight + 128);
    }

    public int get(int row, int channel) {
        short pair = pairs[index(row, channel)];
        return isUpper(channel) ? pair >> 8 : (pair & 0xFF) - 128;
    }

    private int index(int row, int channel) {
        return panelStart(channel / ChannelBlocks.BLOCK) + start(row) + channel % ROW_LENGTH;
    }

    private static boolean isUpper(int channel) {
        return channel % ChannelBlocks.BLOCK >= ROW_LENGTH;
    }
}
