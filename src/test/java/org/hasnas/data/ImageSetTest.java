package org.hasnas.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.hasnas.network.NetworkTemplate.ImageShape;
import org.hasnas.network.NetworkTemplate.InputKind;
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
    void aFrameOfEventsHoldsThoseOfItsShareOfTheTimeBins() {
        ImageShape shape = new ImageShape(2, 1, 2, InputKind.EVENTS);
        byte[] bits = {0, 0, 0, 0, /* bins 8 to 11 */ 0, 0, 0, 0, /* second recording */ 1, 0, 0b100, (byte) 0x80, 0, 0b1000, 0b1, 0};
        ImageSet set = ImageSet.ofEvents(shape, 2, 12, 0.3, bits, new short[] {0, 1});
        assertEquals(2, set.size());
        assertArrayEquals(new float[12 * 4 / 4], set.input(0, 3)); // [frame][column][channel]
        assertArrayEquals(new float[] {1, 1, 0, 0, /* */ 0, 0, 0, 1, /* */ 0, 1, 1, 0}, set.input(1, 3));
        assertArrayEquals(new float[] {1, 1, 1, 1}, set.input(1, 1));
        assertEquals(1, set.pixel(1, 1, 3, 1, 0, 1));
        assertArrayEquals(set.input(1, 12), set.part(1, 1).input(0, 12));
        assertArrayEquals(set.input(1, 12), set.without(0, 1).input(0, 12));
        assertThrows(IllegalArgumentException.class, () -> set.input(1, 5));
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
                assertEquals(four.label(image), four.pixel(image, 0, 1, 0, 0, 1));
                taken[four.label(image)]++;
            }
        }
        for (int count : taken) {
            assertEquals(400, count, 62, "four standard deviations of 1000 draws of 0.4");
        }
        assertEquals(9, ten.subset(10, random).label(9));
    }
}
