package org.hasnas.data.model;

import java.util.Optional;
import org.hasnas.network.NetworkTemplate.ImageShape;

/**
 * Which images a run uses.
 *
 * @param format how they are stored
 * @param path folder or file, absolute or relative to the project folder; empty for the embedded digits
 */
public record DatasetReference(Format format, String path) {
    /** The formats the program reads. */
    public enum Format {
        DIGITS, CIFAR10, CIFAR100, TINY_IMAGENET, IDX;

        /** The shape that all data sets of the format have; empty if the files say it. */
        public Optional<DatasetShape> shape() {
            return switch (this) {
                case DIGITS -> Optional.of(new DatasetShape(new ImageShape(1, 8, 8), 10));
                case CIFAR10 -> Optional.of(new DatasetShape(new ImageShape(3, 32, 32), 10));
                case CIFAR100 -> Optional.of(new DatasetShape(new ImageShape(3, 32, 32), 100));
                case TINY_IMAGENET, IDX -> Optional.empty();
            };
        }
    }

    /** UCI handwritten digits, embedded in the program. */
    public static final DatasetReference EMBEDDED_DIGITS = new DatasetReference(Format.DIGITS, "");

    public DatasetReference {
        if (format != Format.DIGITS && path.isBlank()) {
            throw new IllegalArgumentException("a data set of format " + format + " needs a path");
        }
    }
}
