package org.hasnas.data;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.hasnas.data.file.DataFolder;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.data.model.DatasetShape;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;

/** Reads the data set a run refers to, completely and with every check, into memory. Safe for use by several threads. */
public final class DatasetLoader {
    private final DatasetReaders readers;

    /** A loader that may fill the heap of this process. */
    public DatasetLoader() {
        this(PixelMemory.ofThisProcess());
    }

    DatasetLoader(PixelMemory memory) {
        this.readers = new DatasetReaders(memory);
    }

    /**
     * @param reference format and path; without a path the embedded digits
     * @param baseFolder what a relative path starts from, the project's folder
     * @param job asked to cancel every few milliseconds, told the images read
     * @throws HasnasException NOT_FOUND if a file or folder is missing, BAD_DATA with file, byte offset or line, what was found and what was
     *     expected, BAD_INPUT if the images can't fit into memory, IO if the system can't read a file
     */
    public LabelledDataset load(DatasetReference reference, Path baseFolder, JobContext job) throws HasnasException {
        if (reference.path().isBlank()) {
            LabelledDataset digits = readers.digits().readEmbedded();
            return reference.format() == DatasetReference.Format.EVENT_DIGITS ? SimulatedCamera.film(digits, reference.events(), job) : digits;
        }
        DatasetReader reader = readers.of(reference);
        return reader.read(folder(reader, reference, baseFolder), job);
    }

    /**
     * The shape of a data set's images, from its format alone or a few bytes.
     *
     * @throws HasnasException as {@link #load}, as far as it is seen; where the format tells the shape, no file is looked for
     */
    public DatasetShape shape(DatasetReference reference, Path baseFolder) throws HasnasException {
        Optional<DatasetShape> known = reference.shape();
        if (known.isPresent()) {
            return known.get();
        }
        DatasetReader reader = readers.of(reference);
        return reader.shape(folder(reader, reference, baseFolder));
    }

    private Path folder(DatasetReader reader, DatasetReference reference, Path baseFolder) throws HasnasException {
        Path path = resolve(reference.path(), baseFolder);
        DataFolder.requireThere(path, reader.title() + ": " + reader.layout());
        Optional<Path> located = reader.locate(path);
        if (located.isPresent()) {
            return located.get();
        }
        return readers.recognise(path).stream().filter(found -> found.reader().format() == reader.format()).findFirst()
                .orElseThrow(() -> nothingThere(path, reader)).folder();
    }

    private static Path resolve(String text, Path baseFolder) throws HasnasException {
        try {
            return baseFolder.resolve(text).toAbsolutePath().normalize();
        } catch (InvalidPathException cause) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "'" + text + "' is not a path: " + cause.getReason() + ".", cause);
        }
    }

    private static HasnasException nothingThere(Path path, DatasetReader reader) {
        String hint = Files.isRegularFile(path) ? " It is a file; a downloaded archive is unpacked by: hasnas data import " + path : "";
        return new HasnasException(ErrorCode.NOT_FOUND, path + " holds no " + reader.title() + "; expected " + reader.layout() + "." + hint);
    }
}
