package org.hasnas.simulation.kernel.integer;

/** Plain Java integer kernels: the reference for {@link VectorIntegerKernels}, and the fallback where the Vector API is missing. */
public final class ScalarIntegerKernels implements IntegerKernels {
    private static final int HALF = ChannelBlocks.BLOCK / 2;

    @Override
    public boolean sumRows(PackedWeights weights, int panel, RowLists lists, int pixels, boolean add, short[] target, int to, int step) {
        boolean left = false;
        for (int pixel = 0; pixel < pixels; pixel++) {
            int base = weights.panelStart(panel) + lists.shift[pixel];
            for (int i = 0; i < HALF; i++) {
                int lower = 0;
                int upper = 0;
                int end = lists.from[pixel] + Math.min(lists.count[pixel], PackedWeights.MAX_ROWS);
                for (int row = lists.from[pixel]; row < end; row++) {
                    short pair = weights.pairs[base + lists.rows[row] + i];
                    lower += (pair & 0xFF) - 128;
                    upper += pair >> 8;
                }
                left |= put(lower, add, target, to + pixel * step + i);
                left |= put(upper, add, target, to + pixel * step + HALF + i);
            }
        }
        return left;
    }

    /** Whether the sum does not fit. */
    private static boolean put(int sum, boolean add, short[] target, int index) {
        int total = add ? sum + target[index] : sum;
        target[index] = (short) total;
        return total != (short) total;
    }

    @Override
    public int listEvents(long[] spikes, int positions, int words, int fromWord, int toWord, int[] first, int firstIndex, int[] events, int at) {
        int next = at;
        for (int position = 0; position < positions; position++) {
            first[firstIndex + position] = next;
            for (int word = fromWord; word < toWord; word++) {
                for (long bits = spikes[position * words + word]; bits != 0; bits &= bits - 1) {
                    events[next++] = (word * Long.SIZE + Long.numberOfTrailingZeros(bits)) * PackedWeights.ROW_LENGTH;
                }
            }
        }
        first[firstIndex + positions] = next;
        return next;
    }

    @Override
    public void joinColumns(int[] events, int[] first, int firstIndex, int fromY, int toY, int width, int base, int rowStep, int columnStep,
            int[] target, int at, int[] columns) {
        int next = at;
        for (int x = 0; x < width; x++) {
            columns[x] = next;
            for (int y = fromY; y < toY; y++) {
                int position = firstIndex + y * width + x;
                for (int event = first[position]; event < first[position + 1]; event++) {
                    target[next++] = events[event] + base + y * rowStep + x * columnStep;
                }
            }
        }
        columns[width] = next;
    }

    @Override
    public void addMoments(short[] map, int from, int pixels, int channels, IntegerMoments moments) {
        for (int pixel = 0; pixel < pixels; pixel++) {
            for (int c = 0; c < channels; c++) {
                long value = map[from + pixel * channels + c];
                moments.sum[c] += value;
                moments.squares[c] += value * value;
            }
        }
    }

    @Override
    public void pool(short[] band, int from, int width, int channels, int side, short[] target, int to) {
        int area = side * side;
        for (int x = 0; x < width / side; x++) {
            for (int c = 0; c < channels; c++) {
                int sum = area / 2;
                for (int dy = 0; dy < side; dy++) {
                    for (int dx = 0; dx < side; dx++) {
                        sum += band[from + (dy * width + x * side + dx) * channels + c];
                    }
                }
                target[to + x * channels + c] = (short) Math.floorDiv(sum, area);
            }
        }
    }

    @Override
    public void setAffine(short[] target, int to, short[] source, int from, int pixels, float[] gain, float[] offset) {
        for (int pixel = 0; pixel < pixels; pixel++) {
            for (int c = 0; c < gain.length; c++) {
                int i = pixel * gain.length + c;
                target[to + i] = (short) Rounding.nearest(source[from + i] * gain[c] + offset[c], Short.MIN_VALUE, Short.MAX_VALUE);
            }
        }
    }

    @Override
    public void addAffine(short[] target, int to, short[] source, int from, int pixels, float[] gain, float[] offset) {
        for (int pixel = 0; pixel < pixels; pixel++) {
            for (int c = 0; c < gain.length; c++) {
                int i = pixel * gain.length + c;
                float sum = target[to + i] + (source[from + i] * gain[c] + offset[c]);
                target[to + i] = (short) Rounding.nearest(sum, Short.MIN_VALUE, Short.MAX_VALUE);
            }
        }
    }

    @Override
    public void addPooled(short[] target, int to, short[] source, int from, int height, int width, int kernelSize, float[] gain, float[] offset) {
        int channels = gain.length;
        int reach = kernelSize / 2;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                for (int c = 0; c < channels; c++) {
                    int window = 0;
                    int pixels = 0;
                    for (int inY = Math.max(0, y - reach); inY < Math.min(height, y + reach + 1); inY++) {
                        for (int inX = Math.max(0, x - reach); inX < Math.min(width, x + reach + 1); inX++) {
                            window += source[from + (inY * width + inX) * channels + c];
                            pixels++;
                        }
                    }
                    int i = to + (y * width + x) * channels + c;
                    float sum = target[i] + (window * gain[c] + offset[c] * (float) pixels);
                    target[i] = (short) Rounding.nearest(sum, Short.MIN_VALUE, Short.MAX_VALUE);
                }
            }
        }
    }

    @Override
    public void fire(MembraneFormat format, short[] source, int from, float[] gain, float[] offset, byte[] membranes, int firstMembrane,
            int positions, int channels, long[] spikes) {
        int padded = gain.length;
        for (int position = 0; position < positions; position++) {
            for (int block = 0; block < padded; block += ChannelBlocks.BLOCK) {
                long word = 0;
                for (int c = block; c < Math.min(channels, block + ChannelBlocks.BLOCK); c++) {
                    int m = firstMembrane + position * padded + c;
                    int next = step(format, membranes[m], source[from + position * padded + c] * gain[c] + offset[c]);
                    if (next == FIRED) {
                        word |= 1L << (c - block);
                        next = format.zero();
                    }
                    membranes[m] = (byte) next;
                }
                spikes[(position * padded + block) / ChannelBlocks.BLOCK] = word;
            }
        }
    }

    @Override
    public void fire(MembraneFormat format, short[] source, int from, float[] gain, float[] offset, short[] membranes, int firstMembrane,
            int positions, int channels, long[] spikes) {
        int padded = gain.length;
        for (int position = 0; position < positions; position++) {
            for (int block = 0; block < padded; block += ChannelBlocks.BLOCK) {
                long word = 0;
                for (int c = block; c < Math.min(channels, block + ChannelBlocks.BLOCK); c++) {
                    int m = firstMembrane + position * padded + c;
                    int next = step(format, membranes[m], source[from + position * padded + c] * gain[c] + offset[c]);
                    if (next == FIRED) {
                        word |= 1L << (c - block);
                        next = format.zero();
                    }
                    membranes[m] = (short) next;
                }
                spikes[(position * padded + block) / ChannelBlocks.BLOCK] = word;
            }
        }
    }

    private static final int FIRED = Integer.MAX_VALUE;

    /** The membrane after a step, or {@link #FIRED}. */
    private static int step(MembraneFormat format, int membrane, float input) {
        float v = (membrane - format.zero()) * ((1 - format.decay()) * format.unit()) + input;
        return v >= format.vThreshold() ? FIRED : Rounding.nearest(v * (1 / format.unit()) + format.zero(), format.least(), format.most());
    }

    @Override
    public void hammingDistances(long[] a, long[][] others, int from, long[] distances) {
        for (int i = 0; i < OTHERS; i++) {
            distances[i] = hammingDistance(a, others[from + i]);
        }
    }

    @Override
    public long hammingDistance(long[] a, long[] b) {
        long distance = 0;
        for (int w = 0; w < a.length; w++) {
            distance += Long.bitCount(a[w] ^ b[w]);
        }
        return distance;
    }
}
