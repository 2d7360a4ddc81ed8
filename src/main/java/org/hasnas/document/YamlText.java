package org.hasnas.document;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.hasnas.error.HasnasException;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Reads YAML text into {@link SourceNode}s. SnakeYAML only parses here: no object is ever made from a tag, and tags other than those
 * of plain values, repeated collections (aliases, with which a small file can become huge) and deep nesting are refused.
 */
public final class YamlText {
    private static final Set<Tag> PLAIN_TAGS = Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL, Tag.MAP, Tag.SEQ, Tag.TIMESTAMP,
            Tag.MERGE);
    private static final int DEEPEST_NESTING = 20;
    private static final int MAX_TEXT_LENGTH = 1 << 20;

    private YamlText() {}

    /** @param what what the text is, such as {@code project} */
    public static Value parse(Source source, String what, String text) throws HasnasException {
        return new Value(source, what, convert(source, compose(source, text)));
    }

    /** SnakeYAML's own nodes, whose marks say where each begins and ends. */
    public static Node compose(Source source, String text) throws HasnasException {
        if (text.length() > MAX_TEXT_LENGTH) {
            throw source.problem(Position.START, "the file is too long for a project file, which has at most " + MAX_TEXT_LENGTH + " characters");
        }
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(0);
        options.setAllowRecursiveKeys(false);
        options.setNestingDepthLimit(DEEPEST_NESTING);
        try {
            Node root = new Yaml(new SafeConstructor(options)).compose(new StringReader(text));
            if (root == null) {
                throw source.problem(Position.START, "the file is empty");
            }
            return root;
        } catch (MarkedYAMLException broken) {
            Mark mark = broken.getProblemMark();
            String context = broken.getContext() == null ? "" : " (" + broken.getContext() + ")";
            throw source.problem(mark == null ? Position.START : position(mark), "this is no YAML: " + broken.getProblem() + context);
        } catch (YAMLException broken) {
            throw source.problem(Position.START, "this is no YAML that is read here: " + broken.getMessage());
        }
    }

    private static SourceNode convert(Source source, Node node) throws HasnasException {
        Position at = position(node.getStartMark());
        if (!PLAIN_TAGS.contains(node.getTag())) {
            throw source.problem(at, "the tag '" + node.getTag().getValue() + "' is not allowed; write plain values without '!'");
        }
        return switch (node) {
            case MappingNode mapping -> {
                List<SourceNode.Entry> entries = new ArrayList<>();
                for (NodeTuple tuple : mapping.getValue()) {
                    entries.add(entry(source, tuple));
                }
                yield new SourceNode.Mapping(at, entries);
            }
            case SequenceNode sequence -> {
                List<SourceNode> items = new ArrayList<>();
                for (Node item : sequence.getValue()) {
                    items.add(convert(source, item));
                }
                yield new SourceNode.Sequence(at, items);
            }
            case ScalarNode scalar -> new SourceNode.Scalar(at, scalar.getValue(), scalar.getScalarStyle() != ScalarStyle.PLAIN,
                    scalar.getTag().equals(Tag.NULL));
            default -> throw source.problem(at, "this kind of YAML node is not read here");
        };
    }

    private static SourceNode.Entry entry(Source source, NodeTuple tuple) throws HasnasException {
        Position at = position(tuple.getKeyNode().getStartMark());
        if (tuple.getKeyNode() instanceof ScalarNode key) {
            return new SourceNode.Entry(key.getValue(), at, convert(source, tuple.getValueNode()));
        }
        throw source.problem(at, "a key must be a single word");
    }

    private static Position position(Mark mark) {
        return new Position(mark.getLine() + 1, mark.getColumn() + 1);
    }
}
