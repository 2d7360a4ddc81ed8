package org.hasnas.cli;

import org.hasnas.domain.error.ErrorCode;
import org.hasnas.domain.error.HasnasException;
import org.jspecify.annotations.Nullable;

/** Checks that several commands share. */
final class Options {
    private Options() {}

    static int atLeastOne(String option, int value) throws HasnasException {
        if (value < 1) {
            throw new HasnasException(ErrorCode.BAD_INPUT, option + " must be at least 1, was " + value);
        }
        return value;
    }

    static int threads(@Nullable Integer wanted) throws HasnasException {
        return wanted == null ? Runtime.getRuntime().availableProcessors() : atLeastOne("--threads", wanted);
    }
}
