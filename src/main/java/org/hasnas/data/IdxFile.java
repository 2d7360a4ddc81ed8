package org.hasnas.data;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.hasnas.data.file.DataDefect;
import org.hasnas.document.InputFile;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;

/**
 * One open file of the IDX format, plain or gzip: a magic number (two zero bytes, 8 for unsigned bytes, the number of dimensions), each
 * dimension as a big-endian 32-bit number, then the bytes. Source: Y. LeCun, C. Cortes, C. Burges, the MNIST database.
 */
final class IdxFile implements AutoCloseable {
    /** A gzip file unpacks to at most about 1032 times its size; a header that claims more is wrong. */
    private static final long MAX_EXPANSION = 1040;

    private static final int BYTES_PER_READ = 1 << 20;

    private final Path file;
    private final boolean packed;
    private final long storedBytes;
    private final InputStream content;
    private long position;

    private IdxFile(Path file, boolean packed, long storedBytes, InputStream content) {
        this.file = file;
        this.packed = packed;
        this.storedBytes = storedBytes;
        this.content = content;
    }

    static boolean isPacked(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".gz");
    }

    @SuppressWarnings("StreamResourceLeak") // closed by close()
    static IdxFile open(Path file) throws HasnasException {
        try {
            long size = Files.size(file);
            InputStream stored = InputFile.open(file, InputFile.Kind.NUMBERS);
            if (!isPacked(file)) {
                return new IdxFile(file, false, size, stored);
            }
            try {
                return new IdxFile(file, true, size, new GZIPInputStream(stored, 1 << 16));
            } catch (ZipException | EOFException cause) {
                stored.close();
                throw DataDefect.atByte(file, 0, "no gzip header", "a gzip file, as its name ends in .gz");
            }
        } catch (NoSuchFileException cause) {
            throw DataDefect.missing(file, "an IDX file");
        } catch (IOException cause) {
            throw InputFile.unreadable(file, cause);
        }
    }

    /**
     * Reads the header and checks it against the size of the file.
     *
     * @param names of the dimensions, the number of items first
     * @return the sizes of the dimensions, each at least 1
     */
    List<Integer> readHeader(List<String> names) throws HasnasException {
        int expected = 0x0800 + names.size();
        long magic = readNumber("the magic number");
        if (magic != expected) {
            throw defect(0, String.format(Locale.ROOT, "magic number 0x%08X", magic),
                    String.format(Locale.ROOT, "0x%08X (unsigned bytes in %d dimensions)", expected, names.size()));
        }
        List<Integer> sizes = new ArrayList<>();
        long items = 1;
        for (String name : names) {
            long size = readNumber("the number of " + name);
            if (size < 1 || size > Integer.MAX_VALUE) {
                throw defect(position - Integer.BYTES, size + " " + name, "1 to " + Integer.MAX_VALUE);
            }
            items = saturatedProduct(items, size);
            sizes.add((int) size);
        }
        checkSize(items, sizes, names);
        return List.copyOf(sizes);
    }

    private void checkSize(long items, List<Integer> sizes, List<String> names) throws HasnasException {
        long expected = items > Long.MAX_VALUE - position ? Long.MAX_VALUE : position + items;
        String expectation = expected + " bytes in all (" + position + " of header, then "
                + sizes.stream().map(String::valueOf).collect(Collectors.joining(" x ")) + " for " + String.join(", ", names) + ")";
        if (packed ? expected / MAX_EXPANSION > storedBytes : storedBytes < expected) {
            throw defect(storedBytes, "the end of the file", expectation);
        }
        if (!packed && storedBytes > expected) {
            throw defect(expected, (storedBytes - expected) + " more bytes", "the end of the file: " + expectation);
        }
    }

    /** Fills an array with what follows. */
    void readFully(byte[] target, JobContext job) throws HasnasException {
        int filled = 0;
        while (filled < target.length) {
            job.checkpoint();
            int count = read(target, filled, Math.min(BYTES_PER_READ, target.length - filled));
            if (count < 0) {
                throw defect(position, "the end of the file", (target.length - filled) + " more bytes");
            }
            filled += count;
        }
    }

    /** Fails unless all of the file was read. Of a gzip file this also checks the checksum. */
    void requireEnd() throws HasnasException {
        if (read(new byte[1], 0, 1) >= 0) {
            throw defect(position - 1, "more bytes", "the end of the file");
        }
    }

    private long readNumber(String what) throws HasnasException {
        byte[] bytes = new byte[Integer.BYTES];
        int filled = 0;
        while (filled < bytes.length) {
            int count = read(bytes, filled, bytes.length - filled);
            if (count < 0) {
                throw defect(position, "the end of the file", what);
            }
            filled += count;
        }
        return (bytes[0] & 0xFFL) << 24 | (bytes[1] & 0xFFL) << 16 | (bytes[2] & 0xFFL) << 8 | (bytes[3] & 0xFFL);
    }

    private int read(byte[] target, int offset, int length) throws HasnasException {
        try {
            int count = content.read(target, offset, length);
            position += Math.max(0, count);
            return count;
        } catch (EOFException cause) {
            throw defect(position, "the end of the compressed data", "a complete gzip file; it is truncated");
        } catch (ZipException cause) {
            throw defect(position, "damaged compression (" + cause.getMessage() + ")", "a sound gzip file");
        } catch (IOException cause) {
            throw InputFile.unreadable(file, cause);
        }
    }

    HasnasException defect(long offset, String found, String expected) {
        return packed ? DataDefect.atUnpackedByte(file, offset, found, expected) : DataDefect.atByte(file, offset, found, expected);
    }

    private static long saturatedProduct(long left, long right) {
        return (Math.multiplyHigh(left, right) != 0 || left * right < 0) ? Long.MAX_VALUE : left * right;
    }

    @Override
    public void close() throws HasnasException {
        try {
            content.close();
        } catch (IOException cause) {
            throw InputFile.unreadable(file, cause);
        }
    }
}
