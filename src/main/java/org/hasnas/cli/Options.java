package org.hasnas.cli;

import org.hasnas.domain.error.ErrorCode;
import org.hasnas.domain.error.HasnasException;
import org.jspecify.annotations.Nullable;

/** Checks that several commands share. */
final class Options {
    private Options() {}

    static int atLeastOne(String option, int value) throws HasnasException {
        return atLeast(option, value, 1);
    }

    static int atLeast(String option, int value, int least) throws HasnasException {
        if (value < least) {
            throw new HasnasException(ErrorCode.BAD_INPUT, option + " must be at least " + least + ", was " + value);
        }
        return value;
    }

    static int threads(@Nullable Integer wanted) throws HasnasException {
        return wanted == null ? Runtime.getRuntime().availableProcessors() : atLeastOne("--threads", wanted);
    }
}
