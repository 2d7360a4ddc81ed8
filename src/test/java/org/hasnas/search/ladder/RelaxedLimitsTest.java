package org.hasnas.search.ladder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.hasnas.chip.cost.ChipCost;
import org.hasnas.chip.model.CostKind;
import org.hasnas.chip.model.HardwareCost;
import org.hasnas.job.JobContext;
import org.hasnas.network.Architecture;
import org.hasnas.network.DesignChoices;
import org.hasnas.score.model.FitnessScore;
import org.hasnas.search.Requests;
import org.hasnas.search.algorithm.SearchAlgorithms;
import org.hasnas.search.evaluation.CandidateCosts;
import org.hasnas.search.evaluation.Proposal;
import org.hasnas.search.evaluation.SearchProblem;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.LimitPrice;
import org.hasnas.search.model.Prospects;
import org.hasnas.search.model.SearchAlgorithmId;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.model.Trial;
import org.hasnas.search.model.TrialOutcome;
import org.hasnas.training.model.EpochResult;
import org.junit.jupiter.api.Test;

class RelaxedLimitsTest {
    private static SearchProblem problem(ConstraintSet limits) throws Exception {
        SearchRequest digits = Requests.digits(SearchAlgorithmId.LADDER, 40, 1).withLimits(limits);
        SearchRequest request = digits.withSpace(digits.space().with(new DesignChoices(List.of(4, 8, 12, 16), List.of(1, 2, 4), List.of())));
        return new SearchProblem(request, new CandidateCosts(ChipCost.of(request.hardware()), request.template(), request.space()),
                Optional.empty(), JobContext.NONE);
    }

    private static List<Trial> trials(SearchProblem problem) {
        List<Architecture> designs = SearchAlgorithms.of(problem).ask(40).stream().map(Proposal::architecture).toList();
        return IntStream.range(0, designs.size()).mapToObj(index -> new Trial(index, designs.get(index),
                new TrialOutcome.Evaluated(problem.costs().cost(designs.get(index)), FitnessScore.notSimulated(1)), 0)).toList();
    }

    private static double middle(CostKind kind, List<Trial> trials) {
        return trials.stream().mapToDouble(trial -> kind.costOf(trial.cost().orElseThrow(), ConstraintSet.UNLIMITED.memoryScope())).sorted()
                .skip(trials.size() / 2).findFirst().orElseThrow();
    }

    @Test
    void theBestExpectedDesignBeyondOneLimitStandsBesideTheBestWithinAll() throws Exception {
        List<Trial> any = trials(problem(ConstraintSet.UNLIMITED));
        ConstraintSet limits = ConstraintSet.UNLIMITED.withLimit(CostKind.ENERGY, middle(CostKind.ENERGY, any)).withLimit(CostKind.MEMORY,
                middle(CostKind.MEMORY, any));
        SearchProblem problem = problem(limits);
        List<Trial> within = trials(problem);
        int epochs = problem.request().ladder().orElseThrow().training().epochs();
        DesignCurve curve = new DesignCurve(IntStream.rangeClosed(1, epochs).mapToObj(epoch -> new EpochResult(epoch, 1, 0.5, 0.8, 1)).toList(),
                DesignCurve.State.ENDED);
        Architecture first = within.getFirst().architecture();
        Prospects prospects = RelaxedLimits.of(problem, within, design -> design.equals(first) ? curve : DesignCurve.NONE);
        List<LimitPrice> prices = prospects.prices();

        assertEquals(List.of(CostKind.MEMORY, CostKind.ENERGY), prices.stream().map(LimitPrice::kind).toList(), "what is unlimited has no price");
        assertTrue(prices.stream().anyMatch(price -> price.beyond().isPresent()), prices::toString);
        for (LimitPrice price : prices) {
            assertTrue(price.within().fraction() > 0.5, "learnt from the one training");
            if (price.beyond().isPresent()) {
                HardwareCost cost = problem.costs().cost(price.beyond().get().design());
                double own = price.kind().costOf(cost, limits.memoryScope());
                assertTrue(own > price.limit() && own <= price.relaxedLimit(), "just beyond: " + own);
                assertEquals(List.of(price.kind()), limits.violations(cost).stream().map(margin -> margin.kind()).toList());
                assertEquals(price.beyond().get().expected().fraction() - price.within().fraction(), price.gainFraction().orElseThrow());
                assertTrue(price.designs() >= 1);
            }
        }
        double ceiling = prospects.ceilingFraction().orElseThrow();
        assertTrue(ceiling >= 0.8 && ceiling <= 1, "the one that ended has 0.8, was " + ceiling);
        assertTrue(prospects.designs() > within.size(), "more were drawn than the run had: " + prospects.designs());
        assertEquals(OptionalDouble.empty(), RelaxedLimits.of(problem, within, design -> DesignCurve.NONE).ceilingFraction());
        assertEquals(prospects, RelaxedLimits.of(problem, within, design -> design.equals(first) ? curve : DesignCurve.NONE));
    }
}
