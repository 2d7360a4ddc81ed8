package org.hasnas.cli.report;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Columns of text, aligned: the first and those marked with a leading {@code <} in their title to the left, the others to the right. */
public final class TextTable {
    private final List<String> titles = new ArrayList<>();
    private final List<Boolean> left = new ArrayList<>();
    private final List<List<String>> rows = new ArrayList<>();

    public TextTable(String... titles) {
        for (String title : titles) {
            boolean marked = title.startsWith("<");
            left.add(marked || left.isEmpty());
            this.titles.add(marked ? title.substring(1) : title);
        }
    }

    /** Adds a row of texts and whole numbers. */
    public TextTable row(Object... cells) {
        if (cells.length != titles.size()) {
            throw new IllegalArgumentException("a row needs " + titles.size() + " cells, was " + cells.length);
        }
        rows.add(Arrays.stream(cells).map(Object::toString).toList());
        return this;
    }

    public void print(PrintStream out) {
        List<Integer> widths = new ArrayList<>();
        for (int column = 0; column < titles.size(); column++) {
            int width = titles.get(column).length();
            for (List<String> row : rows) {
                width = Math.max(width, row.get(column).length());
            }
            widths.add(width);
        }
        print(out, titles, widths);
        rows.forEach(row -> print(out, row, widths));
    }

    private void print(PrintStream out, List<String> cells, List<Integer> widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < cells.size(); column++) {
            String cell = cells.get(column);
            String padding = " ".repeat(widths.get(column) - cell.length());
            line.append(column == 0 ? "" : "  ").append(left.get(column) ? cell + padding : padding + cell);
        }
        out.println(line.toString().stripTrailing());
    }
}
