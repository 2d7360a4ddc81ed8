package org.hasnas.search.ladder;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.hasnas.chip.model.CostKind;
import org.hasnas.network.Architecture;
import org.hasnas.score.model.FitnessScore;
import org.hasnas.search.algorithm.SearchAlgorithms;
import org.hasnas.search.evaluation.Proposal;
import org.hasnas.search.evaluation.SearchProblem;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.DesignOutlook;
import org.hasnas.search.model.LimitPrice;
import org.hasnas.search.model.Margin;
import org.hasnas.search.model.Prospects;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.model.Trial;
import org.hasnas.search.model.TrialOutcome;

/**
 * What relaxing each limit a little promises, after trainings within the limits: designs are drawn as the search draws its own, with all limits
 * relaxed, and the predictor that has learnt from the trainings says what it expects of those that exceed one limit alone.
 */
public final class RelaxedLimits {
    /** Designs drawn for all limits together. */
    private static final int DRAWN = 600;

    private RelaxedLimits() {}

    /**
     * Prices of all limits that are finite, and what no design within them exceeds.
     *
     * @param problem of the run: its request and costs
     * @param trials of the run
     * @param curves how far a design is trained
     * @return no prices if nothing within the limits is expected of anything
     */
    public static Prospects of(SearchProblem problem, List<Trial> trials, Function<Architecture, DesignCurve> curves) {
        SearchRequest request = problem.request();
        ConstraintSet limits = request.limits();
        ConstraintSet relaxed = limits;
        for (CostKind kind : CostKind.values()) {
            relaxed = relaxed.withLimit(kind, (1 + LimitPrice.RELAXED) * limits.limit(kind));
        }
        SearchRequest wider = request.withLimits(relaxed).withSeed(~request.seed())
                .withLadder(request.ladder().orElseThrow().withGiven(List.of())); // other draws than the run's own
        List<Trial> all = new ArrayList<>(trials);
        List<Trial> meeting = new ArrayList<>(trials);
        for (Proposal proposal : SearchAlgorithms.of(new SearchProblem(wider, problem.costs(), problem.screen(), problem.job())).ask(DRAWN)) {
            Trial drawn = new Trial(all.size() + meeting.size(), proposal.architecture(),
                    new TrialOutcome.Evaluated(problem.costs().cost(proposal.architecture()), FitnessScore.notSimulated(0)), 0);
            switch (exceeded(limits, drawn).size()) {
                case 0 -> meeting.add(drawn);
                case 1 -> all.add(drawn);
                default -> {} // says nothing of a single limit
            }
        }
        Map<Integer, Trial> byIndex = new HashMap<>();
        all.forEach(trial -> byIndex.put(trial.index(), trial));
        DesignOutlooks designs = new DesignOutlooks(wider, all);
        Map<Optional<CostKind>, List<DesignOutlook>> byExceeded = new HashMap<>();
        for (DesignOutlook outlook : designs.ofDesigns(designs.outlooks(curves))) {
            Trial trial = byIndex.get(outlook.trial());
            List<CostKind> kinds = trial == null ? List.of() : exceeded(limits, trial);
            if (!outlook.givenUp() && kinds.size() <= 1) {
                byExceeded.computeIfAbsent(kinds.stream().findFirst(), exceeded -> new ArrayList<>()).add(outlook);
            }
        }
        Optional<DesignOutlook> within = best(byExceeded.getOrDefault(Optional.empty(), List.of()));
        List<LimitPrice> prices = new ArrayList<>();
        for (CostKind kind : CostKind.values()) {
            if (within.isPresent() && Double.isFinite(limits.limit(kind))) {
                List<DesignOutlook> beyond = byExceeded.getOrDefault(Optional.of(kind), List.of());
                prices.add(new LimitPrice(kind, limits.limit(kind), beyond.size(), best(beyond).flatMap(outlook -> Optional
                        .ofNullable(byIndex.get(outlook.trial())).map(trial -> new LimitPrice.Beyond(trial.architecture(), outlook.expected()))),
                        within.get().expected()));
            }
        }
        DesignOutlooks feasible = new DesignOutlooks(request, meeting);
        return new Prospects(feasible.ceiling(curves, Prospects.CONFIDENCE), feasible.size(), prices);
    }

    private static List<CostKind> exceeded(ConstraintSet limits, Trial trial) {
        return limits.violations(trial.cost().orElseThrow()).stream().map(Margin::kind).toList();
    }

    private static Optional<DesignOutlook> best(List<DesignOutlook> outlooks) {
        return outlooks.stream().max(Comparator.comparingDouble(outlook -> outlook.expected().fraction()));
    }
}
