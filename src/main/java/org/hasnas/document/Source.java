package org.hasnas.document;

import java.util.Locale;
import java.util.function.Supplier;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;

/**
 * Where a text comes from and how its mistakes are told.
 *
 * @param name file or origin, for messages
 */
public record Source(String name, Kind kind) {
    /** The two formats. */
    public enum Kind {
        /** Written by the program: camelCase keys, nothing may be missing. */
        JSON(ErrorCode.BAD_DATA),
        /** Written by people: keys with dashes, missing keys have defaults. */
        YAML(ErrorCode.BAD_INPUT);

        private final ErrorCode code;

        Kind(ErrorCode code) {
            this.code = code;
        }
    }

    public boolean mayOmit() {
        return kind == Kind.YAML;
    }

    /** The spelling of a key, which the mapping code writes with dashes, in this format. */
    String key(String dashed) {
        return switch (kind) {
            case YAML -> dashed;
            case JSON -> camelCase(dashed);
        };
    }

    static String camelCase(String dashed) {
        StringBuilder result = new StringBuilder();
        for (String word : dashed.split("-", -1)) {
            result.append(result.isEmpty() ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        }
        return result.toString();
    }

    public HasnasException problem(Position at, String sentence) {
        return new HasnasException(kind.code, name + ", line " + at.line() + ", column " + at.column() + ": " + sentence);
    }

    /** Makes a value whose own checks may refuse it; what they say is told with the place. */
    public <T> T checked(Position at, Supplier<T> construction) throws HasnasException {
        try {
            return construction.get();
        } catch (IllegalArgumentException refused) {
            String message = refused.getMessage();
            throw problem(at, message == null ? "wrong value" : message);
        }
    }
}
