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
import org.hasnas.network.NetworkTemplate;
import org.hasnas.network.Operation;
import org.hasnas.network.SearchSpace;
import org.hasnas.search.evaluation.CandidateCosts;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.Feasibility.Counts;

/**
 * Counts the feasible architectures of a space without pricing each: cells with equal numbers of edges by kind of cost, of nodes that edges
 * lead to, and of backward edges cost the same, whatever the chip model.
 */
final class FeasibleCount {
    /** Cells looked at, and combinations of kinds of cells priced: under a second each. */
    private static final long MAX_CELLS = 2_000_000;
    private static final long MAX_COMBINATIONS = 200_000;

    private final NetworkTemplate template;
    private final CandidateCosts costs;
    private final JobContext job;
    private final SearchSpace space;
    private final List<Edge> pairs;
    /** Kind of cost of each digit. */
    private final int[] kindOfDigit;
    private final int[] choice;
    private final int[] targets;
    private final Map<Long, Kind> kinds = new HashMap<>();

    /** Cells that cost the same. */
    private static final class Kind {
        private final ConnectionMatrix example;
        private long count;

        Kind(ConnectionMatrix example) {
            this.example = example;
        }
    }

    FeasibleCount(CandidateCosts costs, JobContext job) {
        this.template = costs.template();
        this.costs = costs;
        this.job = job;
        this.space = costs.space();
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

    /** Empty where there are too many. */
    Optional<Counts> of(ConstraintSet limits) {
        int operations = space.operations().size() - 1;
        if (Math.pow(1 + operations * (space.backwardEdges() ? 2 : 1), pairs.size()) > MAX_CELLS) {
            return Optional.empty();
        }
        kinds.clear();
        visit(0);
        List<Kind> all = kinds.entrySet().stream().sorted(Map.Entry.comparingByKey()).map(Map.Entry::getValue).toList();
        double cells = all.stream().mapToDouble(kind -> kind.count).sum();
        if (Math.pow(all.size(), template.matrixCount()) > MAX_COMBINATIONS || Math.pow(cells, template.matrixCount()) > Long.MAX_VALUE / 2.0) {
            return Optional.empty();
        }
        long[] sums = new long[2];
        combine(all, new ArrayList<>(), 1, limits, sums);
        return Optional.of(new Counts(sums[0], sums[1]));
    }

    /** Adds all and the feasible ones to the sums. */
    private void combine(List<Kind> all, List<ConnectionMatrix> cells, long count, ConstraintSet limits, long[] sums) {
        if (cells.size() == template.matrixCount()) {
            sums[0] = Math.addExact(sums[0], count);
            sums[1] += limits.isMetBy(costs.cost(new Architecture(cells))) ? count : 0;
            return;
        }
        job.checkpoint();
        for (Kind kind : all) {
            cells.add(kind.example);
            combine(all, cells, Math.multiplyExact(count, kind.count), limits, sums);
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
