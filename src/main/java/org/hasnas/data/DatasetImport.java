package org.hasnas.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.hasnas.data.DatasetReaders.Found;
import org.hasnas.data.file.DataDefect;
import org.hasnas.data.file.DataFolder;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.data.model.DatasetShape;
import org.hasnas.document.AtomicFile;
import org.hasnas.document.TemporaryFolder;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;

/**
 * Brings a downloaded data set, unpacked or as an archive, to a folder of data sets. The format is recognised, every image is checked,
 * and the data appear in their place complete or not at all. Safe for use by several threads.
 */
public final class DatasetImport {
    private final DatasetReaders readers;

    /** An import that may fill the heap of this process while it checks. */
    public DatasetImport() {
        this.readers = new DatasetReaders(PixelMemory.ofThisProcess());
    }

    /**
     * @param source a folder in one of the layouts (or its parent), a file of an IDX set, or an archive that holds one: .zip, .tar, .tar.gz, .tar.bz2, .tar.xz
     * @param folder where data sets are kept; made if needed; the data go to a sub-folder of their usual name such as {@code cifar-10-batches-bin}
     * @param use asked before anything is kept
     * @param job asked to cancel; a cancelled import leaves nothing behind
     * @return the format, and the absolute path of the sub-folder
     * @throws HasnasException NOT_FOUND or BAD_DATA as {@link DatasetLoader}; BAD_INPUT if the format can't be told or the sub-folder exists; IO
     */
    public DatasetReference importInto(Path source, Path folder, Use use, JobContext job) throws HasnasException {
        Path from = source.toAbsolutePath().normalize();
        Path to = folder.toAbsolutePath().normalize();
        DataFolder.requireThere(from, "a folder with a data set or an archive of one");
        if (Files.isDirectory(from) || !readers.recognise(from).isEmpty()) {
            return copy(from, to, use, job);
        }
        if (ArchiveUnpacker.isArchive(from)) {
            return unpack(from, to, use, job);
        }
        throw DataDefect.of(from, "neither a folder nor an archive",
                "a folder with a data set or a .zip, .tar, .tar.gz, .tar.bz2 or .tar.xz file of one");
    }

    /** What a data set is imported for. */
    @FunctionalInterface
    public interface Use {
        /** Fails if it can't use data of this format and shape. */
        void accept(DatasetReference.Format format, DatasetShape shape) throws HasnasException;
    }

    private static void accept(Found found, Use use) throws HasnasException {
        use.accept(found.reader().format(), found.reader().shape(found.folder()));
    }

    private DatasetReference copy(Path source, Path folder, Use use, JobContext job) throws HasnasException {
        Found found = only(source, source, readers.recognise(source));
        Path target = vacant(folder.resolve(found.reader().importName(found.folder())));
        accept(found, use);
        found.reader().check(found.folder(), job);
        return inTemporaryFolder(folder, temporary -> {
            Path complete = temporary.resolve("complete");
            List<Path> files = found.reader().files(found.folder());
            for (int file = 0; file < files.size(); file++) {
                job.checkpoint();
                Path copy = complete.resolve(found.folder().relativize(files.get(file)).toString());
                Files.createDirectories(parent(copy));
                Files.copy(files.get(file), copy);
                job.progress(file + 1L, files.size());
            }
            return moveInto(target, complete, found.reader());
        });
    }

    private DatasetReference unpack(Path archive, Path folder, Use use, JobContext job) throws HasnasException {
        return inTemporaryFolder(folder, temporary -> {
            Path root = Files.createDirectory(temporary.resolve(baseName(archive)));
            new ArchiveUnpacker(archive, root, job).unpack();
            Found found = only(archive, root, readers.recognise(root));
            Path target = vacant(folder.resolve(found.reader().importName(found.folder())));
            try {
                accept(found, use);
                found.reader().check(found.folder(), job);
            } catch (HasnasException failure) {
                // The user knows the archive, not the temporary folder.
                throw new HasnasException(failure.code(), failure.getMessage().replace(root.toString(), archive.toString()), failure);
            }
            return moveInto(target, found.folder(), found.reader());
        });
    }

    /** @param place where the source is looked at */
    private Found only(Path source, Path place, List<Found> found) throws HasnasException {
        if (found.isEmpty()) {
            List<String> layouts = new ArrayList<>();
            readers.recognisable().forEach(reader -> layouts.add(reader.title() + ": " + reader.layout()));
            throw new HasnasException(ErrorCode.NOT_FOUND, source + " holds no data set this program knows. "
                    + DatasetReaders.nearly(place).replace(place.toString(), source.toString()) + "It reads " + String.join("; ", layouts)
                    + ".");
        }
        return DatasetReaders.only(source, found).orElseThrow();
    }

    private static Path vacant(Path target) throws HasnasException {
        if (Files.exists(target)) {
            throw new HasnasException(ErrorCode.BAD_INPUT, target + " exists already. Use the data set that is there, or delete or rename that"
                    + " folder first.");
        }
        return target;
    }

    private static DatasetReference moveInto(Path target, Path complete, DatasetReader reader) throws IOException {
        Files.move(complete, target, StandardCopyOption.ATOMIC_MOVE);
        return new DatasetReference(reader.format(), target.toString());
    }

    @FunctionalInterface
    private interface Work {
        DatasetReference in(Path temporary) throws IOException, HasnasException;
    }

    /** Runs work with a new folder beside the target, on the same disk, that is gone afterwards whatever happens. */
    private static DatasetReference inTemporaryFolder(Path folder, Work work) throws HasnasException {
        try {
            Files.createDirectories(folder);
            try (TemporaryFolder temporary = TemporaryFolder.in(folder, ".import-")) {
                return work.in(temporary.path());
            }
        } catch (IOException cause) {
            throw AtomicFile.unwritable(folder, 0, cause);
        }
    }

    private static Path parent(Path file) {
        Path parent = file.getParent();
        if (parent == null) {
            throw new IllegalArgumentException(file + " has no parent folder");
        }
        return parent;
    }

    private static String baseName(Path archive) {
        String name = DataFolder.name(archive).toLowerCase(Locale.ROOT).replaceFirst("\\.(tar|tar\\.(gz|bz2|xz)|tgz|tbz2?|txz|zip)$", "");
        return name.isEmpty() ? "data" : name;
    }
}
