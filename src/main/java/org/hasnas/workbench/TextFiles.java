package org.hasnas.workbench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hasnas.domain.error.ErrorCode;
import org.hasnas.domain.error.HasnasException;

/** Writes the texts that users export. */
final class TextFiles {
    private TextFiles() {}

    static void write(Path file, String text) throws HasnasException {
        try {
            Files.writeString(file, text);
        } catch (IOException failure) {
            throw new HasnasException(ErrorCode.IO, file + " can't be written: " + failure.getMessage() + ". Choose another place.", failure);
        }
    }
}
