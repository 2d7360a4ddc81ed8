package org.hasnas.cli.console;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Optional;
import org.hasnas.error.PlainText;
import org.jspecify.annotations.Nullable;

/**
 * Where results go. Texts are written without control characters, which may come from any file; bytes as they are. A write that failed is
 * remembered, so that a command whose result was lost can't end as if it was not.
 */
public final class ResultStream extends PrintStream {
    private static final int BUFFER_BYTES = 1 << 16;

    private final Remembering target;

    public ResultStream(OutputStream target, Charset charset) {
        this(new Remembering(target), charset);
    }

    private ResultStream(Remembering target, Charset charset) {
        super(new BufferedOutputStream(target, BUFFER_BYTES), false, charset);
        this.target = target;
    }

    /** Keeps the first failure, which a {@link PrintStream} would forget. */
    private static final class Remembering extends FilterOutputStream {
        private @Nullable IOException failure;

        Remembering(OutputStream target) {
            super(target);
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int count) throws IOException {
            try {
                out.write(bytes, offset, count);
            } catch (IOException failed) {
                throw remembered(failed);
            }
        }

        @Override
        public void flush() throws IOException {
            try {
                out.flush();
            } catch (IOException failed) {
                throw remembered(failed);
            }
        }

        private IOException remembered(IOException failed) {
            failure = failure == null ? failed : failure;
            return failed;
        }
    }

    /** Why something was not written; empty if all was. */
    public Optional<IOException> failure() {
        flush();
        return Optional.ofNullable(target.failure);
    }

    /** Whether a reader such as {@code head} had enough and left, which is no failure of the command. */
    public static boolean isReaderGone(IOException failure) {
        return String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT).contains("pipe");
    }

    @Override
    public void print(@Nullable String text) {
        super.print(PlainText.escaped(String.valueOf(text)));
    }

    @Override
    public void print(char character) {
        super.print(character == '\r' ? "\r" : PlainText.escaped(String.valueOf(character)));
    }

    @Override
    public void print(@Nullable Object value) {
        print(String.valueOf(value));
    }

    @Override
    public void println(@Nullable Object value) {
        println(String.valueOf(value));
    }

    @Override
    public void print(char[] text) {
        print(String.valueOf(text));
    }

    @Override
    public PrintStream append(@Nullable CharSequence text) {
        print(String.valueOf(text));
        return this;
    }

    @Override
    public PrintStream append(@Nullable CharSequence text, int start, int end) {
        print(String.valueOf(text).substring(start, end));
        return this;
    }
}
