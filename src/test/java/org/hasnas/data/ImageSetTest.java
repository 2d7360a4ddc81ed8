package org.hasnas.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.hasnas.network.NetworkTemplate.ImageShape;
import org.junit.jupiter.api.Test;

final class ImageSetTest {
    /** Images whose pixels and label are their number. */
    private static ImageSet numbered(int count) {
        byte[] pixels = new byte[2 * count];
        short[] labels = new short[count];
        for (int image = 0; image < count; image++) {
            pixels[2 * image] = (byte) image;
            pixels[2 * image + 1] = (byte) image;
            labels[image] = (short) image;
        }
        return new ImageSet(new ImageShape(1, 1, 2), count, pixels, labels, new ImageSet.Normalization(255, new float[1], new float[] {1}));
    }

    @Test
    void aSubsetTakesEveryImageEquallyOftenAndKeepsTheirOrder() {
        ImageSet ten = numbered(10);
        int[] taken = new int[10];
        SplittableRandom random = new SplittableRandom(1);
        for (int draw = 0; draw < 1000; draw++) {
            ImageSet four = ten.subset(4, random);
            assertEquals(4, four.size());
            for (int image = 0; image < 4; image++) {
                assertTrue(image == 0 || four.label(image) > four.label(image - 1));
                assertEquals(four.label(image), four.pixel(image, 0, 0, 1));
                taken[four.label(image)]++;
            }
        }
        for (int count : taken) {
            assertEquals(400, count, 62, "four standard deviations of 1000 draws of 0.4");
        }
        assertEquals(9, ten.subset(10, random).label(9));
    }
}
