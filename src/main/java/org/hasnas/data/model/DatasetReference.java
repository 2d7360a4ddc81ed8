package org.hasnas.data.model;

/**
 * Which images a run uses.
 *
 * @param format how they are stored
 * @param path folder or file, absolute or relative to the project folder; empty for the embedded digits
 */
public record DatasetReference(Format format, String path) {
    /** The formats the program reads. */
    public enum Format { DIGITS, CIFAR10, CIFAR100, TINY_IMAGENET, IDX }

    /** UCI handwritten digits, embedded in the program. */
    public static final DatasetReference EMBEDDED_DIGITS = new DatasetReference(Format.DIGITS, "");

    public DatasetReference {
        if (format != Format.DIGITS && path.isBlank()) {
            throw new IllegalArgumentException("a data set of format " + format + " needs a path");
        }
    }
}
