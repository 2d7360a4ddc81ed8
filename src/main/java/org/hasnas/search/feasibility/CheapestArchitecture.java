package org.hasnas.search.feasibility;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.hasnas.chip.model.HardwareCost;
import org.hasnas.job.JobContext;
import org.hasnas.network.Architecture;
import org.hasnas.network.CanonicalForm;
import org.hasnas.network.Edge;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.network.Operation;
import org.hasnas.network.PartialArchitecture;
import org.hasnas.network.SearchSpace;
import org.hasnas.search.evaluation.CandidateCosts;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.Feasibility.Priced;

/**
 * Finds the architecture of least value within limits by branch and bound: edge by edge, each partial architecture left alone whose lower
 * bound exceeds a limit or is no better than the best one known. Of operations that cost the same the first stands for all.
 */
final class CheapestArchitecture {
    /** A choice for one pair. */
    private record Choice(Edge edge, int digit) {}

    private record Branch(PartialArchitecture partial, HardwareCost bound, double value) {}

    private final NetworkTemplate template;
    private final SearchSpace space;
    private final CandidateCosts costs;
    private final int mostBranches;
    private final JobContext job;
    private final List<Integer> digits;

    private int branches;
    private boolean givenUp;
    private Optional<Priced> best = Optional.empty();
    private double bestValue;

    /** @param mostBranches partial architectures that one call may look at */
    CheapestArchitecture(CandidateCosts costs, int mostBranches, JobContext job) {
        this.template = costs.template();
        this.space = costs.space();
        this.costs = costs;
        this.mostBranches = mostBranches;
        this.job = job;
        this.digits = digitsByCost(space);
    }

    /** The first digit of every kind of cost: thresholds cost nothing. */
    static List<Integer> digitsByCost(SearchSpace space) {
        List<Integer> first = new ArrayList<>();
        List<Operation> kinds = new ArrayList<>();
        for (int digit = 1; digit < space.operations().size(); digit++) {
            Operation kind = space.operation(digit).ofEqualCost();
            if (!kinds.contains(kind)) {
                kinds.add(kind);
                first.add(digit);
            }
        }
        return List.copyOf(first);
    }

    /**
     * @param value what shall be least; it must not fall when a cost rises
     * @return empty if no architecture meets the limits, or if it was given up
     */
    Optional<Priced> least(ToDoubleFunction<HardwareCost> value, ConstraintSet limits) {
        return least(value, limits, Double.POSITIVE_INFINITY);
    }

    /** The same; empty also if none has a value below one that is known. */
    Optional<Priced> least(ToDoubleFunction<HardwareCost> value, ConstraintSet limits, double known) {
        branches = 0;
        givenUp = false;
        best = Optional.empty();
        bestValue = known;
        PartialArchitecture root = PartialArchitecture.undecided(space, template.matrixCount());
        costs.lowerBound(root).filter(limits::isMetBy).ifPresent(bound -> explore(root, value, limits));
        return best;
    }

    /** Whether the last call ended before it had an answer. */
    boolean isGivenUp() {
        return givenUp;
    }

    private void explore(PartialArchitecture partial, ToDoubleFunction<HardwareCost> value, ConstraintSet limits) {
        Optional<Architecture> complete = partial.complete();
        if (complete.isPresent()) {
            Architecture live = new Architecture(complete.get().matrices().stream().map(CanonicalForm::withoutDeadEdges).toList());
            HardwareCost cost = costs.cost(live);
            double reached = value.applyAsDouble(cost);
            if (limits.isMetBy(cost) && reached < bestValue) {
                best = Optional.of(new Priced(live, cost));
                bestValue = reached;
            }
            return;
        }
        for (Branch branch : branches(partial, value, limits)) {
            if (branch.value() < bestValue && !givenUp) {
                explore(branch.partial(), value, limits);
            }
        }
    }

    /** Those that may hold an architecture within the limits, the cheapest first. */
    private List<Branch> branches(PartialArchitecture partial, ToDoubleFunction<HardwareCost> value, ConstraintSet limits) {
        job.checkpoint();
        int cell = 0;
        while (partial.cells().get(cell).undecided().isEmpty()) {
            cell++;
        }
        // the pair of first and last node comes first: with it the cell is connected
        Edge pair = partial.cells().get(cell).undecided().stream()
                .max(Comparator.comparingInt((Edge edge) -> edge.target() - edge.source())).orElseThrow();
        List<Branch> branches = new ArrayList<>();
        for (Choice choice : choices(pair)) {
            this.branches++;
            PartialArchitecture next = partial.decide(cell, choice.edge(), choice.digit());
            costs.lowerBound(next).filter(limits::isMetBy)
                    .ifPresent(bound -> branches.add(new Branch(next, bound, value.applyAsDouble(bound))));
        }
        givenUp |= this.branches > mostBranches;
        branches.sort(Comparator.comparingDouble(Branch::value));
        return branches;
    }

    private List<Choice> choices(Edge pair) {
        List<Choice> choices = new ArrayList<>();
        digits.forEach(digit -> choices.add(new Choice(pair, digit)));
        choices.add(new Choice(pair, 0));
        if (space.backwardEdges()) {
            digits.forEach(digit -> choices.add(new Choice(pair.reversed(), digit)));
        }
        return choices;
    }
}
