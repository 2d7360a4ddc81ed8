package org.hasnas.cli.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class JsonDocumentTest {
    /** A run may have a hundred thousand trials: none is made before those in front of it are written. */
    @Test
    void elementsOfAStreamAreMadeWhileTheyArePrinted() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        List<Integer> writtenBefore = new ArrayList<>();
        JsonDocument document = JsonDocument.of("test", 1).put("list", IntStream.range(0, 2000).mapToObj(index -> {
            writtenBefore.add(bytes.size());
            return new JsonDocument().put("index", index).put("text", "a trial ".repeat(10)).put("nothing", Double.NaN);
        })).put("empty", Stream.of());
        assertTrue(writtenBefore.isEmpty(), "made before it is printed");
        try (PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8)) {
            document.print(out, "1.0");
        }
        assertTrue(writtenBefore.get(1000) > 50_000, writtenBefore.get(1000) + " bytes before the thousandth");
        var read = new ObjectMapper().readTree(bytes.toByteArray());
        assertEquals(1999, read.path("list").path(1999).path("index").asInt());
        assertTrue(read.path("list").path(7).path("nothing").isNull() && read.path("empty").isEmpty() && read.path("empty").isArray());
    }
}
