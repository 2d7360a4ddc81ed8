package org.hasnas.data.model;

import java.util.Optional;
import org.hasnas.network.NetworkTemplate.ImageShape;

/**
 * Which images a run uses.
 *
 * @param format how they are stored
 * @param path folder or file, absolute or relative to the project folder; empty for the embedded digits
 * @param subset the part of the training images that is used; empty for all
 */
public record DatasetReference(Format format, String path, Optional<Subset> subset) {
    /**
     * Some of the training images, all equally likely.
     *
     * @param images how many, at least 2: one to train with and one to validate with
     * @param seed of the draw
     */
    public record Subset(int images, long seed) {
        public Subset {
            if (images < 2) {
                throw new IllegalArgumentException("a subset has at least 2 training images, not " + images);
            }
        }

        @Override
        public String toString() {
            return images + " of its training images, drawn with seed " + seed;
        }
    }

    /** The formats the program reads. */
    public enum Format {
        DIGITS, CIFAR10, CIFAR100, TINY_IMAGENET, IDX, FOLDERS;

        /** The shape that all data sets of the format have; empty if the files say it. */
        public Optional<DatasetShape> shape() {
            return switch (this) {
                case DIGITS -> Optional.of(new DatasetShape(new ImageShape(1, 8, 8), 10));
                case CIFAR10 -> Optional.of(new DatasetShape(new ImageShape(3, 32, 32), 10));
                case CIFAR100 -> Optional.of(new DatasetShape(new ImageShape(3, 32, 32), 100));
                case TINY_IMAGENET, IDX, FOLDERS -> Optional.empty();
            };
        }
    }

    /** UCI handwritten digits, embedded in the program. */
    public static final DatasetReference EMBEDDED_DIGITS = new DatasetReference(Format.DIGITS, "");

    /** All images. */
    public DatasetReference(Format format, String path) {
        this(format, path, Optional.empty());
    }

    public DatasetReference {
        if (format != Format.DIGITS && path.isBlank()) {
            throw new IllegalArgumentException("a data set of format " + format + " needs a path");
        }
    }

    /** The same data set with all its training images. */
    public DatasetReference whole() {
        return withSubset(Optional.empty());
    }

    public DatasetReference withPath(String newPath) {
        return new DatasetReference(format, newPath, subset);
    }

    public DatasetReference withSubset(Optional<Subset> newSubset) {
        return new DatasetReference(format, path, newSubset);
    }
}
