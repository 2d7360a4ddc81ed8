package org.hasnas.data;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.hasnas.data.file.DataDefect;
import org.hasnas.document.AtomicFile;
import org.hasnas.document.InputFile;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;
import org.tukaani.xz.XZInputStream;

/**
 * Unpacks .zip, .tar, .tar.gz, .tar.bz2 and .tar.xz files, recognised by their content. Only plain files and folders, only inside the target folder,
 * and no more of them than a data set can have: images do not shrink a hundredfold, as what is made to fill a disk does. For one archive.
 */
final class ArchiveUnpacker {
    private static final long MAX_BYTES = 8L << 30;
    private static final long MAX_ENTRIES = 1_000_000;
    private static final long MOST_EXPANSION = 100;
    /** Small archives may hold anything. */
    private static final long ANY_EXPANSION_BYTES = 64L << 20;
    private static final int XZ_MEMORY_KIBIBYTES = 256 << 10;
    private static final String KINDS = "a .zip, .tar, .tar.gz, .tar.bz2 or .tar.xz file";
    private static final int HEADER_BYTES = 512;
    private static final int TAR_MAGIC_OFFSET = 257;
    private static final int LONGEST_NAME_BYTES = 255;

    private final Path archive;
    private final Path target;
    private final JobContext job;
    private final byte[] buffer = new byte[1 << 16];
    private long mostBytes;
    private long bytes;
    private long entries;

    ArchiveUnpacker(Path archive, Path target, JobContext job) {
        this.archive = archive;
        this.target = target.toAbsolutePath().normalize();
        this.job = job;
    }

    private enum Kind { ZIP, TAR, GZIP, BZIP2, XZ, NONE }

    /** Whether a file is an archive this class can unpack. */
    static boolean isArchive(Path file) throws HasnasException {
        return Files.isRegularFile(file) && kind(file) != Kind.NONE;
    }

    private static Kind kind(Path file) throws HasnasException {
        byte[] header;
        try (InputStream stored = Files.newInputStream(file)) {
            header = stored.readNBytes(HEADER_BYTES);
        } catch (IOException cause) {
            throw InputFile.unreadable(file, cause);
        }
        if (startsWith(header, 0, 'P', 'K', 3, 4)) {
            return Kind.ZIP;
        }
        if (startsWith(header, 0, 0x1F, 0x8B)) {
            return Kind.GZIP;
        }
        if (startsWith(header, 0, 'B', 'Z', 'h')) {
            return Kind.BZIP2;
        }
        if (startsWith(header, 0, 0xFD, '7', 'z', 'X', 'Z', 0)) {
            return Kind.XZ;
        }
        return startsWith(header, TAR_MAGIC_OFFSET, 'u', 's', 't', 'a', 'r') ? Kind.TAR : Kind.NONE;
    }

    private static boolean startsWith(byte[] header, int offset, int... magic) {
        for (int index = 0; index < magic.length; index++) {
            if (offset + index >= header.length || (header[offset + index] & 0xFF) != magic[index]) {
                return false;
            }
        }
        return true;
    }

    /** Unpacks all of the archive and checks its checksums. */
    void unpack() throws HasnasException {
        try {
            long size = Files.size(archive);
            mostBytes = Math.min(MAX_BYTES, Math.max(ANY_EXPANSION_BYTES, size > MAX_BYTES ? MAX_BYTES : MOST_EXPANSION * size));
            switch (kind(archive)) {
                case ZIP -> unpackZip();
                case TAR -> {
                    try (InputStream stored = new BufferedInputStream(Files.newInputStream(archive))) {
                        unpackTar(stored);
                    }
                }
                case GZIP -> {
                    try (InputStream content = new GZIPInputStream(Files.newInputStream(archive), 1 << 16)) {
                        unpackTar(content);
                    }
                }
                case BZIP2 -> {
                    try (InputStream content = new BZip2CompressorInputStream(new BufferedInputStream(Files.newInputStream(archive)), true)) {
                        unpackTar(content);
                    }
                }
                case XZ -> {
                    try (InputStream content = new XZInputStream(new BufferedInputStream(Files.newInputStream(archive)), XZ_MEMORY_KIBIBYTES)) {
                        unpackTar(content);
                    }
                }
                case NONE -> throw DataDefect.of(archive, "no archive", KINDS);
            }
        } catch (IOException cause) {
            throw damaged("the archive", cause);
        }
    }

    private void unpackZip() throws IOException, HasnasException {
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            long declared =
                    zip.stream().mapToLong(entry -> Math.clamp(entry.getSize(), 0, MAX_BYTES)).reduce(0, (a, b) -> Math.min(a + b, 2 * MAX_BYTES));
            requireSize(declared);
            Enumeration<? extends ZipEntry> listed = zip.entries();
            while (listed.hasMoreElements()) {
                ZipEntry entry = listed.nextElement();
                Path place = place(entry.getName());
                if (entry.isDirectory() || isFolderOfWindows(entry.getName())) {
                    makeFolder(place);
                    continue;
                }
                try (CheckedInputStream content = new CheckedInputStream(zip.getInputStream(entry), new CRC32())) {
                    write(entry.getName(), content, place);
                    if (entry.getCrc() >= 0 && content.getChecksum().getValue() != entry.getCrc()) {
                        throw DataDefect.of(archive, "a wrong checksum of '" + entry.getName() + "'", "an undamaged archive; download it again");
                    }
                }
                job.progress(entries, zip.size());
            }
        }
    }

    private void unpackTar(InputStream content) throws IOException, HasnasException {
        // Closing the outer stream is the caller's.
        TarArchiveInputStream tar = new TarArchiveInputStream(content);
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            Path place = place(entry.getName());
            if (entry.isDirectory() || isFolderOfWindows(entry.getName())) {
                makeFolder(place);
            } else if (entry.isFile() && !entry.isSymbolicLink() && !entry.isLink()) {
                write(entry.getName(), tar, place);
            } else {
                throw DataDefect.of(archive, "'" + entry.getName() + "', a link or device", "files and folders only");
            }
        }
        if (entries == 0) {
            throw DataDefect.of(archive, "no tar archive", KINDS + " with a data set (for single .gz files give their folder)");
        }
        // To the end, so that gzip checks its checksum.
        while (content.read(buffer) >= 0) {
            job.checkpoint();
        }
    }

    /** Backslashes that separate folders also end their names. */
    private static boolean isFolderOfWindows(String entryName) {
        return entryName.endsWith("\\");
    }

    /** Where an entry goes; fails for a name that leads out of the target folder. */
    private Path place(String entryName) throws HasnasException {
        String name = entryName.replace('\\', '/'); // of a program that took Windows' way for everybody's
        entries++;
        if (entries > MAX_ENTRIES) {
            throw DataDefect.of(archive, "more than " + MAX_ENTRIES + " entries", "a data set");
        }
        try {
            Path place = target.resolve(name).normalize();
            if (place.startsWith(target) && !isTooLong(place)) {
                requireNoFileAbove(name, place);
                return place;
            }
        } catch (InvalidPathException wrongName) {
            // Falls through to the one sentence for every wrong name.
        }
        throw DataDefect.of(archive, "an entry named '" + entryName + "'",
                "names inside the archive's own folder; nothing was unpacked to that place");
    }

    /** No file system has names of more bytes. */
    private static boolean isTooLong(Path place) {
        for (Path part : place) {
            if (part.toString().getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME_BYTES) {
                return true;
            }
        }
        return false;
    }

    /** Whether a thing is a file and a folder at once is a contradiction of the archive, not a failure of the disk. */
    private void requireNoFileAbove(String name, Path place) throws HasnasException {
        for (Path above = place.getParent(); above != null && !above.equals(target); above = above.getParent()) {
            if (Files.isRegularFile(above)) {
                throw DataDefect.of(archive, "'" + name + "' inside of '" + target.relativize(above) + "', which is a file",
                        "folders with files in them");
            }
        }
    }

    private void write(String name, InputStream content, Path place) throws HasnasException {
        Path parent = place.getParent();
        if (Files.isDirectory(place) && !place.equals(target)) {
            throw bothFileAndFolder(place);
        }
        if (parent == null || place.equals(target)) {
            throw DataDefect.of(archive, "an entry named '" + name + "'", "a file name");
        }
        makeFolder(parent);
        try (OutputStream file = Files.newOutputStream(place)) {
            for (int count = read(name, content); count >= 0; count = read(name, content)) {
                job.checkpoint();
                bytes += count;
                requireSize(bytes);
                file.write(buffer, 0, count);
            }
        } catch (IOException cause) {
            throw AtomicFile.unwritable(place, bytes, cause);
        }
    }

    private void requireSize(long content) throws HasnasException {
        if (content > mostBytes) {
            throw DataDefect.of(archive, "more than " + (mostBytes >> 20) + " MiB of content", "a data set, which is at most " + MOST_EXPANSION
                    + " times as large as its archive and at most " + (MAX_BYTES >> 30) + " GiB");
        }
    }

    private int read(String name, InputStream content) throws HasnasException {
        try {
            return content.read(buffer);
        } catch (IOException cause) {
            throw damaged("'" + name + "'", cause);
        }
    }

    private HasnasException damaged(String what, IOException cause) {
        return new HasnasException(ErrorCode.BAD_DATA, archive + ": " + what + " is damaged or truncated (" + InputFile.reason(cause)
                + "), expected a complete archive, " + KINDS + ". Download it again.", cause);
    }

    private HasnasException bothFileAndFolder(Path place) {
        return DataDefect.of(archive, "'" + target.relativize(place) + "' as a file and as a folder", "folders with files in them");
    }

    private void makeFolder(Path folder) throws HasnasException {
        if (Files.isRegularFile(folder)) {
            throw bothFileAndFolder(folder);
        }
        try {
            Files.createDirectories(folder);
        } catch (IOException cause) {
            throw AtomicFile.unwritable(folder, bytes, cause);
        }
    }
}
