package org.hasnas.cli.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.hasnas.units.EnumNames;
import org.jspecify.annotations.Nullable;

/** A JSON object with keys in the order in which they were put. */
public final class JsonDocument {
    private final String kind;
    private final int version;
    private final Map<String, @Nullable Object> content = new LinkedHashMap<>();

    private JsonDocument(String kind, int version) {
        this.kind = kind;
        this.version = version;
    }

    /** An object within a document. */
    public JsonDocument() {
        this("", 0);
    }

    /**
     * A whole document.
     *
     * @param kind what it is, such as {@code hasnas-cost}
     * @param version of that kind of document: it rises when a key changes its meaning or is left out
     */
    public static JsonDocument of(String kind, int version) {
        return new JsonDocument(kind, version);
    }

    /**
     * Puts a value: a number, text or truth value, a document, an optional of these, or a list or map of these; a stream of these is a list
     * that is made while it is printed, once. What is empty becomes {@code null}, and so do infinity and NaN, which JSON does not have; a
     * constant of an enum becomes its name as in options.
     */
    public JsonDocument put(String key, @Nullable Object value) {
        content.put(key, plain(value));
        return this;
    }

    /** Puts all that another document has. */
    public JsonDocument putAll(JsonDocument other) {
        content.putAll(other.content);
        return this;
    }

    private static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Double number -> Double.isFinite(number) ? number : null;
            case Enum<?> constant -> EnumNames.of(constant);
            case JsonDocument nested -> nested.content;
            case Optional<?> some -> plain(some.orElse(null));
            case OptionalDouble some -> some.isPresent() ? plain(some.getAsDouble()) : null;
            case OptionalInt some -> some.isPresent() ? some.getAsInt() : null;
            case OptionalLong some -> some.isPresent() ? some.getAsLong() : null;
            case Map<?, ?> map -> plain(map);
            case Collection<?> elements -> plain(elements);
            case Stream<?> elements -> elements.map(JsonDocument::plain).iterator();
            default -> value;
        };
    }

    private static Map<String, @Nullable Object> plain(Map<?, ?> map) {
        JsonDocument document = new JsonDocument();
        map.forEach((key, value) -> document.put(String.valueOf(key), value));
        return document.content;
    }

    private static List<@Nullable Object> plain(Collection<?> elements) {
        List<@Nullable Object> list = new ArrayList<>();
        elements.forEach(element -> list.add(plain(element)));
        return list;
    }

    /** Prints a whole document in UTF-8, whatever the encoding of the terminal; it begins with what it is and by which program. */
    public void print(PrintStream out, String programVersion) {
        JsonDocument whole = new JsonDocument().put("document", kind).put("version", version).put("program_version", programVersion).putAll(this);
        // Written as it is made: a document may have millions of numbers. The stream keeps a failure to itself until it is asked.
        try (JsonGenerator generator = new ObjectMapper().createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
            new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(generator, whole.content);
        } catch (IOException e) {
            throw new IllegalStateException("maps of plain values can always be written", e);
        }
        out.write(System.lineSeparator().getBytes(StandardCharsets.UTF_8), 0, System.lineSeparator().length());
        out.flush();
    }
}
