package org.hasnas.workbench.project;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;

/** Writes the texts that users export. */
public final class TextFiles {
    private TextFiles() {}

    /** A text that is written piece by piece. */
    @FunctionalInterface
    public interface Text {
        void writeTo(Appendable out) throws IOException;
    }

    public static void write(Path file, String text) throws HasnasException {
        write(file, out -> out.append(text));
    }

    /** Writes a text in UTF-8; a file that exists is replaced. */
    public static void write(Path file, Text text) throws HasnasException {
        try (Writer out = Files.newBufferedWriter(file)) {
            text.writeTo(out);
        } catch (IOException failure) {
            throw new HasnasException(ErrorCode.IO, file + " can't be written: " + failure.getMessage() + ". Choose another place.", failure);
        }
    }
}
