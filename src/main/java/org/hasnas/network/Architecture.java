package org.hasnas.network;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A point of a search space, a design: one connection matrix shared by all cells of the network, or one per cell in network order, and what is
 * chosen beside the cells.
 *
 * @param matrices one matrix (shared) or as many as the template has cells
 */
public record Architecture(List<ConnectionMatrix> matrices, MacroChoice macro) {
    private static final String SEPARATOR = " | ";
    private static final String MACRO = "@";

    public Architecture {
        matrices = List.copyOf(matrices);
        if (matrices.isEmpty()) {
            throw new IllegalArgumentException("an architecture needs at least one connection matrix");
        }
        int nodes = matrices.getFirst().nodes();
        for (ConnectionMatrix matrix : matrices) {
            if (matrix.nodes() != nodes) {
                throw new IllegalArgumentException("all cells need the same number of nodes; found " + nodes + " and " + matrix.nodes());
            }
        }
    }

    /** Cells alone; all else is the template's. */
    public Architecture(List<ConnectionMatrix> matrices) {
        this(matrices, MacroChoice.OF_TEMPLATE);
    }

    public static Architecture shared(ConnectionMatrix matrix) {
        return new Architecture(List.of(matrix));
    }

    /** Reads the form printed by {@link #text}: matrices parted by {@code |}, then, behind {@code @}, what else is chosen. */
    public static Architecture parse(String text) {
        int at = text.indexOf(MACRO);
        String cells = at < 0 ? text : text.substring(0, at);
        return new Architecture(Arrays.stream(cells.split("\\|", -1)).map(ConnectionMatrix::parse).toList(),
                at < 0 ? MacroChoice.OF_TEMPLATE : MacroChoice.parse(text.substring(at + 1)));
    }

    /** The same cells with other choices. */
    public Architecture with(MacroChoice other) {
        return new Architecture(matrices, other);
    }

    /** Without what is chosen of the chip alone: what is trained. Designs that differ in their chips are one network. */
    public Architecture ofNetwork() {
        return with(macro.ofNetwork());
    }

    /** The matrix of cell {@code cellIndex}, counted from 0 through the whole network. */
    public ConnectionMatrix cell(int cellIndex) {
        return matrices.size() == 1 ? matrices.getFirst() : matrices.get(cellIndex);
    }

    /** Such as {@code 0302 0030 3003 0000 @ width=8 time-steps=2}. */
    public String text() {
        String cells = matrices.stream().map(ConnectionMatrix::text).collect(Collectors.joining(SEPARATOR));
        return macro.equals(MacroChoice.OF_TEMPLATE) ? cells : cells + " " + MACRO + " " + macro.text();
    }

    @Override
    public String toString() {
        return text();
    }
}
