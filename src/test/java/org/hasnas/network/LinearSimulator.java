package org.hasnas.network;

import java.util.Arrays;
import java.util.Random;

/** A plain simulation of a cell of 4 nodes without convolutions, written after the equations of SNASNet's cell. */
final class LinearSimulator {
    private static final int SIDE = 5;
    private static final int STEPS = 9;

    private LinearSimulator() {}

    /** The output of all time steps on a fixed random input that differs from step to step. */
    static double[] output(ConnectionMatrix m) {
        Random random = new Random(6);
        double[] f0 = new double[SIDE * SIDE];
        double[] f1 = f0;
        double[] f2 = f0;
        double[] output = new double[STEPS * SIDE * SIDE];
        for (int t = 0; t < STEPS; t++) {
            double[] x = random.doubles(SIDE * SIDE, -1, 1).toArray();
            double[] v0 = add(x, f0);
            double[] v1 = add(apply(m.digit(0, 1), v0), f1);
            double[] v2 = add(add(apply(m.digit(0, 2), v0), apply(m.digit(1, 2), v1)), f2);
            double[] n3 = add(add(apply(m.digit(0, 3), v0), apply(m.digit(1, 3), v1)), apply(m.digit(2, 3), v2));
            f0 = add(add(apply(m.digit(1, 0), v1), apply(m.digit(2, 0), v2)), apply(m.digit(3, 0), n3));
            f1 = add(apply(m.digit(2, 1), v2), apply(m.digit(3, 1), n3));
            f2 = apply(m.digit(3, 2), n3);
            System.arraycopy(n3, 0, output, t * n3.length, n3.length);
        }
        return output;
    }

    /** The output divided by its length. */
    static double[] normalisedOutput(ConnectionMatrix matrix) {
        double[] output = output(matrix);
        double length = Math.sqrt(Arrays.stream(output).map(value -> value * value).sum());
        return Arrays.stream(output).map(value -> value / length).toArray();
    }

    private static double[] add(double[] one, double[] other) {
        double[] sum = one.clone();
        Arrays.setAll(sum, i -> one[i] + other[i]);
        return sum;
    }

    private static double[] apply(int digit, double[] image) {
        return switch (digit) {
            case 0 -> new double[image.length];
            case 1 -> image;
            case 4 -> averaged(image);
            default -> throw new IllegalArgumentException("digit " + digit + " is not linear");
        };
    }

    private static double[] averaged(double[] image) {
        double[] averaged = new double[image.length];
        for (int row = 0; row < SIDE; row++) {
            for (int column = 0; column < SIDE; column++) {
                double sum = 0;
                for (int r = Math.max(0, row - 1); r <= Math.min(SIDE - 1, row + 1); r++) {
                    for (int c = Math.max(0, column - 1); c <= Math.min(SIDE - 1, column + 1); c++) {
                        sum += image[r * SIDE + c];
                    }
                }
                averaged[row * SIDE + column] = sum / 9;
            }
        }
        return averaged;
    }
}
