package org.hasnas.cli.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A JSON object with keys in the order in which they were put. JSON has no infinity and no NaN: both become {@code null}. */
public final class JsonDocument {
    private final Map<String, @Nullable Object> content = new LinkedHashMap<>();

    /** A document that says what it is, in which version of its form, and by which version of the program. */
    public static JsonDocument of(String kind, int version, String programVersion) {
        return new JsonDocument().put("document", kind).put("version", version).put("program_version", programVersion);
    }

    public JsonDocument put(String key, @Nullable Object value) {
        content.put(key, value instanceof Double number && !Double.isFinite(number) ? null : value);
        return this;
    }

    public JsonDocument putAll(JsonDocument other) {
        content.putAll(other.content);
        return this;
    }

    public JsonDocument put(String key, JsonDocument nested) {
        content.put(key, nested.map());
        return this;
    }

    public Map<String, @Nullable Object> map() {
        return Collections.unmodifiableMap(content);
    }

    public void print(PrintStream out) {
        try {
            String text = new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(content) + System.lineSeparator();
            out.writeBytes(text.getBytes(StandardCharsets.UTF_8)); // JSON is UTF-8 whatever the terminal's encoding
            out.flush();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps of plain values can always be written", e);
        }
    }
}
