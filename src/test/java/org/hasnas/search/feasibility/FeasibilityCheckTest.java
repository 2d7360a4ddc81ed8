package org.hasnas.search.feasibility;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.hasnas.chip.cost.ChipCost;
import org.hasnas.chip.model.CostKind;
import org.hasnas.chip.model.HardwareCost;
import org.hasnas.chip.model.SpikeSimSettings;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;
import org.hasnas.network.Architecture;
import org.hasnas.network.CanonicalForm;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.network.NetworkTemplate.CellSharing;
import org.hasnas.network.NetworkTemplate.Stage;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.network.Operation;
import org.hasnas.network.SearchSpace;
import org.hasnas.network.SearchSpaces;
import org.hasnas.search.Requests;
import org.hasnas.search.evaluation.CandidateCosts;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.Feasibility;
import org.hasnas.search.model.Feasibility.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class FeasibilityCheckTest {
    private static final SearchSpace CONVOLUTIONS = new SearchSpace("convolutions", 3, List.of(new Operation.Zeroize(),
            new Operation.SpikingConvolution(1, 1), new Operation.SpikingConvolution(3, 1)), true);
    private static final SearchSpace FORWARD = new SearchSpace("forward", 4, List.of(new Operation.Zeroize(),
            new Operation.SpikingConvolution(3, 0.5), new Operation.SpikingConvolution(3, 1)), false);

    static Stream<CandidateCosts> problems() throws HasnasException {
        NetworkTemplate digits = NetworkTemplates.DIGITS.template();
        NetworkTemplate perCell = Requests.template(CellSharing.PER_CELL, new Stage(16, 1), new Stage(32, 1));
        return Stream.of(new CandidateCosts(ChipCost.of(SpikeSimSettings.DEFAULT), digits, CONVOLUTIONS),
                new CandidateCosts(ChipCost.of(SpikeSimSettings.DEFAULT), digits, FORWARD),
                new CandidateCosts(ChipCost.of(SpikeSimSettings.DEFAULT), perCell, CONVOLUTIONS));
    }

    @ParameterizedTest
    @MethodSource("problems")
    void agreesWithTheEnumerationOfTheSpace(CandidateCosts costs) {
        List<Architecture> all = new ArrayList<>();
        new Enumeration(costs.space(), costs.template().matrixCount()).forEachRemaining(architecture -> {
            boolean live = architecture.matrices().stream().allMatch(cell -> CanonicalForm.withoutDeadEdges(cell).equals(cell));
            if (live) {
                all.add(architecture);
            }
        });
        List<HardwareCost> prices = all.stream().map(costs::cost).toList();
        SplittableRandom random = new SplittableRandom(5);
        for (int round = 0; round < (costs.template().matrixCount() == 1 ? 30 : 6); round++) {
            ConstraintSet limits = ConstraintSet.UNLIMITED;
            for (CostKind kind : CostKind.values()) {
                double some = kind.costOf(prices.get(random.nextInt(prices.size())), limits.memoryScope());
                limits = random.nextInt(3) == 0 ? limits : limits.withLimit(kind, some * (random.nextBoolean() ? 1 : 0.5));
            }
            Feasibility found = new FeasibilityCheck(costs, JobContext.NONE).check(limits);
            requireEqual(found, limits, prices);
        }
    }

    private static void requireEqual(Feasibility found, ConstraintSet limits, List<HardwareCost> prices) {
        long feasible = prices.stream().filter(limits::isMetBy).count();
        assertEquals(feasible > 0 ? Answer.FEASIBLE : Answer.INFEASIBLE, found.answer());
        assertEquals(new Feasibility.Counts(prices.size(), feasible), found.counts().orElseThrow());
        found.example().ifPresent(example -> assertTrue(limits.isMetBy(example.cost())));
        for (Feasibility.Reach reach : found.reaches()) {
            CostKind kind = reach.kind();
            assertEquals(least(kind, ConstraintSet.UNLIMITED, prices).orElseThrow(), reach.leastAlone());
            assertEquals(least(kind, limits.withLimit(kind, Double.POSITIVE_INFINITY), prices), reach.leastBesideOthers());
            if (reach.isToBlame()) {
                double told = kind.quantity().parse(reach.needed());
                assertTrue(prices.stream().anyMatch(limits.withLimit(kind, told)::isMetBy), reach.needed());
            }
        }
        if (feasible == 0) {
            double least = prices.stream().mapToDouble(cost -> FeasibilityCheck.excess(limits, cost)).min().orElseThrow();
            assertEquals(least, FeasibilityCheck.excess(limits, found.nearest().orElseThrow().cost()), 1e-12);
        }
    }

    private static Optional<Double> least(CostKind kind, ConstraintSet limits, List<HardwareCost> prices) {
        return prices.stream().filter(limits::isMetBy).map(cost -> kind.costOf(cost, limits.memoryScope())).min(Double::compare);
    }

    @Test
    void saysWhichLimitIsToBlameAndByHowMuchItMustMove() throws HasnasException {
        var preset = NetworkTemplates.HASNAS_CIFAR10;
        CandidateCosts costs = new CandidateCosts(ChipCost.of(SpikeSimSettings.DEFAULT), preset.template(), SearchSpaces.SNASNET);
        FeasibilityCheck check = new FeasibilityCheck(costs, JobContext.NONE);
        assertEquals(Answer.FEASIBLE, check.check(ConstraintSet.PUBLISHED).answer());
        Feasibility tight = check.check(ConstraintSet.PUBLISHED.withLimit(CostKind.ENERGY, 1e-6));
        assertEquals(List.of(CostKind.ENERGY), tight.toBlame().stream().map(Feasibility.Reach::kind).toList());
        assertTrue(tight.sentences().get(1).startsWith("To blame is energy: raise energy from 1.000 uJ to at least "), tight.sentences()::toString);
        Feasibility both = check.check(ConstraintSet.PUBLISHED.withLimit(CostKind.ENERGY, 1e-6).withLimit(CostKind.MEMORY, 10));
        assertTrue(both.toBlame().isEmpty());
        assertEquals(2, both.reaches().stream().filter(Feasibility.Reach::isImpossible).count());
    }
}
