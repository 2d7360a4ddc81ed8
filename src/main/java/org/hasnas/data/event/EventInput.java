package org.hasnas.data.event;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hasnas.data.file.DataDefect;
import org.hasnas.document.InputFile;
import org.hasnas.error.HasnasException;

/** The bytes of a file, read piece by piece, and where they are. */
final class EventInput implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int LONGEST_LINE = 1 << 13;

    private final Path file;
    private final FileChannel channel;
    private final long size;
    private final ByteBuffer buffer;
    private long bufferStart;

    private EventInput(Path file, FileChannel channel, long size, ByteOrder order) {
        this.file = file;
        this.channel = channel;
        this.size = size;
        this.buffer = ByteBuffer.allocate(BUFFER_BYTES).order(order).limit(0);
    }

    static EventInput open(Path file, ByteOrder order) throws HasnasException {
        if (!InputFile.isThere(file)) {
            throw DataDefect.missing(file, "a recording of events");
        }
        if (!Files.isRegularFile(file)) {
            throw DataDefect.of(file, "a folder or a device", "a file with a recording of events");
        }
        try {
            FileChannel channel = FileChannel.open(file);
            return new EventInput(file, channel, channel.size(), order);
        } catch (IOException cause) {
            throw InputFile.unreadable(file, cause);
        }
    }

    Path file() {
        return file;
    }

    /** Of the next byte. */
    long position() {
        return bufferStart + buffer.position();
    }

    /** Bytes that are left. */
    long left() {
        return size - position();
    }

    boolean atEnd() {
        return left() <= 0;
    }

    /**
     * The next bytes, to be taken from the buffer that is returned.
     *
     * @param count at most a few thousand
     * @param what they are, for the sentence that says the file is truncated
     * @param number of it
     */
    ByteBuffer next(int count, String what, long number) throws HasnasException {
        if (buffer.remaining() < count) {
            fill();
            if (buffer.remaining() < count) {
                throw DataDefect.atByte(file, position(), buffer.remaining() + " of the " + count + " bytes of " + what + " " + number
                        + " (length " + size + "): the file is truncated", "a whole " + what);
            }
        }
        return buffer;
    }

    private void fill() throws HasnasException {
        bufferStart += buffer.position();
        buffer.compact();
        try {
            int read = 0;
            while (buffer.hasRemaining() && read >= 0) {
                read = channel.read(buffer);
            }
        } catch (IOException cause) {
            throw InputFile.unreadable(file, cause);
        }
        buffer.flip();
    }

    /** Passes over bytes; the caller has seen that they are {@link #left}. */
    void skip(long count) throws HasnasException {
        long target = position() + count;
        if (count <= buffer.remaining()) {
            buffer.position(buffer.position() + (int) count);
            return;
        }
        try {
            channel.position(target);
        } catch (IOException cause) {
            throw InputFile.unreadable(file, cause);
        }
        bufferStart = target;
        buffer.limit(0);
    }

    /** A copy of the next bytes, of which the caller has seen that they are {@link #left}. */
    byte[] take(int count) throws HasnasException {
        byte[] bytes = new byte[count];
        for (int done = 0; done < count;) {
            if (!buffer.hasRemaining()) {
                fill();
                if (!buffer.hasRemaining()) {
                    throw DataDefect.atByte(file, position(), "the end of the file", "the " + count + " bytes that it had before");
                }
            }
            int part = Math.min(count - done, buffer.remaining());
            buffer.get(bytes, done, part);
            done += part;
        }
        return bytes;
    }

    /** Whether the bytes that come next are these characters. */
    boolean beginsWith(String text) throws HasnasException {
        if (buffer.remaining() < text.length()) {
            fill();
        }
        for (int i = 0; i < text.length(); i++) {
            if (i >= buffer.remaining() || buffer.get(buffer.position() + i) != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** The next line of text with its end; empty, and nothing taken, if the bytes up to the next line feed are no text. */
    String line() throws HasnasException {
        if (buffer.remaining() < LONGEST_LINE) {
            fill();
        }
        int length = 0;
        while (length < Math.min(LONGEST_LINE, buffer.remaining())) {
            byte next = buffer.get(buffer.position() + length++);
            if (next == '\n') {
                byte[] bytes = new byte[length];
                buffer.get(bytes);
                return new String(bytes, StandardCharsets.ISO_8859_1);
            }
            if (next >= 0 && next < ' ' && next != '\r' && next != '\t') {
                return "";
            }
        }
        return "";
    }

    /** Fails if the file is empty. */
    void requireContent(String expected) throws HasnasException {
        if (size == 0) {
            throw DataDefect.of(file, "an empty file", expected);
        }
    }

    @Override
    public void close() throws HasnasException {
        try {
            channel.close();
        } catch (IOException cause) {
            throw InputFile.unreadable(file, cause);
        }
    }
}
