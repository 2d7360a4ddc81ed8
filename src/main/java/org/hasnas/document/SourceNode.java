package org.hasnas.document;

import java.util.List;

/** A value of a JSON or YAML text with its place. */
public sealed interface SourceNode {
    public Position position();

    /** What the value is, for error messages. */
    public String described();

    /** Keys with values, in the order of the text. */
    public record Mapping(Position position, List<Entry> entries) implements SourceNode {
        public Mapping {
            entries = List.copyOf(entries);
        }

        @Override
        public String described() {
            return "a mapping";
        }
    }

    /** One key of a mapping. */
    public record Entry(String key, Position keyPosition, SourceNode value) {}

    /** A list. */
    public record Sequence(Position position, List<SourceNode> items) implements SourceNode {
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public String described() {
            return "a list";
        }
    }

    /**
     * A single value.
     *
     * @param text the value without quotes; empty for nothing
     * @param quoted whether it can only be a text
     * @param absent whether it is JSON's or YAML's null
     */
    public record Scalar(Position position, String text, boolean quoted, boolean absent) implements SourceNode {
        @Override
        public String described() {
            if (absent) {
                return "empty";
            }
            return quoted ? "the text \"" + text + "\"" : "'" + text + "'";
        }
    }
}
