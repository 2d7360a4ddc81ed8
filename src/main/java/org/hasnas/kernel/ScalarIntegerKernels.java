package org.hasnas.kernel;

/** Plain Java integer kernels: the reference for {@link VectorKernels}, and the fallback where the Vector API is missing. */
public final class ScalarIntegerKernels implements IntegerKernels {
    private static final int HALF = ChannelBlocks.BLOCK / 2;

    @Override
    public String name() {
        return "scalar";
    }

    @Override
    public void sumRows(PackedWeights weights, int[] starts, int first, int count, short[] target, int to) {
        short[] pairs = weights.pairs;
        for (int block = 0; block < weights.rowLength(); block += HALF) {
            for (int i = 0; i < HALF; i++) {
                int lower = 0;
                int upper = 0;
                for (int row = first; row < first + count; row++) {
                    short pair = pairs[starts[row] + block + i];
                    lower += (pair & 0xFF) - 128;
                    upper += pair >> 8;
                }
                target[to + 2 * block + i] = (short) lower;
                target[to + 2 * block + HALF + i] = (short) upper;
            }
        }
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
    public void pool(short[] band, int width, int channels, int side, short[] target, int to) {
        int area = side * side;
        for (int x = 0; x < width / side; x++) {
            for (int c = 0; c < channels; c++) {
                int sum = area / 2;
                for (int dy = 0; dy < side; dy++) {
                    for (int dx = 0; dx < side; dx++) {
                        sum += band[(dy * width + x * side + dx) * channels + c];
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
    public long hammingDistance(long[] a, long[] b) {
        long distance = 0;
        for (int w = 0; w < a.length; w++) {
            distance += Long.bitCount(a[w] ^ b[w]);
        }
        return distance;
    }
}
