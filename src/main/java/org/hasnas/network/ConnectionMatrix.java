package org.hasnas.network;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A cell: one operation digit, 0 to 9 and then a to f, per ordered node pair, written by rows as {@code 0302 0030 3003 0000}.
 *
 * <p>Entry (row, column) with row &lt; column is the forward edge row -> column, with row &gt; column the backward edge. Source:
 * SNASNet, section 3.2 and public code. The digits' meaning comes from a {@link SearchSpace}.
 *
 * @param text canonical text: as many groups as nodes, one digit per node in each, single spaces
 */
public record ConnectionMatrix(String text) {
    /** What stands in the innermost brackets, or between the semicolons there. */
    private static final Pattern ROW = Pattern.compile("[\\[({;]([^\\[\\](){};]*)(?=[\\])};])");
    private static final Pattern BRACKET = Pattern.compile("[\\[({]");
    private static final Pattern GAP = Pattern.compile("[\\s\\p{Z},;-]+");
    private static final Pattern BETWEEN_NUMBERS = Pattern.compile("[\\s\\p{Z},]+");
    private static final Pattern QUOTES = Pattern.compile("^\\s*([\"'])(.*)\\1\\s*$", Pattern.DOTALL);

    /** So many digits there are. */
    public static final int DIGITS = 16;

    public ConnectionMatrix {
        String problem = problemOf(text);
        if (!problem.isEmpty()) {
            throw new IllegalArgumentException(problem);
        }
    }

    /**
     * Reads a matrix; runs of white space, commas, semicolons or dashes may part the groups, and it may be as Python or Matlab prints it.
     *
     * @throws IllegalArgumentException with a sentence for the user
     */
    public static ConnectionMatrix parse(String text) {
        if (problemOf(text).isEmpty()) { // as stores write it, which may have a hundred thousand
            return new ConnectionMatrix(text);
        }
        String plain = QUOTES.matcher(text).replaceFirst("$2");
        return new ConnectionMatrix(GAP.matcher(BRACKET.matcher(plain).find() ? ofNestedLists(plain) : plain).replaceAll(" ").strip());
    }

    /**
     * As Python prints it, {@code [[0, 3], [0, 0]]}, also in {@code tensor(...)} or {@code array(...)} and with numbers such as {@code 3.}, as tuples,
     * or {@code [0 3; 0 0]}.
     */
    private static String ofNestedLists(String text) {
        StringBuilder groups = new StringBuilder();
        Matcher row = ROW.matcher(text);
        while (row.find()) {
            groups.append(' ');
            for (String number : BETWEEN_NUMBERS.matcher(row.group(1)).replaceAll(" ").strip().split(" ", -1)) {
                if (!number.matches("(1[0-5]|[0-9])(\\.0*)?")) {
                    throw new IllegalArgumentException("'" + number + "' in connection matrix '" + text + "' is no operation from 0 to 15");
                }
                groups.append(Character.forDigit(Integer.parseInt(number.replaceFirst("\\..*", "")), DIGITS));
            }
        }
        return groups.isEmpty() ? text : groups.toString();
    }

    /** A matrix of {@code nodes} nodes without any edge. */
    public static ConnectionMatrix empty(int nodes) {
        return new ConnectionMatrix(("0".repeat(nodes) + " ").repeat(nodes).strip());
    }

    private static String problemOf(String text) {
        String[] groups = text.split(" ", -1);
        int nodes = groups.length;
        if (nodes < 2) {
            return "'" + text + "' is not a connection matrix; write one group of digits per node, like '0302 0030 3003 0000'";
        }
        for (int row = 0; row < nodes; row++) {
            String group = groups[row];
            if (group.length() != nodes || !hasDigits(group)) {
                return "group " + (row + 1) + " of connection matrix '" + text + "' is '" + group + "'; it must have "
                        + nodes + " digits (0 to 9, a to f), as many as there are groups";
            }
            if (group.charAt(row) != '0') {
                return "connection matrix '" + text + "' joins node " + row + " with itself; the diagonal must be 0";
            }
        }
        return "";
    }

    private static boolean hasDigits(String group) {
        for (int at = 0; at < group.length(); at++) { // no stream: a store may have a million matrices
            char c = group.charAt(at);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }

    public int nodes() {
        // n groups of n digits and n - 1 spaces: length = n^2 + n - 1
        return (int) Math.round((Math.sqrt(5.0 + 4.0 * text.length()) - 1) / 2);
    }

    /** The operation digit of an edge, 0 for none. */
    public int digit(int row, int column) {
        requireNodes(row, column);
        return Character.digit(text.charAt(row * (nodes() + 1) + column), DIGITS);
    }

    public int digit(Edge edge) {
        return digit(edge.source(), edge.target());
    }

    public ConnectionMatrix with(Edge edge, int digit) {
        if (digit < 0 || digit >= DIGITS) {
            throw new IllegalArgumentException("digit must be 0 to " + (DIGITS - 1) + ", was " + digit);
        }
        requireNodes(edge.source(), edge.target());
        StringBuilder changed = new StringBuilder(text);
        changed.setCharAt(edge.source() * (nodes() + 1) + edge.target(), Character.forDigit(digit, DIGITS));
        return new ConnectionMatrix(changed.toString());
    }

    private void requireNodes(int row, int column) {
        int nodes = nodes();
        if (row < 0 || column < 0 || row >= nodes || column >= nodes) {
            throw new IllegalArgumentException("'" + text + "' has the nodes 0 to " + (nodes - 1) + ", not " + row + " and " + column);
        }
    }

    /** All edges with a digit other than 0, forward edges first, each kind ordered by target, then source. */
    public List<Edge> edges() {
        int nodes = nodes();
        List<Edge> edges = new ArrayList<>();
        for (int target = 1; target < nodes; target++) {
            addPresent(edges, target, 0, target);
        }
        for (int target = 0; target < nodes; target++) {
            addPresent(edges, target, target + 1, nodes);
        }
        return List.copyOf(edges);
    }

    private void addPresent(List<Edge> edges, int target, int firstSource, int endSource) {
        int group = nodes() + 1;
        for (int source = firstSource; source < endSource; source++) {
            if (text.charAt(source * group + target) != '0') {
                edges.add(new Edge(source, target));
            }
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
