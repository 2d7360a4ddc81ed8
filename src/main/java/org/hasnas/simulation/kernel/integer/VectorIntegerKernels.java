package org.hasnas.simulation.kernel.integer;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import org.hasnas.simulation.kernel.layout.VectorWidth;

/**
 * Integer kernels with the Vector API. The vectors run across channels, never along a sum, so every width gives the same bits.
 * Their width is {@link VectorWidth#BITS}.
 */
public final class VectorIntegerKernels implements IntegerKernels {
    private static final int BITS = VectorWidth.BITS;
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
    private static final long LOWEST_WIDE_LANES = (1L << WIDE_LANES) - 1;
    private static final IntVector CHANNEL_STARTS = IntVector.zero(INTS).addIndex(PackedWeights.ROW_LENGTH);

    @Override
    public boolean sumRows(PackedWeights weights, int panel, RowLists lists, int pixels, boolean add, short[] target, int to, int step) {
        boolean left = false;
        for (int pair = 0; pair < PackedWeights.ROW_LENGTH; pair += LANES) {
            left |= sumLanes(weights.pairs, weights.panelStart(panel) + pair, weights.zeros(), lists, pixels, add, target, to + pair, step);
        }
        return left;
    }

    /**
     * Four rows at a time, in two chains of additions. The last 0 to 3 rows are three more, of which those too many become the row of
     * zeros: without branches, which the processor could not foresee.
     */
    private static boolean sumLanes(short[] pairs, int panel, int zeros, RowLists lists, int pixels, boolean add, short[] target, int to, int step) {
        int[] rows = lists.rows;
        ShortVector carried = ShortVector.zero(SHORTS);
        int place = to;
        for (int pixel = 0; pixel < pixels; pixel++) {
            int base = panel + lists.shift[pixel];
            int row = lists.from[pixel];
            int count = Math.min(lists.count[pixel], PackedWeights.MAX_ROWS);
            int fours = row + (count & ~3);
            ShortVector all0 = ShortVector.zero(SHORTS);
            ShortVector all1 = all0;
            ShortVector high0 = all0;
            ShortVector high1 = all0;
            for (; row < fours; row += 4) {
                ShortVector row0 = ShortVector.fromArray(SHORTS, pairs, base + rows[row]);
                all0 = all0.add(row0);
                high0 = high0.add(row0.lanewise(VectorOperators.ASHR, 8));
                ShortVector row1 = ShortVector.fromArray(SHORTS, pairs, base + rows[row + 1]);
                all1 = all1.add(row1);
                high1 = high1.add(row1.lanewise(VectorOperators.ASHR, 8));
                ShortVector row2 = ShortVector.fromArray(SHORTS, pairs, base + rows[row + 2]);
                all0 = all0.add(row2);
                high0 = high0.add(row2.lanewise(VectorOperators.ASHR, 8));
                ShortVector row3 = ShortVector.fromArray(SHORTS, pairs, base + rows[row + 3]);
                all1 = all1.add(row3);
                high1 = high1.add(row3.lanewise(VectorOperators.ASHR, 8));
            }
            int rest = count & 3;
            ShortVector row0 = ShortVector.fromArray(SHORTS, pairs, orZero(base + rows[row], panel + zeros, 0 - rest));
            ShortVector row1 = ShortVector.fromArray(SHORTS, pairs, orZero(base + rows[row + 1], panel + zeros, 1 - rest));
            ShortVector row2 = ShortVector.fromArray(SHORTS, pairs, orZero(base + rows[row + 2], panel + zeros, 2 - rest));
            ShortVector all = all0.add(all1).add(row0).add(row1).add(row2);
            ShortVector upper = high0.add(high1).add(row0.lanewise(VectorOperators.ASHR, 8)).add(row1.lanewise(VectorOperators.ASHR, 8))
                    .add(row2.lanewise(VectorOperators.ASHR, 8));
            ShortVector lower = all.sub(upper.lanewise(VectorOperators.LSHL, 8)).sub((short) (128 * ((count & ~3) + 3)));
            if (add) {
                ShortVector lowerBefore = ShortVector.fromArray(SHORTS, target, place);
                ShortVector upperBefore = ShortVector.fromArray(SHORTS, target, place + HALF);
                ShortVector lowerAfter = lower.add(lowerBefore);
                ShortVector upperAfter = upper.add(upperBefore);
                carried = carried.or(signOfOverflow(lower, lowerBefore, lowerAfter)).or(signOfOverflow(upper, upperBefore, upperAfter));
                lower = lowerAfter;
                upper = upperAfter;
            }
            lower.intoArray(target, place);
            upper.intoArray(target, place + HALF);
            place += step;
        }
        return carried.compare(VectorOperators.LT, (short) 0).anyTrue();
    }

    private static int orZero(int start, int zero, int negativeIfStart) {
        int mask = negativeIfStart >> 31;
        return (start & mask) | (zero & ~mask);
    }

    /** Negative lanes where {@code a + b} left int16: the sum has another sign than both. */
    private static ShortVector signOfOverflow(ShortVector a, ShortVector b, ShortVector sum) {
        return a.lanewise(VectorOperators.XOR, sum).and(b.lanewise(VectorOperators.XOR, sum));
    }

    @Override
    public int listEvents(long[] spikes, int positions, int words, int fromWord, int toWord, int[] first, int firstIndex, int[] events, int at) {
        if (BITS < 512) { // machines with shorter vectors need not have an instruction for compress, and gain little from it
            return SCALAR.listEvents(spikes, positions, words, fromWord, toWord, first, firstIndex, events, at);
        }
        int next = at;
        for (int position = 0; position < positions; position++) {
            first[firstIndex + position] = next;
            for (int word = fromWord; word < toWord; word++) {
                long bits = spikes[position * words + word];
                for (int lane = 0; lane < Long.SIZE; lane += WIDE_LANES, bits >>>= WIDE_LANES) {
                    VectorMask<Integer> fired = VectorMask.fromLong(INTS, bits);
                    CHANNEL_STARTS.add((word * Long.SIZE + lane) * PackedWeights.ROW_LENGTH).compress(fired).intoArray(events, next);
                    next += Long.bitCount(bits & LOWEST_WIDE_LANES);
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
                int from = first[position];
                int count = first[position + 1] - from;
                int shift = base + y * rowStep + x * columnStep;
                int i = 0;
                do { // whole vectors: most counts are below one, so this seldom branches another way
                    IntVector.fromArray(INTS, events, from + i).add(shift).intoArray(target, next + i);
                    i += WIDE_LANES;
                } while (i < count);
                next += count;
            }
        }
        columns[width] = next;
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
    public void pool(short[] band, int from, int width, int channels, int side, short[] target, int to) {
        if (side != 2) { // no network has another one; there is no division of vectors of integers
            SCALAR.pool(band, from, width, channels, side, target, to);
            return;
        }
        for (int x = 0; x < width / 2; x++) {
            for (int c = 0; c < channels; c += WIDE_LANES) {
                int upper = from + 2 * x * channels + c;
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
    public void hammingDistances(long[] a, long[][] others, int from, long[] distances) {
        countFour(a, others[from], others[from + 1], others[from + 2], others[from + 3], distances);
    }

    /** One load of {@code a} for four counts: loads, not additions, are what takes time. */
    private static void countFour(long[] a, long[] b0, long[] b1, long[] b2, long[] b3, long[] distances) {
        LongVector count0 = LongVector.zero(LONGS);
        LongVector count1 = count0;
        LongVector count2 = count0;
        LongVector count3 = count0;
        int w = 0;
        for (; w + LONGS.length() <= a.length; w += LONGS.length()) {
            LongVector bits = LongVector.fromArray(LONGS, a, w);
            count0 = count0.add(different(bits, b0, w));
            count1 = count1.add(different(bits, b1, w));
            count2 = count2.add(different(bits, b2, w));
            count3 = count3.add(different(bits, b3, w));
        }
        distances[0] = count0.reduceLanes(VectorOperators.ADD);
        distances[1] = count1.reduceLanes(VectorOperators.ADD);
        distances[2] = count2.reduceLanes(VectorOperators.ADD);
        distances[3] = count3.reduceLanes(VectorOperators.ADD);
        for (; w < a.length; w++) {
            distances[0] += Long.bitCount(a[w] ^ b0[w]);
            distances[1] += Long.bitCount(a[w] ^ b1[w]);
            distances[2] += Long.bitCount(a[w] ^ b2[w]);
            distances[3] += Long.bitCount(a[w] ^ b3[w]);
        }
    }

    private static LongVector different(LongVector bits, long[] other, int w) {
        return bits.lanewise(VectorOperators.XOR, LongVector.fromArray(LONGS, other, w)).lanewise(VectorOperators.BIT_COUNT);
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
