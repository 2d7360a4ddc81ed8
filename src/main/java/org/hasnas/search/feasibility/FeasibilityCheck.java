package org.hasnas.search.feasibility;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.hasnas.chip.model.CostKind;
import org.hasnas.chip.model.HardwareCost;
import org.hasnas.job.JobContext;
import org.hasnas.network.Architecture;
import org.hasnas.network.MacroChoice;
import org.hasnas.network.Network;
import org.hasnas.search.evaluation.CandidateCosts;
import org.hasnas.search.evaluation.SearchProblem;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.Feasibility;
import org.hasnas.search.model.Feasibility.Answer;
import org.hasnas.search.model.Feasibility.Priced;
import org.hasnas.search.model.Margin;

/**
 * Decides from costs alone, before anything is simulated, whether a space holds a design that meets four limits. Where designs choose more than
 * their cells, every combination of these choices is a space of cells by itself. Prices are kept, so that other limits are soon answered, and so is one
 * that was cancelled meanwhile. Safe for any thread; one asks at a time.
 */
public final class FeasibilityCheck {
    /** Partial architectures looked at for one question: a second or two. */
    private static final int MAX_BRANCHES = 60_000;
    private static final int FEW_BRANCHES = 3000;
    /** Rounding of a known value, so that branch and bound finds the design that has it. */
    private static final double ABOVE = 1 + 1e-9;

    /** Prices kept: of more, some are reckoned again, which takes longer but not the memory. A million take about 100 MB. */
    private static final int MAX_KEPT = 1_000_000;

    private final List<Combination> combinations;
    private final int mostBranches;
    /** By matrices of an architecture. */
    private final Map<Integer, Optional<CellKinds>> kindsByCells = new HashMap<>();
    /** Of one of each kind of cells, in the order of the kinds. */
    private final IdentityHashMap<Combination, List<HardwareCost>> kept = new IdentityHashMap<>();
    private int pricesKept;
    /** Of one of each kind of cells, for the combinations that follow and differ from the last one in their chip alone. */
    private List<Network> networks = List.of();

    /** The designs of one combination of choices. */
    private record Combination(MacroChoice macro, CandidateCosts costs) {}

    /** @param costs of the space with all its choices */
    public FeasibilityCheck(CandidateCosts costs) {
        List<MacroChoice> choices = costs.space().choices().all();
        this.combinations = choices.stream().map(macro -> new Combination(macro, costs.choosing(macro))).toList();
        this.mostBranches = Math.ceilDiv(MAX_BRANCHES, choices.size());
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
    public synchronized Feasibility check(ConstraintSet limits, JobContext job) {
        Survey joint = new Survey(limits);
        List<Feasibility.Combination> answers = new ArrayList<>();
        networks = List.of();
        for (Combination combination : combinations) {
            Survey own = new Survey(limits);
            Optional<CellKinds> kinds = kindsByCells.computeIfAbsent(combination.costs().template().matrixCount(),
                    matrices -> CellKinds.of(combination.costs().space(), matrices, job));
            boolean unknown = false;
            if (kinds.isPresent()) {
                List<CellKinds.Counted> counted = kinds.get().all();
                List<HardwareCost> prices = prices(combination, counted, job);
                for (int kind = 0; kind < prices.size(); kind++) {
                    Architecture cells = counted.get(kind).architecture();
                    look(prices.get(kind), counted.get(kind).count(), () -> cells.with(combination.macro()), own, joint);
                }
            } else {
                unknown = ask(combination, limits, own, joint, job);
            }
            Answer answer = own.cheapest().isPresent() ? Answer.FEASIBLE : unknown ? Answer.UNKNOWN : Answer.INFEASIBLE;
            answers.add(new Feasibility.Combination(combination.macro(), answer, own.leastAlone(), kinds.map(counted -> own.counts())));
        }
        return joined(limits, joint, answers,
                kindsByCells.values().stream().allMatch(Optional::isPresent) ? Optional.of(joint.counts()) : Optional.empty(), job);
    }

    private List<HardwareCost> prices(Combination combination, List<CellKinds.Counted> kinds, JobContext job) {
        List<HardwareCost> known = kept.get(combination);
        if (known != null) {
            return known;
        }
        CandidateCosts costs = combination.costs();
        if (networks.size() != kinds.size() || !networks.getFirst().template().equals(costs.template())) {
            networks = kinds.stream().map(kind -> Network.of(costs.template(), costs.space(), kind.architecture())).toList();
        }
        List<HardwareCost> prices = new ArrayList<>();
        for (Network network : networks) {
            job.checkpoint();
            prices.add(costs.chip().total(network));
        }
        if (pricesKept + prices.size() <= MAX_KEPT) {
            kept.put(combination, prices);
            pricesKept += prices.size();
        }
        return prices;
    }

    private Feasibility joined(ConstraintSet limits, Survey joint, List<Feasibility.Combination> answers, Optional<Feasibility.Counts> counts,
            JobContext job) {
        // of several that will do, the first that branch and bound meets: small cells
        Optional<Priced> example = joint.cheapest().map(found -> least(of(found), cheapest(of(found), job), cost -> excess(limits, cost), limits,
                Double.POSITIVE_INFINITY).orElse(found));
        Optional<Priced> nearest = example.isPresent() ? Optional.empty() : joint.nearest().map(found -> least(of(found), cheapest(of(found), job),
                cost -> excess(limits, cost), unlimited(limits), excess(limits, found.cost()) * ABOVE).orElse(found));
        Answer answer = example.isPresent() ? Answer.FEASIBLE
                : answers.stream().anyMatch(combination -> combination.answer() == Answer.UNKNOWN) ? Answer.UNKNOWN : Answer.INFEASIBLE;
        return new Feasibility(limits, answer, example, nearest, Arrays.stream(CostKind.values()).map(joint::reach).toList(), counts, answers);
    }

    private CheapestArchitecture cheapest(Combination combination, JobContext job) {
        return new CheapestArchitecture(combination.costs(), mostBranches, job);
    }

    private static Optional<Priced> least(Combination combination, CheapestArchitecture cheapest, ToDoubleFunction<HardwareCost> value,
            ConstraintSet limits, double known) {
        return cheapest.least(value, limits, known).map(found -> new Priced(found.architecture().with(combination.macro()), found.cost()));
    }

    private Combination of(Priced design) {
        return combinations.stream().filter(combination -> combination.macro().equals(design.architecture().macro())).findFirst().orElseThrow();
    }

    private static void look(HardwareCost cost, long count, Supplier<Architecture> design, Survey own, Survey joint) {
        own.add(cost, count, design);
        joint.add(cost, count, design);
    }

    /**
     * Shows the surveys the designs by which they are decided: within the limits, nearest to them, and least in every cost.
     *
     * @return whether it was given up before it was known if any meets the limits
     */
    private boolean ask(Combination combination, ConstraintSet limits, Survey own, Survey joint, JobContext job) {
        CheapestArchitecture cheapest = cheapest(combination, job);
        ConstraintSet unlimited = unlimited(limits);
        ToDoubleFunction<HardwareCost> beyond = cost -> excess(limits, cost);
        Optional<Priced> example = least(combination, cheapest, beyond, limits, Double.POSITIVE_INFINITY);
        boolean unknown = cheapest.isGivenUp();
        List<Optional<Priced>> found = new ArrayList<>();
        found.add(example.isPresent() ? example : least(combination, cheapest, beyond, unlimited, Double.POSITIVE_INFINITY));
        for (CostKind kind : CostKind.values()) {
            ToDoubleFunction<HardwareCost> value = cost -> kind.costOf(cost, limits.memoryScope());
            found.add(least(combination, cheapest, value, unlimited, Double.POSITIVE_INFINITY));
            found.add(least(combination, cheapest, value, limits.withLimit(kind, Double.POSITIVE_INFINITY), Double.POSITIVE_INFINITY));
        }
        found.forEach(design -> design.ifPresent(priced -> look(priced.cost(), 1, priced::architecture, own, joint)));
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
