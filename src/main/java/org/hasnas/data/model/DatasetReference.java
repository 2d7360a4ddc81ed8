package org.hasnas.data.model;

import java.io.Serializable;
import java.util.Optional;
import org.hasnas.network.NetworkTemplate.ImageShape;

/**
 * Which images a run uses.
 *
 * @param format how they are stored
 * @param path folder or file, absolute or relative to the project folder; empty for the embedded digits
 * @param subset the part of the training images that is used; empty for all
 * @param events how recordings become frames; of no meaning for images
 */
public record DatasetReference(Format format, String path, Optional<Subset> subset, EventSettings events) {
    /**
     * Some of the training images, all equally likely.
     *
     * @param images how many, at least 2: one to train with and one to validate with
     * @param seed of the draw
     */
    public record Subset(int images, long seed) implements Serializable {
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
        DIGITS, CIFAR10, CIFAR100, TINY_IMAGENET, IDX, FOLDERS, EVENT_DIGITS, N_MNIST, DVS_GESTURE, CIFAR10_DVS, SHD, SSC, PROPHESEE;

        /** Whether the data come with the program and have no path. */
        public boolean isEmbedded() {
            return this == DIGITS || this == EVENT_DIGITS;
        }

        /** Whether samples are recordings of events. */
        public boolean hasEvents() {
            return switch (this) {
                case DIGITS, CIFAR10, CIFAR100, TINY_IMAGENET, IDX, FOLDERS -> false;
                case EVENT_DIGITS, N_MNIST, DVS_GESTURE, CIFAR10_DVS, SHD, SSC, PROPHESEE -> true;
            };
        }

        /** The shape that all images of the format have; empty if the files say it. */
        public Optional<DatasetShape> shape() {
            return shape(EventSettings.DEFAULT);
        }

        /** The shape that all data sets of the format have; empty if the files say it. */
        public Optional<DatasetShape> shape(EventSettings events) {
            return switch (this) {
                case EVENT_DIGITS -> Optional.of(new DatasetShape(events.frame(2, 16, 16), 10));
                case N_MNIST -> Optional.of(new DatasetShape(events.frame(2, 34, 34), 10));
                case DVS_GESTURE -> Optional.of(new DatasetShape(events.frame(2, 128, 128), 11));
                case CIFAR10_DVS -> Optional.of(new DatasetShape(events.frame(2, 128, 128), 10));
                case SHD -> Optional.of(new DatasetShape(events.frame(1, EventSettings.SPEECH_ROWS, EventSettings.SPEECH_COLUMNS), 20));
                case SSC -> Optional.of(new DatasetShape(events.frame(1, EventSettings.SPEECH_ROWS, EventSettings.SPEECH_COLUMNS), 35));
                case DIGITS -> Optional.of(new DatasetShape(new ImageShape(1, 8, 8), 10));
                case CIFAR10 -> Optional.of(new DatasetShape(new ImageShape(3, 32, 32), 10));
                case CIFAR100 -> Optional.of(new DatasetShape(new ImageShape(3, 32, 32), 100));
                case TINY_IMAGENET, IDX, FOLDERS, PROPHESEE -> Optional.empty();
            };
        }
    }

    /** UCI handwritten digits, embedded in the program. */
    public static final DatasetReference EMBEDDED_DIGITS = new DatasetReference(Format.DIGITS, "");

    /** The digits as an event camera would see them, made at first use. */
    public static final DatasetReference EMBEDDED_EVENT_DIGITS = new DatasetReference(Format.EVENT_DIGITS, "");

    /** All images. */
    public DatasetReference(Format format, String path) {
        this(format, path, Optional.empty(), EventSettings.DEFAULT);
    }

    public DatasetReference {
        if (!format.isEmbedded() && path.isBlank()) {
            throw new IllegalArgumentException("a data set of format " + format + " needs a path");
        }
    }

    /** The same data set with all its training images. */
    public DatasetReference whole() {
        return withSubset(Optional.empty());
    }

    public DatasetReference withPath(String newPath) {
        return new DatasetReference(format, newPath, subset, events);
    }

    public DatasetReference withEvents(EventSettings newEvents) {
        return new DatasetReference(format, path, subset, newEvents);
    }

    /** The shape of its images or frames, as far as the format tells it. */
    public Optional<DatasetShape> shape() {
        return format.shape(events);
    }

    public DatasetReference withSubset(Optional<Subset> newSubset) {
        return new DatasetReference(format, path, newSubset, events);
    }
}
