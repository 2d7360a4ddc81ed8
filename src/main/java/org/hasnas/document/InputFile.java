package org.hasnas.document;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Stream;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;

/**
 * The one way to a file that somebody names: it is a plain file, or something already open such as {@code <(command)} of a shell, and it has an
 * end. A device or a pipe, which may have none or never begin, is refused, and so is what is larger than a file of its kind can be.
 */
public final class InputFile {
    /** Where a shell hands over what it has opened. */
    private static final List<String> OPEN_FILES = List.of("/dev/fd/", "/dev/stdin", "/proc/self/fd/");
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private InputFile() {}

    /** Kinds of files that are read as a whole, with the most bytes of one. */
    public enum Kind {
        PROJECT("project file", 4 << 20, ErrorCode.BAD_INPUT),
        /** JSON, and lists of layers, classes or images: the largest known has 3 MB. */
        DOCUMENT("text", 16 << 20, ErrorCode.BAD_DATA),
        /** A table of networks or digits: the largest known have some 10 MB. */
        TABLE("table", 64 << 20, ErrorCode.BAD_DATA),
        IMAGE("image", 16 << 20, ErrorCode.BAD_DATA),
        /** Arrays of numbers. */
        NUMBERS("file of numbers", 1 << 30, ErrorCode.BAD_DATA);

        private final String what;
        private final int largestBytes;
        private final ErrorCode code;

        Kind(String what, int largestBytes, ErrorCode code) {
            this.what = what;
            this.largestBytes = largestBytes;
            this.code = code;
        }

        HasnasException refused(Path file, String sentence) {
            return new HasnasException(code, file + " " + sentence);
        }

        private HasnasException tooLarge(Path file) {
            return refused(file, "is too large for a " + what + ", which has at most " + (largestBytes >> 20) + " MiB. Give another file.");
        }
    }

    /**
     * All of a file.
     *
     * @param absent the sentence for a file that is not there
     * @throws HasnasException NOT_FOUND; IO if it can't be read or is no plain file; the kind's code if it is too large
     */
    public static byte[] bytes(Path file, Kind kind, String absent) throws HasnasException {
        try {
            requireReadable(file, kind);
            if (Files.size(file) > kind.largestBytes) {
                throw kind.tooLarge(file);
            }
            try (InputStream stored = Files.newInputStream(file)) {
                byte[] content = stored.readNBytes(kind.largestBytes);
                if (content.length == kind.largestBytes && stored.read() >= 0) {
                    throw kind.tooLarge(file);
                }
                return content;
            }
        } catch (NoSuchFileException cause) {
            throw new HasnasException(ErrorCode.NOT_FOUND, absent, cause);
        } catch (IOException cause) {
            throw unreadable(file, cause);
        }
    }

    /** The first bytes of a file, fewer if it has not so many; as {@link #bytes}. */
    public static byte[] beginning(Path file, Kind kind, int count, String absent) throws HasnasException {
        try (InputStream stored = open(file, kind)) {
            return stored.readNBytes(count);
        } catch (NoSuchFileException cause) {
            throw new HasnasException(ErrorCode.NOT_FOUND, absent, cause);
        } catch (IOException cause) {
            throw unreadable(file, cause);
        }
    }

    /** All of a text file in UTF-8, without a byte order mark; as {@link #bytes}, and the kind's code if it is in another encoding. */
    public static String text(Path file, Kind kind, String absent) throws HasnasException {
        return text(file, kind, absent, StandardCharsets.UTF_8);
    }

    /** All of a file of Java properties, by name; as {@link #text}. */
    public static Map<String, String> properties(Path file, Kind kind, String absent) throws HasnasException {
        Properties read = new Properties();
        try {
            read.load(new StringReader(text(file, kind, absent)));
        } catch (IOException | IllegalArgumentException broken) {
            throw kind.refused(file, "has a line that is no setting: after \\u stand four hexadecimal digits, and a backslash is written twice.");
        }
        Map<String, String> settings = new HashMap<>();
        read.stringPropertyNames().forEach(name -> settings.put(name, read.getProperty(name)));
        return settings;
    }

    /** All of a text file. */
    public static String text(Path file, Kind kind, String absent, Charset charset) throws HasnasException {
        byte[] content = bytes(file, kind, absent);
        try {
            String text = charset.newDecoder().decode(ByteBuffer.wrap(content)).toString();
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        } catch (CharacterCodingException cause) {
            throw kind.refused(file, "is not a text file in " + charset.name() + "; save it as one.");
        }
    }

    /**
     * A plain file to be read piece by piece.
     *
     * @throws NoSuchFileException if it is not there
     * @throws HasnasException IO if it is no plain file
     */
    public static InputStream open(Path file, Kind kind) throws IOException, HasnasException {
        requireReadable(file, kind);
        return Files.newInputStream(file);
    }

    private static void requireReadable(Path file, Kind kind) throws IOException, HasnasException {
        if (OPEN_FILES.stream().anyMatch(file.toString()::startsWith)) {
            return;
        }
        BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
        if (!found.isRegularFile()) {
            throw new HasnasException(ErrorCode.IO, (file.toString().isEmpty() ? "A path without a name" : file)
                    + (found.isDirectory() ? " is a folder" : " is a device or a pipe, which may have no end") + "; give a " + kind.what + ".");
        }
    }

    /**
     * Whether a file or folder is there.
     *
     * @throws HasnasException IO if that can't be known, as in a folder that may not be looked into
     */
    public static boolean isThere(Path place) throws HasnasException {
        try {
            Files.readAttributes(place, BasicFileAttributes.class);
            return true;
        } catch (NoSuchFileException absent) {
            return false;
        } catch (IOException cause) {
            throw unreadable(place, cause);
        }
    }

    /**
     * What is in a folder and the folders in it, sorted by path; a file stands for itself, a link for what it points to. Links to folders inside are listed,
     * not entered, since they may lead back.
     *
     * @param depth of folders, 1 for those in the folder itself
     * @throws HasnasException IO, naming the folder that can't be looked into
     */
    public static List<Path> inside(Path folder, int depth) throws HasnasException {
        if (!Files.isDirectory(folder)) {
            return List.of(folder);
        }
        List<Path> found = new ArrayList<>();
        collect(folder, depth, found);
        Collections.sort(found);
        return List.copyOf(found);
    }

    private static void collect(Path folder, int depth, List<Path> found) throws HasnasException {
        List<Path> children;
        try (Stream<Path> all = Files.list(folder)) {
            children = all.toList();
        } catch (IOException cause) {
            throw unreadable(folder, cause);
        } catch (UncheckedIOException within) {
            throw unreadable(folder, Objects.requireNonNull(within.getCause()));
        }
        found.addAll(children);
        if (depth > 1) {
            for (Path child : children) {
                if (Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)) {
                    collect(child, depth - 1, found);
                }
            }
        }
    }

    /** That a file holds more than one of its kind can have; the message is the end of a sentence about it. */
    public static final class TooLongException extends IOException {
        private static final long serialVersionUID = 1;

        private TooLongException(Kind kind) {
            super("has more than " + (kind.largestBytes >> 20) + " MiB of content, the most of a " + kind.what);
        }
    }

    /** The same content, perhaps of a packed file; a {@link TooLongException} as soon as it is more than a file of the kind can have. */
    public static InputStream limited(InputStream content, Kind kind) {
        return new FilterInputStream(content) {
            private long left = kind.largestBytes;

            @Override
            public int read() throws IOException {
                int value = super.read();
                count(value < 0 ? 0 : 1);
                return value;
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                int read = super.read(target, offset, length);
                count(Math.max(0, read));
                return read;
            }

            private void count(int bytes) throws IOException {
                left -= bytes;
                if (left < 0) {
                    throw new TooLongException(kind);
                }
            }
        };
    }

    /** The failure to read a file, or to look into a folder or one in it. */
    public static HasnasException unreadable(Path place, IOException cause) {
        String refused = cause instanceof FileSystemException failed && failed.getFile() != null ? failed.getFile() : place.toString();
        return new HasnasException(ErrorCode.IO, refused + " can't be read (" + reason(cause) + "). Check the disk and your rights to it.", cause);
    }

    /** Why the system refused, without the file's name, which the sentence around it tells. */
    public static String reason(IOException cause) {
        String reason = switch (cause) {
            case AccessDeniedException _ -> "no right to it";
            case NoSuchFileException _ -> "it is not there";
            case NotDirectoryException _ -> "it is no folder";
            case FileAlreadyExistsException _ -> "something of this name is there already";
            case DirectoryNotEmptyException _ -> "the folder is not empty";
            case FileSystemLoopException _ -> "its links lead back to it";
            case EOFException _ -> "it ends too early";
            case FileSystemException failed -> failed.getReason();
            default -> cause.getMessage();
        };
        return reason == null ? "the system does not say why" : reason;
    }
}
