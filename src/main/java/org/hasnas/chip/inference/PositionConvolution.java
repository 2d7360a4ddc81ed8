package org.hasnas.chip.inference;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.hasnas.network.ConvolutionLayer;
import org.hasnas.simulation.kernel.layout.SpikeLayout;

/**
 * A convolution of spikes whose kernel positions are read each by itself. The spikes of each input pixel are looked up once for all positions that
 * see them, and what is exact is added up at once for a pixel of the output. Same sums and random numbers as read after read. For one thread.
 */
final class PositionConvolution {
    private static final int NONE = -1;

    private final SpikeLayout input;
    private final PositionReads reads;
    private final int width;
    private final int channels;
    /** Of a row of the output, see {@link RunState#checkpoint}. */
    private final int pooledWidth;
    /** The input pixel that each position of the kernel sees, or {@link #NONE} outside of the map, [pooled pixel][pixel of its pool][position]. */
    private final int[] sources;
    /** How many of the sources are those of a pooled pixel. */
    private final int ofPooled;
    /** By position: the most active rows whose codes are certain to be exact. */
    private final int[] exactRows;
    /** The channels that spike, pixel after pixel, and where those of a pixel begin; the last one is the end. */
    private final int[] active;
    private final int[] firstActive;
    private final int[] rows;
    private final int[] readRows;
    private final int[] sums;

    /** @param width of the sums of a pixel, see {@link MatrixUnit#width} */
    PositionConvolution(ConvolutionLayer layer, SpikeLayout input, PositionReads reads, int width) {
        this.input = input;
        this.reads = reads;
        this.width = width;
        this.channels = layer.inChannels();
        this.pooledWidth = layer.pooledWidth();
        int side = layer.outHeight() / layer.pooledHeight();
        int positions = layer.kernelSize() * layer.kernelSize();
        this.exactRows = IntStream.range(0, positions).map(reads::exactRows).toArray();
        this.ofPooled = side * side * positions;
        this.sources = new int[layer.pooledHeight() * pooledWidth * ofPooled];
        for (int i = 0; i < sources.length; i++) {
            int pooled = i / ofPooled;
            int at = i % ofPooled / positions;
            sources[i] = inputPixel(layer, pooled / pooledWidth * side + at / side, pooled % pooledWidth * side + at % side, i % positions);
        }
        this.active = new int[input.neurons()];
        this.firstActive = new int[input.positions() + 1];
        this.rows = new int[ofPooled * channels];
        this.readRows = new int[channels];
        this.sums = new int[layer.pooledHeight() * pooledWidth * width];
    }

    /** The input pixel that a position of the kernel sees, or {@link #NONE} outside of the map. */
    private static int inputPixel(ConvolutionLayer layer, int y, int x, int position) {
        int kernel = layer.kernelSize();
        int inY = y * layer.stride() + position / kernel - kernel / 2;
        int inX = x * layer.stride() + position % kernel - kernel / 2;
        return inY >= 0 && inY < layer.inHeight() && inX >= 0 && inX < layer.inWidth() ? inY * layer.inWidth() + inX : NONE;
    }

    /** The sums of all pixels behind the pool, [pixel][output and padding]; overwritten by the next run. */
    int[] run(long[] spikes, RunState state) {
        list(spikes);
        Arrays.fill(sums, 0);
        int passed = 0; // reads that were exact since the last one that was not
        for (int pooled = 0, first = 0; first < sums.length; pooled++, first += width) {
            if (pooled % pooledWidth == 0) {
                state.checkpoint();
            }
            int count = 0;
            int position = 0;
            for (int i = pooled * ofPooled; i < (pooled + 1) * ofPooled; i++) {
                int pixel = sources[i];
                int from = pixel == NONE ? 0 : firstActive[pixel];
                int to = pixel == NONE ? 0 : firstActive[pixel + 1];
                if (to - from > exactRows[position]) {
                    state.noise().skip((long) passed * reads.longs());
                    passed = 0;
                    read(from, to, position, first, state.noise());
                } else if (to > from) {
                    passed++;
                    for (int a = from; a < to; a++) {
                        rows[count++] = position * channels + active[a];
                    }
                }
                position = position == exactRows.length - 1 ? 0 : position + 1;
            }
            reads.addExact(rows, count, sums, first);
        }
        state.noise().skip((long) passed * reads.longs());
        return sums;
    }

    private void read(int from, int to, int position, int first, ReadNoise noise) {
        for (int a = from; a < to; a++) {
            readRows[a - from] = position * channels + active[a];
        }
        reads.read(readRows, to - from, sums, first, noise);
    }

    /** Lists the channels that spike, pixel after pixel. */
    private void list(long[] spikes) {
        int words = input.wordsPerPosition();
        int count = 0;
        for (int pixel = 0; pixel < input.positions(); pixel++) {
            firstActive[pixel] = count;
            for (int word = 0; word < words; word++) {
                for (long bits = spikes[pixel * words + word]; bits != 0; bits &= bits - 1) {
                    active[count++] = word * Long.SIZE + Long.numberOfTrailingZeros(bits);
                }
            }
        }
        firstActive[input.positions()] = count;
    }
}
