package org.hasnas.simulation.kernel.training;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.hasnas.simulation.kernel.layout.VectorWidth;

/**
 * The input and output transforms of {@link WinogradInputGradient} with the Vector API. A small tile is transformed in registers; a large one has
 * more values than there are registers, so it is transformed line by line.
 */
final class VectorWinograd {
    private static final VectorSpecies<Float> FLOATS = VectorWidth.FLOATS;
    private static final int LANES = FLOATS.length();
    /** Of what a large tile is gathered from. */
    private static final int SIDE = WinogradInputGradient.LARGE + 2;

    private VectorWinograd() {}

    static void spread(int tile, float[] source, int from, int row, int channels, float[] target, int to, int step) {
        for (int c = 0; c < channels; c += LANES) {
            if (tile == WinogradInputGradient.SMALL) {
                spreadColumns(source, from + c, row, channels, target, to + c, step);
            } else {
                for (int x = 0; x < SIDE; x++) {
                    spreadLine(source, from + x * channels + c, row, target, to + x * step + c, SIDE * step);
                }
                for (int y = 0; y < SIDE; y++) {
                    spreadLine(target, to + y * SIDE * step + c, step, target, to + y * SIDE * step + c, step);
                }
            }
        }
    }

    /** B^T of six values of a large tile. */
    private static void spreadLine(float[] source, int from, int next, float[] target, int to, int step) {
        FloatVector first = FloatVector.fromArray(FLOATS, source, from);
        FloatVector second = FloatVector.fromArray(FLOATS, source, from + next);
        FloatVector third = FloatVector.fromArray(FLOATS, source, from + 2 * next);
        FloatVector fourth = FloatVector.fromArray(FLOATS, source, from + 3 * next);
        FloatVector fifth = FloatVector.fromArray(FLOATS, source, from + 4 * next);
        FloatVector sixth = FloatVector.fromArray(FLOATS, source, from + 5 * next);
        FloatVector far = fifth.sub(third.mul(4f));
        FloatVector near = fifth.sub(third);
        FloatVector farOdd = fourth.sub(second.mul(4f));
        FloatVector nearOdd = fourth.sub(second).mul(2f);
        first.mul(4f).sub(third.mul(5f)).add(fifth).intoArray(target, to);
        far.add(farOdd).intoArray(target, to + step);
        far.sub(farOdd).intoArray(target, to + 2 * step);
        near.add(nearOdd).intoArray(target, to + 3 * step);
        near.sub(nearOdd).intoArray(target, to + 4 * step);
        second.mul(4f).sub(fourth.mul(5f)).add(sixth).intoArray(target, to + 5 * step);
    }

    private static void spreadColumns(float[] source, int from, int row, int channels, float[] target, int to, int step) {
        FloatVector s00 = FloatVector.fromArray(FLOATS, source, from);
        FloatVector s10 = FloatVector.fromArray(FLOATS, source, from + row);
        FloatVector s20 = FloatVector.fromArray(FLOATS, source, from + 2 * row);
        FloatVector s30 = FloatVector.fromArray(FLOATS, source, from + 3 * row);
        FloatVector d00 = s00.sub(s20);
        FloatVector d10 = s10.add(s20);
        FloatVector d20 = s20.sub(s10);
        FloatVector d30 = s10.sub(s30);
        FloatVector s01 = FloatVector.fromArray(FLOATS, source, from + channels);
        FloatVector s11 = FloatVector.fromArray(FLOATS, source, from + row + channels);
        FloatVector s21 = FloatVector.fromArray(FLOATS, source, from + 2 * row + channels);
        FloatVector s31 = FloatVector.fromArray(FLOATS, source, from + 3 * row + channels);
        FloatVector d01 = s01.sub(s21);
        FloatVector d11 = s11.add(s21);
        FloatVector d21 = s21.sub(s11);
        FloatVector d31 = s11.sub(s31);
        FloatVector s02 = FloatVector.fromArray(FLOATS, source, from + 2 * channels);
        FloatVector s12 = FloatVector.fromArray(FLOATS, source, from + row + 2 * channels);
        FloatVector s22 = FloatVector.fromArray(FLOATS, source, from + 2 * row + 2 * channels);
        FloatVector s32 = FloatVector.fromArray(FLOATS, source, from + 3 * row + 2 * channels);
        FloatVector d02 = s02.sub(s22);
        FloatVector d12 = s12.add(s22);
        FloatVector d22 = s22.sub(s12);
        FloatVector d32 = s12.sub(s32);
        FloatVector s03 = FloatVector.fromArray(FLOATS, source, from + 3 * channels);
        FloatVector s13 = FloatVector.fromArray(FLOATS, source, from + row + 3 * channels);
        FloatVector s23 = FloatVector.fromArray(FLOATS, source, from + 2 * row + 3 * channels);
        FloatVector s33 = FloatVector.fromArray(FLOATS, source, from + 3 * row + 3 * channels);
        FloatVector d03 = s03.sub(s23);
        FloatVector d13 = s13.add(s23);
        FloatVector d23 = s23.sub(s13);
        FloatVector d33 = s13.sub(s33);
        d00.sub(d02).intoArray(target, to);
        d01.add(d02).intoArray(target, to + step);
        d02.sub(d01).intoArray(target, to + 2 * step);
        d01.sub(d03).intoArray(target, to + 3 * step);
        d10.sub(d12).intoArray(target, to + 4 * step);
        d11.add(d12).intoArray(target, to + 5 * step);
        d12.sub(d11).intoArray(target, to + 6 * step);
        d11.sub(d13).intoArray(target, to + 7 * step);
        d20.sub(d22).intoArray(target, to + 8 * step);
        d21.add(d22).intoArray(target, to + 9 * step);
        d22.sub(d21).intoArray(target, to + 10 * step);
        d21.sub(d23).intoArray(target, to + 11 * step);
        d30.sub(d32).intoArray(target, to + 12 * step);
        d31.add(d32).intoArray(target, to + 13 * step);
        d32.sub(d31).intoArray(target, to + 14 * step);
        d31.sub(d33).intoArray(target, to + 15 * step);
    }

    static void gather(int tile, float[] products, int from, int step, int channels, float[] target, int to, int row) {
        for (int c = 0; c < channels; c += LANES) {
            if (tile == WinogradInputGradient.SMALL) {
                gatherColumns(products, from + c, step, channels, target, to + c, row);
            } else {
                for (int x = 0; x < SIDE; x++) {
                    gatherLine(products, from + x * step + c, SIDE * step, products, from + x * step + c, SIDE * step, false);
                }
                for (int y = 0; y < WinogradInputGradient.LARGE; y++) {
                    gatherLine(products, from + y * SIDE * step + c, step, target, to + y * row + c, channels, true);
                }
            }
        }
    }

    /** A^T of six products of a large tile, added to four pixels or put in their place. */
    private static void gatherLine(float[] products, int from, int next, float[] target, int to, int step, boolean add) {
        FloatVector first = FloatVector.fromArray(FLOATS, products, from);
        FloatVector second = FloatVector.fromArray(FLOATS, products, from + next);
        FloatVector third = FloatVector.fromArray(FLOATS, products, from + 2 * next);
        FloatVector fourth = FloatVector.fromArray(FLOATS, products, from + 3 * next);
        FloatVector fifth = FloatVector.fromArray(FLOATS, products, from + 4 * next);
        FloatVector sixth = FloatVector.fromArray(FLOATS, products, from + 5 * next);
        FloatVector even = second.add(third);
        FloatVector odd = second.sub(third);
        FloatVector farEven = fourth.add(fifth);
        FloatVector farOdd = fourth.sub(fifth);
        put(first.add(even).add(farEven), target, to, add);
        put(odd.add(farOdd.mul(2f)), target, to + step, add);
        put(even.add(farEven.mul(4f)), target, to + 2 * step, add);
        put(odd.add(farOdd.mul(8f)).add(sixth), target, to + 3 * step, add);
    }

    private static void put(FloatVector value, float[] target, int at, boolean add) {
        if (add) {
            VectorProducts.add(value, target, at);
        } else {
            value.intoArray(target, at);
        }
    }

    private static void gatherColumns(float[] products, int from, int step, int channels, float[] target, int to, int row) {
        FloatVector m00 = FloatVector.fromArray(FLOATS, products, from);
        FloatVector m10 = FloatVector.fromArray(FLOATS, products, from + 4 * step);
        FloatVector m20 = FloatVector.fromArray(FLOATS, products, from + 8 * step);
        FloatVector m30 = FloatVector.fromArray(FLOATS, products, from + 12 * step);
        FloatVector upper0 = m00.add(m10).add(m20);
        FloatVector lower0 = m10.sub(m20).sub(m30);
        FloatVector m01 = FloatVector.fromArray(FLOATS, products, from + step);
        FloatVector m11 = FloatVector.fromArray(FLOATS, products, from + 5 * step);
        FloatVector m21 = FloatVector.fromArray(FLOATS, products, from + 9 * step);
        FloatVector m31 = FloatVector.fromArray(FLOATS, products, from + 13 * step);
        FloatVector upper1 = m01.add(m11).add(m21);
        FloatVector lower1 = m11.sub(m21).sub(m31);
        FloatVector m02 = FloatVector.fromArray(FLOATS, products, from + 2 * step);
        FloatVector m12 = FloatVector.fromArray(FLOATS, products, from + 6 * step);
        FloatVector m22 = FloatVector.fromArray(FLOATS, products, from + 10 * step);
        FloatVector m32 = FloatVector.fromArray(FLOATS, products, from + 14 * step);
        FloatVector upper2 = m02.add(m12).add(m22);
        FloatVector lower2 = m12.sub(m22).sub(m32);
        FloatVector m03 = FloatVector.fromArray(FLOATS, products, from + 3 * step);
        FloatVector m13 = FloatVector.fromArray(FLOATS, products, from + 7 * step);
        FloatVector m23 = FloatVector.fromArray(FLOATS, products, from + 11 * step);
        FloatVector m33 = FloatVector.fromArray(FLOATS, products, from + 15 * step);
        FloatVector upper3 = m03.add(m13).add(m23);
        FloatVector lower3 = m13.sub(m23).sub(m33);
        VectorProducts.add(upper0.add(upper1).add(upper2), target, to);
        VectorProducts.add(upper1.sub(upper2).sub(upper3), target, to + channels);
        VectorProducts.add(lower0.add(lower1).add(lower2), target, to + row);
        VectorProducts.add(lower1.sub(lower2).sub(lower3), target, to + row + channels);
    }
}
