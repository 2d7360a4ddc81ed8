package org.hasnas.search.algorithm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hasnas.chip.cost.ChipCost;
import org.hasnas.chip.model.CostKind;
import org.hasnas.chip.model.HardwareCost;
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
import org.hasnas.search.FakeEvaluator;
import org.hasnas.search.Requests;
import org.hasnas.search.SearchLoop;
import org.hasnas.search.evaluation.CandidateCosts;
import org.hasnas.search.evaluation.SearchProblem;
import org.hasnas.search.feasibility.Enumeration;
import org.hasnas.search.model.BestTrial;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.SearchAlgorithmId;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.model.Trial;
import org.hasnas.search.model.TrialOutcome;
import org.hasnas.units.Area;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HasnasSearchTest {
    private static List<Trial> run(FakeEvaluator evaluator) throws HasnasException {
        List<Trial> trials = new ArrayList<>();
        SearchLoop.run(evaluator.problem(JobContext.NONE), List.of(), evaluator, trials::add);
        return trials;
    }

    private static List<Trial> run(SearchRequest request) throws HasnasException {
        return run(new FakeEvaluator(request, 2));
    }

    static Stream<SearchRequest> requests() {
        NetworkTemplate digits = NetworkTemplates.DIGITS.template();
        NetworkTemplate perCell = Requests.template(CellSharing.PER_CELL, new Stage(16, 2), new Stage(32, 1));
        return Stream.of(
                Requests.of(digits, SearchSpaces.SNASNET, SearchAlgorithmId.HASNAS, 60, 1),
                Requests.of(digits, SearchSpaces.SNASNET_FORWARD, SearchAlgorithmId.HASNAS, 60, 2),
                Requests.of(digits, SearchSpaces.SPIKENAS_BENCH, SearchAlgorithmId.HASNAS, 60, 3),
                Requests.of(perCell, SearchSpaces.SNASNET, SearchAlgorithmId.HASNAS, 60, 4));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void neverAsksOneCanonicalFormTwiceAndAsksOnlyLiveCells(SearchRequest request) throws HasnasException {
        List<Trial> trials = run(request);
        assertEquals(60, trials.size());
        Set<Architecture> forms = new HashSet<>();
        for (Trial trial : trials) {
            Architecture form = CanonicalForm.of(request.template(), request.space(), trial.architecture());
            assertTrue(forms.add(form), () -> trial + " was asked before");
            assertTrue(form.matrices().stream().allMatch(cell -> CanonicalForm.reaches(cell, 0, cell.nodes() - 1)));
            assertTrue(form.matrices().stream().noneMatch(cell -> cell.edges().isEmpty()));
        }
    }

    @ParameterizedTest
    @MethodSource("requests")
    void neverWantsTheFitnessOfACandidateOverTheLimits(SearchRequest unlimited) throws HasnasException {
        SearchRequest request = unlimited.withLimits(FakeEvaluator.convolutionWeights(12_000));
        FakeEvaluator evaluator = new FakeEvaluator(request, 3);
        List<Trial> trials = run(evaluator);
        assertTrue(evaluator.tasks.stream().allMatch(task -> task.proposal().limitsFirst()));
        assertTrue(evaluator.simulated.stream()
                .allMatch(architecture -> request.limits().isMetBy(FakeEvaluator.cost(request, architecture))));
        assertTrue(trials.stream().noneMatch(trial -> trial.outcome() instanceof TrialOutcome.OverLimits), "costs are free");
        assertTrue(trials.stream().anyMatch(trial -> trial.outcome() instanceof TrialOutcome.Evaluated));
    }

    @Test
    void ownCellsPerPlaceAreSearchedApart() throws HasnasException {
        NetworkTemplate perCell = Requests.template(CellSharing.PER_CELL, new Stage(16, 1), new Stage(32, 1));
        List<Trial> trials = run(Requests.of(perCell, SearchSpaces.SNASNET, SearchAlgorithmId.HASNAS, 200, 1));
        assertTrue(trials.stream().anyMatch(trial -> !trial.architecture().cell(0).equals(trial.architecture().cell(1))));
    }

    /** A space of 3 nodes with three operations: every connected canonical form, and then the end. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aSmallSpaceIsSearchedThroughAndEndsTheRun(boolean backward) throws HasnasException {
        SearchSpace space = new SearchSpace("small", 3, List.of(new Operation.Zeroize(), new Operation.SkipConnection(),
                new Operation.SpikingConvolution(3, 1.0)), backward);
        SearchRequest request = Requests.of(NetworkTemplates.DIGITS.template(), space, SearchAlgorithmId.HASNAS, 10_000, 9);
        Set<Architecture> all = new HashSet<>();
        new Enumeration(space, 1).forEachRemaining(
                architecture -> all.add(CanonicalForm.of(request.template(), space, architecture)));
        List<Trial> trials = run(request);
        assertEquals(all.size(), trials.size());
        Set<Architecture> asked = new HashSet<>();
        trials.forEach(trial -> asked.add(trial.architecture()));
        assertEquals(all, asked);
        // forward, by hand: 0->2 alone 2, with node 1 in use 2 * 2 * 3, less two that are the identity, too
        if (!backward) {
            assertEquals(12, all.size());
        }
    }

    @Test
    void staysWithinALimitOfTwoConvolutions() throws HasnasException {
        SearchRequest digits = Requests.digits(SearchAlgorithmId.HASNAS, 60, 5);
        double reduction = FakeEvaluator.cost(digits, Architecture.parse("0001 0000 0000 0000")).convolutionWeights();
        double oneByOne = FakeEvaluator.cost(digits, Architecture.parse("0002 0000 0000 0000")).convolutionWeights() - reduction;
        SearchRequest request = digits.withLimits(FakeEvaluator.convolutionWeights(reduction + 2 * oneByOne));
        Trial best = BestTrial.of(run(request), request.limits()).orElseThrow();
        assertFalse(best.architecture().text().contains("3"), best.toString());
    }

    /** Only cells within two entries of a hidden one are feasible, and the cost tells how far away a candidate is. */
    @ParameterizedTest
    @ValueSource(strings = {"0303 0030 2002 0200", "0342 0021 0003 0000", "0302 0030 3003 0000", "0444 0033 0002 0000"})
    void walksToTheFewFeasibleCandidatesThatRandomDrawsHardlyFind(String hidden) throws HasnasException {
        SearchRequest request = Requests.digits(SearchAlgorithmId.HASNAS, 100, 5)
                .withLimits(ConstraintSet.UNLIMITED.withLimit(CostKind.AREA, 2e-6));
        List<Trial> found = run(hidden(request, hidden));
        SearchRequest random = request.withAlgorithm(SearchAlgorithmId.SNASNET_RANDOM);
        List<Trial> drawn = run(hidden(random, hidden));
        long feasible = feasible(found, request);
        long byChance = feasible(drawn, random);
        System.out.println(hidden + ": feasible of 100: " + feasible + ", of random draws " + byChance);
        assertTrue(byChance <= 3, "by chance " + byChance);
        assertTrue(feasible >= 10, "found " + feasible);
    }

    private static FakeEvaluator hidden(SearchRequest request, String hidden) {
        return new FakeEvaluator(request, 2, architecture -> {
            String text = architecture.cell(0).text();
            long different = IntStream.range(0, hidden.length()).filter(i -> text.charAt(i) != hidden.charAt(i)).count();
            HardwareCost real = FakeEvaluator.cost(request, architecture);
            return new HardwareCost(real.model(), real.parameters(), real.convolutionWeights(), new Area(different * 1e-6),
                    real.latency(), real.energy());
        }, FakeEvaluator.landscape(request, 0, 0.5));
    }

    private static long feasible(List<Trial> trials, SearchRequest request) {
        return trials.stream().filter(trial -> BestTrial.of(List.of(trial), request.limits()).isPresent()).count();
    }

    @Test
    void impossibleLimitsEndTheSearchAtOnce() throws HasnasException {
        SearchRequest request = Requests.digits(SearchAlgorithmId.HASNAS, 100, 5)
                .withLimits(ConstraintSet.UNLIMITED.withLimit(CostKind.MEMORY, 10));
        CandidateCosts costs = new CandidateCosts(ChipCost.of(request.hardware()), request.template(), request.space());
        FakeEvaluator evaluator = new FakeEvaluator(request, 2);
        SearchLoop.run(new SearchProblem(request, costs, Optional.empty(), JobContext.NONE), List.of(), evaluator, trial -> {});
        assertTrue(evaluator.tasks.isEmpty());
    }

    /** On made-up objectives, without a screen: of as many trials as random draws get, the best is better on most objectives. */
    @ParameterizedTest
    @ValueSource(doubles = {0.5, 1.5})
    void findsBetterThanAsManyRandomDraws(double ruggedness) throws HasnasException {
        int better = 0;
        for (int number = 0; number < 3; number++) {
            SearchRequest random = Requests.digits(SearchAlgorithmId.SNASNET_RANDOM, 80, number)
                    .withLimits(FakeEvaluator.convolutionWeights(20_000));
            SearchRequest hasnas = random.withAlgorithm(SearchAlgorithmId.HASNAS);
            better += best(hasnas, number, ruggedness) > best(random, number, ruggedness) ? 1 : 0;
        }
        System.out.println("ruggedness " + ruggedness + ": better than 80 random draws on " + better + " of 3 objectives");
        assertTrue(better >= 2, "better on " + better + " of 3");
    }

    private static double best(SearchRequest request, int number, double ruggedness) throws HasnasException {
        return BestTrial.of(run(on(request, number, ruggedness)), request.limits()).orElseThrow().fitness().orElseThrow().value();
    }

    private static FakeEvaluator on(SearchRequest request, int number, double ruggedness) {
        return new FakeEvaluator(request, 1, architecture -> FakeEvaluator.cost(request, architecture),
                FakeEvaluator.landscape(request, number, ruggedness));
    }
}
