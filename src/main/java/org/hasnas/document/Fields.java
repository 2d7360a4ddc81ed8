package org.hasnas.document;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hasnas.error.HasnasException;

/**
 * Reads the keys of one mapping. Unknown and repeated keys are refused at once; each value that is not what it should be is told
 * with its place. Keys are named with dashes here and spelt as the {@link Source} wants.
 */
public final class Fields {
    private final Source source;
    private final String name;
    private final Position position;
    private final Map<String, Value> values = new LinkedHashMap<>();

    private Fields(Value mapping) {
        this.source = mapping.source();
        this.name = mapping.name();
        this.position = mapping.position();
    }

    /** @param keys all keys the mapping may have, with dashes */
    static Fields of(Value value, Collection<String> keys) throws HasnasException {
        List<String> spelt = keys.stream().map(value.source()::key).toList();
        if (!(value.node() instanceof SourceNode.Mapping mapping)) {
            throw value.wrong("a mapping with the keys " + String.join(", ", spelt));
        }
        for (SourceNode.Entry entry : mapping.entries()) {
            if (!spelt.contains(entry.key())) {
                String suggestion = KnownNames.suggestion(entry.key(), spelt);
                throw value.source().problem(entry.keyPosition(), "unknown key '" + entry.key() + "' in '" + value.name() + "'" + suggestion
                        + (suggestion.isEmpty() ? "; known keys are " : " Known keys are ") + String.join(", ", spelt));
            }
        }
        return new Fields(value).with(mapping);
    }

    /** The mapping may have other keys than those that are read. */
    static Fields any(Value value) throws HasnasException {
        if (!(value.node() instanceof SourceNode.Mapping mapping)) {
            throw value.wrong("a mapping");
        }
        return new Fields(value).with(mapping);
    }

    private Fields with(SourceNode.Mapping mapping) throws HasnasException {
        Map<String, Position> seen = new LinkedHashMap<>();
        for (SourceNode.Entry entry : mapping.entries()) {
            Position first = seen.putIfAbsent(entry.key(), entry.keyPosition());
            if (first != null) {
                throw source.problem(entry.keyPosition(), "key '" + entry.key() + "' in '" + name + "' is already given in line "
                        + first.line() + ", column " + first.column() + "; remove one of them");
            }
            boolean nothing = source.isForeign() && entry.value() instanceof SourceNode.Scalar scalar && scalar.absent();
            if (!nothing) {
                values.put(entry.key(), new Value(source, entry.key(), entry.value()));
            }
        }
        return this;
    }

    /** Refuses a key of a mapping in which others are allowed if it is one of those that are read, misspelt. */
    public Fields withoutMisspelt(Collection<String> read) throws HasnasException {
        for (Map.Entry<String, Value> entry : values.entrySet()) {
            String suggestion = read.contains(entry.getKey()) ? "" : KnownNames.suggestion(entry.getKey(), read);
            if (!suggestion.isEmpty()) {
                throw problem(entry.getKey(), "unknown key '" + entry.getKey() + "' in '" + name + "'" + suggestion);
            }
        }
        return this;
    }

    public Source source() {
        return source;
    }

    /** Where the mapping begins. */
    public Position position() {
        return position;
    }

    /** All values by their keys as these are spelt, in the order of the text. */
    public Map<String, Value> all() {
        return Collections.unmodifiableMap(values);
    }

    public boolean has(String key) {
        return values.containsKey(source.key(key));
    }

    /** Where the key's value is, or the mapping if it has none. */
    public Position at(String key) {
        Value value = values.get(source.key(key));
        return value == null ? position : value.position();
    }

    public HasnasException problem(String sentence) {
        return source.problem(position, sentence);
    }

    public HasnasException problem(String key, String sentence) {
        return source.problem(at(key), sentence);
    }

    public Value value(String key) throws HasnasException {
        Value value = values.get(source.key(key));
        if (value == null) {
            throw problem("key '" + source.key(key) + "' is missing in '" + name + "'");
        }
        return value;
    }

    /** Whether the default is to be taken; formats that may not omit anything never take it. */
    private boolean omitted(String key) {
        return !has(key) && source.mayOmit();
    }

    public Fields fields(String key, Collection<String> keys) throws HasnasException {
        return value(key).fields(keys);
    }

    public Fields anyFields(String key) throws HasnasException {
        return value(key).anyFields();
    }

    public List<Value> items(String key) throws HasnasException {
        return value(key).items();
    }

    /** A text; in YAML unquoted numbers and words are texts too. */
    public String text(String key) throws HasnasException {
        return value(key).text();
    }

    public String text(String key, String otherwise) throws HasnasException {
        return omitted(key) ? otherwise : text(key);
    }

    public int integer(String key, int minimum, int maximum) throws HasnasException {
        return value(key).integer(minimum, maximum);
    }

    public int integer(String key, int otherwise, int minimum, int maximum) throws HasnasException {
        return omitted(key) ? otherwise : integer(key, minimum, maximum);
    }

    public long longInteger(String key, long minimum, long maximum) throws HasnasException {
        return value(key).longInteger(minimum, maximum);
    }

    public long longInteger(String key, long otherwise, long minimum, long maximum) throws HasnasException {
        return omitted(key) ? otherwise : longInteger(key, minimum, maximum);
    }

    /** A finite number. */
    public double number(String key) throws HasnasException {
        return value(key).number();
    }

    public double number(String key, double otherwise) throws HasnasException {
        return omitted(key) ? otherwise : number(key);
    }

    public boolean flag(String key) throws HasnasException {
        return value(key).flag();
    }

    public boolean flag(String key, boolean otherwise) throws HasnasException {
        return omitted(key) ? otherwise : flag(key);
    }

    public <T> T choice(String key, Map<String, T> choices) throws HasnasException {
        return value(key).choice(choices);
    }

    public <T> T choice(String key, T otherwise, Map<String, T> choices) throws HasnasException {
        return omitted(key) ? otherwise : choice(key, choices);
    }
}
