package org.hasnas.search.feasibility;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hasnas.chip.catalog.HardwareProfiles;
import org.hasnas.chip.cost.ChipCost;
import org.hasnas.chip.model.CostKind;
import org.hasnas.chip.model.HardwareCost;
import org.hasnas.chip.model.SpikeRateSource;
import org.hasnas.chip.model.SpikeRates;
import org.hasnas.chip.model.SpikeSimSettings;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;
import org.hasnas.network.Architecture;
import org.hasnas.network.CanonicalForm;
import org.hasnas.network.DesignChoices;
import org.hasnas.network.Dimension;
import org.hasnas.network.MacroChoice;
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

    /** Costs of the physical model depend on the order of sums, in their last digits. */
    private static final double ROUNDING = 1 + 1e-9;

    static Stream<CandidateCosts> problems() throws HasnasException {
        NetworkTemplate digits = NetworkTemplates.DIGITS.template();
        NetworkTemplate perCell = Requests.template(CellSharing.PER_CELL, new Stage(16, 1), new Stage(32, 1));
        return Stream.of(new CandidateCosts(ChipCost.of(SpikeSimSettings.DEFAULT), digits, CONVOLUTIONS),
                new CandidateCosts(ChipCost.of(SpikeSimSettings.DEFAULT), digits, FORWARD),
                new CandidateCosts(ChipCost.of(SpikeSimSettings.DEFAULT), perCell, CONVOLUTIONS),
                new CandidateCosts(ChipCost.of(SpikeSimSettings.DEFAULT), digits, CONVOLUTIONS.with(new DesignChoices(List.of(8, 16), List.of(1, 3),
                        List.of()))),
                new CandidateCosts(physical(), digits, CONVOLUTIONS.with(new DesignChoices(List.of(4, 16, 24), List.of(2), List.of(4, 8)))),
                new CandidateCosts(physical(), digits, FORWARD.with(new DesignChoices(List.of(), List.of(), List.of(2, 6)))),
                new CandidateCosts(physical(), digits, FORWARD.with(DesignChoices.NONE.with(Dimension.CROSSBAR_SIZE, List.of(64, 128))
                        .with(Dimension.ADC_BITS, List.of(4)).with(Dimension.CELL_BITS, List.of(1, 2))
                        .with(Dimension.ADC_KIND, List.of(1, 2)).with(Dimension.COLUMNS_PER_ADC, List.of(8)))),
                new CandidateCosts(ChipCost.of(SpikeSimSettings.DEFAULT), digits, CONVOLUTIONS.with(new DesignChoices(Map.of(
                        Dimension.WIDTH, List.of(List.of(8, 8), List.of(8, 24)), Dimension.CELLS, List.of(List.of(1, 1), List.of(2, 1)),
                        Dimension.CROSSBAR_SIZE, List.of(List.of(32), List.of(64)), Dimension.PES_PER_TILE, List.of(List.of(4), List.of(8)))))));
    }

    private static ChipCost physical() throws HasnasException {
        return ChipCost.of(HardwareProfiles.settings("neurosim-22nm-rram", "", Path.of(""), new SpikeRateSource.Given(SpikeRates.of(0.1))));
    }

    @ParameterizedTest
    @MethodSource("problems")
    void agreesWithTheEnumerationOfTheSpace(CandidateCosts costs) {
        List<Architecture> cells = new ArrayList<>();
        new Enumeration(costs.space(), costs.template().matrixCount()).forEachRemaining(architecture -> {
            boolean live = architecture.matrices().stream().allMatch(cell -> CanonicalForm.withoutDeadEdges(cell).equals(cell));
            if (live) {
                cells.add(architecture);
            }
        });
        Map<MacroChoice, List<HardwareCost>> combinations = new LinkedHashMap<>();
        for (MacroChoice macro : costs.space().choices().all()) {
            combinations.put(macro, cells.stream().map(architecture -> costs.cost(architecture.with(macro))).toList());
        }
        List<HardwareCost> prices = combinations.values().stream().flatMap(List::stream).toList();
        SplittableRandom random = new SplittableRandom(5);
        FeasibilityCheck check = new FeasibilityCheck(costs);
        for (int round = 0; round < (costs.template().matrixCount() == 1 ? 30 : 6); round++) {
            ConstraintSet limits = ConstraintSet.UNLIMITED;
            for (CostKind kind : CostKind.values()) {
                double some = kind.costOf(prices.get(random.nextInt(prices.size())), limits.memoryScope());
                limits = random.nextInt(3) == 0 ? limits : limits.withLimit(kind, some * (random.nextBoolean() ? 1 : 0.5) * ROUNDING);
            }
            Feasibility found = check.check(limits, JobContext.NONE);
            requireEqual(found, limits, prices);
            assertEquals(combinations.keySet(), found.combinations().stream().map(Feasibility.Combination::macro).collect(Collectors.toSet()));
            found.combinations().forEach(combination -> requireEqual(combination, found.limits(),
                    Objects.requireNonNull(combinations.get(combination.macro()))));
            found.example().or(found::nearest).ifPresent(priced -> assertEquals(costs.cost(priced.architecture()), priced.cost()));
        }
    }

    private static void requireEqual(Feasibility.Combination found, ConstraintSet limits, List<HardwareCost> prices) {
        long feasible = prices.stream().filter(limits::isMetBy).count();
        assertEquals(Optional.of(feasible > 0), found.isFeasible());
        assertEquals(new Feasibility.Counts(prices.size(), feasible), found.counts().orElseThrow());
        for (CostKind kind : CostKind.values()) {
            assertEqualCost(least(kind, ConstraintSet.UNLIMITED, prices), Optional.ofNullable(found.least().get(kind)));
        }
    }

    private static void requireEqual(Feasibility found, ConstraintSet limits, List<HardwareCost> prices) {
        long feasible = prices.stream().filter(limits::isMetBy).count();
        assertEquals(feasible > 0 ? Answer.FEASIBLE : Answer.INFEASIBLE, found.answer());
        assertEquals(new Feasibility.Counts(prices.size(), feasible), found.counts().orElseThrow());
        found.example().ifPresent(example -> assertTrue(limits.isMetBy(example.cost())));
        for (Feasibility.Reach reach : found.reaches()) {
            CostKind kind = reach.kind();
            assertEqualCost(least(kind, ConstraintSet.UNLIMITED, prices), Optional.of(reach.leastAlone()));
            assertEqualCost(least(kind, limits.withLimit(kind, Double.POSITIVE_INFINITY), prices), reach.leastBesideOthers());
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

    private static void assertEqualCost(Optional<Double> expected, Optional<Double> found) {
        assertEquals(expected.isPresent(), found.isPresent());
        expected.ifPresent(cost -> assertEquals(cost, found.orElseThrow(), cost * 1e-12));
    }

    private static Optional<Double> least(CostKind kind, ConstraintSet limits, List<HardwareCost> prices) {
        return prices.stream().filter(limits::isMetBy).map(cost -> kind.costOf(cost, limits.memoryScope())).min(Double::compare);
    }

    @Test
    void saysWhichLimitIsToBlameAndByHowMuchItMustMove() throws HasnasException {
        var preset = NetworkTemplates.HASNAS_CIFAR10;
        CandidateCosts costs = new CandidateCosts(ChipCost.of(SpikeSimSettings.DEFAULT), preset.template(), SearchSpaces.SNASNET);
        FeasibilityCheck check = new FeasibilityCheck(costs);
        Feasibility published = check.check(ConstraintSet.PUBLISHED, JobContext.NONE);
        assertEquals(Answer.FEASIBLE, published.answer());
        assertEquals(new Feasibility.Counts(186_148, 132_948), published.counts().orElseThrow());
        assertEquals("0111 0011 0001 0000", published.example().orElseThrow().architecture().text());
        assertEquals(List.of("There are architectures that meet all four limits.", "132 948 of 186 148 architectures are feasible (71.42 %)."),
                published.sentences());
        Feasibility tight = check.check(ConstraintSet.PUBLISHED.withLimit(CostKind.ENERGY, 1e-6), JobContext.NONE);
        assertEquals(List.of(CostKind.ENERGY), tight.toBlame().stream().map(Feasibility.Reach::kind).toList());
        assertTrue(tight.sentences().get(1).startsWith("To blame is energy: raise energy from 1.000 uJ to at least "), tight.sentences()::toString);
        Feasibility both = check.check(ConstraintSet.PUBLISHED.withLimit(CostKind.ENERGY, 1e-6).withLimit(CostKind.MEMORY, 10), JobContext.NONE);
        assertTrue(both.toBlame().isEmpty());
        assertEquals(2, both.reaches().stream().filter(Feasibility.Reach::isImpossible).count());
    }

    @Test
    void aCombinationOfChoicesIsEnoughAndThoseWithoutRoomAreTold() throws HasnasException {
        SearchSpace choosing = SearchSpaces.SNASNET.with(new DesignChoices(List.of(4, 8, 16), List.of(1, 4), List.of()));
        CandidateCosts costs = new CandidateCosts(physical(), NetworkTemplates.DIGITS.template(), choosing);
        Feasibility template = new FeasibilityCheck(costs.choosing(MacroChoice.OF_TEMPLATE))
                .check(ConstraintSet.UNLIMITED.withLimit(CostKind.ENERGY, 0.02e-6), JobContext.NONE);
        assertEquals(Answer.INFEASIBLE, template.answer());
        assertEquals("0001 0000 0000 0000", template.nearest().orElseThrow().architecture().text());
        assertEquals("0.1006 uJ", template.toBlame().getFirst().needed());
        Feasibility joint = new FeasibilityCheck(costs).check(template.limits(), JobContext.NONE);
        assertEquals(Answer.FEASIBLE, joint.answer());
        assertEquals("0111 0011 0001 0000 @ width=4 time-steps=1", joint.example().orElseThrow().architecture().text());
        assertEquals(6 * 186_148, joint.counts().orElseThrow().all());
        assertEquals(joint.counts().orElseThrow().feasible(),
                joint.combinations().stream().mapToLong(combination -> combination.counts().orElseThrow().feasible()).sum());
        assertEquals(List.of(4, 8), joint.combinations().stream().filter(combination -> combination.isFeasible().orElseThrow())
                .map(combination -> combination.macro().orElse(Dimension.WIDTH, 0)).toList());
    }

    @Test
    void spacesTooLargeToCountAreDecidedByBounds() throws HasnasException {
        NetworkTemplate perCell = Requests.template(CellSharing.PER_CELL, new Stage(16, 3), new Stage(32, 2));
        SearchSpace choosing = CONVOLUTIONS.with(new DesignChoices(List.of(8, 32), List.of(), List.of()));
        CandidateCosts costs = new CandidateCosts(ChipCost.of(SpikeSimSettings.DEFAULT), perCell, choosing);
        CandidateCosts narrow = costs.choosing(choosing.choices().all().getFirst());
        ConstraintSet limits = ConstraintSet.UNLIMITED.withLimit(CostKind.MEMORY,
                (double) narrow.cost(sameCells("022 002 000")).parameters());
        Feasibility found = new FeasibilityCheck(costs).check(limits, JobContext.NONE);
        assertEquals(Answer.FEASIBLE, found.answer());
        assertEquals(Optional.empty(), found.counts());
        double least = narrow.cost(sameCells("001 000 000")).parameters();
        assertEquals(least, found.reaches().getFirst().leastAlone(), 0.01 * least, "given up, but near");
        assertEquals(List.of(Answer.FEASIBLE, Answer.INFEASIBLE), found.combinations().stream().map(Feasibility.Combination::answer).toList());
    }

    private static Architecture sameCells(String cell) {
        return Architecture.parse(String.join(" | ", Collections.nCopies(5, cell)));
    }

    @Test
    void aQuestionCanBeCancelled() throws HasnasException {
        CandidateCosts costs = new CandidateCosts(physical(), NetworkTemplates.DIGITS.template(), SearchSpaces.SNASNET);
        AtomicInteger checkpoints = new AtomicInteger();
        JobContext cancelled = () -> {
            if (checkpoints.incrementAndGet() > 100) {
                throw new CancellationException();
            }
        };
        assertThrows(CancellationException.class, () -> new FeasibilityCheck(costs).check(ConstraintSet.UNLIMITED, cancelled));
    }
}
