package org.hasnas.error;

import org.jspecify.annotations.Nullable;

/**
 * Something outside the program's control failed. The message is one or two sentences for the user: what was wrong, where, and
 * what to do, fit for a terminal whatever a file put into it ({@link PlainText}). Bugs are {@link IllegalArgumentException} or {@link IllegalStateException} instead.
 */
public final class HasnasException extends Exception {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    public HasnasException(ErrorCode code, String message) {
        this(code, message, null);
    }

    public HasnasException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(PlainText.message(message), cause);
        this.code = code;
    }

    public ErrorCode code() {
        return code;
    }

    @Override
    public String getMessage() {
        String message = super.getMessage();
        return message == null ? code.name() : message;
    }
}
