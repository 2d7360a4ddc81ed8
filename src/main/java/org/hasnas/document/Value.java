package org.hasnas.document;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoublePredicate;
import java.util.regex.Pattern;
import org.hasnas.error.HasnasException;

/**
 * A value of a text with its name, such as {@code budget} or {@code stages[1]}: read as what it must be, or refused with its place and what
 * it must be instead.
 */
public record Value(Source source, String name, SourceNode node) {
    /** Far more digits than any number needs, and few enough for exact arithmetic. */
    private static final int LONGEST_NUMBER = 1000;

    private static final Pattern WHOLE_NUMBER = Pattern.compile("[+-]?(0|[1-9][0-9]*)");
    private static final Pattern NOT_ZERO = Pattern.compile("^[^eE]*[1-9]");
    private static final Pattern NUMBER = Pattern.compile("[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]+)?");

    public Position position() {
        return node.position();
    }

    public HasnasException problem(String sentence) {
        return source.problem(position(), sentence);
    }

    /** The problem that the value is not what it must be. */
    public HasnasException wrong(String must) {
        return problem("'" + name + "' is " + node.described() + "; it must be " + must);
    }

    /** The same in a part of its text that messages name. */
    public Value within(String part) {
        return new Value(source.within(part), name, node);
    }

    /** The same by another name. */
    public Value called(String newName) {
        return new Value(source, newName, node);
    }

    /** The text of a single value, quoted or not; empty for all others. */
    public String written() {
        return node instanceof SourceNode.Scalar scalar ? scalar.text() : "";
    }

    /** Whether it is a single value, quoted or not, of this text. */
    public boolean is(String text) {
        return isSingle() && written().equals(text);
    }

    /** Whether it is JSON's or YAML's null. */
    public boolean isNothing() {
        return node instanceof SourceNode.Scalar scalar && scalar.absent();
    }

    /** Whether it is a text, a number, a word or nothing, but no list and no mapping. */
    public boolean isSingle() {
        return node instanceof SourceNode.Scalar;
    }

    public boolean isList() {
        return node instanceof SourceNode.Sequence;
    }

    public boolean isMapping() {
        return node instanceof SourceNode.Mapping;
    }

    private SourceNode.Scalar single(String must) throws HasnasException {
        if (node instanceof SourceNode.Scalar scalar) {
            return scalar;
        }
        throw wrong(must);
    }

    /** A text; in YAML unquoted numbers and words are texts too. */
    public String text() throws HasnasException {
        SourceNode.Scalar scalar = single("a text");
        if (scalar.absent() || (!scalar.quoted() && !source.mayOmit())) {
            throw wrong("a text");
        }
        if (scalar.text().indexOf('\0') >= 0) { // no name of a file has it, and systems end texts there
            throw problem("'" + name + "' has a character U+0000, which no text may have");
        }
        return scalar.text();
    }

    public int integer(int minimum, int maximum) throws HasnasException {
        return (int) longInteger(minimum, maximum);
    }

    public long longInteger(long minimum, long maximum) throws HasnasException {
        String must = "a whole number from " + minimum + " to " + maximum;
        SourceNode.Scalar scalar = single(must);
        if (scalar.quoted() || scalar.text().length() > LONGEST_NUMBER
                || !(source.isForeign() ? NUMBER : WHOLE_NUMBER).matcher(scalar.text()).matches()) {
            throw wrong(must);
        }
        // An exponent beyond those of a double is none of a whole number either; exact arithmetic would refuse it or write out its zeros.
        double rough = Double.parseDouble(scalar.text());
        boolean tooSmall = rough == 0 && NOT_ZERO.matcher(scalar.text()).find();
        if (tooSmall || Double.isInfinite(rough) || rough != Math.rint(rough)) {
            throw wrong(must);
        }
        BigDecimal value = rough == 0 ? BigDecimal.ZERO : new BigDecimal(scalar.text());
        if (value.compareTo(BigDecimal.valueOf(minimum)) < 0 || value.compareTo(BigDecimal.valueOf(maximum)) > 0
                || value.stripTrailingZeros().scale() > 0) {
            throw wrong(must);
        }
        return value.longValueExact();
    }

    /** A finite number. */
    public double number() throws HasnasException {
        return number("a number", value -> true);
    }

    /**
     * A finite number.
     *
     * @param must what it is said to be, such as {@code a number above 0}
     * @param fits whether it is that
     */
    public double number(String must, DoublePredicate fits) throws HasnasException {
        SourceNode.Scalar scalar = single(must);
        if (scalar.quoted() || scalar.text().length() > LONGEST_NUMBER || !NUMBER.matcher(scalar.text()).matches()) {
            throw wrong(must);
        }
        double value = Double.parseDouble(scalar.text());
        if (Double.isInfinite(value)) {
            throw problem("'" + name + "' is " + node.described() + "; it is too large for a number");
        }
        if (!fits.test(value)) {
            throw wrong(must);
        }
        return value;
    }

    /** A finite number, or infinity written as a word. */
    public double number(String infinityWord, double infinity) throws HasnasException {
        return is(infinityWord) ? infinity : number("a number or \"" + infinityWord + "\"", value -> true);
    }

    public boolean isFlag() {
        return is("true") || is("false");
    }

    public boolean flag() throws HasnasException {
        SourceNode.Scalar scalar = single("true or false");
        if (scalar.quoted() || !(scalar.text().equals("true") || scalar.text().equals("false"))) {
            throw wrong("true or false");
        }
        return scalar.text().equals("true");
    }

    public <T> T choice(Map<String, T> choices) throws HasnasException {
        String allowed = "one of " + String.join(", ", choices.keySet());
        String written = single(allowed).text();
        T chosen = choices.get(written);
        if (chosen == null) {
            throw wrong(allowed + KnownNames.suggestion(written, choices.keySet()));
        }
        return chosen;
    }

    /** The items of a list; that of {@code stages} are called {@code stages[0]} and so on. */
    public List<Value> items() throws HasnasException {
        if (!(node instanceof SourceNode.Sequence sequence)) {
            throw wrong("a list");
        }
        List<Value> items = new ArrayList<>();
        for (SourceNode item : sequence.items()) {
            items.add(new Value(source, name + "[" + items.size() + "]", item));
        }
        return List.copyOf(items);
    }

    /**
     * The items of a list of a known length.
     *
     * @param each what there is an item for, such as {@code row}
     */
    public List<Value> items(int size, String each) throws HasnasException {
        String must = "a list of " + size + ", one for each " + each;
        if (!(node instanceof SourceNode.Sequence sequence)) {
            throw wrong(must);
        }
        if (sequence.items().size() != size) {
            throw problem("'" + name + "' has " + sequence.items().size() + " items; it must be " + must);
        }
        return items();
    }

    /** The value of a key where this is a mapping that has it; of its other keys nothing is said. */
    public Optional<Value> find(String key) {
        return node instanceof SourceNode.Mapping mapping ? mapping.entries().stream().filter(entry -> entry.key().equals(key)).findFirst()
                .map(entry -> new Value(source, key, entry.value())) : Optional.empty();
    }

    /** @param keys all keys that the mapping may have, with dashes */
    public Fields fields(Collection<String> keys) throws HasnasException {
        return Fields.of(this, keys);
    }

    /** A mapping of another program's file, in which there may be more keys than are read. */
    public Fields anyFields() throws HasnasException {
        return Fields.any(this);
    }
}
