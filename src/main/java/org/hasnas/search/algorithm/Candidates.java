package org.hasnas.search.algorithm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.hasnas.chip.model.HardwareCost;
import org.hasnas.network.Architecture;
import org.hasnas.network.CanonicalForm;
import org.hasnas.network.ConnectionMatrix;
import org.hasnas.network.Edge;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.network.PartialArchitecture;
import org.hasnas.network.SearchSpace;
import org.hasnas.search.evaluation.SearchProblem;
import org.hasnas.search.feasibility.FeasibilityCheck;
import org.hasnas.search.model.ConstraintSet;
import org.jspecify.annotations.Nullable;

/** The candidates of a problem in canonical form: their costs, their neighbours, and random ones within the limits. */
final class Candidates {
    /** Steps back that a random draw within the limits may take before it is given up. */
    private static final int MAX_STEPS = 400;

    private final SearchProblem problem;
    private final NetworkTemplate template;
    private final SearchSpace space;
    private final ConstraintSet limits;
    private final List<Edge> pairs;
    private final CellMoves moves;
    private final Map<Architecture, Architecture> forms = new HashMap<>();
    private final Map<Architecture, Double> excess = new HashMap<>();

    Candidates(SearchProblem problem) {
        this.problem = problem;
        this.template = problem.request().template();
        this.space = problem.request().space();
        this.limits = problem.request().limits();
        this.pairs = space.pairs();
        this.moves = new CellMoves(space);
    }

    Architecture canonical(Architecture architecture) {
        return forms.computeIfAbsent(architecture, given -> CanonicalForm.of(template, space, given));
    }

    /** Pairs of all cells, counted through. */
    int places() {
        return pairs.size() * template.matrixCount();
    }

    /** How far a canonical form is beyond the limits: 0 within; infinite if it may not be asked, or never sees its input. */
    double excess(Architecture canonical) {
        return excess.computeIfAbsent(canonical, form -> problem.admissible().test(form) && CanonicalForm.seesItsInput(template, form)
                ? excess(problem.costs().cost(form)) : Double.POSITIVE_INFINITY);
    }

    private double excess(HardwareCost cost) {
        return limits.isMetBy(cost) ? 0 : Math.max(Double.MIN_NORMAL, FeasibilityCheck.excess(limits, cost));
    }

    boolean isFeasible(Architecture canonical) {
        return excess(canonical) == 0;
    }

    /** The cells with a single edge. */
    List<Architecture> singleEdges() {
        Edge direct = new Edge(0, space.nodes() - 1);
        return IntStream.range(1, space.operations().size())
                .mapToObj(digit -> canonical(Architecture.shared(ConnectionMatrix.empty(space.nodes()).with(direct, digit)))).distinct().toList();
    }

    /** All canonical forms that differ from one in a pair of one cell and in what the new edge needs to be live. */
    List<Architecture> neighbours(Architecture centre, int place) {
        int cell = place / pairs.size();
        List<ConnectionMatrix> cells = IntStream.range(0, template.matrixCount()).mapToObj(centre::cell).toList();
        List<Architecture> neighbours = new ArrayList<>();
        for (ConnectionMatrix alternative : moves.alternatives(cells.get(cell), pairs.get(place % pairs.size()))) {
            List<ConnectionMatrix> changed = new ArrayList<>(cells);
            changed.set(cell, alternative);
            neighbours.add(canonical(new Architecture(changed)));
        }
        return neighbours.stream().distinct().toList();
    }

    /** A random neighbour. */
    Architecture mutated(Architecture centre, SplittableRandom random) {
        while (true) {
            List<Architecture> neighbours = neighbours(centre, random.nextInt(places()));
            if (!neighbours.isEmpty()) {
                return neighbours.get(random.nextInt(neighbours.size()));
            }
        }
    }

    /**
     * A random candidate, decided edge by edge in random order; partial ones whose lower bound exceeds a limit are left at once. It may
     * exceed the limits if none within was met in a number of steps.
     */
    Architecture random(SplittableRandom random) {
        List<Integer> order = new ArrayList<>(IntStream.range(0, places()).boxed().toList());
        shuffle(order, random);
        int[] steps = {0};
        PartialArchitecture root = PartialArchitecture.undecided(space, template.matrixCount());
        Architecture drawn = decide(root, order, 0, random, steps, true);
        return drawn != null ? drawn : decideAnyhow(root, order, random);
    }

    private Architecture decideAnyhow(PartialArchitecture root, List<Integer> order, SplittableRandom random) {
        Architecture drawn = decide(root, order, 0, random, new int[1], false);
        if (drawn == null) {
            throw new IllegalStateException("a space without any connected cell");
        }
        return drawn;
    }

    private @Nullable Architecture decide(PartialArchitecture partial, List<Integer> order, int next, SplittableRandom random,
            int[] steps, boolean within) {
        if (next == order.size()) {
            Architecture form = canonical(partial.complete().orElseThrow());
            return !within || isFeasible(form) ? form : null;
        }
        Edge pair = pairs.get(order.get(next) % pairs.size());
        int digits = space.operations().size();
        List<Integer> choices = new ArrayList<>(IntStream.range(space.backwardEdges() ? 1 - digits : 0, digits).boxed().toList());
        shuffle(choices, random);
        for (int choice : choices) {
            if (within && steps[0]++ > MAX_STEPS) {
                return null;
            }
            PartialArchitecture decided = partial.decide(order.get(next) / pairs.size(), choice < 0 ? pair.reversed() : pair, Math.abs(choice));
            if (problem.costs().lowerBound(decided).filter(bound -> !within || limits.isMetBy(bound)).isPresent()) {
                Architecture found = decide(decided, order, next + 1, random, steps, within);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    static <T> void shuffle(List<T> list, SplittableRandom random) {
        for (int i = list.size() - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            T swapped = list.get(i);
            list.set(i, list.get(other));
            list.set(other, swapped);
        }
    }
}
