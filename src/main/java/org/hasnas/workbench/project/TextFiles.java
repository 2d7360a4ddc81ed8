package org.hasnas.workbench.project;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hasnas.document.AtomicFile;
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

    /**
     * What all exports ask first. A device or pipe may always be written to.
     *
     * @param replace whether the user wants a file to be replaced
     * @throws HasnasException BAD_INPUT if something is there and is not to be replaced
     */
    public static void requireUnused(Path file, boolean replace) throws HasnasException {
        if (!replace && (Files.isRegularFile(file) || Files.isDirectory(file))) {
            throw new HasnasException(ErrorCode.BAD_INPUT, file + " is there already; choose another name, or replace it with --force.");
        }
    }

    public static void write(Path file, String text) throws HasnasException {
        write(file, out -> out.append(text));
    }

    /** Writes a text in UTF-8; a file that exists is replaced, at once or not at all. */
    public static void write(Path file, Text text) throws HasnasException {
        AtomicFile.write(file, temporary -> {
            try (Writer out = Files.newBufferedWriter(temporary)) {
                text.writeTo(out);
            }
        });
    }
}
