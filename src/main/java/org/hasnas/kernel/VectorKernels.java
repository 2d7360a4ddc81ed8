package org.hasnas.kernel;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * Integer kernels with the Vector API. The vectors run across channels, never along a sum, so every width gives the same bits.
 *
 * <p>The width is that of the machine, or {@code -Dhasnas.vector.bits=128|256|512}. It must be a constant of the class for the
 * just-in-time compiler.
 */
public final class VectorKernels implements IntegerKernels {
    private static final int BITS = Math.clamp(Integer.getInteger("hasnas.vector.bits", VectorShape.preferredShape().vectorBitSize()), 128, 512);
    private static final VectorShape SHAPE = VectorShape.forBitSize(BITS);
    private static final VectorSpecies<Short> SHORTS = VectorSpecies.of(short.class, SHAPE);
    private static final VectorSpecies<Short> HALF_SHORTS = VectorSpecies.of(short.class, VectorShape.forBitSize(BITS / 2));
    private static final VectorSpecies<Integer> INTS = VectorSpecies.of(int.class, SHAPE);
    private static final VectorSpecies<Float> FLOATS = VectorSpecies.of(float.class, SHAPE);
    private static final VectorSpecies<Long> LONGS = VectorSpecies.of(long.class, SHAPE);
    /** As many bytes as FLOATS has lanes, but no fewer than the API has: with 128 bits only the lower half is used. */
    private static final VectorSpecies<Byte> BYTES = VectorSpecies.of(byte.class, VectorShape.forBitSize(Math.max(64, BITS / 4)));
    private static final VectorMask<Byte> USED_BYTES = BYTES.indexInRange(0, BITS / 32);

    private static final ScalarIntegerKernels SCALAR = new ScalarIntegerKernels();
    private static final int HALF = ChannelBlocks.BLOCK / 2;
    private static final int LANES = SHORTS.length();
    private static final int WIDE_LANES = INTS.length();

    @Override
    public String name() {
        return "vectors of " + BITS + " bits";
    }

    @Override
    public void sumRows(PackedWeights weights, int[] starts, int first, int count, short[] target, int to) {
        int length = weights.rowLength();
        int pair = 0;
        for (; pair + 4 * LANES <= length; pair += 4 * LANES) {
            sumFour(weights.pairs, starts, first, count, pair, target, to);
        }
        for (; pair + 2 * LANES <= length; pair += 2 * LANES) {
            sumTwo(weights.pairs, starts, first, count, pair, target, to);
        }
        for (; pair < length; pair += LANES) {
            sumOne(weights.pairs, starts, first, count, pair, target, to);
        }
    }

    /** Eight accumulators: as many as the registers of every machine hold beside the rows on their way. */
    private static void sumFour(short[] pairs, int[] starts, int first, int count, int pair, short[] target, int to) {
        ShortVector all0 = ShortVector.zero(SHORTS);
        ShortVector all1 = all0;
        ShortVector all2 = all0;
        ShortVector all3 = all0;
        ShortVector high0 = all0;
        ShortVector high1 = all0;
        ShortVector high2 = all0;
        ShortVector high3 = all0;
        for (int row = first; row < first + count; row++) {
            int start = starts[row] + pair;
            ShortVector row0 = ShortVector.fromArray(SHORTS, pairs, start);
            ShortVector row1 = ShortVector.fromArray(SHORTS, pairs, start + LANES);
            ShortVector row2 = ShortVector.fromArray(SHORTS, pairs, start + 2 * LANES);
            ShortVector row3 = ShortVector.fromArray(SHORTS, pairs, start + 3 * LANES);
            all0 = all0.add(row0);
            high0 = high0.add(row0.lanewise(VectorOperators.ASHR, 8));
            all1 = all1.add(row1);
            high1 = high1.add(row1.lanewise(VectorOperators.ASHR, 8));
            all2 = all2.add(row2);
            high2 = high2.add(row2.lanewise(VectorOperators.ASHR, 8));
            all3 = all3.add(row3);
            high3 = high3.add(row3.lanewise(VectorOperators.ASHR, 8));
        }
        store(all0, high0, count, target, to, pair);
        store(all1, high1, count, target, to, pair + LANES);
        store(all2, high2, count, target, to, pair + 2 * LANES);
        store(all3, high3, count, target, to, pair + 3 * LANES);
    }

    private static void sumTwo(short[] pairs, int[] starts, int first, int count, int pair, short[] target, int to) {
        ShortVector all0 = ShortVector.zero(SHORTS);
        ShortVector all1 = all0;
        ShortVector high0 = all0;
        ShortVector high1 = all0;
        for (int row = first; row < first + count; row++) {
            int start = starts[row] + pair;
            ShortVector row0 = ShortVector.fromArray(SHORTS, pairs, start);
            ShortVector row1 = ShortVector.fromArray(SHORTS, pairs, start + LANES);
            all0 = all0.add(row0);
            high0 = high0.add(row0.lanewise(VectorOperators.ASHR, 8));
            all1 = all1.add(row1);
            high1 = high1.add(row1.lanewise(VectorOperators.ASHR, 8));
        }
        store(all0, high0, count, target, to, pair);
        store(all1, high1, count, target, to, pair + LANES);
    }

    private static void sumOne(short[] pairs, int[] starts, int first, int count, int pair, short[] target, int to) {
        ShortVector all = ShortVector.zero(SHORTS);
        ShortVector high = all;
        for (int row = first; row < first + count; row++) {
            ShortVector both = ShortVector.fromArray(SHORTS, pairs, starts[row] + pair);
            all = all.add(both);
            high = high.add(both.lanewise(VectorOperators.ASHR, 8));
        }
        store(all, high, count, target, to, pair);
    }

    private static void store(ShortVector all, ShortVector high, int count, short[] target, int to, int pair) {
        int lower = to + pair / HALF * ChannelBlocks.BLOCK + pair % HALF;
        all.sub(high.lanewise(VectorOperators.LSHL, 8)).sub((short) (128 * count)).intoArray(target, lower);
        high.intoArray(target, lower + HALF);
    }

    @Override
    public void addMoments(short[] map, int from, int pixels, int channels, IntegerMoments moments) {
        int[] sums = moments.scratch;
        for (int c = 0; c < channels; c += WIDE_LANES) {
            IntVector sum = IntVector.zero(INTS);
            IntVector lower = sum;
            IntVector upper = sum;
            for (int pixel = 0, i = from + c; pixel < pixels; pixel++, i += channels) {
                IntVector value = ints(map, i);
                IntVector square = value.mul(value);
                sum = sum.add(value);
                lower = lower.add(square.and(0xFFFF));
                upper = upper.add(square.lanewise(VectorOperators.LSHR, 16));
            }
            sum.intoArray(sums, 0);
            lower.intoArray(sums, WIDE_LANES);
            upper.intoArray(sums, 2 * WIDE_LANES);
            for (int lane = 0; lane < WIDE_LANES; lane++) {
                moments.sum[c + lane] += sums[lane];
                moments.squares[c + lane] += sums[WIDE_LANES + lane] + ((long) sums[2 * WIDE_LANES + lane] << 16);
            }
        }
    }

    private static IntVector ints(short[] map, int i) {
        return (IntVector) ShortVector.fromArray(HALF_SHORTS, map, i).convertShape(VectorOperators.S2I, INTS, 0);
    }

    private static FloatVector floats(short[] map, int i) {
        return (FloatVector) ints(map, i).convertShape(VectorOperators.I2F, FLOATS, 0);
    }

    private static FloatVector affine(short[] source, int i, float[] gain, float[] offset, int c) {
        return floats(source, i).mul(FloatVector.fromArray(FLOATS, gain, c)).add(FloatVector.fromArray(FLOATS, offset, c));
    }

    private static IntVector nearest(FloatVector value, float least, float most) {
        return value.max(least).min(most).add(Rounding.MAGIC).reinterpretAsInts().sub(Rounding.MAGIC_BITS);
    }

    private static void store(IntVector values, short[] target, int i) {
        ((ShortVector) values.convertShape(VectorOperators.I2S, HALF_SHORTS, 0)).intoArray(target, i);
    }

    @Override
    public void pool(short[] band, int width, int channels, int side, short[] target, int to) {
        if (side != 2) { // no network has another one; there is no division of vectors of integers
            SCALAR.pool(band, width, channels, side, target, to);
            return;
        }
        for (int x = 0; x < width / 2; x++) {
            for (int c = 0; c < channels; c += WIDE_LANES) {
                int upper = 2 * x * channels + c;
                int lower = upper + width * channels;
                IntVector sum = ints(band, upper).add(ints(band, upper + channels)).add(ints(band, lower)).add(ints(band, lower + channels)).add(2);
                store(sum.lanewise(VectorOperators.ASHR, 2), target, to + x * channels + c);
            }
        }
    }

    @Override
    public void setAffine(short[] target, int to, short[] source, int from, int pixels, float[] gain, float[] offset) {
        int channels = gain.length;
        for (int pixel = 0; pixel < pixels; pixel++) {
            int shift = pixel * channels;
            for (int c = 0; c < channels; c += WIDE_LANES) {
                store(nearest(affine(source, from + shift + c, gain, offset, c), Short.MIN_VALUE, Short.MAX_VALUE), target, to + shift + c);
            }
        }
    }

    @Override
    public void addAffine(short[] target, int to, short[] source, int from, int pixels, float[] gain, float[] offset) {
        int channels = gain.length;
        for (int pixel = 0; pixel < pixels; pixel++) {
            int shift = pixel * channels;
            for (int c = 0; c < channels; c += WIDE_LANES) {
                FloatVector sum = floats(target, to + shift + c).add(affine(source, from + shift + c, gain, offset, c));
                store(nearest(sum, Short.MIN_VALUE, Short.MAX_VALUE), target, to + shift + c);
            }
        }
    }

    @Override
    public void addPooled(short[] target, int to, short[] source, int from, int height, int width, int kernelSize, float[] gain, float[] offset) {
        int channels = gain.length;
        int reach = kernelSize / 2;
        for (int y = 0; y < height; y++) {
            int fromY = Math.max(0, y - reach);
            int toY = Math.min(height, y + reach + 1);
            for (int x = 0; x < width; x++) {
                int fromX = Math.max(0, x - reach);
                int toX = Math.min(width, x + reach + 1);
                float pixels = (toY - fromY) * (toX - fromX);
                for (int c = 0; c < channels; c += WIDE_LANES) {
                    IntVector window = IntVector.zero(INTS);
                    for (int inY = fromY; inY < toY; inY++) {
                        for (int inX = fromX; inX < toX; inX++) {
                            window = window.add(ints(source, from + (inY * width + inX) * channels + c));
                        }
                    }
                    FloatVector mean = ((FloatVector) window.convertShape(VectorOperators.I2F, FLOATS, 0)).mul(FloatVector.fromArray(FLOATS, gain, c))
                            .add(FloatVector.fromArray(FLOATS, offset, c).mul(pixels));
                    int i = to + (y * width + x) * channels + c;
                    store(nearest(floats(target, i).add(mean), Short.MIN_VALUE, Short.MAX_VALUE), target, i);
                }
            }
        }
    }

    @Override
    public void fire(MembraneFormat format, short[] source, int from, float[] gain, float[] offset, byte[] membranes, int firstMembrane,
            int positions, int channels, long[] spikes) {
        int padded = gain.length;
        int zero = format.zero();
        float keep = (1 - format.decay()) * format.unit();
        float perUnit = 1 / format.unit();
        float vThreshold = format.vThreshold();
        for (int position = 0; position < positions; position++) {
            for (int block = 0; block < padded; block += ChannelBlocks.BLOCK) {
                long word = 0;
                for (int lane = 0; lane < ChannelBlocks.BLOCK; lane += WIDE_LANES) {
                    int c = block + lane;
                    int m = firstMembrane + position * padded + c;
                    IntVector membrane = (IntVector) bytes(membranes, m).convertShape(VectorOperators.B2I, INTS, 0);
                    FloatVector v = ((FloatVector) membrane.sub(zero).convertShape(VectorOperators.I2F, FLOATS, 0)).mul(keep)
                            .add(affine(source, from + position * padded + c, gain, offset, c));
                    VectorMask<Float> fired = v.compare(VectorOperators.GE, vThreshold);
                    word |= fired.toLong() << lane;
                    IntVector next = nearest(v.mul(perUnit).add(zero), Byte.MIN_VALUE, Byte.MAX_VALUE).blend(zero, fired.cast(INTS));
                    store((ByteVector) next.convertShape(VectorOperators.I2B, BYTES, 0), membranes, m);
                }
                spikes[(position * padded + block) / ChannelBlocks.BLOCK] = word & existing(channels - block);
            }
        }
    }

    private static ByteVector bytes(byte[] membranes, int i) {
        return BITS >= 256 ? ByteVector.fromArray(BYTES, membranes, i) : ByteVector.fromArray(BYTES, membranes, i, USED_BYTES);
    }

    private static void store(ByteVector next, byte[] membranes, int i) {
        if (BITS >= 256) {
            next.intoArray(membranes, i);
        } else {
            next.intoArray(membranes, i, USED_BYTES);
        }
    }

    @Override
    public void fire(MembraneFormat format, short[] source, int from, float[] gain, float[] offset, short[] membranes, int firstMembrane,
            int positions, int channels, long[] spikes) {
        int padded = gain.length;
        float keep = (1 - format.decay()) * format.unit();
        float perUnit = 1 / format.unit();
        float vThreshold = format.vThreshold();
        for (int position = 0; position < positions; position++) {
            for (int block = 0; block < padded; block += ChannelBlocks.BLOCK) {
                long word = 0;
                for (int lane = 0; lane < ChannelBlocks.BLOCK; lane += WIDE_LANES) {
                    int c = block + lane;
                    int m = firstMembrane + position * padded + c;
                    FloatVector v = floats(membranes, m).mul(keep).add(affine(source, from + position * padded + c, gain, offset, c));
                    VectorMask<Float> fired = v.compare(VectorOperators.GE, vThreshold);
                    word |= fired.toLong() << lane;
                    store(nearest(v.mul(perUnit), Short.MIN_VALUE, Short.MAX_VALUE).blend(0, fired.cast(INTS)), membranes, m);
                }
                spikes[(position * padded + block) / ChannelBlocks.BLOCK] = word & existing(channels - block);
            }
        }
    }

    /** Bits of the first {@code channels} of a block; the padding must never fire, whatever its threshold. */
    private static long existing(int channels) {
        return channels >= ChannelBlocks.BLOCK ? -1L : (1L << channels) - 1;
    }

    @Override
    public long hammingDistance(long[] a, long[] b) {
        LongVector counts = LongVector.zero(LONGS);
        int w = 0;
        for (; w + LONGS.length() <= a.length; w += LONGS.length()) {
            LongVector different = LongVector.fromArray(LONGS, a, w).lanewise(VectorOperators.XOR, LongVector.fromArray(LONGS, b, w));
            counts = counts.add(different.lanewise(VectorOperators.BIT_COUNT));
        }
        long distance = counts.reduceLanes(VectorOperators.ADD);
        for (; w < a.length; w++) {
            distance += Long.bitCount(a[w] ^ b[w]);
        }
        return distance;
    }
}
