package org.hasnas.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
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
