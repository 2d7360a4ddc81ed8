package org.hasnas.error;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Something needs more memory than the program has: no bug, and not the fault of a file. */
public final class MemoryShortage extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final String ANY = "Memory ran out. Give the program more, for example HASNAS_OPTS=-Xmx4g, or use a smaller batch or network.";

    /** @param sentence what needs how much, and what to do */
    public MemoryShortage(String sentence) {
        this(sentence, null);
    }

    public MemoryShortage(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }

    /** The sentence for the user if a shortage of memory is behind a failure, however deep; else empty. */
    public static Optional<String> behind(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case MemoryShortage shortage -> {
                    return Optional.ofNullable(shortage.getMessage());
                }
                case OutOfMemoryError _ -> {
                    return Optional.of(ANY);
                }
                default -> {}
            }
        }
        return Optional.empty();
    }
}
