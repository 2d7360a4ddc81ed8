package org.hasnas.search.feasibility;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.hasnas.chip.model.CostKind;
import org.hasnas.chip.model.HardwareCost;
import org.hasnas.job.JobContext;
import org.hasnas.network.Architecture;
import org.hasnas.network.MacroChoice;
import org.hasnas.search.evaluation.CandidateCosts;
import org.hasnas.search.evaluation.SearchProblem;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.Feasibility;
import org.hasnas.search.model.Feasibility.Answer;
import org.hasnas.search.model.Feasibility.Priced;
import org.hasnas.search.model.Margin;

/**
 * Decides from costs alone, before anything is simulated, whether a space holds a design that meets four limits. Where designs choose more than
 * their cells, every combination of these choices is a space of cells by itself.
 */
public final class FeasibilityCheck {
    /** Partial architectures looked at for one question: a second or two. */
    private static final int MAX_BRANCHES = 60_000;
    private static final int FEW_BRANCHES = 3000;
    /** Rounding of a known value, so that branch and bound finds the design that has it. */
    private static final double ABOVE = 1 + 1e-9;

    private final List<Combination> combinations;
    private final JobContext job;

    /** The designs of one combination of choices. */
    private record Combination(MacroChoice macro, CandidateCosts costs, CheapestArchitecture cheapest) {
        Optional<Priced> least(ToDoubleFunction<HardwareCost> value, ConstraintSet limits, double known) {
            return cheapest.least(value, limits, known).map(found -> new Priced(found.architecture().with(macro), found.cost()));
        }

        Priced priced(Architecture cells) {
            return new Priced(cells.with(macro), costs.cost(cells));
        }
    }

    /** @param costs of the space with all its choices */
    public FeasibilityCheck(CandidateCosts costs, JobContext job) {
        this(costs, MAX_BRANCHES, job);
    }

    private FeasibilityCheck(CandidateCosts costs, int mostBranches, JobContext job) {
        List<MacroChoice> choices = costs.space().choices().all();
        this.combinations = choices.stream().map(macro -> {
            CandidateCosts chosen = costs.choosing(macro);
            return new Combination(macro, chosen, new CheapestArchitecture(chosen, Math.ceilDiv(mostBranches, choices.size()), job));
        }).toList();
        this.job = job;
    }

    /**
     * Whether it is proved that no cell with all else as the template and the chip have it meets the limits of a problem; with little
     * effort, so that a search among such cells may ask before it starts.
     */
    public static boolean isHopeless(SearchProblem problem) {
        ConstraintSet limits = problem.request().limits();
        CheapestArchitecture cheapest = new CheapestArchitecture(problem.costs(), FEW_BRANCHES, problem.job());
        return cheapest.least(cost -> excess(limits, cost), limits).isEmpty() && !cheapest.isGivenUp();
    }

    /** The whole answer. */
    public Feasibility check(ConstraintSet limits) {
        Map<Integer, Optional<CellKinds>> kindsByCells = new HashMap<>();
        Survey joint = new Survey(limits);
        List<Feasibility.Combination> answers = new ArrayList<>();
        for (Combination combination : combinations) {
            Survey own = new Survey(limits);
            Optional<CellKinds> kinds = kindsByCells.computeIfAbsent(combination.costs().template().matrixCount(),
                    matrices -> CellKinds.of(combination.costs().space(), matrices, job));
            boolean unknown = false;
            if (kinds.isPresent()) {
                kinds.get().forEach((cells, count) -> look(combination.priced(cells), count, own, joint));
            } else {
                unknown = ask(combination, limits, own, joint);
            }
            Answer answer = own.cheapest().isPresent() ? Answer.FEASIBLE : unknown ? Answer.UNKNOWN : Answer.INFEASIBLE;
            answers.add(new Feasibility.Combination(combination.macro(), answer, own.leastAlone(), kinds.map(counted -> own.counts())));
        }
        return joined(limits, joint, answers,
                kindsByCells.values().stream().allMatch(Optional::isPresent) ? Optional.of(joint.counts()) : Optional.empty());
    }

    private Feasibility joined(ConstraintSet limits, Survey joint, List<Feasibility.Combination> answers, Optional<Feasibility.Counts> counts) {
        // of several that will do, the first that branch and bound meets: small cells
        Optional<Priced> example = joint.cheapest().map(found -> of(found).least(cost -> excess(limits, cost), limits, Double.POSITIVE_INFINITY)
                .orElse(found));
        Optional<Priced> nearest = example.isPresent() ? Optional.empty() : joint.nearest().map(found -> of(found).least(
                cost -> excess(limits, cost), unlimited(limits), excess(limits, found.cost()) * ABOVE).orElse(found));
        Answer answer = example.isPresent() ? Answer.FEASIBLE
                : answers.stream().anyMatch(combination -> combination.answer() == Answer.UNKNOWN) ? Answer.UNKNOWN : Answer.INFEASIBLE;
        return new Feasibility(limits, answer, example, nearest, Arrays.stream(CostKind.values()).map(joint::reach).toList(), counts, answers);
    }

    private Combination of(Priced design) {
        return combinations.stream().filter(combination -> combination.macro().equals(design.architecture().macro())).findFirst().orElseThrow();
    }

    private static void look(Priced design, long count, Survey own, Survey joint) {
        own.add(design, count);
        joint.add(design, count);
    }

    /**
     * Shows the surveys the designs by which they are decided: within the limits, nearest to them, and least in every cost.
     *
     * @return whether it was given up before it was known if any meets the limits
     */
    private static boolean ask(Combination combination, ConstraintSet limits, Survey own, Survey joint) {
        ConstraintSet unlimited = unlimited(limits);
        Optional<Priced> example = combination.least(cost -> excess(limits, cost), limits, Double.POSITIVE_INFINITY);
        boolean unknown = combination.cheapest().isGivenUp();
        List<Optional<Priced>> found = new ArrayList<>();
        found.add(example.isPresent() ? example
                : combination.least(cost -> excess(limits, cost), unlimited, Double.POSITIVE_INFINITY));
        for (CostKind kind : CostKind.values()) {
            ToDoubleFunction<HardwareCost> value = cost -> kind.costOf(cost, limits.memoryScope());
            found.add(combination.least(value, unlimited, Double.POSITIVE_INFINITY));
            found.add(combination.least(value, limits.withLimit(kind, Double.POSITIVE_INFINITY), Double.POSITIVE_INFINITY));
        }
        found.forEach(design -> design.ifPresent(priced -> look(priced, 1, own, joint)));
        return unknown;
    }

    private static ConstraintSet unlimited(ConstraintSet limits) {
        return ConstraintSet.UNLIMITED.withMemoryScope(limits.memoryScope());
    }

    /** Sum of ln(cost / limit) over the exceeded limits, so that no unit and no single limit dominates. */
    public static double excess(ConstraintSet limits, HardwareCost cost) {
        double sum = 0;
        for (CostKind kind : CostKind.values()) {
            Margin margin = new Margin(kind, kind.costOf(cost, limits.memoryScope()), limits.limit(kind));
            if (!margin.passes()) {
                sum += Math.log(margin.cost() / margin.limit());
            }
        }
        return sum;
    }
}
