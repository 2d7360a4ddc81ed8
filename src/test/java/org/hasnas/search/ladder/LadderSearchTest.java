package org.hasnas.search.ladder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.hasnas.chip.cost.ChipCost;
import org.hasnas.chip.model.SpikeSimSettings;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;
import org.hasnas.network.Architecture;
import org.hasnas.network.CanonicalForm;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.network.SearchSpace;
import org.hasnas.network.SearchSpaces;
import org.hasnas.score.fitness.CellStructure;
import org.hasnas.score.fitness.TrainingFreeScore.Structural;
import org.hasnas.score.model.FitnessSettings;
import org.hasnas.score.spikenas.ArchitectureId;
import org.hasnas.search.evaluation.CandidateCosts;
import org.hasnas.search.evaluation.SearchProblem;
import org.hasnas.search.ladder.LadderProblem.Design;
import org.hasnas.search.ladder.LadderProblem.Goal;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.SearchAlgorithmId;
import org.hasnas.search.model.SearchRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LadderSearchTest {
    private static final NetworkTemplate TEMPLATE = NetworkTemplates.SPIKENAS_BENCH_CIFAR10.template();
    private static final SearchSpace SPACE = SearchSpaces.SPIKENAS_BENCH;
    private static final List<Integer> EPOCHS = List.of(3, 10, 30, 60, 100);
    private static final List<Network> NETWORKS = IntStream.range(0, ArchitectureId.COUNT).filter(id -> id % 40 == 3).mapToObj(ArchitectureId::decode)
            .map(architecture -> CanonicalForm.of(TEMPLATE, SPACE, architecture)).distinct()
            .map(architecture -> Network.of(TEMPLATE, SPACE, architecture)).filter(network -> !CellStructure.isAnyDead(network)).toList();

    private static LadderProblem problem(long seed) {
        return problem(seed, new Goal.Best());
    }

    private static LadderProblem problem(long seed, Goal goal) {
        return new LadderProblem(
                NETWORKS.stream().map(network -> new Design(network, 1 + CellStructure.of(network).getFirst().convolutions())).toList(),
                EPOCHS, goal, Optional.empty(), seed);
    }

    private static SearchProblem candidates(SearchAlgorithmId algorithm) {
        Set<Architecture> known = new HashSet<>(NETWORKS.stream().map(Network::architecture).toList());
        SearchRequest request =
                new SearchRequest(DatasetReference.EMBEDDED_DIGITS, TEMPLATE, SPACE, SpikeSimSettings.DEFAULT, ConstraintSet.UNLIMITED,
                        algorithm, 100, new FitnessSettings(2, 1), 1);
        try {
            CandidateCosts costs = new CandidateCosts(ChipCost.of(SpikeSimSettings.DEFAULT), TEMPLATE, SPACE);
            return new SearchProblem(request, costs, Optional.empty(), known::contains, JobContext.NONE);
        } catch (HasnasException e) {
            throw new IllegalStateException(e);
        }
    }

    private static LadderSearch search(String name, long seed) {
        return switch (name) {
            case "ladder" -> new PredictedGain(problem(seed));
            case "random" -> InOrder.random(problem(seed));
            case "score" -> InOrder.byScore(problem(seed), Structural.DEPTH);
            case "asha" -> new SuccessiveHalving(problem(seed));
            case "evolution" -> new WholeTrainings(problem(seed), candidates(SearchAlgorithmId.EVOLUTION));
            default -> throw new IllegalArgumentException(name);
        };
    }

    /** Three convolutions in a row are a little better than two, those with a low and then a high threshold best; a curve rises towards the end. */
    private static double accuracy(Network network, int epoch) {
        return accuracy(network, epoch, 2.6);
    }

    private static double accuracy(Network network, int epoch, double bestDepth) {
        CellStructure cell = CellStructure.of(network).getFirst();
        double end = 0.8 - 0.02 * Math.abs(cell.depth() - bestDepth) + 0.01 * (cell.lastThreshold() - cell.firstThreshold()) + 0.002 * cell.nodes();
        double luck = 0.002 * Math.sin(37.0 * network.architecture().hashCode());
        return end + luck - 0.2 * (1.0 / epoch - 0.01);
    }

    private static double endOf(int design) {
        return accuracy(NETWORKS.get(design), 100);
    }

    /** Pays for pieces up to an amount of work, some at a time. */
    private static List<Training> run(LadderSearch search, double work, int atATime) {
        List<Training> paid = new ArrayList<>();
        Deque<Training> running = new ArrayDeque<>();
        double spent = 0;
        while (true) {
            Optional<Training> next = running.size() < atATime && spent < work ? search.ask() : Optional.empty();
            if (next.isPresent()) {
                Training piece = next.get();
                paid.add(piece);
                running.addLast(piece);
                spent += problem(1).designs().get(piece.design()).secondsPerEpoch() * (piece.untilEpoch() - piece.fromEpoch());
            } else if (running.isEmpty()) {
                return paid;
            } else {
                Training first = running.removeFirst();
                search.tell(first, accuracy(NETWORKS.get(first.design()), first.untilEpoch()));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ladder", "random", "score", "asha", "evolution"})
    void piecesGoOnWhereTheyStoppedAndARunCanBeReplayed(String name) {
        List<Training> paid = run(search(name, 5), 4000, 3);
        int[] trained = new int[NETWORKS.size()];
        for (Training piece : paid) {
            assertEquals(trained[piece.design()], piece.fromEpoch());
            assertTrue(EPOCHS.contains(piece.untilEpoch()));
            trained[piece.design()] = piece.untilEpoch();
        }
        assertEquals(paid, run(search(name, 5), 4000, 3));
        if (!name.equals("evolution")) { // its seed is that of its request
            assertFalse(paid.equals(run(search(name, 6), 4000, 3)), "another seed, another run");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ladder", "random", "score", "asha", "evolution"})
    void theBestIsAmongWhatWasSeenToBeGoodAndEachPieceIsToldOnceInAnyOrder(String name) {
        LadderSearch search = search(name, 2);
        List<Training> paid = run(search, 6000, 1);
        double lowest = paid.stream().mapToDouble(piece -> endOf(piece.design())).min().orElseThrow();
        assertTrue(endOf(search.best()) > lowest);
        Training first = search.ask().orElseThrow();
        Training later = search.ask().orElseThrow();
        search.tell(later, 0.5);
        assertThrows(IllegalArgumentException.class, () -> search.tell(later, 0.5));
        search.tell(first, 0.5);
    }

    @Test
    void theLadderFindsMoreWithLessWorkThanWholeTrainingsOfRandomDesigns() {
        double full = problem(1).designs().stream().mapToDouble(design -> 100 * design.secondsPerEpoch()).average().orElseThrow();
        double ladder = 0;
        double random = 0;
        for (long seed = 1; seed <= 5; seed++) {
            LadderSearch one = search("ladder", seed);
            run(one, 10 * full, 1);
            ladder += endOf(one.best()) / 5;
            LadderSearch other = search("random", seed);
            run(other, 10 * full, 1);
            random += endOf(other.best()) / 5;
        }
        assertTrue(ladder > random + 0.001, ladder + " against " + random);
    }

    /** The predictor starts from the belief that long chains are better; chance keeps it from staying there. */
    @Test
    void aWrongBeliefIsFoundOut() {
        LadderSearch search = search("ladder", 1);
        for (int decision = 0; decision < 60; decision++) {
            Training piece = search.ask().orElseThrow();
            search.tell(piece, accuracy(NETWORKS.get(piece.design()), piece.untilEpoch(), 1.6));
        }
        double best = NETWORKS.stream().mapToDouble(network -> accuracy(network, 100, 1.6)).max().orElseThrow();
        assertEquals(2, CellStructure.of(NETWORKS.get(search.best())).getFirst().depth());
        assertEquals(best, accuracy(NETWORKS.get(search.best()), 100, 1.6), 0.01);
    }

    @Test
    void allIsPaidForInTheEnd() {
        LadderSearch search = new SuccessiveHalving(problem(1));
        List<Training> paid = run(search, Double.POSITIVE_INFINITY, 1);
        assertEquals(NETWORKS.size(), paid.stream().filter(piece -> piece.fromEpoch() == 0).count());
        assertTrue(paid.stream().allMatch(piece -> List.of(10, 30, 100).contains(piece.untilEpoch())), "rungs are a third of each other");
        long finished = paid.stream().filter(piece -> piece.untilEpoch() == 100).count();
        assertTrue(finished > NETWORKS.size() / 12 && finished <= NETWORKS.size() / 6, finished + " of " + NETWORKS.size());
        assertTrue(search.ask().isEmpty());
    }

    @Test
    void aFrontIsPaidForAtAllCosts() {
        List<Double> costs = NETWORKS.stream().map(network -> Math.exp(CellStructure.of(network).getFirst().convolutions())).toList();
        PredictedGain front = new PredictedGain(problem(1, new Goal.Front(costs)));
        PredictedGain best = new PredictedGain(problem(1));
        Function<List<Training>, Long> cheap = paid -> paid.stream().filter(piece -> costs.get(piece.design()) < 4).count();
        assertTrue(cheap.apply(run(front, 20_000, 1)) > cheap.apply(run(best, 20_000, 1)), "designs of one convolution are on the front only");
        List<Integer> designs = front.front();
        assertTrue(designs.size() >= 2, designs.toString());
        for (int i = 1; i < designs.size(); i++) {
            assertTrue(costs.get(designs.get(i)) > costs.get(designs.get(i - 1)));
        }
        assertEquals(List.of(best.best()), best.front());
    }

    @Test
    void successiveHalvingOfAFrontGoesOnWithCheapDesignsToo() {
        List<Double> costs = NETWORKS.stream().map(network -> Math.exp(CellStructure.of(network).getFirst().convolutions())).toList();
        Function<List<Training>, Double> cheapest = paid -> paid.stream().filter(piece -> piece.untilEpoch() == 100)
                .mapToDouble(piece -> costs.get(piece.design())).min().orElseThrow();
        double front = cheapest.apply(run(new SuccessiveHalving(problem(1, new Goal.Front(costs))), Double.POSITIVE_INFINITY, 1));
        double best = cheapest.apply(run(new SuccessiveHalving(problem(1)), Double.POSITIVE_INFINITY, 1));
        assertTrue(front < best, front + " against " + best);
    }

    @Test
    void theSearchSaysWhatNoDesignSurpasses() {
        PredictedGain search = new PredictedGain(problem(4));
        assertEquals(1, search.ceiling(0.95), "nothing is known");
        run(search, 8000, 2);
        double best = IntStream.range(0, NETWORKS.size()).mapToDouble(LadderSearchTest::endOf).max().orElseThrow();
        assertTrue(search.ceiling(0.95) >= best, search.ceiling(0.95) + " against " + best);
        assertTrue(search.ceiling(0.95) < best + 0.1);
    }

    @Test
    void problemsAreChecked() {
        Design design = new Design(NETWORKS.getFirst(), 1);
        assertThrows(IllegalArgumentException.class, () -> new Design(NETWORKS.getFirst(), 0));
        assertThrows(IllegalArgumentException.class, () -> new LadderProblem(List.of(design), List.of(10, 5), new Goal.Best(), Optional.empty(), 1));
        assertThrows(IllegalArgumentException.class,
                () -> new LadderProblem(List.of(design), EPOCHS, new Goal.Front(List.of(1.0, 2.0)), Optional.empty(), 1));
        assertThrows(IllegalArgumentException.class, () -> new Training(0, 10, 10));
    }
}
