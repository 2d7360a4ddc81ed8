package org.hasnas.cli.option;

import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.jspecify.annotations.Nullable;

/** Checks that several commands share. */
public final class Options {
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
        return wanted == null ? Runtime.getRuntime().availableProcessors() : atLeastOne("--threads", wanted);
    }
}
