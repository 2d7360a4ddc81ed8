package org.hasnas.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Tells the {@linkplain LogConfiguration log configuration} where to write, before anything logs.
 */
final class LogFile {
    private static final String FILE_NAME = "hasnas.log";

    private final Path folder;

    LogFile(Path folder) {
        this.folder = folder;
    }

    /**
     * @param verbose whether messages go to standard error too
     * @return the log file; beside other temporary files if the user's folder can't be written to
     */
    Path prepare(boolean verbose) {
        Path file = writable(folder).resolve(FILE_NAME);
        System.setProperty(LogConfiguration.FILE, file.toString());
        System.setProperty(LogConfiguration.CONSOLE, verbose ? "INFO" : "OFF");
        return file;
    }

    private static Path writable(Path wanted) {
        try {
            Files.createDirectories(wanted);
            if (Files.isWritable(wanted)) {
                return wanted;
            }
        } catch (IOException e) {
            // a home that can't be written to is common on servers; the log then goes to the temporary folder
        }
        return PrivateFolder.ofThisUser();
    }
}
