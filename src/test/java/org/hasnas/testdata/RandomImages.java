package org.hasnas.testdata;

import java.util.SplittableRandom;

/** Images of random pixels from 0 to 1. */
public final class RandomImages {
    private RandomImages() {}

    /** @return [image][row, column, channel] */
    public static float[][] of(int images, int values) {
        SplittableRandom random = new SplittableRandom(17);
        float[][] pixels = new float[images][values];
        for (float[] image : pixels) {
            for (int i = 0; i < values; i++) {
                image[i] = (float) random.nextDouble();
            }
        }
        return pixels;
    }
}
