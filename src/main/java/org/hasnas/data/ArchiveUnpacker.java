package org.hasnas.data;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;

/**
 * Unpacks .zip, .tar and .tar.gz files, recognised by their content. Only plain files and folders, only inside the target folder, and
 * no more of them than a data set can have. For one archive.
 */
final class ArchiveUnpacker {
    private static final long MAX_BYTES = 8L << 30;
    private static final long MAX_ENTRIES = 1_000_000;
    private static final int HEADER_BYTES = 512;
    private static final int TAR_MAGIC_OFFSET = 257;

    private final Path archive;
    private final Path target;
    private final JobContext job;
    private final byte[] buffer = new byte[1 << 16];
    private long bytes;
    private long entries;

    ArchiveUnpacker(Path archive, Path target, JobContext job) {
        this.archive = archive;
        this.target = target.toAbsolutePath().normalize();
        this.job = job;
    }

    private enum Kind { ZIP, TAR, GZIP, NONE }

    /** Whether a file is an archive this class can unpack. */
    static boolean isArchive(Path file) throws HasnasException {
        return Files.isRegularFile(file) && kind(file) != Kind.NONE;
    }

    private static Kind kind(Path file) throws HasnasException {
        byte[] header;
        try (InputStream stored = Files.newInputStream(file)) {
            header = stored.readNBytes(HEADER_BYTES);
        } catch (IOException cause) {
            throw DataDefect.unreadable(file, cause);
        }
        if (startsWith(header, 0, 'P', 'K', 3, 4)) {
            return Kind.ZIP;
        }
        if (startsWith(header, 0, 0x1F, 0x8B)) {
            return Kind.GZIP;
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
                case NONE -> throw DataDefect.of(archive, "no archive", "a .zip, .tar or .tar.gz file");
            }
        } catch (IOException cause) {
            throw damaged("the archive", cause);
        }
    }

    private void unpackZip() throws IOException, HasnasException {
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            Enumeration<? extends ZipEntry> listed = zip.entries();
            while (listed.hasMoreElements()) {
                ZipEntry entry = listed.nextElement();
                Path place = place(entry.getName());
                if (entry.isDirectory()) {
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
            if (entry.isDirectory()) {
                makeFolder(place);
            } else if (entry.isFile() && !entry.isSymbolicLink() && !entry.isLink()) {
                write(entry.getName(), tar, place);
            } else {
                throw DataDefect.of(archive, "'" + entry.getName() + "', a link or device", "files and folders only");
            }
        }
        if (entries == 0) {
            throw DataDefect.of(archive, "no tar archive", "a .zip, .tar or .tar.gz file with a data set (for single .gz files give their folder)");
        }
        // To the end, so that gzip checks its checksum.
        while (content.read(buffer) >= 0) {
            job.checkpoint();
        }
    }

    /** Where an entry goes; fails for a name that leads out of the target folder. */
    private Path place(String name) throws HasnasException {
        entries++;
        if (entries > MAX_ENTRIES) {
            throw DataDefect.of(archive, "more than " + MAX_ENTRIES + " entries", "a data set");
        }
        try {
            Path place = target.resolve(name).normalize();
            if (place.startsWith(target) && !name.contains("\\")) {
                return place;
            }
        } catch (InvalidPathException wrongName) {
            // Falls through to the one sentence for every wrong name.
        }
        throw DataDefect.of(archive, "an entry named '" + name + "'", "names inside the archive's own folder; nothing was unpacked to that place");
    }

    private void write(String name, InputStream content, Path place) throws HasnasException {
        Path parent = place.getParent();
        if (parent == null || place.equals(target)) {
            throw DataDefect.of(archive, "an entry named '" + name + "'", "a file name");
        }
        makeFolder(parent);
        try (OutputStream file = Files.newOutputStream(place)) {
            for (int count = read(name, content); count >= 0; count = read(name, content)) {
                job.checkpoint();
                bytes += count;
                if (bytes > MAX_BYTES) {
                    throw DataDefect.of(archive, "more than " + (MAX_BYTES >> 30) + " GiB of content", "a data set");
                }
                file.write(buffer, 0, count);
            }
        } catch (IOException cause) {
            throw unwritable(place, cause);
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
        return new HasnasException(ErrorCode.BAD_DATA, archive + ": " + what + " is damaged or truncated (" + cause.getMessage()
                + "), expected a complete .zip, .tar or .tar.gz file. Download it again.", cause);
    }

    private static void makeFolder(Path folder) throws HasnasException {
        try {
            Files.createDirectories(folder);
        } catch (IOException cause) {
            throw unwritable(folder, cause);
        }
    }

    private static HasnasException unwritable(Path file, IOException cause) {
        return new HasnasException(ErrorCode.IO, file + " can't be written (" + cause.getMessage() + "). Check the disk's space and your rights.",
                cause);
    }
}
