package org.hasnas.search.feasibility;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.hasnas.chip.model.CostKind;
import org.hasnas.chip.model.HardwareCost;
import org.hasnas.job.JobContext;
import org.hasnas.search.evaluation.CandidateCosts;
import org.hasnas.search.evaluation.SearchProblem;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.Feasibility;
import org.hasnas.search.model.Feasibility.Answer;
import org.hasnas.search.model.Feasibility.Priced;
import org.hasnas.search.model.Feasibility.Reach;
import org.hasnas.search.model.Margin;

/** Decides from costs alone, before anything is simulated, whether a space holds an architecture that meets four limits. */
public final class FeasibilityCheck {
    /** Partial architectures looked at for one question: a second or two. */
    private static final int MAX_BRANCHES = 60_000;
    private static final int FEW_BRANCHES = 3000;

    private final CandidateCosts costs;
    private final CheapestArchitecture cheapest;
    private final JobContext job;

    public FeasibilityCheck(CandidateCosts costs, JobContext job) {
        this(costs, MAX_BRANCHES, job);
    }

    private FeasibilityCheck(CandidateCosts costs, int mostBranches, JobContext job) {
        this.costs = costs;
        this.cheapest = new CheapestArchitecture(costs, mostBranches, job);
        this.job = job;
    }

    /** Whether it is proved that nothing meets the limits of a problem; with little effort, so that a search may ask before it starts. */
    public static boolean isHopeless(SearchProblem problem) {
        return new FeasibilityCheck(problem.costs(), FEW_BRANCHES, problem.job())
                .answer(problem.request().limits()) == Answer.INFEASIBLE;
    }

    /** Whether any architecture meets the limits: the short answer, with an example. */
    public Answer answer(ConstraintSet limits) {
        return answer(cheapest.least(cost -> excess(limits, cost), limits));
    }

    private Answer answer(Optional<Priced> found) {
        return found.isPresent() ? Answer.FEASIBLE : cheapest.isGivenUp() ? Answer.UNKNOWN : Answer.INFEASIBLE;
    }

    /** The whole answer. */
    public Feasibility check(ConstraintSet limits) {
        Optional<Priced> example = cheapest.least(cost -> excess(limits, cost), limits);
        Answer answer = answer(example);
        ConstraintSet unlimited = ConstraintSet.UNLIMITED.withMemoryScope(limits.memoryScope());
        Optional<Priced> nearest = answer == Answer.FEASIBLE ? Optional.empty() : cheapest.least(cost -> excess(limits, cost), unlimited);
        List<Reach> reaches = new ArrayList<>();
        for (CostKind kind : CostKind.values()) {
            reaches.add(reach(kind, limits, unlimited));
        }
        return new Feasibility(limits, answer, example, nearest, reaches, new FeasibleCount(costs, job).of(limits));
    }

    private Reach reach(CostKind kind, ConstraintSet limits, ConstraintSet unlimited) {
        double alone = least(kind, unlimited).orElse(0.0);
        return new Reach(kind, limits.limit(kind), alone, least(kind, limits.withLimit(kind, Double.POSITIVE_INFINITY)));
    }

    private Optional<Double> least(CostKind kind, ConstraintSet limits) {
        return cheapest.least(cost -> kind.costOf(cost, limits.memoryScope()), limits)
                .map(priced -> kind.costOf(priced.cost(), limits.memoryScope()));
    }

    /** Sum of ln(cost / limit) over the exceeded limits, so that no unit and no single limit dominates. */
    public static double excess(ConstraintSet limits, HardwareCost cost) {
        double sum = 0;
        for (CostKind kind : Arrays.asList(CostKind.values())) {
            Margin margin = new Margin(kind, kind.costOf(cost, limits.memoryScope()), limits.limit(kind));
            if (!margin.passes()) {
                sum += Math.log(margin.cost() / margin.limit());
            }
        }
        return sum;
    }
}
