package org.hasnas.simulation.kernel.training;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.hasnas.simulation.kernel.layout.VectorWidth;

/** Products of matrices with the Vector API, see {@link TrainingKernels#multiply}: a block of rows times columns is summed in registers. */
final class VectorProducts {
    private static final VectorSpecies<Float> FLOATS = VectorWidth.FLOATS;
    private static final int LANES = FLOATS.length();
    /** Rows that a product takes together: sixteen sums need more vector registers than machines of narrower vectors have. */
    private static final int TALL = VectorWidth.BITS == 512 ? 8 : Integer.MAX_VALUE / 2;

    private VectorProducts() {}

    static void multiply(float[] a, int fromA, int stepA, int rows, int depth, float[] b, int fromB, int columns, float[] c, int fromC) {
        for (int panel = 0; panel < columns; panel += PanelMatrix.WIDTH) {
            int width = PanelMatrix.width(columns, panel);
            int column = 0;
            for (; column + 2 * LANES <= width; column += 2 * LANES) {
                int fromPanel = fromB + panel * depth + column;
                int row = 0;
                for (; row + TALL <= rows; row += TALL) {
                    eightByTwo(a, fromA + row * stepA, stepA, depth, b, fromPanel, width, c, fromC + row * columns + panel + column, columns);
                }
                for (; row + 6 <= rows && row + 8 != rows; row += 6) { // of eight, two times four
                    sixByTwo(a, fromA + row * stepA, stepA, depth, b, fromPanel, width, c, fromC + row * columns + panel + column, columns);
                }
                for (; row + 4 <= rows; row += 4) {
                    fourByTwo(a, fromA + row * stepA, stepA, depth, b, fromPanel, width, c, fromC + row * columns + panel + column, columns);
                }
                for (; row < rows; row++) {
                    one(a, fromA + row * stepA, depth, b, fromPanel, width, c, fromC + row * columns + panel + column);
                    one(a, fromA + row * stepA, depth, b, fromPanel + LANES, width, c, fromC + row * columns + panel + column + LANES);
                }
            }
            for (; column < width; column += LANES) {
                int fromPanel = fromB + panel * depth + column;
                int row = 0;
                for (; row + 8 <= rows; row += 8) {
                    eightByOne(a, fromA + row * stepA, stepA, depth, b, fromPanel, width, c, fromC + row * columns + panel + column, columns);
                }
                for (; row < rows; row++) {
                    one(a, fromA + row * stepA, depth, b, fromPanel, width, c, fromC + row * columns + panel + column);
                }
            }
        }
    }

    /** Eight rows times two vectors of columns: sixteen independent sums hide the latency of the multiply-adds, and two loads serve all. */
    private static void eightByTwo(float[] a, int fromA, int stepA, int depth, float[] b, int fromB, int stepB, float[] c, int fromC, int stepC) {
        FloatVector c00 = FloatVector.fromArray(FLOATS, c, fromC);
        FloatVector c01 = FloatVector.fromArray(FLOATS, c, fromC + LANES);
        FloatVector c10 = FloatVector.fromArray(FLOATS, c, fromC + stepC);
        FloatVector c11 = FloatVector.fromArray(FLOATS, c, fromC + stepC + LANES);
        FloatVector c20 = FloatVector.fromArray(FLOATS, c, fromC + 2 * stepC);
        FloatVector c21 = FloatVector.fromArray(FLOATS, c, fromC + 2 * stepC + LANES);
        FloatVector c30 = FloatVector.fromArray(FLOATS, c, fromC + 3 * stepC);
        FloatVector c31 = FloatVector.fromArray(FLOATS, c, fromC + 3 * stepC + LANES);
        FloatVector c40 = FloatVector.fromArray(FLOATS, c, fromC + 4 * stepC);
        FloatVector c41 = FloatVector.fromArray(FLOATS, c, fromC + 4 * stepC + LANES);
        FloatVector c50 = FloatVector.fromArray(FLOATS, c, fromC + 5 * stepC);
        FloatVector c51 = FloatVector.fromArray(FLOATS, c, fromC + 5 * stepC + LANES);
        FloatVector c60 = FloatVector.fromArray(FLOATS, c, fromC + 6 * stepC);
        FloatVector c61 = FloatVector.fromArray(FLOATS, c, fromC + 6 * stepC + LANES);
        FloatVector c70 = FloatVector.fromArray(FLOATS, c, fromC + 7 * stepC);
        FloatVector c71 = FloatVector.fromArray(FLOATS, c, fromC + 7 * stepC + LANES);
        int a1 = stepA;
        int a2 = 2 * stepA;
        int a3 = 3 * stepA;
        int a4 = 4 * stepA;
        int a5 = 5 * stepA;
        int a6 = 6 * stepA;
        int a7 = 7 * stepA;
        for (int k = 0, row = fromB; k < depth; k++, row += stepB) {
            int at = fromA + k;
            FloatVector b0 = FloatVector.fromArray(FLOATS, b, row);
            FloatVector b1 = FloatVector.fromArray(FLOATS, b, row + LANES);
            FloatVector factor = FloatVector.broadcast(FLOATS, a[at]);
            c00 = b0.fma(factor, c00);
            c01 = b1.fma(factor, c01);
            factor = FloatVector.broadcast(FLOATS, a[at + a1]);
            c10 = b0.fma(factor, c10);
            c11 = b1.fma(factor, c11);
            factor = FloatVector.broadcast(FLOATS, a[at + a2]);
            c20 = b0.fma(factor, c20);
            c21 = b1.fma(factor, c21);
            factor = FloatVector.broadcast(FLOATS, a[at + a3]);
            c30 = b0.fma(factor, c30);
            c31 = b1.fma(factor, c31);
            factor = FloatVector.broadcast(FLOATS, a[at + a4]);
            c40 = b0.fma(factor, c40);
            c41 = b1.fma(factor, c41);
            factor = FloatVector.broadcast(FLOATS, a[at + a5]);
            c50 = b0.fma(factor, c50);
            c51 = b1.fma(factor, c51);
            factor = FloatVector.broadcast(FLOATS, a[at + a6]);
            c60 = b0.fma(factor, c60);
            c61 = b1.fma(factor, c61);
            factor = FloatVector.broadcast(FLOATS, a[at + a7]);
            c70 = b0.fma(factor, c70);
            c71 = b1.fma(factor, c71);
        }
        c00.intoArray(c, fromC);
        c01.intoArray(c, fromC + LANES);
        c10.intoArray(c, fromC + stepC);
        c11.intoArray(c, fromC + stepC + LANES);
        c20.intoArray(c, fromC + 2 * stepC);
        c21.intoArray(c, fromC + 2 * stepC + LANES);
        c30.intoArray(c, fromC + 3 * stepC);
        c31.intoArray(c, fromC + 3 * stepC + LANES);
        c40.intoArray(c, fromC + 4 * stepC);
        c41.intoArray(c, fromC + 4 * stepC + LANES);
        c50.intoArray(c, fromC + 5 * stepC);
        c51.intoArray(c, fromC + 5 * stepC + LANES);
        c60.intoArray(c, fromC + 6 * stepC);
        c61.intoArray(c, fromC + 6 * stepC + LANES);
        c70.intoArray(c, fromC + 7 * stepC);
        c71.intoArray(c, fromC + 7 * stepC + LANES);
    }

    /** Twelve sums, which with two columns and a factor are all registers of machines with narrower vectors. */
    private static void sixByTwo(float[] a, int fromA, int stepA, int depth, float[] b, int fromB, int stepB, float[] c, int fromC, int stepC) {
        FloatVector c00 = FloatVector.fromArray(FLOATS, c, fromC);
        FloatVector c01 = FloatVector.fromArray(FLOATS, c, fromC + LANES);
        FloatVector c10 = FloatVector.fromArray(FLOATS, c, fromC + stepC);
        FloatVector c11 = FloatVector.fromArray(FLOATS, c, fromC + stepC + LANES);
        FloatVector c20 = FloatVector.fromArray(FLOATS, c, fromC + 2 * stepC);
        FloatVector c21 = FloatVector.fromArray(FLOATS, c, fromC + 2 * stepC + LANES);
        FloatVector c30 = FloatVector.fromArray(FLOATS, c, fromC + 3 * stepC);
        FloatVector c31 = FloatVector.fromArray(FLOATS, c, fromC + 3 * stepC + LANES);
        FloatVector c40 = FloatVector.fromArray(FLOATS, c, fromC + 4 * stepC);
        FloatVector c41 = FloatVector.fromArray(FLOATS, c, fromC + 4 * stepC + LANES);
        FloatVector c50 = FloatVector.fromArray(FLOATS, c, fromC + 5 * stepC);
        FloatVector c51 = FloatVector.fromArray(FLOATS, c, fromC + 5 * stepC + LANES);
        int a1 = stepA;
        int a2 = 2 * stepA;
        int a3 = 3 * stepA;
        int a4 = 4 * stepA;
        int a5 = 5 * stepA;
        for (int k = 0, row = fromB; k < depth; k++, row += stepB) {
            int at = fromA + k;
            FloatVector b0 = FloatVector.fromArray(FLOATS, b, row);
            FloatVector b1 = FloatVector.fromArray(FLOATS, b, row + LANES);
            FloatVector factor = FloatVector.broadcast(FLOATS, a[at]);
            c00 = b0.fma(factor, c00);
            c01 = b1.fma(factor, c01);
            factor = FloatVector.broadcast(FLOATS, a[at + a1]);
            c10 = b0.fma(factor, c10);
            c11 = b1.fma(factor, c11);
            factor = FloatVector.broadcast(FLOATS, a[at + a2]);
            c20 = b0.fma(factor, c20);
            c21 = b1.fma(factor, c21);
            factor = FloatVector.broadcast(FLOATS, a[at + a3]);
            c30 = b0.fma(factor, c30);
            c31 = b1.fma(factor, c31);
            factor = FloatVector.broadcast(FLOATS, a[at + a4]);
            c40 = b0.fma(factor, c40);
            c41 = b1.fma(factor, c41);
            factor = FloatVector.broadcast(FLOATS, a[at + a5]);
            c50 = b0.fma(factor, c50);
            c51 = b1.fma(factor, c51);
        }
        c00.intoArray(c, fromC);
        c01.intoArray(c, fromC + LANES);
        c10.intoArray(c, fromC + stepC);
        c11.intoArray(c, fromC + stepC + LANES);
        c20.intoArray(c, fromC + 2 * stepC);
        c21.intoArray(c, fromC + 2 * stepC + LANES);
        c30.intoArray(c, fromC + 3 * stepC);
        c31.intoArray(c, fromC + 3 * stepC + LANES);
        c40.intoArray(c, fromC + 4 * stepC);
        c41.intoArray(c, fromC + 4 * stepC + LANES);
        c50.intoArray(c, fromC + 5 * stepC);
        c51.intoArray(c, fromC + 5 * stepC + LANES);
    }

    private static void fourByTwo(float[] a, int fromA, int stepA, int depth, float[] b, int fromB, int stepB, float[] c, int fromC, int stepC) {
        FloatVector c00 = FloatVector.fromArray(FLOATS, c, fromC);
        FloatVector c01 = FloatVector.fromArray(FLOATS, c, fromC + LANES);
        FloatVector c10 = FloatVector.fromArray(FLOATS, c, fromC + stepC);
        FloatVector c11 = FloatVector.fromArray(FLOATS, c, fromC + stepC + LANES);
        FloatVector c20 = FloatVector.fromArray(FLOATS, c, fromC + 2 * stepC);
        FloatVector c21 = FloatVector.fromArray(FLOATS, c, fromC + 2 * stepC + LANES);
        FloatVector c30 = FloatVector.fromArray(FLOATS, c, fromC + 3 * stepC);
        FloatVector c31 = FloatVector.fromArray(FLOATS, c, fromC + 3 * stepC + LANES);
        int a1 = stepA;
        int a2 = 2 * stepA;
        int a3 = 3 * stepA;
        for (int k = 0, row = fromB; k < depth; k++, row += stepB) {
            int at = fromA + k;
            FloatVector b0 = FloatVector.fromArray(FLOATS, b, row);
            FloatVector b1 = FloatVector.fromArray(FLOATS, b, row + LANES);
            FloatVector factor = FloatVector.broadcast(FLOATS, a[at]);
            c00 = b0.fma(factor, c00);
            c01 = b1.fma(factor, c01);
            factor = FloatVector.broadcast(FLOATS, a[at + a1]);
            c10 = b0.fma(factor, c10);
            c11 = b1.fma(factor, c11);
            factor = FloatVector.broadcast(FLOATS, a[at + a2]);
            c20 = b0.fma(factor, c20);
            c21 = b1.fma(factor, c21);
            factor = FloatVector.broadcast(FLOATS, a[at + a3]);
            c30 = b0.fma(factor, c30);
            c31 = b1.fma(factor, c31);
        }
        c00.intoArray(c, fromC);
        c01.intoArray(c, fromC + LANES);
        c10.intoArray(c, fromC + stepC);
        c11.intoArray(c, fromC + stepC + LANES);
        c20.intoArray(c, fromC + 2 * stepC);
        c21.intoArray(c, fromC + 2 * stepC + LANES);
        c30.intoArray(c, fromC + 3 * stepC);
        c31.intoArray(c, fromC + 3 * stepC + LANES);
    }

    private static void eightByOne(float[] a, int fromA, int stepA, int depth, float[] b, int fromB, int stepB, float[] c, int fromC, int stepC) {
        FloatVector c00 = FloatVector.fromArray(FLOATS, c, fromC);
        FloatVector c10 = FloatVector.fromArray(FLOATS, c, fromC + stepC);
        FloatVector c20 = FloatVector.fromArray(FLOATS, c, fromC + 2 * stepC);
        FloatVector c30 = FloatVector.fromArray(FLOATS, c, fromC + 3 * stepC);
        FloatVector c40 = FloatVector.fromArray(FLOATS, c, fromC + 4 * stepC);
        FloatVector c50 = FloatVector.fromArray(FLOATS, c, fromC + 5 * stepC);
        FloatVector c60 = FloatVector.fromArray(FLOATS, c, fromC + 6 * stepC);
        FloatVector c70 = FloatVector.fromArray(FLOATS, c, fromC + 7 * stepC);
        int a1 = stepA;
        int a2 = 2 * stepA;
        int a3 = 3 * stepA;
        int a4 = 4 * stepA;
        int a5 = 5 * stepA;
        int a6 = 6 * stepA;
        int a7 = 7 * stepA;
        for (int k = 0, row = fromB; k < depth; k++, row += stepB) {
            int at = fromA + k;
            FloatVector b0 = FloatVector.fromArray(FLOATS, b, row);
            FloatVector factor = FloatVector.broadcast(FLOATS, a[at]);
            c00 = b0.fma(factor, c00);
            factor = FloatVector.broadcast(FLOATS, a[at + a1]);
            c10 = b0.fma(factor, c10);
            factor = FloatVector.broadcast(FLOATS, a[at + a2]);
            c20 = b0.fma(factor, c20);
            factor = FloatVector.broadcast(FLOATS, a[at + a3]);
            c30 = b0.fma(factor, c30);
            factor = FloatVector.broadcast(FLOATS, a[at + a4]);
            c40 = b0.fma(factor, c40);
            factor = FloatVector.broadcast(FLOATS, a[at + a5]);
            c50 = b0.fma(factor, c50);
            factor = FloatVector.broadcast(FLOATS, a[at + a6]);
            c60 = b0.fma(factor, c60);
            factor = FloatVector.broadcast(FLOATS, a[at + a7]);
            c70 = b0.fma(factor, c70);
        }
        c00.intoArray(c, fromC);
        c10.intoArray(c, fromC + stepC);
        c20.intoArray(c, fromC + 2 * stepC);
        c30.intoArray(c, fromC + 3 * stepC);
        c40.intoArray(c, fromC + 4 * stepC);
        c50.intoArray(c, fromC + 5 * stepC);
        c60.intoArray(c, fromC + 6 * stepC);
        c70.intoArray(c, fromC + 7 * stepC);
    }

    private static void one(float[] a, int fromA, int depth, float[] b, int fromB, int stepB, float[] c, int fromC) {
        FloatVector sum = FloatVector.fromArray(FLOATS, c, fromC);
        for (int k = 0, row = fromB; k < depth; k++, row += stepB) {
            sum = FloatVector.fromArray(FLOATS, b, row).fma(FloatVector.broadcast(FLOATS, a[fromA + k]), sum);
        }
        sum.intoArray(c, fromC);
    }

    /** Ten sums hide the latency of the multiply-adds on machines of two units. */
    static long multiplyAdds(int rounds, float[] sums) {
        FloatVector factor = FloatVector.broadcast(FLOATS, 0.5f);
        FloatVector a = FloatVector.broadcast(FLOATS, 1f);
        FloatVector b = a;
        FloatVector c = a;
        FloatVector d = a;
        FloatVector e = a;
        FloatVector f = a;
        FloatVector g = a;
        FloatVector h = a;
        FloatVector i = a;
        FloatVector j = a;
        for (int round = 0; round < rounds; round++) {
            a = a.fma(factor, factor);
            b = b.fma(factor, factor);
            c = c.fma(factor, factor);
            d = d.fma(factor, factor);
            e = e.fma(factor, factor);
            f = f.fma(factor, factor);
            g = g.fma(factor, factor);
            h = h.fma(factor, factor);
            i = i.fma(factor, factor);
            j = j.fma(factor, factor);
        }
        a.add(b).add(c).add(d).add(e).add(f).add(g).add(h).add(i).add(j).intoArray(sums, 0);
        return 10L * LANES * rounds;
    }

    /** Adds a vector to an array. */
    static void add(FloatVector sum, float[] target, int at) {
        FloatVector.fromArray(FLOATS, target, at).add(sum).intoArray(target, at);
    }
}
