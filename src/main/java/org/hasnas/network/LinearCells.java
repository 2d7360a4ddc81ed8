package org.hasnas.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hasnas.network.LinearResponse.Link;

/**
 * Finds, for a cell without convolutions, the simplest cell of its space that computes the same: the one with the fewest edges, of
 * these the one whose text comes first.
 *
 * <p>Whether two cells compute the same is decided exactly, see {@link LinearResponse}; a fingerprint only spares most comparisons.
 * Where the space holds too many cells to look at, the cell itself is the answer: that merges less, but nothing wrong.
 */
final class LinearCells {
    /** Cells looked at for one answer; all 15 625 of SNASNet's space without convolutions are. */
    private static final double MAX_CELLS = 100_000;

    private final SearchSpace space;
    private final boolean ignoreScale;
    private final List<Edge> pairs;
    private final List<Integer> linearDigits;

    private LinearCells(SearchSpace space, boolean ignoreScale) {
        this.space = space;
        this.ignoreScale = ignoreScale;
        pairs = space.pairs();
        linearDigits = IntStream.range(1, space.operations().size()).filter(digit -> kernel(space, digit) > 0).boxed().toList();
    }

    /** The simplest equal of a cell without convolutions and without dead edges. */
    static ConnectionMatrix simplest(SearchSpace space, ConnectionMatrix cell, boolean ignoreScale) {
        return new LinearCells(space, ignoreScale).simplest(cell);
    }

    private ConnectionMatrix simplest(ConnectionMatrix cell) {
        int edges = cell.edges().size();
        if (edges == 0 || cellsUpTo(edges) > MAX_CELLS) {
            return cell;
        }
        List<Link> links = cell.edges().stream().map(edge -> new Link(edge, kernel(space, cell.digit(edge)))).toList();
        Comparison comparison = new Comparison(links, space.nodes(), ignoreScale);
        for (int count = 1; count <= edges; count++) {
            Walk walk = new Walk(comparison);
            walk.extend(0, count, 0, 0);
            if (walk.first.isPresent()) {
                return walk.first.get();
            }
        }
        return cell; // only cells with both directions between one pair of nodes get here: the walk draws at most one
    }

    private double cellsUpTo(int edges) {
        double choices = linearDigits.size() * (space.backwardEdges() ? 2.0 : 1.0);
        double sum = 0;
        double withCount = 1;
        for (int count = 1; count <= Math.min(edges, pairs.size()); count++) {
            withCount *= choices * (pairs.size() - count + 1) / count;
            sum += withCount;
        }
        return sum;
    }

    /** Side of the averaged square, 1 for the identity, 0 for what is not linear. */
    private static int kernel(SearchSpace space, int digit) {
        return space.operation(digit).averagedSide().orElse(0);
    }

    /** What a candidate is compared with. */
    private static final class Comparison {
        private final int nodes;
        private final boolean ignoreScale;
        private final LinearFingerprint fingerprint;
        private final LinearResponse response;

        Comparison(List<Link> links, int nodes, boolean ignoreScale) {
            this.nodes = nodes;
            this.ignoreScale = ignoreScale;
            fingerprint = new LinearFingerprint(links, nodes);
            response = response(links);
        }

        private LinearResponse response(List<Link> links) {
            LinearResponse exact = LinearResponse.of(links, nodes);
            return ignoreScale ? exact.withoutScale() : exact;
        }

        boolean isEqual(List<Link> links) {
            return fingerprint.mayBelongTo(links, ignoreScale) && response(links).equals(response);
        }
    }

    /** Visits all cells with a given number of edges and keeps the first of those that are equal. */
    private final class Walk {
        private final Comparison comparison;
        private final List<Link> links = new ArrayList<>();
        private final List<Integer> digits = new ArrayList<>();
        private Optional<ConnectionMatrix> first = Optional.empty();

        Walk(Comparison comparison) {
            this.comparison = comparison;
        }

        /**
         * Visits all cells that have the present links and {@code missing} more, at this pair or later ones.
         *
         * @param sources bit set of the nodes that have an edge going out
         * @param targets bit set of the nodes that have an edge coming in
         */
        void extend(int pair, int missing, int sources, int targets) {
            if (missing == 0) {
                if (mayBeLive(sources, targets) && comparison.isEqual(links)) {
                    keepFirst();
                }
                return;
            }
            if (pairs.size() - pair < missing) {
                return;
            }
            extend(pair + 1, missing, sources, targets);
            Edge forward = pairs.get(pair);
            extendWith(forward, pair, missing, sources, targets);
            if (space.backwardEdges()) {
                extendWith(forward.reversed(), pair, missing, sources, targets);
            }
        }

        /** A dead end is a dead edge, and the cell without it was visited before, since it has fewer edges. */
        private boolean mayBeLive(int sources, int targets) {
            int first = 1;
            int last = 1 << (space.nodes() - 1);
            return (sources | first | last) == (targets | first | last) && (sources & first) != 0 && (targets & last) != 0;
        }

        private void extendWith(Edge edge, int pair, int missing, int sources, int targets) {
            for (int digit : linearDigits) {
                links.add(new Link(edge, kernel(space, digit)));
                digits.add(digit);
                extend(pair + 1, missing - 1, sources | 1 << edge.source(), targets | 1 << edge.target());
                links.removeLast();
                digits.removeLast();
            }
        }

        private void keepFirst() {
            ConnectionMatrix matrix = ConnectionMatrix.empty(space.nodes());
            for (int i = 0; i < links.size(); i++) {
                matrix = matrix.with(links.get(i).edge(), digits.get(i));
            }
            if (first.isEmpty() || matrix.text().compareTo(first.get().text()) < 0) {
                first = Optional.of(matrix);
            }
        }
    }
}
