package org.hasnas.document;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hasnas.error.HasnasException;

/** Reads JSON text into {@link SourceNode}s and prints Jackson trees. */
public final class JsonText {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final ObjectMapper PRINTER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final ObjectMapper LINE_PRINTER = new ObjectMapper();

    private JsonText() {}

    /** @param what what the text is, such as {@code candidate} */
    public static Value parse(Source source, String what, String text) throws HasnasException {
        return parse(source, what, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads a file.
     *
     * @param what what it is, such as {@code component catalogue}
     * @throws HasnasException NOT_FOUND or IO if it can't be read; as {@link #parse} if it is no JSON
     */
    public static Value read(Path file, Source.Kind kind, String what) throws HasnasException {
        byte[] content = InputFile.bytes(file, InputFile.Kind.DOCUMENT, "There is no " + what + " " + file + ".");
        return parse(new Source(file.toString(), kind), what, content);
    }

    public static Value parse(Source source, String what, byte[] text) throws HasnasException {
        try (JsonParser parser = FACTORY.createParser(text)) {
            if (parser.nextToken() == null) {
                throw source.problem(Position.START, "the file is empty; it must be JSON");
            }
            SourceNode root = node(source, parser);
            if (parser.nextToken() != null) {
                throw source.problem(position(parser.currentTokenLocation()), "there is something after the end of the JSON text");
            }
            return new Value(source, what, root);
        } catch (JsonProcessingException broken) {
            JsonLocation location = broken.getLocation();
            throw source.problem(location == null ? Position.START : position(location),
                    "this is no JSON: " + withoutAdvice(broken.getOriginalMessage()));
        } catch (IOException undecodable) { // its first bytes look like UTF-16 or UTF-32, in which the others are no characters
            throw source.problem(Position.START, "this is no JSON: its bytes are no text; save it as UTF-8");
        }
    }

    /** The library's message without its advice to programmers. */
    private static String withoutAdvice(String message) {
        return message.replaceFirst("(?s)(: |; | \\()(enable|to enable|from `|it is |maximum allowed|for \\p{Upper}).*", "")
                .replaceAll("`?[A-Za-z]*Feature[.A-Z_a-z]*`?", "")
                .strip();
    }

    private static SourceNode node(Source source, JsonParser parser) throws IOException, HasnasException {
        Position at = position(parser.currentTokenLocation());
        JsonToken token = parser.currentToken();
        return switch (token) {
            case START_OBJECT -> {
                List<SourceNode.Entry> entries = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    Position keyAt = position(parser.currentTokenLocation());
                    String key = parser.currentName();
                    parser.nextToken();
                    entries.add(new SourceNode.Entry(key, keyAt, node(source, parser)));
                }
                yield new SourceNode.Mapping(at, entries);
            }
            case START_ARRAY -> {
                List<SourceNode> items = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    items.add(node(source, parser));
                }
                yield new SourceNode.Sequence(at, items);
            }
            case VALUE_STRING -> new SourceNode.Scalar(at, parser.getText(), true, false);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE -> new SourceNode.Scalar(at, parser.getText(), false, false);
            case VALUE_NULL -> new SourceNode.Scalar(at, "", false, true);
            case END_OBJECT, END_ARRAY, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
                    throw source.problem(at, "this is no JSON: unexpected " + token);
        };
    }

    private static Position position(JsonLocation location) {
        return new Position(location.getLineNr(), location.getColumnNr());
    }

    /** The same tree with keys in camelCase. */
    public static JsonNode camelCase(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> {
                ObjectNode result = JsonNodeFactory.instance.objectNode();
                for (Map.Entry<String, JsonNode> property : object.properties()) {
                    result.set(Source.camelCase(property.getKey()), camelCase(property.getValue()));
                }
                yield result;
            }
            case ArrayNode array -> {
                ArrayNode result = JsonNodeFactory.instance.arrayNode();
                array.forEach(item -> result.add(camelCase(item)));
                yield result;
            }
            default -> node;
        };
    }

    /** With line breaks and indentation, ending in a line break. */
    public static String pretty(JsonNode node) {
        return print(PRINTER, node) + "\n";
    }

    /** In one line. */
    public static String line(JsonNode node) {
        return print(LINE_PRINTER, node);
    }

    private static String print(ObjectMapper printer, JsonNode node) {
        try {
            return printer.writeValueAsString(node);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a tree of plain values can't be printed", impossible);
        }
    }
}
