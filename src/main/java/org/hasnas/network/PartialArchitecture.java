package org.hasnas.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An architecture that is not wholly decided: what stands for all its completions in a search that decides edge by edge.
 *
 * @param cells one for all cells of the network, or one for each
 */
public record PartialArchitecture(List<PartialCell> cells) {
    /** Sets of nodes in use that are distinguished; beyond this number only edges that are in use in all of them count. */
    private static final int MAX_NODE_SETS = 64;

    public PartialArchitecture {
        cells = List.copyOf(cells);
        if (cells.isEmpty()) {
            throw new IllegalArgumentException("a partial architecture needs at least one cell");
        }
    }

    /** Nothing decided. */
    public static PartialArchitecture undecided(SearchSpace space, int matrices) {
        List<PartialCell> cells = new ArrayList<>();
        for (int cell = 0; cell < matrices; cell++) {
            cells.add(PartialCell.undecided(space));
        }
        return new PartialArchitecture(cells);
    }

    /** All decided. */
    public static PartialArchitecture of(Architecture architecture) {
        return new PartialArchitecture(architecture.matrices().stream().map(PartialCell::of).toList());
    }

    /**
     * One pair more decided.
     *
     * @param edge an edge between the nodes of an undecided pair, in either direction
     * @param digit its operation; 0 leaves the pair empty
     */
    public PartialArchitecture decide(int cell, Edge edge, int digit) {
        List<PartialCell> changed = new ArrayList<>(cells);
        changed.set(cell, cells.get(cell).decide(edge, digit));
        return new PartialArchitecture(changed);
    }

    public boolean isComplete() {
        return cells.stream().allMatch(cell -> cell.undecided().isEmpty());
    }

    /** The architecture, dead edges included, once all is decided. */
    public Optional<Architecture> complete() {
        return isComplete() ? Optional.of(new Architecture(cells.stream().map(PartialCell::decided).toList())) : Optional.empty();
    }

    /**
     * What is in use at least: without its dead edges, every completion whose cells are all connected contains the edges of one of these
     * architectures. They may be unconnected. Of a complete one it is the architecture without its dead edges. Empty if every completion has
     * an unconnected cell.
     */
    public List<Architecture> leastArchitectures(SearchSpace space) {
        List<List<ConnectionMatrix>> choices = cells.stream().map(cell -> cell.leastCells(space.backwardEdges())).toList();
        long combinations = 1;
        for (List<ConnectionMatrix> ofCell : choices) {
            combinations = Math.min(Integer.MAX_VALUE, combinations * ofCell.size());
        }
        if (combinations == 0) {
            return List.of();
        }
        if (combinations > MAX_NODE_SETS) {
            return List.of(new Architecture(choices.stream().map(PartialArchitecture::common).toList()));
        }
        List<List<ConnectionMatrix>> products = List.of(List.of());
        for (List<ConnectionMatrix> ofCell : choices) {
            List<List<ConnectionMatrix>> longer = new ArrayList<>();
            for (List<ConnectionMatrix> product : products) {
                for (ConnectionMatrix matrix : ofCell) {
                    List<ConnectionMatrix> next = new ArrayList<>(product);
                    next.add(matrix);
                    longer.add(next);
                }
            }
            products = longer;
        }
        return products.stream().map(Architecture::new).toList();
    }

    /** The edges that all have. */
    private static ConnectionMatrix common(List<ConnectionMatrix> choices) {
        ConnectionMatrix common = choices.getFirst();
        for (ConnectionMatrix choice : choices) {
            for (Edge edge : common.edges()) {
                if (choice.digit(edge) == 0) {
                    common = common.with(edge, 0);
                }
            }
        }
        return common;
    }
}
