package org.hasnas.data.model;

import org.hasnas.network.NetworkTemplate.ImageShape;

/** What a network must fit to see a data set's images: their shape, and the number of classes. */
public record DatasetShape(ImageShape image, int classes) {
    @Override
    public String toString() {
        return image + " in " + classes + " classes";
    }
}
