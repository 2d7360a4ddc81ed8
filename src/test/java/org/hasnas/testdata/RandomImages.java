package org.hasnas.testdata;

import java.util.SplittableRandom;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.network.NetworkTemplate.InputKind;

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

    /** Images for a network, or for one of events random frames of which a third of the values are 1: [image][frame, row, column, channel]. */
    public static float[][] of(int images, NetworkTemplate template) {
        float[][] pixels = of(images, template.inputSize());
        if (template.input().kind() == InputKind.EVENTS) {
            for (float[] image : pixels) {
                for (int i = 0; i < image.length; i++) {
                    image[i] = image[i] < 1 / 3f ? 1 : 0;
                }
            }
        }
        return pixels;
    }
}
