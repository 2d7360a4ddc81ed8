package org.hasnas.files.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.hasnas.document.AtomicFile;
import org.hasnas.document.InputFile;

/** Whether a run store can be kept at a place. */
public final class StorePlace {
    private StorePlace() {}

    /**
     * Tries to write beside the file, since permissions alone do not tell (a read-only disk, a full quota).
     *
     * @param storeFile the store's file, which may not exist yet
     * @return why runs can't be stored there and what to do instead, or empty
     */
    public static Optional<String> problem(Path storeFile) {
        Path file = storeFile.toAbsolutePath();
        Path folder = file.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            return Optional.of("Runs can't be stored in " + file + ": its folder does not exist. Make the folder first.");
        }
        if (Files.isDirectory(file)) {
            return Optional.of("Runs can't be stored in " + file + ": there is a folder of this name. Rename the folder.");
        }
        if (Files.exists(file) && !Files.isWritable(file)) {
            return Optional.of("Runs can't be stored: the file " + file + " is read-only. " + proposal(folder));
        }
        try {
            Files.delete(Files.createTempFile(folder, ".hasnas-", ".tmp"));
            return Optional.empty();
        } catch (IOException refused) {
            return Optional.of("Runs can't be stored: the folder " + folder + " can't be written to ("
                    + InputFile.reason(refused) + "). " + proposal(folder));
        }
    }

    /** What a user can do whose project lies in a folder that can't be written to. */
    private static String proposal(Path folder) {
        return "Copy the project to a place of your own, such as " + alternative(folder) + ", and open it there.";
    }

    /** A folder below the user's own for a project whose own folder can't be written to. */
    public static Path alternative(Path projectFolder) {
        Path name = projectFolder.toAbsolutePath().normalize().getFileName();
        return AtomicFile.ownFolder().resolve("hasnas-projects").resolve(name == null ? "project" : name.toString());
    }
}
