package org.hasnas.document;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;

/** Writes a file so that a reader, or a crash, finds the old content or the new and nothing between. */
public final class AtomicFile {
    private AtomicFile() {}

    public static void write(Path file, String text) throws HasnasException {
        write(file, StandardCharsets.UTF_8.encode(text));
    }

    public static void write(Path file, ByteBuffer content) throws HasnasException {
        write(file, temporary -> writeThrough(temporary, content));
    }

    /** Writes the whole content to a file that is given. */
    @FunctionalInterface
    public interface Content {
        void writeTo(Path temporary) throws IOException;
    }

    /** Lets a writer that needs a file of its own write it. */
    public static void write(Path file, Content content) throws HasnasException {
        Path target = file.toAbsolutePath();
        Path folder = target.getParent();
        if (folder == null) {
            throw new HasnasException(ErrorCode.IO, file + " is no file that can be written.");
        }
        Path temporary = folder.resolve("." + target.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
        try {
            Files.createDirectories(folder);
            try {
                content.writeTo(temporary);
                move(temporary, target);
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException failed) {
            throw new HasnasException(ErrorCode.IO, target + " can't be written (" + failed.getClass().getSimpleName() + ": "
                    + failed.getMessage() + "). Make room, or choose another place, such as a folder in " + System.getProperty("user.home") + ".",
                    failed);
        }
    }

    private static void writeThrough(Path file, ByteBuffer content) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE)) {
            while (content.hasRemaining()) {
                channel.write(content);
            }
            channel.force(true);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException unsupported) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
