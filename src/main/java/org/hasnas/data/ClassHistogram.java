package org.hasnas.data;

import java.util.Arrays;
import java.util.List;

/**
 * Images of each class.
 *
 * @param images number of images, by label
 */
public record ClassHistogram(List<Integer> images) {
    public ClassHistogram {
        images = List.copyOf(images);
    }

    /** Counts the images of a set; every class has an entry, also one without images. */
    public static ClassHistogram of(ImageSet set) {
        Integer[] counts = new Integer[set.classes()];
        Arrays.fill(counts, 0);
        for (int image = 0; image < set.size(); image++) {
            counts[set.label(image)]++;
        }
        return new ClassHistogram(List.of(counts));
    }
}
