package org.hasnas.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hasnas.data.DatasetReaders.Found;
import org.hasnas.data.file.DataFolder;
import org.hasnas.data.model.DatasetReference.Format;
import org.hasnas.document.InputFile;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;

/** Tells the format of a data set by the names of its files, also if some are missing or in a sub-folder of the usual name. */
public final class FormatByNames {
    private static final DatasetReaders READERS = new DatasetReaders(PixelMemory.ofThisProcess()); // of which only names of files are asked

    private FormatByNames() {}

    /** The format of the file, or of the files in the folder, at a path. */
    public static Format of(Path path) throws HasnasException {
        DataFolder.requireThere(path, "a data set");
        Optional<Found> found = DatasetReaders.only(path, READERS.recognise(path));
        if (found.isPresent()) {
            return found.get().reader().format();
        }
        for (String name : names(path)) {
            Optional<Format> format = ofFile(name);
            if (format.isPresent()) {
                return format.get();
            }
        }
        if (ArchiveUnpacker.isArchive(path)) {
            throw new HasnasException(ErrorCode.BAD_DATA, path + " is an archive. Unpack it and give the folder, or take it into a project, which"
                    + " unpacks it: hasnas data import " + path + " --project PROJECT");
        }
        throw new HasnasException(ErrorCode.BAD_DATA, path + " looks like no known data set. " + DatasetReaders.nearly(path) + "Known are CIFAR-10"
                + " (data_batch_1.bin ..., test_batch.bin), CIFAR-100 (train.bin, test.bin), Tiny-ImageNet (wnids.txt, train/, val/), IDX (*-idx3-ubyte), folders of PNG or"
                + " JPEG images for each class, and digits.csv;"
                + " say which it is with --format");
    }

    private static List<String> names(Path path) throws HasnasException {
        if (!Files.isDirectory(path)) {
            Path name = path.getFileName();
            return name == null ? List.of() : List.of(name.toString());
        }
        return InputFile.inside(path, 1).stream().map(DataFolder::name).toList();
    }

    private static Optional<Format> ofFile(String fileName) {
        String name = fileName.toLowerCase(Locale.ROOT);
        if (name.startsWith("data_batch") || name.startsWith("test_batch")) {
            return Optional.of(Format.CIFAR10);
        }
        if (name.equals("train.bin") || name.equals("test.bin")) {
            return Optional.of(Format.CIFAR100);
        }
        if (name.equals("wnids.txt") || name.equals("words.txt")) {
            return Optional.of(Format.TINY_IMAGENET);
        }
        if (name.contains("idx3-ubyte") || name.contains("idx1-ubyte") || name.contains("idx3.ubyte")) {
            return Optional.of(Format.IDX);
        }
        return name.startsWith("digits.csv") ? Optional.of(Format.DIGITS) : Optional.empty();
    }
}
