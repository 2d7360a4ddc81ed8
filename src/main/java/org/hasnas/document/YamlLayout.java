package org.hasnas.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Prints a tree as YAML: mappings as blocks, lists of numbers in one line, lists of small mappings in one line each, texts unquoted where that is safe. */
public final class YamlLayout {
    /** Texts that mean themselves anywhere in YAML, also in flow style. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9./]([A-Za-z0-9 ._/()+-]*[A-Za-z0-9._/()+-])?");
    private static final Pattern LIKE_A_NUMBER = Pattern.compile("[0-9.][0-9._eExXoOa-fA-F:+-]*");
    private static final Set<String> WORDS_OF_YAML = Set.of("true", "false", "yes", "no", "on", "off", "y", "n", "null", "~");
    /** Lines, and whole descriptions, that can stand as they are in a literal block. */
    private static final String LITERAL_LINE = "[!-~\\u00A1-\\u1FFF][ -~\\u00A1-\\u1FFF]*";
    private static final Pattern LITERAL = Pattern.compile(LITERAL_LINE + "(\\n(" + LITERAL_LINE + ")?)*\\n?");

    private YamlLayout() {}

    public static String text(ObjectNode root) {
        StringBuilder out = new StringBuilder();
        for (Map.Entry<String, JsonNode> entry : root.properties()) {
            if (entry.getValue() instanceof ObjectNode block) {
                out.append(entry.getKey()).append(":\n");
                block.properties().forEach(inner -> property(out, inner.getKey(), inner.getValue()));
            } else if (isLiteral(entry.getValue())) {
                literal(out, entry.getKey(), entry.getValue().textValue());
            } else {
                out.append(entry.getKey()).append(": ").append(flow(entry.getValue())).append('\n');
            }
        }
        return out.toString();
    }

    private static void property(StringBuilder out, String key, JsonNode value) {
        out.append("  ").append(key).append(':');
        if (value instanceof ArrayNode items && !items.valueStream().allMatch(JsonNode::isNumber)) {
            items.forEach(item -> out.append("\n    - ").append(flow(item)));
            out.append('\n');
        } else {
            out.append(' ').append(flow(value)).append('\n');
        }
    }

    private static boolean isLiteral(JsonNode value) {
        return value.isTextual() && value.textValue().indexOf('\n') >= 0 && LITERAL.matcher(value.textValue()).matches()
                && !value.textValue().endsWith("\n\n");
    }

    private static void literal(StringBuilder out, String key, String text) {
        out.append(key).append(text.endsWith("\n") ? ": |\n" : ": |-\n");
        for (String line : (text.endsWith("\n") ? text.substring(0, text.length() - 1) : text).split("\n", -1)) {
            out.append(line.isEmpty() ? "" : "  " + line).append('\n');
        }
    }

    private static String flow(JsonNode value) {
        return switch (value) {
            case ObjectNode object -> {
                List<String> parts = new ArrayList<>();
                object.properties().forEach(entry -> parts.add(scalar(entry.getKey()) + ": " + flow(entry.getValue())));
                yield "{" + String.join(", ", parts) + "}";
            }
            case ArrayNode array -> {
                List<String> parts = new ArrayList<>();
                array.forEach(item -> parts.add(flow(item)));
                yield "[" + String.join(", ", parts) + "]";
            }
            default -> value.isTextual() ? scalar(value.textValue()) : value.asText();
        };
    }

    /** Texts with a unit, such as {@code 4 M}, are safe; texts that YAML takes for something else are quoted. */
    static String scalar(String text) {
        boolean plain = PLAIN.matcher(text).matches() && !WORDS_OF_YAML.contains(text.toLowerCase(Locale.ROOT))
                && (!LIKE_A_NUMBER.matcher(text).matches() || text.matches("[0-9]+(\\.[0-9]+)?"));
        return plain ? text : quoted(text);
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\t' -> out.append("\\t");
                default -> {
                    if (isPrintable(c)) {
                        out.appendCodePoint(c);
                    } else {
                        out.append(c > 0xFFFF ? String.format(Locale.ROOT, "\\U%08x", c) : String.format(Locale.ROOT, "\\u%04x", c));
                    }
                }
            }
        });
        return out.append('"').toString();
    }

    /** Printable characters that YAML does not take for a line break. */
    private static boolean isPrintable(int c) {
        return (c >= 0x20 && c < 0x7F) || (c >= 0xA1 && c < 0x2000) || (c >= 0x2010 && c < 0x2028) || (c >= 0x2030 && c < 0xD800)
                || (c >= 0x1F300 && c < 0x1FB00);
    }
}
