package org.hasnas.document;

import java.util.Locale;
import java.util.function.Supplier;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;

/**
 * Origin and format of a text, for errors that name their place.
 *
 * @param name file or origin, for messages
 * @param within the part of it that is read, such as {@code entry 'adc.energy'}, for messages; empty for all
 */
public record Source(String name, Kind kind, String within) {
    /** What is read. */
    public enum Kind {
        /** Written by the program: camelCase keys, nothing may be missing. */
        JSON(ErrorCode.BAD_DATA),
        /** JSON of other programs: keys as they stand there, those that are not read are theirs, {@code null} is nothing. */
        FOREIGN_JSON(ErrorCode.BAD_DATA),
        /** Written by people: keys with dashes, missing keys have defaults. */
        YAML(ErrorCode.BAD_INPUT);

        private final ErrorCode code;

        Kind(ErrorCode code) {
            this.code = code;
        }
    }

    public Source(String name, Kind kind) {
        this(name, kind, "");
    }

    /** A part of the same text. */
    public Source within(String part) {
        return new Source(name, kind, part);
    }

    public boolean mayOmit() {
        return kind == Kind.YAML;
    }

    boolean isForeign() {
        return kind == Kind.FOREIGN_JSON;
    }

    /** The spelling of a key, which the mapping code writes with dashes, in this format. */
    String key(String dashed) {
        return switch (kind) {
            case YAML, FOREIGN_JSON -> dashed;
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
        return new HasnasException(kind.code, name + ", line " + at.line() + ", column " + at.column()
                + (within.isEmpty() ? "" : ", " + within) + ": " + sentence);
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
