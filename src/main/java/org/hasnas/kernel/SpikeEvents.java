package org.hasnas.kernel;

/** The spikes of one frame as lists of channels, position after position; refilled for every frame. For one thread at a time. */
public final class SpikeEvents {
    int[] first = {}; // of each position, and behind the last
    int[] channel = {};
    int[] starts = {};

    /** Lists the spikes of a frame that begins at a word. */
    public void list(SpikeLayout layout, long[] spikes, int firstWord) {
        int positions = layout.positions();
        int words = layout.wordsPerPosition();
        if (first.length < positions + 1) {
            first = new int[positions + 1];
        }
        if (channel.length < layout.neurons()) {
            channel = new int[layout.neurons()];
        }
        int count = 0;
        for (int position = 0; position < positions; position++) {
            first[position] = count;
            for (int w = 0; w < words; w++) {
                for (long bits = spikes[firstWord + position * words + w]; bits != 0; bits &= bits - 1) {
                    channel[count++] = w * Long.SIZE + Long.numberOfTrailingZeros(bits);
                }
            }
        }
        first[positions] = count;
    }

    /** Lists where the weight rows begin that an output pixel sums up, in the order tap, channel; returns how many. */
    int rowsUnder(SameConvolution shape, int y, int x) {
        int most = shape.taps() * shape.inChannels();
        if (starts.length < most) {
            starts = new int[most];
        }
        int reach = shape.kernelSize() / 2;
        int row = shape.paddedOut();
        int count = 0;
        for (int ky = 0; ky < shape.kernelSize(); ky++) {
            int inY = y + ky - reach;
            if (inY < 0 || inY >= shape.height()) {
                continue;
            }
            for (int kx = 0; kx < shape.kernelSize(); kx++) {
                int inX = x + kx - reach;
                if (inX < 0 || inX >= shape.width()) {
                    continue;
                }
                int base = (ky * shape.kernelSize() + kx) * shape.inChannels();
                int position = inY * shape.width() + inX;
                for (int event = first[position]; event < first[position + 1]; event++) {
                    starts[count++] = (base + channel[event]) * row;
                }
            }
        }
        return count;
    }
}
