package org.hasnas.chip.inference;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.hasnas.network.ConvolutionLayer;
import org.hasnas.simulation.kernel.layout.SpikeLayout;

/**
 * A convolution of spikes whose kernel positions are read each by itself. It goes from input pixel to input pixel, so that spikes are looked up once
 * for all positions that see them, where reads are exact; the others are read in the order of the output, with the random numbers that are theirs in
 * it. Same sums and random numbers as pixel after pixel of the output. For one thread.
 */
final class PositionConvolution {
    private static final int NONE = -1;

    private final ConvolutionLayer layer;
    private final SpikeLayout input;
    private final PositionReads reads;
    private final int width;
    private final int kernel;
    private final int side;
    /** Where what an input pixel gives belongs among the sums, or {@link #NONE}, [pixel][position]. */
    private final int[] targets;
    /** The input pixel that each position of the kernel sees, or {@link #NONE} outside of the map, [pooled pixel][pixel of its pool][position]. */
    private final int[] sources;
    /** By position: the most active rows whose codes are certain to be exact. */
    private final int[] exactRows;
    private final int leastExact;
    private final int[] counts;
    private final int[] channels;
    private final int[] to;
    private final int[] part;
    private final int[] sums;

    /** @param width of the sums of a pixel, see {@link MatrixUnit#width} */
    PositionConvolution(ConvolutionLayer layer, SpikeLayout input, PositionReads reads, int width) {
        this.layer = layer;
        this.input = input;
        this.reads = reads;
        this.width = width;
        this.kernel = layer.kernelSize();
        this.side = layer.outHeight() / layer.pooledHeight();
        int positions = kernel * kernel;
        this.targets = new int[layer.inHeight() * layer.inWidth() * positions];
        this.counts = new int[layer.inHeight() * layer.inWidth()];
        this.channels = new int[layer.inChannels()];
        this.to = new int[positions];
        this.part = new int[width];
        this.sums = new int[layer.pooledHeight() * layer.pooledWidth() * width];
        this.exactRows = IntStream.range(0, positions).map(reads::exactRows).toArray();
        this.leastExact = Arrays.stream(exactRows).min().orElseThrow();
        this.sources = new int[layer.pooledHeight() * layer.pooledWidth() * side * side * positions];
        Arrays.fill(targets, NONE);
        int i = 0;
        for (int pooled = 0; pooled < layer.pooledHeight() * layer.pooledWidth(); pooled++) {
            int firstY = pooled / layer.pooledWidth() * side;
            int firstX = pooled % layer.pooledWidth() * side;
            for (int at = 0; at < side * side; at++) {
                for (int position = 0; position < positions; position++) {
                    int pixel = inputPixel(firstY + at / side, firstX + at % side, position);
                    sources[i++] = pixel;
                    if (pixel != NONE) {
                        targets[pixel * positions + position] = pooled * width;
                    }
                }
            }
        }
    }

    /** The input pixel that a position of the kernel sees, or {@link #NONE} outside of the map. */
    private int inputPixel(int y, int x, int position) {
        int inY = y * layer.stride() + position / kernel - kernel / 2;
        int inX = x * layer.stride() + position % kernel - kernel / 2;
        return inY >= 0 && inY < layer.inHeight() && inX >= 0 && inX < layer.inWidth() ? inY * layer.inWidth() + inX : NONE;
    }

    /** The sums of all pixels behind the pool, [pixel][output and padding]; overwritten by the next run. */
    int[] run(long[] spikes, RunState state) {
        state.checkpoint();
        Arrays.fill(sums, 0);
        int positions = to.length;
        boolean allExact = true;
        long made = 0;
        for (int pixel = 0; pixel < counts.length; pixel++) {
            int count = active(spikes, pixel, 0);
            counts[pixel] = count;
            if (count == 0) {
                continue;
            }
            int first = pixel * positions;
            for (int position = 0; position < positions; position++) {
                boolean isRead = targets[first + position] != NONE;
                boolean isExact = count <= leastExact || count <= exactRows[position];
                made += isRead ? 1 : 0;
                allExact &= isExact || !isRead;
                to[position] = isExact ? targets[first + position] : NONE;
            }
            reads.addExact(channels, count, to, 0, sums);
        }
        if (allExact) {
            state.noise().skip(made * reads.longs());
        } else {
            readOthers(spikes, state);
        }
        return sums;
    }

    /** Reads what is not exact. */
    private void readOthers(long[] spikes, RunState state) {
        int passed = 0; // reads that were exact
        int positions = to.length;
        int ofPooled = side * side * positions;
        for (int pooled = 0, first = 0; first < sums.length; pooled++, first += width) {
            if (pooled % layer.pooledWidth() == 0) {
                state.checkpoint();
            }
            for (int i = pooled * ofPooled, position = 0; i < (pooled + 1) * ofPooled; i++) {
                int pixel = sources[i];
                int count = pixel == NONE ? 0 : counts[pixel];
                if (count > exactRows[position]) {
                    state.noise().skip((long) passed * reads.longs());
                    passed = 0;
                    read(spikes, pixel, position, first, state);
                } else if (count > 0) {
                    passed++;
                }
                position = position == positions - 1 ? 0 : position + 1;
            }
        }
        state.noise().skip((long) passed * reads.longs());
    }

    private void read(long[] spikes, int pixel, int position, int first, RunState state) {
        int count = active(spikes, pixel, position * channels.length);
        Arrays.fill(part, 0);
        reads.read(channels, count, part, state.noise());
        for (int output = 0; output < width; output++) {
            sums[first + output] += part[output];
        }
    }

    /** Writes the channels that spike, ascending and from {@code base} on, and returns their number. */
    private int active(long[] spikes, int pixel, int base) {
        int words = input.wordsPerPosition();
        int count = 0;
        for (int word = 0; word < words; word++) {
            for (long bits = spikes[pixel * words + word]; bits != 0; bits &= bits - 1) {
                channels[count++] = base + word * Long.SIZE + Long.numberOfTrailingZeros(bits);
            }
        }
        return count;
    }
}
