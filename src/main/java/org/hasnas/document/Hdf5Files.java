package org.hasnas.document;

import io.jhdf.api.Dataset;
import io.jhdf.api.dataset.ChunkedDataset;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;

/** What can be said of an HDF5 file before the library opens it, and of what the library says. */
public final class Hdf5Files {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};
    /** What a byte can become when it is unpacked: deflate's limit, the largest of the filters that are read here. */
    private static final long MOST_PACKED = 1032;
    private static final byte[] ZIP = {'P', 'K', 3, 4};
    private static final byte[] GZIP = {0x1F, (byte) 0x8B};

    private Hdf5Files() {}

    /**
     * Fails if a file does not begin like an HDF5 file or is shorter than it says.
     *
     * @param purpose what it is to be, such as {@code NIR file}
     */
    private static void requireWhole(Path file, String purpose) throws HasnasException {
        if (!InputFile.isThere(file)) {
            throw new HasnasException(ErrorCode.NOT_FOUND, "There is no file " + file + ".");
        }
        if (!Files.isRegularFile(file)) {
            throw new HasnasException(ErrorCode.IO, file + " is a folder, a device or a pipe; give a " + purpose + " (HDF5).");
        }
        String found = "";
        try (FileChannel channel = FileChannel.open(file)) {
            long size = channel.size();
            if (size == 0) {
                throw new HasnasException(ErrorCode.BAD_DATA, file + " is empty; it must be an HDF5 file.");
            }
            for (long start = 0; start < size; start = start == 0 ? 512 : 2 * start) {
                ByteBuffer head = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
                channel.read(head, start);
                head.flip();
                if (beginsWith(head, SIGNATURE)) {
                    checkLength(file, head, size);
                    return;
                }
                found = start > 0 ? found : beginsWith(head, ZIP) ? " but a zip archive: unpack it" : beginsWith(head, GZIP)
                        ? " but packed with gzip: unpack it" : "";
            }
        } catch (IOException failed) {
            throw InputFile.unreadable(file, failed);
        }
        throw new HasnasException(ErrorCode.BAD_DATA, file + " is not an HDF5 file" + found + ", and so it is no " + purpose + ".");
    }

    /**
     * The bytes of a file, after the checks of {@link #requireWhole}: mapped, so that none is in memory before it is read. A library that reads them
     * can't be made to ask for more memory by a size that a damaged file declares, as it can when it reads the file itself.
     */
    public static ByteBuffer content(Path file, String purpose) throws HasnasException {
        requireWhole(file, purpose);
        try (FileChannel channel = FileChannel.open(file)) {
            if (channel.size() > Integer.MAX_VALUE) {
                throw new HasnasException(ErrorCode.BAD_DATA, file + " has more than 2 GiB, which is more than a " + purpose + " may have here.");
            }
            return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
        } catch (IOException failed) {
            throw InputFile.unreadable(file, failed);
        }
    }

    /** How many values are declared; the largest number if they can't be counted. */
    public static long count(Dataset dataset) {
        return product(Arrays.stream(dataset.getDimensionsAsLong()));
    }

    private static long product(LongStream sizes) {
        return sizes.reduce(1, (product, size) -> size < 0 || (size > 0 && product > Long.MAX_VALUE / size) ? Long.MAX_VALUE : product * size);
    }

    /**
     * Bytes of values that are declared and can't come out of what the file stores of them. The library takes memory for all that is declared, and for
     * all of a chunk, and leaves zeros where nothing is stored.
     *
     * @param fileBytes of the whole file
     */
    public static long unstored(Dataset dataset, long fileBytes) {
        long bytes = Math.max(1, dataset.getDataType().getSize());
        long declared = product(LongStream.of(count(dataset), bytes));
        if (dataset instanceof ChunkedDataset chunked) {
            if (chunks(chunked) > fileBytes) {
                return declared; // without asking for their list
            }
            long ofChunk = product(Arrays.stream(chunked.getChunkDimensions()).asLongStream());
            declared = Math.max(declared, product(LongStream.of(ofChunk, bytes))); // that of a set that may grow is larger than it, but is stored whole
        }
        long stored = dataset.getStorageInBytes();
        boolean isPossible = stored >= 0 && stored <= fileBytes;
        return Math.max(0, declared - (isPossible ? stored * (dataset.getFilters().isEmpty() ? 1 : MOST_PACKED) : 0));
    }

    private static long chunks(ChunkedDataset dataset) {
        long[] sizes = dataset.getDimensionsAsLong();
        int[] chunk = dataset.getChunkDimensions();
        return product(IntStream.range(0, sizes.length).mapToLong(axis -> Math.ceilDiv(sizes[axis], Math.max(1, chunk[axis]))));
    }

    private static boolean beginsWith(ByteBuffer head, byte[] bytes) {
        return head.remaining() >= bytes.length && head.slice(0, bytes.length).equals(ByteBuffer.wrap(bytes));
    }

    /** The end of the file stands in its first bytes, where addresses have 8 bytes as they nearly always have. */
    private static void checkLength(Path file, ByteBuffer head, long size) throws HasnasException {
        int version = head.remaining() > 16 ? head.get(8) : -1;
        int addressBytes = version >= 2 ? head.get(9) : head.remaining() > 16 ? head.get(13) : 0;
        int endAt = version >= 2 ? 28 : version == 1 ? 44 : 40;
        boolean isKnown = version >= 0 && version <= 3 && addressBytes == Long.BYTES;
        if (version == -1 || (isKnown && (head.remaining() < endAt + Long.BYTES || head.getLong(endAt) > size))) {
            String whole = isKnown && head.remaining() >= endAt + Long.BYTES ? " of " + head.getLong(endAt) : "";
            throw new HasnasException(ErrorCode.BAD_DATA, file + " is cut off (truncated): " + size + whole + " bytes are there. Copy it again.");
        }
    }

    /** What a library says about a damaged file. */
    public static String reason(Throwable broken) {
        for (Throwable cause = broken; cause != null; cause = cause.getCause()) {
            String message = cause.getMessage();
            if (message != null && message.contains("filter is not available")) {
                return message + ". Write the file without that compression.";
            }
        }
        return "the file is damaged";
    }
}
