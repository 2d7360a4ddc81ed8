package org.hasnas.simulation.kernel.integer;

/**
 * How the integer kernels lay out channels: padded with zeros to whole blocks of 64, the channels of one word of spikes. No kernel
 * needs a tail loop this way, whatever the width of the machine's vectors.
 */
public final class ChannelBlocks {
    /** Channels of a block. */
    public static final int BLOCK = Long.SIZE;

    private ChannelBlocks() {}

    /** Channels with their padding. */
    public static int padded(int channels) {
        return Math.multiplyExact((channels + BLOCK - 1) / BLOCK, BLOCK);
    }
}
