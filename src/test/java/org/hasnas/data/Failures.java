package org.hasnas.data;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.junit.jupiter.api.function.Executable;

/** Asserts on the sentences of failures. */
final class Failures {
    private Failures() {}

    /** The call fails with a code and a message that has all the parts. */
    static void assertFails(ErrorCode code, Executable call, Object... parts) {
        HasnasException failure = assertThrows(HasnasException.class, call);
        assertEquals(code, failure.code(), failure.getMessage());
        assertAll(Arrays.stream(parts)
                .map(part -> () -> assertTrue(failure.getMessage().contains(part.toString()), "'" + part + "' is not in: " + failure.getMessage())));
    }
}
