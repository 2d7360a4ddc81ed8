package org.hasnas.cli.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class ResultStreamTest {
    /** A disk of a few bytes, as /dev/full is one of none. */
    private static final class SmallDisk extends OutputStream {
        private int free;
        private final String whenFull;

        SmallDisk(int free, String whenFull) {
            this.free = free;
            this.whenFull = whenFull;
        }

        @Override
        public void write(int value) throws IOException {
            if (free-- <= 0) {
                throw new IOException(whenFull);
            }
        }
    }

    @Test
    void remembersThatSomethingWasNotWritten() {
        ResultStream stream = new ResultStream(new SmallDisk(3, "No space left on device"), StandardCharsets.UTF_8);
        stream.print("four");
        IOException failure = stream.failure().orElseThrow();
        assertEquals("No space left on device", failure.getMessage());
        assertFalse(ResultStream.isReaderGone(failure));
        ResultStream piped = new ResultStream(new SmallDisk(0, "Broken pipe"), StandardCharsets.UTF_8);
        piped.print("four");
        assertTrue(ResultStream.isReaderGone(piped.failure().orElseThrow()));
    }

    @Test
    void whatFitsIsNoFailure() {
        ResultStream stream = new ResultStream(new SmallDisk(4, ""), StandardCharsets.UTF_8);
        stream.print("four");
        assertTrue(stream.failure().isEmpty());
    }

    @Test
    void aTerminalGetsNothingToObeyHoweverItIsPrinted() throws IOException {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        ResultStream stream = new ResultStream(written, StandardCharsets.UTF_8);
        String evil = "\u001b]0;pwned\u0007";
        stream.println(evil);
        stream.println((Object) evil);
        stream.println(evil.toCharArray());
        stream.print(evil.charAt(0));
        stream.printf("%s\r\n", evil);
        stream.append(evil).append(evil, 0, 1);
        stream.append(evil.charAt(0));
        stream.flush();
        String text = written.toString(StandardCharsets.UTF_8);
        assertTrue(text.chars().noneMatch(character -> Character.isISOControl(character) && character != '\n' && character != '\r'), text);
        assertEquals(8, text.split("\\\\u001b", -1).length - 1, text);
    }
}
