package org.hasnas.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/** A page of the manual as GitHub reads it. */
record MarkdownPage(Path file, Node document) {
    private static final Parser PARSER = Parser.builder().extensions(List.of(TablesExtension.create()))
            .includeSourceSpans(IncludeSourceSpans.BLOCKS).build();

    static MarkdownPage of(Path file) throws IOException {
        return new MarkdownPage(file, PARSER.parse(Files.readString(file)));
    }

    /** Where its links and images lead to, as written. */
    List<String> targets() {
        List<String> targets = new ArrayList<>();
        document.accept(new AbstractVisitor() {
            @Override
            public void visit(Link link) {
                targets.add(link.getDestination());
                visitChildren(link);
            }

            @Override
            public void visit(Image image) {
                targets.add(image.getDestination());
                visitChildren(image);
            }
        });
        return targets;
    }

    /**
     * The anchors of its headings, each with the index of the heading's line. By GitHub's rule: lower case, no punctuation, hyphens for
     * blanks, a number from the second of a name on.
     */
    Map<String, Integer> anchors() {
        Map<String, Integer> anchors = new LinkedHashMap<>();
        Map<String, Integer> seen = new HashMap<>();
        document.accept(new AbstractVisitor() {
            @Override
            public void visit(Heading heading) {
                String slug = words(heading, "").toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-');
                int before = seen.merge(slug, 1, Integer::sum) - 1;
                anchors.put(before == 0 ? slug : slug + "-" + before, heading.getSourceSpans().getFirst().getLineIndex());
            }
        });
        return anchors;
    }

    /**
     * The rows of the first table whose head begins with a cell of this text, without the head.
     *
     * @throws IllegalArgumentException if there is none
     */
    List<TableRow> table(String firstHead) {
        List<TableBlock> tables = new ArrayList<>();
        document.accept(new AbstractVisitor() {
            @Override
            public void visit(CustomBlock block) {
                if (block instanceof TableBlock table && firstHead.equals(source(cells(rows(table).getFirst()).getFirst()))) {
                    tables.add(table);
                }
            }
        });
        if (tables.isEmpty()) {
            throw new IllegalArgumentException(file + " has no table whose first column is '" + firstHead + "'");
        }
        List<TableRow> rows = rows(tables.getFirst());
        return rows.subList(1, rows.size());
    }

    static List<TableCell> cells(TableRow row) {
        return children(row).map(TableCell.class::cast).toList();
    }

    /** The text of a node with its code between backticks. */
    static String source(Node node) {
        return words(node, "`");
    }

    /** The pieces of code in a node. */
    static List<String> code(Node node) {
        return everythingIn(node).filter(Code.class::isInstance).map(child -> ((Code) child).getLiteral()).toList();
    }

    private static List<TableRow> rows(TableBlock table) {
        return children(table).flatMap(MarkdownPage::children).map(TableRow.class::cast).toList();
    }

    private static String words(Node node, String quote) {
        StringBuilder words = new StringBuilder();
        everythingIn(node).forEach(child -> words.append(switch (child) {
            case Text text -> text.getLiteral();
            case Code code -> quote + code.getLiteral() + quote;
            default -> "";
        }));
        return words.toString();
    }

    private static Stream<Node> everythingIn(Node node) {
        return children(node).flatMap(child -> Stream.concat(Stream.of(child), everythingIn(child)));
    }

    private static Stream<Node> children(Node node) {
        return Stream.iterate(node.getFirstChild(), child -> child != null, Node::getNext);
    }
}
