package org.hasnas.document;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;

/** Writes a file so that a reader, or a crash, finds the old content or the new and nothing between. */
public final class AtomicFile {
    private static final String TEMPORARY = ".tmp";
    private static final long LEFT_OVER_MILLIS = 10_000;
    /** What is left of a full disk may be more than nothing. */
    private static final long BLOCK = 1 << 16;

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

    /** Lets a writer that needs a file of its own write it. A device or pipe is written to and stays what it is. */
    public static void write(Path file, Content content) throws HasnasException {
        Path target = file.toAbsolutePath();
        if (Files.exists(target) && !Files.isRegularFile(target)) {
            writeInto(target, content);
            return;
        }
        Path folder = target.getParent();
        if (folder == null) {
            throw new HasnasException(ErrorCode.IO, file + " is no file that can be written.");
        }
        String hidden = "." + target.getFileName() + ".";
        Path temporary = folder.resolve(hidden + ProcessHandle.current().pid() + TEMPORARY);
        long written = 0;
        try {
            Files.createDirectories(folder);
            removeLeftOver(folder, hidden);
            try {
                content.writeTo(temporary);
                move(temporary, target);
            } finally {
                written = temporary.toFile().length();
                Files.deleteIfExists(temporary);
            }
        } catch (IOException failed) {
            throw unwritable(target, written, failed);
        }
    }

    private static void writeInto(Path device, Content content) throws HasnasException {
        try (TemporaryFolder folder = TemporaryFolder.in(Path.of(System.getProperty("java.io.tmpdir")), "hasnas-output-");
                OutputStream out = Files.newOutputStream(device, StandardOpenOption.WRITE)) {
            Path whole = folder.path().resolve("whole");
            content.writeTo(whole);
            Files.copy(whole, out);
        } catch (IOException failed) {
            throw unwritable(device, 0, failed);
        }
    }

    /**
     * The failure to write a file, with its cause as far as it can be told.
     *
     * @param written bytes that were written before it and are free again
     */
    public static HasnasException unwritable(Path file, long written, IOException failed) {
        return new HasnasException(ErrorCode.IO, file + " can't be written (" + InputFile.reason(failed) + "). " + advice(file, written), failed);
    }

    private static String advice(Path file, long written) {
        Path folder = file.toAbsolutePath().getParent();
        while (folder != null && !Files.exists(folder)) {
            folder = folder.getParent();
        }
        try {
            long free = folder == null ? Long.MAX_VALUE : Files.getFileStore(folder).getUsableSpace();
            if (free < written + BLOCK) {
                return String.format(Locale.ROOT, "Its disk is full (%d KiB free): make room on it, then try again.", free >> 10);
            }
        } catch (IOException unknown) {
            // Said without the space, then.
        }
        return folder == null || Files.isWritable(folder) ? "Check the disk and the name, or choose another place."
                : "There is no right to write to " + folder + "; choose another place, such as a folder in " + ownFolder() + ".";
    }

    /** Where a user can write: the home; that of temporary files if there is none, as for a user of a container whom its system does not know. */
    public static Path ownFolder() {
        Path home = Path.of(System.getProperty("user.home", ""));
        return home.isAbsolute() && Files.isWritable(home) ? home : Path.of(System.getProperty("java.io.tmpdir"));
    }

    /** Files that a killed process left half written; a little time makes sure that none is of a process this one does not see. */
    private static void removeLeftOver(Path folder, String hidden) throws IOException {
        List<Path> all;
        try (Stream<Path> children = Files.list(folder)) {
            all = children.filter(child -> isOfAnother(String.valueOf(child.getFileName()), hidden)).toList();
        }
        for (Path child : all) {
            FileTime young = FileTime.fromMillis(System.currentTimeMillis() - LEFT_OVER_MILLIS);
            if (Files.exists(child) && Files.getLastModifiedTime(child).compareTo(young) < 0) {
                Files.deleteIfExists(child);
            }
        }
    }

    private static boolean isOfAnother(String name, String hidden) {
        if (!name.startsWith(hidden) || !name.endsWith(TEMPORARY) || name.length() < hidden.length() + TEMPORARY.length()) {
            return false;
        }
        String process = name.substring(hidden.length(), name.length() - TEMPORARY.length());
        return process.matches("[1-9][0-9]{0,17}") && ProcessHandle.of(Long.parseLong(process)).isEmpty();
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
