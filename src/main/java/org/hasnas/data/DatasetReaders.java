package org.hasnas.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.data.model.DatasetReference.Format;
import org.hasnas.data.model.EventSettings;
import org.hasnas.document.InputFile;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;

/** One reader for each format. */
final class DatasetReaders {
    /** How deep in a download the data set's own folder may be. */
    private static final int DEPTH = 2;

    private final DigitsReader digits = new DigitsReader();
    private final CifarReader cifar10;
    private final CifarReader cifar100;
    private final TinyImageNetReader tinyImageNet;
    private final IdxReader idx;
    private final ImageFolderReader folders;
    private final PixelMemory memory;

    DatasetReaders(PixelMemory memory) {
        this.memory = memory;
        cifar10 = new CifarReader(CifarLayout.CIFAR10, memory);
        cifar100 = new CifarReader(CifarLayout.CIFAR100, memory);
        tinyImageNet = new TinyImageNetReader(memory);
        idx = new IdxReader(memory);
        folders = new ImageFolderReader(memory);
    }

    DigitsReader digits() {
        return digits;
    }

    DatasetReader of(DatasetReference reference) {
        return switch (reference.format()) {
            case DIGITS, EVENT_DIGITS -> digits;
            case CIFAR10 -> cifar10;
            case CIFAR100 -> cifar100;
            case TINY_IMAGENET -> tinyImageNet;
            case IDX -> idx;
            case FOLDERS -> folders;
            case N_MNIST, DVS_GESTURE, CIFAR10_DVS, SHD, SSC, PROPHESEE -> new EventSetReader(reference.format(), reference.events(), memory);
        };
    }

    /**
     * Finds the data sets in a folder, or the one that a file stands for: in the folder itself and as deep below it as downloads have their own.
     *
     * @return in the order of depth and name; nothing inside of another one
     */
    List<Found> recognise(Path place) throws HasnasException {
        List<Found> all = new ArrayList<>();
        for (Path folder : places(place)) {
            for (DatasetReader reader : recognisable()) {
                reader.locate(folder).filter(located -> all.stream().noneMatch(known -> known.covers(reader, located)))
                        .ifPresent(located -> all.add(new Found(reader, located)));
            }
        }
        return all;
    }

    /** The one data set that was found in a place; an error if there are several. */
    static Optional<Found> only(Path place, List<Found> found) throws HasnasException {
        if (found.size() > 1) {
            List<String> places = found.stream().map(each -> each.reader().title() + " in " + each.folder()).toList();
            throw new HasnasException(ErrorCode.BAD_INPUT, place + " holds more than one data set (" + String.join(", ", places)
                    + "). Name the folder of one of them.");
        }
        return found.stream().findFirst();
    }

    /** What a place in which no data set was found has that comes near to one: sentences, or nothing. */
    static String nearly(Path place) throws HasnasException {
        for (Path folder : places(place)) {
            Optional<String> shortcoming = ImageFolderReader.shortcoming(folder);
            if (shortcoming.isPresent()) {
                return shortcoming.get() + ". ";
            }
        }
        if (Files.isDirectory(place)) {
            for (Path inside : InputFile.inside(place, DEPTH + 1)) {
                if (ArchiveUnpacker.isArchive(inside)) {
                    return place.relativize(inside) + " in it is an archive itself; unpack it, and take that. ";
                }
            }
        }
        return "";
    }

    /** A data set that was recognised. */
    record Found(DatasetReader reader, Path folder) {
        /** Whether another find is this one, or a part of it. */
        boolean covers(DatasetReader other, Path located) {
            return located.equals(folder) ? other.format() == reader.format() : located.startsWith(folder);
        }
    }

    private static List<Path> places(Path place) throws HasnasException {
        return Stream.concat(Stream.of(place), InputFile.inside(place, DEPTH).stream().filter(Files::isDirectory)
                .sorted(Comparator.comparingInt(Path::getNameCount).thenComparing(Comparator.naturalOrder()))).toList();
    }

    /** The readers whose format a folder shows by its files, the surest first. */
    List<DatasetReader> recognisable() {
        return Stream.concat(Stream.of(cifar10, cifar100, tinyImageNet, idx, folders), Stream.of(Format.values())
                .filter(format -> format.hasEvents() && !format.isEmbedded())
                .map(format -> new EventSetReader(format, EventSettings.DEFAULT, memory)))
                .toList();
    }
}
