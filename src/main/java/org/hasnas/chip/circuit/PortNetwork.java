package org.hasnas.chip.circuit;

import java.util.Arrays;

/**
 * A linear network of P ports (the column nodes of one row and all that lies above them): the symmetric admittance matrix Y between the
 * ports and, for each of some sources, the currents J it sends out of the grounded ports. Row k of the memory is
 * {@code [Y_k0 .. Y_kP-1 | J_k0 .. ]}; of Y only the upper triangle is kept.
 *
 * <p>A resistance r in series with every port turns Y into Y (1 + r Y)^-1 and J into (1 + r Y)^-1 J: the Sherman-Morrison-Woodbury
 * identity, applied to eight ports at a time, so that most work is sums of eight rows that stay in the nearest cache. No step divides by
 * r, and none subtracts nearly equal numbers as long as r Y is not much above 1.
 */
final class PortNetwork {
    private static final int BLOCK = 8;

    private final int ports;
    private final int stride;
    private final double[] matrix;
    private final double[][] old = new double[BLOCK][];
    private final double[][] scaled = new double[BLOCK][];
    private final double[] small = new double[BLOCK * BLOCK];
    private final double[] factor = new double[BLOCK];

    PortNetwork(int ports, int sources) {
        this.ports = ports;
        this.stride = ports + sources;
        this.matrix = new double[ports * stride];
        for (int b = 0; b < BLOCK; b++) {
            old[b] = new double[stride];
            scaled[b] = new double[ports];
        }
    }

    double[] matrix() {
        return matrix;
    }

    int stride() {
        return stride;
    }

    double current(int port, int source) {
        return matrix[port * stride + ports + source];
    }

    /** Puts {@code ohms} in series with every port; sources from {@code sources} on have no current yet. */
    void addSeries(double ohms, int sources) {
        if (ohms == 0) {
            return;
        }
        int width = ports + sources;
        for (int first = 0; first < ports; first += BLOCK) {
            int size = Math.min(BLOCK, ports - first);
            copyBlock(first, size, width);
            invertBlock(first, size, ohms);
            for (int b = 0; b < BLOCK; b++) {
                Arrays.fill(scaled[b], 0, ports, 0);
                if (b < size) {
                    for (int c = 0; c < BLOCK; c++) {
                        factor[c] = c < size ? -ohms * small[b * BLOCK + c] : 0;
                    }
                    add(scaled[b], 0, 0, ports, factor, old);
                }
            }
            for (int k = 0; k < ports; k++) {
                for (int b = 0; b < BLOCK; b++) {
                    factor[b] = scaled[b][k];
                }
                add(matrix, k * stride, k, width, factor, old);
            }
        }
    }

    /** Whole rows of the block before the change. */
    private void copyBlock(int first, int size, int width) {
        for (int b = 0; b < size; b++) {
            int row = first + b;
            for (int l = 0; l < row; l++) {
                old[b][l] = matrix[l * stride + row];
            }
            System.arraycopy(matrix, row * stride + row, old[b], row, width - row);
        }
        for (int b = size; b < BLOCK; b++) {
            Arrays.fill(old[b], 0, width, 0);
        }
    }

    /** small = (1 + ohms * Y_BB)^-1 by Gauss-Jordan; the block is symmetric and positive definite, so no pivoting is needed. */
    private void invertBlock(int first, int size, double ohms) {
        for (int b = 0; b < size; b++) {
            for (int c = 0; c < size; c++) {
                small[b * BLOCK + c] = ohms * old[b][first + c] + (b == c ? 1 : 0);
            }
        }
        for (int p = 0; p < size; p++) {
            double pivot = 1 / small[p * BLOCK + p];
            small[p * BLOCK + p] = 1;
            for (int c = 0; c < size; c++) {
                small[p * BLOCK + c] *= pivot;
            }
            for (int b = 0; b < size; b++) {
                if (b != p) {
                    double f = small[b * BLOCK + p];
                    small[b * BLOCK + p] = 0;
                    for (int c = 0; c < size; c++) {
                        small[b * BLOCK + c] -= f * small[p * BLOCK + c];
                    }
                }
            }
        }
    }

    /** a[start + l] += sum over b of f[b] * u[b][l], for l from {@code from} to {@code to}; the compiler makes vectors of it. */
    private static void add(double[] a, int start, int from, int to, double[] f, double[][] u) {
        double f0 = f[0];
        double f1 = f[1];
        double f2 = f[2];
        double f3 = f[3];
        double f4 = f[4];
        double f5 = f[5];
        double f6 = f[6];
        double f7 = f[7];
        double[] u0 = u[0];
        double[] u1 = u[1];
        double[] u2 = u[2];
        double[] u3 = u[3];
        double[] u4 = u[4];
        double[] u5 = u[5];
        double[] u6 = u[6];
        double[] u7 = u[7];
        for (int l = from; l < to; l++) {
            double even = Math.fma(f0, u0[l], Math.fma(f2, u2[l], Math.fma(f4, u4[l], f6 * u6[l])));
            double odd = Math.fma(f1, u1[l], Math.fma(f3, u3[l], Math.fma(f5, u5[l], f7 * u7[l])));
            a[start + l] += even + odd;
        }
    }
}
