package org.hasnas.data;

import java.util.Locale;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;

/**
 * Allocates the one array that holds the pixels of a part, or says how much memory is missing.
 *
 * @param limitBytes the heap a data set may fill
 */
record PixelMemory(long limitBytes) {
    private static final long MEBIBYTE = 1024 * 1024;

    /** Share of the heap that is left for everything else. */
    private static final long RESERVE_BYTES = 64 * MEBIBYTE;

    /** The heap of this process. */
    static PixelMemory ofThisProcess() {
        return new PixelMemory(Runtime.getRuntime().maxMemory() - RESERVE_BYTES);
    }

    /** Fails if a data set that needs {@code bytes} in total can't fit. */
    void require(String title, long images, long bytes) throws HasnasException {
        if (bytes > limitBytes) {
            throw tooLarge(title, images, bytes);
        }
    }

    /** An array for {@code images} images of {@code imageBytes} each. */
    byte[] allocate(String title, long images, int imageBytes) throws HasnasException {
        long bytes = images * imageBytes;
        require(title, images, bytes);
        if (bytes > Integer.MAX_VALUE - 8) {
            throw new HasnasException(ErrorCode.BAD_DATA, String.format(Locale.ROOT,
                    "%s: %d images of %d bytes are more than the 2 GiB one part of a data set may have. Use fewer images.", title, images,
                    imageBytes));
        }
        try {
            return new byte[(int) bytes];
        } catch (OutOfMemoryError full) {
            HasnasException failure = tooLarge(title, images, bytes);
            failure.addSuppressed(full);
            throw failure;
        }
    }

    private HasnasException tooLarge(String title, long images, long bytes) {
        long needed = (bytes + RESERVE_BYTES) / MEBIBYTE + 1;
        return new HasnasException(ErrorCode.BAD_INPUT, String.format(Locale.ROOT,
                "%s: %d images need %d MiB of memory, and the program may use %d MiB for them. Give it more (HASNAS_OPTS=-Xmx%dm) or use fewer"
                        + " images.",
                title, images, bytes / MEBIBYTE + 1, Math.max(0, limitBytes) / MEBIBYTE, 2 * needed));
    }
}
