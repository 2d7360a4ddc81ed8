package org.hasnas.simulation.kernel.float32;

import java.util.Arrays;

/** Element-wise arithmetic on rows of channels. Every loop has one index for all arrays, so that it is vectorised. */
public final class RowMath {
    private RowMath() {}

    /** {@code target += source * factor} over the first {@code channels} elements. */
    public static void addScaled(float[] target, float[] source, float factor, int channels) {
        for (int c = 0; c < channels; c++) {
            target[c] += source[c] * factor;
        }
    }

    /** {@code target += source} over the first {@code channels} elements. */
    public static void add(float[] target, float[] source, int channels) {
        for (int c = 0; c < channels; c++) {
            target[c] += source[c];
        }
    }

    /** {@link #add(float[], float[], int)} for {@code rows} rows. */
    public static void add(float[][] target, int firstTarget, float[][] source, int firstSource, int rows, int channels) {
        for (int row = 0; row < rows; row++) {
            add(target[firstTarget + row], source[firstSource + row], channels);
        }
    }

    /** {@code target += factor * sum of a group} for each element of the target, of groups of {@code size} sources that follow each other. */
    public static void addGroups(double[] target, float[] source, int size, double factor) {
        for (int group = 0; group < target.length; group++) {
            double sum = 0;
            for (int element = group * size; element < (group + 1) * size; element++) {
                sum += source[element];
            }
            target[group] += sum * factor;
        }
    }

    public static void copy(float[][] target, int firstTarget, float[][] source, int firstSource, int rows, int channels) {
        for (int row = 0; row < rows; row++) {
            System.arraycopy(source[firstSource + row], 0, target[firstTarget + row], 0, channels);
        }
    }

    public static void clear(float[][] target, int first, int rows, int channels) {
        for (int row = 0; row < rows; row++) {
            Arrays.fill(target[first + row], 0, channels, 0f);
        }
    }

    static void scale(float[] target, float factor, int channels) {
        for (int c = 0; c < channels; c++) {
            target[c] *= factor;
        }
    }
}
