package org.hasnas.document;

import java.math.BigInteger;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.hasnas.error.HasnasException;

/**
 * Reads the keys of one mapping. Unknown and repeated keys are refused at once; each value that is not what it should be is told
 * with its place. Keys are named with dashes here and spelt as the {@link Source} wants.
 */
public final class Fields {
    private static final Pattern WHOLE_NUMBER = Pattern.compile("[+-]?(0|[1-9][0-9]*)");
    private static final Pattern NUMBER = Pattern.compile("[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]+)?");

    private final Source source;
    private final String name;
    private final Position position;
    private final Map<String, SourceNode> values = new LinkedHashMap<>();

    private Fields(Source source, String name, Position position) {
        this.source = source;
        this.name = name;
        this.position = position;
    }

    /**
     * @param name what the mapping is, such as {@code limits}
     * @param keys all keys it may have, with dashes
     */
    public static Fields of(Source source, SourceNode node, String name, Collection<String> keys) throws HasnasException {
        if (!(node instanceof SourceNode.Mapping mapping)) {
            throw source.problem(node.position(), "'" + name + "' is " + node.described() + "; it must be a mapping with the keys "
                    + list(source, keys));
        }
        Fields fields = new Fields(source, name, mapping.position());
        List<String> spelt = keys.stream().map(source::key).toList();
        Map<String, Position> seen = new LinkedHashMap<>();
        for (SourceNode.Entry entry : mapping.entries()) {
            if (!spelt.contains(entry.key())) {
                throw source.problem(entry.keyPosition(), "unknown key '" + entry.key() + "' in '" + name + "'"
                        + KnownNames.suggestion(entry.key(), spelt) + (KnownNames.suggestion(entry.key(), spelt).isEmpty() ? "; known keys are "
                        : " Known keys are ") + String.join(", ", spelt));
            }
            Position first = seen.putIfAbsent(entry.key(), entry.keyPosition());
            if (first != null) {
                throw source.problem(entry.keyPosition(), "key '" + entry.key() + "' in '" + name + "' is already given in line "
                        + first.line() + ", column " + first.column() + "; remove one of them");
            }
            fields.values.put(entry.key(), entry.value());
        }
        return fields;
    }

    private static String list(Source source, Collection<String> keys) {
        return String.join(", ", keys.stream().map(source::key).toList());
    }

    public Source source() {
        return source;
    }

    /** Where the mapping begins. */
    public Position position() {
        return position;
    }

    public boolean has(String key) {
        return values.containsKey(source.key(key));
    }

    /** Where the key's value is, or the mapping if it has none. */
    public Position at(String key) {
        SourceNode node = values.get(source.key(key));
        return node == null ? position : node.position();
    }

    public HasnasException problem(String key, String sentence) {
        return source.problem(at(key), sentence);
    }

    public SourceNode node(String key) throws HasnasException {
        SourceNode node = values.get(source.key(key));
        if (node == null) {
            throw source.problem(position, "key '" + source.key(key) + "' is missing in '" + name + "'");
        }
        return node;
    }

    /** Whether the default is to be taken; formats that may not omit anything never take it. */
    private boolean omitted(String key) {
        return !has(key) && source.mayOmit();
    }

    public Fields fields(String key, Collection<String> keys) throws HasnasException {
        return of(source, node(key), source.key(key), keys);
    }

    public List<SourceNode> items(String key) throws HasnasException {
        if (node(key) instanceof SourceNode.Sequence sequence) {
            return sequence.items();
        }
        throw wrong(key, "must be a list");
    }

    /** A text; in YAML unquoted numbers and words are texts too. */
    public String text(String key) throws HasnasException {
        SourceNode.Scalar scalar = scalar(key, "must be a text");
        if (scalar.absent() || (!scalar.quoted() && !source.mayOmit())) {
            throw wrong(key, "must be a text");
        }
        return scalar.text();
    }

    public String text(String key, String otherwise) throws HasnasException {
        return omitted(key) ? otherwise : text(key);
    }

    public int integer(String key, int minimum, int maximum) throws HasnasException {
        return (int) longInteger(key, minimum, maximum);
    }

    public int integer(String key, int otherwise, int minimum, int maximum) throws HasnasException {
        return omitted(key) ? otherwise : integer(key, minimum, maximum);
    }

    public long longInteger(String key, long minimum, long maximum) throws HasnasException {
        String must = "must be a whole number from " + minimum + " to " + maximum;
        SourceNode.Scalar scalar = scalar(key, must);
        if (scalar.quoted() || !WHOLE_NUMBER.matcher(scalar.text()).matches()) {
            throw wrong(key, must);
        }
        BigInteger value = new BigInteger(scalar.text());
        if (value.compareTo(BigInteger.valueOf(minimum)) < 0 || value.compareTo(BigInteger.valueOf(maximum)) > 0) {
            throw wrong(key, must);
        }
        return value.longValueExact();
    }

    public long longInteger(String key, long otherwise, long minimum, long maximum) throws HasnasException {
        return omitted(key) ? otherwise : longInteger(key, minimum, maximum);
    }

    /** A finite number. */
    public double number(String key) throws HasnasException {
        SourceNode.Scalar scalar = scalar(key, "must be a number");
        if (scalar.quoted() || !NUMBER.matcher(scalar.text()).matches()) {
            throw wrong(key, "must be a number");
        }
        double value = Double.parseDouble(scalar.text());
        if (Double.isInfinite(value)) {
            throw wrong(key, "is too large for a number");
        }
        return value;
    }

    public double number(String key, double otherwise) throws HasnasException {
        return omitted(key) ? otherwise : number(key);
    }

    /** A finite number, or infinity written as a word. */
    public double number(String key, String infinityWord, double infinity) throws HasnasException {
        if (node(key) instanceof SourceNode.Scalar scalar && scalar.text().equals(infinityWord)) {
            return infinity;
        }
        SourceNode.Scalar scalar = scalar(key, "must be a number or \"" + infinityWord + "\"");
        if (scalar.quoted()) {
            throw wrong(key, "must be a number or \"" + infinityWord + "\"");
        }
        return number(key);
    }

    public boolean flag(String key) throws HasnasException {
        return switch (scalar(key, "must be true or false")) {
            case SourceNode.Scalar(Position at, String text, boolean quoted, boolean absent) when !quoted && text.equals("true") -> true;
            case SourceNode.Scalar(Position at, String text, boolean quoted, boolean absent) when !quoted && text.equals("false") -> false;
            case SourceNode.Scalar other -> throw wrong(key, "must be true or false");
        };
    }

    public boolean flag(String key, boolean otherwise) throws HasnasException {
        return omitted(key) ? otherwise : flag(key);
    }

    public <T> T choice(String key, Map<String, T> choices) throws HasnasException {
        String allowed = "must be one of " + String.join(", ", choices.keySet());
        String written = scalar(key, allowed).text();
        T chosen = choices.get(written);
        if (chosen == null) {
            throw wrong(key, allowed + KnownNames.suggestion(written, choices.keySet()));
        }
        return chosen;
    }

    public <T> T choice(String key, T otherwise, Map<String, T> choices) throws HasnasException {
        return omitted(key) ? otherwise : choice(key, choices);
    }

    private SourceNode.Scalar scalar(String key, String must) throws HasnasException {
        if (node(key) instanceof SourceNode.Scalar scalar) {
            return scalar;
        }
        throw wrong(key, must);
    }

    private HasnasException wrong(String key, String must) throws HasnasException {
        SourceNode node = node(key);
        return source.problem(node.position(), "'" + source.key(key) + "' is " + node.described() + "; it " + must);
    }
}
