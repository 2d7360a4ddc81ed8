package org.hasnas.cli.option;

import java.util.function.BiFunction;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.jspecify.annotations.Nullable;

/** What several commands do with the values of options. */
public final class Options {
    /** More than any machine has; each takes memory. */
    private static final int MOST_THREADS = 4096;

    private Options() {}

    public static int atLeastOne(String option, int value) throws HasnasException {
        return atLeast(option, value, 1);
    }

    public static int atLeast(String option, int value, int least) throws HasnasException {
        if (value < least) {
            throw new HasnasException(ErrorCode.BAD_INPUT, option + " must be at least " + least + ", was " + value);
        }
        return value;
    }

    public static int threads(@Nullable Integer wanted) throws HasnasException {
        if (wanted != null && wanted > MOST_THREADS) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "--threads must be at most " + MOST_THREADS + ", was " + wanted);
        }
        return wanted == null ? Runtime.getRuntime().availableProcessors() : atLeastOne("--threads", wanted);
    }

    /** Settings with a value that was given, else as they are. */
    public static <S, V> S with(S settings, @Nullable V given, BiFunction<S, V, S> change) {
        return given == null ? settings : change.apply(settings, given);
    }
}
