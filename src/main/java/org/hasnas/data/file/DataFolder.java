package org.hasnas.data.file;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hasnas.document.InputFile;
import org.hasnas.error.HasnasException;

/** Lists folders in an order that is the same on every machine. */
public final class DataFolder {
    /** What the folder of the images to train on is called, where each class has a folder of its own. */
    public static final List<String> TRAINING = List.of("train", "training");
    /** The same of those held out. */
    public static final List<String> TEST = List.of("test", "testing", "val", "valid", "validation");

    private DataFolder() {}

    /** What is in a folder, sorted by name. */
    public static List<Path> children(Path folder, String expected) throws HasnasException {
        requireThere(folder, expected);
        if (!Files.isDirectory(folder)) {
            throw DataDefect.of(folder, "a file", "a folder: " + expected);
        }
        return InputFile.inside(folder, 1);
    }

    /** Fails if there is neither a file nor a folder; a pipe could be waited for without end. */
    public static void requireThere(Path path, String expected) throws HasnasException {
        if (!InputFile.isThere(path)) {
            throw DataDefect.missing(path, expected);
        }
        if (!Files.isRegularFile(path) && !Files.isDirectory(path)) {
            throw DataDefect.of(path, "a pipe or a device", expected);
        }
    }

    /** The last part of a path, empty for a root. */
    public static String name(Path file) {
        Path name = file.getFileName();
        return name == null ? "" : name.toString();
    }
}
