package org.hasnas.search.feasibility;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hasnas.job.JobContext;
import org.hasnas.network.Architecture;
import org.hasnas.network.ConnectionMatrix;
import org.hasnas.network.Edge;
import org.hasnas.network.LiveNodes;
import org.hasnas.network.Operation;
import org.hasnas.network.SearchSpace;

/**
 * The kinds of cells of a space: cells with equal numbers of edges by kind of cost, of nodes that edges lead to, and of backward edges cost the
 * same, whatever the chip model, the width, the time steps and the bits of a weight. So one of each kind tells the costs of all.
 */
final class CellKinds {
    /** Cells looked at, and combinations of kinds of cells: under a second each to go through. */
    private static final long MAX_CELLS = 2_000_000;
    private static final long MAX_COMBINATIONS = 200_000;

    private final int matrices;
    private final JobContext job;
    private final SearchSpace space;
    private final List<Edge> pairs;
    /** Kind of cost of each digit. */
    private final int[] kindOfDigit;
    private final int[] choice;
    private final int[] targets;
    private final Map<Long, Kind> kinds = new HashMap<>();
    private final List<Counted> all = new ArrayList<>();

    /** Cells that cost the same. */
    private static final class Kind {
        private final ConnectionMatrix example;
        private long count;

        Kind(ConnectionMatrix example) {
            this.example = example;
        }
    }

    /** An architecture that stands for so many of equal cost. */
    record Counted(Architecture architecture, long count) {}

    private CellKinds(SearchSpace space, int matrices, JobContext job) {
        this.matrices = matrices;
        this.job = job;
        this.space = space;
        this.pairs = space.pairs();
        this.choice = new int[pairs.size()];
        this.targets = new int[space.nodes()];
        this.kindOfDigit = new int[space.operations().size()];
        List<Operation> known = new ArrayList<>();
        for (int digit = 1; digit < kindOfDigit.length; digit++) {
            Operation kind = space.operation(digit).ofEqualCost();
            if (!known.contains(kind)) {
                known.add(kind);
            }
            kindOfDigit[digit] = known.indexOf(kind);
        }
    }

    /**
     * Goes through all cells of a space.
     *
     * @param matrices of an architecture
     * @return empty where there are too many
     */
    static Optional<CellKinds> of(SearchSpace space, int matrices, JobContext job) {
        CellKinds found = new CellKinds(space, matrices, job);
        int operations = space.operations().size() - 1;
        if (Math.pow(1 + operations * (space.backwardEdges() ? 2 : 1), found.pairs.size()) > MAX_CELLS) {
            return Optional.empty();
        }
        found.visit(0);
        double cells = found.kinds.values().stream().mapToDouble(kind -> kind.count).sum();
        boolean few = Math.pow(found.kinds.size(), matrices) <= MAX_COMBINATIONS && Math.pow(cells, matrices) <= Long.MAX_VALUE / 2.0;
        if (few) {
            found.combine(found.kinds.entrySet().stream().sorted(Map.Entry.comparingByKey()).map(Map.Entry::getValue).toList(), new ArrayList<>(), 1);
        }
        return few ? Optional.of(found) : Optional.empty();
    }

    /** An architecture of every combination of kinds, in the same order each time. */
    List<Counted> all() {
        return all;
    }

    private void combine(List<Kind> kinds, List<ConnectionMatrix> cells, long count) {
        if (cells.size() == matrices) {
            all.add(new Counted(new Architecture(cells), count));
            return;
        }
        for (Kind kind : kinds) {
            job.checkpoint();
            cells.add(kind.example);
            combine(kinds, cells, Math.multiplyExact(count, kind.count));
            cells.removeLast();
        }
    }

    /** Goes through all choices for the pairs from one on; a choice is a digit, negative for the backward edge. */
    private void visit(int pair) {
        if (pair == pairs.size()) {
            take();
            return;
        }
        if (pair == 2) {
            job.checkpoint();
        }
        int source = pairs.get(pair).source();
        int target = pairs.get(pair).target();
        for (int digit = 0; digit < kindOfDigit.length; digit++) {
            choice[pair] = digit;
            targets[source] |= digit == 0 ? 0 : 1 << target;
            visit(pair + 1);
            targets[source] &= ~(1 << target);
            if (digit > 0 && space.backwardEdges()) {
                choice[pair] = -digit;
                targets[target] |= 1 << source;
                visit(pair + 1);
                targets[target] &= ~(1 << source);
            }
        }
        choice[pair] = 0;
    }

    private void take() {
        int live = LiveNodes.of(targets);
        long key = 0;
        int reached = 0;
        boolean backward = false;
        for (int pair = 0; pair < choice.length; pair++) {
            if (choice[pair] != 0) {
                int both = 1 << pairs.get(pair).source() | 1 << pairs.get(pair).target();
                if ((live & both) != both) {
                    return;
                }
                reached |= 1 << (choice[pair] > 0 ? pairs.get(pair).target() : pairs.get(pair).source());
                backward |= choice[pair] < 0;
                key += 1L << (5 * kindOfDigit[Math.abs(choice[pair])]);
            }
        }
        if (live == 0) {
            return;
        }
        key = key << 5 | (long) Integer.bitCount(reached) << 1 | (backward ? 1 : 0);
        kinds.computeIfAbsent(key, ignored -> new Kind(matrix())).count++;
    }

    private ConnectionMatrix matrix() {
        ConnectionMatrix matrix = ConnectionMatrix.empty(space.nodes());
        for (int pair = 0; pair < choice.length; pair++) {
            Edge edge = pairs.get(pair);
            matrix = choice[pair] == 0 ? matrix : matrix.with(choice[pair] > 0 ? edge : edge.reversed(), Math.abs(choice[pair]));
        }
        return matrix;
    }
}
