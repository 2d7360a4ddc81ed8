package org.hasnas.workbench.project;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;

/** Writes the texts that users export. */
public final class TextFiles {
    private TextFiles() {}

    public static void write(Path file, String text) throws HasnasException {
        try {
            Files.writeString(file, text);
        } catch (IOException failure) {
            throw new HasnasException(ErrorCode.IO, file + " can't be written: " + failure.getMessage() + ". Choose another place.", failure);
        }
    }
}
