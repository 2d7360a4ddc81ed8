package org.hasnas.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.TreeSet;

/**
 * One text for one value: keys ordered by their UTF-16 code units, no white space, whole numbers in decimal, other numbers as
 * {@link Double#toString} prints them. Equal values therefore have equal hashes on every machine.
 */
public final class CanonicalJson {
    private CanonicalJson() {}

    public static String text(JsonNode node) {
        return JsonText.line(sorted(node));
    }

    /** 64 hexadecimal digits over the UTF-8 bytes of a {@link #text}. */
    public static String sha256(String canonical) {
        return Sha256.of(StandardCharsets.UTF_8.encode(canonical));
    }

    private static JsonNode sorted(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> {
                ObjectNode result = JsonNodeFactory.instance.objectNode();
                TreeSet<String> keys = new TreeSet<>();
                object.fieldNames().forEachRemaining(keys::add);
                keys.forEach(key -> result.set(key, sorted(object.path(key))));
                yield result;
            }
            case ArrayNode array -> {
                ArrayNode result = JsonNodeFactory.instance.arrayNode();
                array.forEach(item -> result.add(sorted(item)));
                yield result;
            }
            default -> node;
        };
    }
}
