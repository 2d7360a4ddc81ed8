package org.hasnas.data;

import java.util.List;
import org.hasnas.data.model.DatasetReference;

/** One reader for each format. */
final class DatasetReaders {
    private final DigitsReader digits = new DigitsReader();
    private final CifarReader cifar10;
    private final CifarReader cifar100;
    private final TinyImageNetReader tinyImageNet;
    private final IdxReader idx;

    DatasetReaders(PixelMemory memory) {
        cifar10 = new CifarReader(CifarLayout.CIFAR10, memory);
        cifar100 = new CifarReader(CifarLayout.CIFAR100, memory);
        tinyImageNet = new TinyImageNetReader(memory);
        idx = new IdxReader(memory);
    }

    DigitsReader digits() {
        return digits;
    }

    DatasetReader of(DatasetReference.Format format) {
        return switch (format) {
            case DIGITS -> digits;
            case CIFAR10 -> cifar10;
            case CIFAR100 -> cifar100;
            case TINY_IMAGENET -> tinyImageNet;
            case IDX -> idx;
        };
    }

    /** The readers whose format a folder shows by its files, the surest first. */
    List<DatasetReader> recognisable() {
        return List.of(cifar10, cifar100, tinyImageNet, idx);
    }
}
