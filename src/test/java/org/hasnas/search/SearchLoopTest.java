package org.hasnas.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;
import org.hasnas.network.Architecture;
import org.hasnas.search.evaluation.CandidateEvaluator;
import org.hasnas.search.model.SearchAlgorithmId;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.model.Trial;
import org.hasnas.search.model.TrialOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SearchLoopTest {
    private static final int BUDGET = 150;

    /** Undisturbed runs of {@link #request}, made once. */
    private final Map<SearchAlgorithmId, List<Trial>> wholes = new EnumMap<>(SearchAlgorithmId.class);

    private List<Trial> whole(SearchAlgorithmId algorithm) throws HasnasException {
        List<Trial> known = wholes.get(algorithm);
        if (known == null) {
            known = run(request(algorithm));
            wholes.put(algorithm, known);
        }
        return known;
    }

    private static SearchRequest request(SearchAlgorithmId algorithm) {
        return Requests.digits(algorithm, BUDGET, 7).withLimits(FakeEvaluator.convolutionWeights(20_000));
    }

    private static List<Trial> run(List<Trial> known, FakeEvaluator evaluator) throws HasnasException {
        List<Trial> stored = new ArrayList<>();
        SearchLoop.run(evaluator.problem(JobContext.NONE), known, evaluator, stored::add);
        return stored;
    }

    private static List<Trial> run(SearchRequest request) throws HasnasException {
        return inOrder(run(List.of(), new FakeEvaluator(request, 2)));
    }

    /** Sorted by index and without the wall time, which may differ. */
    private static List<Trial> inOrder(List<Trial> trials) {
        return trials.stream().sorted(Comparator.comparingInt(Trial::index))
                .map(trial -> new Trial(trial.index(), trial.architecture(), trial.outcome(), 0)).toList();
    }

    @ParameterizedTest
    @EnumSource
    void usesTheWholeBudgetOnceWithIndicesFromZero(SearchAlgorithmId algorithm) throws HasnasException {
        assertEquals(IntStream.range(0, BUDGET).boxed().toList(), whole(algorithm).stream().map(Trial::index).toList());
    }

    @ParameterizedTest
    @EnumSource
    void threadsChangeNothing(SearchAlgorithmId algorithm) throws HasnasException {
        SearchRequest request = request(algorithm);
        List<Trial> one = inOrder(run(List.of(), new FakeEvaluator(request, 1)));
        for (int threads : new int[] {2, 3, 8}) {
            assertEquals(one, inOrder(run(List.of(), new FakeEvaluator(request, threads))), threads + " threads");
        }
    }

    @ParameterizedTest
    @EnumSource
    void anotherSeedGivesOtherTrials(SearchAlgorithmId algorithm) throws HasnasException {
        SearchRequest request = request(algorithm);
        assertNotEquals(whole(algorithm), run(request.withSeed(8)));
    }

    @ParameterizedTest
    @EnumSource
    void resumingAfterAnyPrefixEndsWithTheSameTrialsAndEvaluatesOnlyTheRest(SearchAlgorithmId algorithm) throws HasnasException {
        SearchRequest request = request(algorithm);
        List<Trial> whole = whole(algorithm);
        for (int cut = 0; cut <= BUDGET; cut += 25) {
            List<Trial> known = whole.subList(0, cut);
            FakeEvaluator evaluator = new FakeEvaluator(request, 2);
            List<Trial> all = new ArrayList<>(known);
            all.addAll(run(known, evaluator));
            assertEquals(whole, inOrder(all), "cut at " + cut);
            assertEquals(BUDGET - cut, evaluator.evaluated());
        }
    }

    @ParameterizedTest
    @EnumSource
    void resumingWithAnySubsetInAnyOrderEndsWithTheSameTrials(SearchAlgorithmId algorithm) throws HasnasException {
        SearchRequest request = request(algorithm);
        List<Trial> whole = whole(algorithm);
        Random random = new Random(3);
        for (int attempt = 0; attempt < 5; attempt++) {
            List<Trial> known = new ArrayList<>(whole);
            Collections.shuffle(known, random);
            known.subList(random.nextInt(BUDGET + 1), BUDGET).clear();
            List<Trial> all = new ArrayList<>(known);
            all.addAll(run(known, new FakeEvaluator(request, 3)));
            assertEquals(whole, inOrder(all));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aLongerBudgetContinuesAShorterOne(SearchAlgorithmId algorithm) throws HasnasException {
        SearchRequest request = request(algorithm);
        List<Trial> whole = whole(algorithm);
        for (int budget : new int[] {1, 2, 5, 17, 64, 65, 100}) {
            assertEquals(whole.subList(0, budget), run(request.withBudget(budget)), "budget " + budget);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aStoredTrialOfAnotherCandidateIsRefused(SearchAlgorithmId algorithm) throws HasnasException {
        SearchRequest request = request(algorithm);
        Trial tenth = whole(algorithm).get(10);
        List<Trial> foreign = List.of(new Trial(10, Architecture.parse("0333 0033 0003 0000"), tenth.outcome(), 0));
        HasnasException failure = assertThrows(HasnasException.class, () -> run(foreign, new FakeEvaluator(request, 1)));
        assertEquals(ErrorCode.STORE, failure.code());
        assertTrue(failure.getMessage().contains("Trial 10") && failure.getMessage().contains("0333 0033 0003 0000"), failure.getMessage());
    }

    @Test
    void aTrialStoredTwiceIsRefused() throws HasnasException {
        SearchRequest request = request(SearchAlgorithmId.SNASNET_RANDOM);
        Trial first = run(request).getFirst();
        HasnasException failure = assertThrows(HasnasException.class,
                () -> run(List.of(first, first), new FakeEvaluator(request, 1)));
        assertEquals(ErrorCode.STORE, failure.code());
    }

    @ParameterizedTest
    @CsvSource({"SNASNET_RANDOM, 1, 0", "SNASNET_RANDOM, 4, 9", "HASNAS, 1, 3", "HASNAS, 4, 30"})
    void aFailingSinkEndsTheRunWithItsOwnException(SearchAlgorithmId algorithm, int threads, int failAt) {
        SearchRequest request = request(algorithm);
        HasnasException diskFull = new HasnasException(ErrorCode.IO, "The disk is full.");
        AtomicInteger appended = new AtomicInteger();
        FakeEvaluator evaluator = new FakeEvaluator(request, threads);
        HasnasException thrown = assertThrows(HasnasException.class, () -> SearchLoop.run(
                evaluator.problem(JobContext.NONE), List.of(), evaluator, trial -> {
                    if (appended.getAndIncrement() >= failAt) {
                        throw diskFull;
                    }
                }));
        assertSame(diskFull, thrown);
        assertEquals(failAt + 1, appended.get(), "the sink is left alone after its failure");
        assertTrue(evaluator.tasks.size() < BUDGET, "the loop asks no more");
    }

    @Test
    void aSinkFailureThatTheEvaluatorSwallowsStillEndsTheRun() {
        SearchRequest request = request(SearchAlgorithmId.SNASNET_RANDOM);
        FakeEvaluator real = new FakeEvaluator(request, 1);
        CandidateEvaluator swallowing = (tasks, onTrial, job) -> real.evaluateAll(tasks, trial -> {
            try {
                onTrial.accept(trial);
            } catch (RuntimeException ignored) {
                // that is what this test is about
            }
        }, job);
        HasnasException diskFull = new HasnasException(ErrorCode.IO, "The disk is full.");
        assertSame(diskFull, assertThrows(HasnasException.class, () -> SearchLoop.run(real.problem(JobContext.NONE), List.of(), swallowing, trial -> {
            throw diskFull;
        })));
    }

    @Test
    void anEvaluatorThatLosesATrialIsABug() {
        SearchRequest request = request(SearchAlgorithmId.SNASNET_RANDOM);
        assertThrows(IllegalStateException.class,
                () -> SearchLoop.run(new FakeEvaluator(request, 1).problem(JobContext.NONE), List.of(), (tasks, onTrial, job) -> {}, trial -> {}));
    }

    @Test
    void anEvaluatorThatInventsATrialIsABug() {
        SearchRequest request = request(SearchAlgorithmId.SNASNET_RANDOM);
        Trial invented = new Trial(0, Architecture.parse("0333 0033 0003 0000"), new TrialOutcome.Failed("none"), 0);
        assertThrows(IllegalArgumentException.class, () -> SearchLoop.run(new FakeEvaluator(request, 1).problem(JobContext.NONE),
                List.of(), (tasks, onTrial, job) -> onTrial.accept(invented), trial -> {}));
    }

    @ParameterizedTest
    @EnumSource
    void cancellingStopsAndWhatWasStoredCanBeResumed(SearchAlgorithmId algorithm) throws HasnasException {
        SearchRequest request = request(algorithm);
        List<Trial> stored = new ArrayList<>();
        AtomicInteger seen = new AtomicInteger();
        JobContext cancelledAfter40 = () -> {
            if (seen.get() >= 40) {
                throw new CancellationException("cancelled");
            }
        };
        FakeEvaluator evaluator = new FakeEvaluator(request, 2);
        assertThrows(CancellationException.class, () -> SearchLoop.run(evaluator.problem(cancelledAfter40), List.of(), evaluator, trial -> {
            stored.add(trial);
            seen.incrementAndGet();
        }));
        assertTrue(evaluator.evaluated() <= 42, "at most one more per thread, was " + evaluator.evaluated());
        List<Trial> all = new ArrayList<>(stored);
        all.addAll(run(stored, new FakeEvaluator(request, 2)));
        assertEquals(whole(algorithm), inOrder(all));
    }

    @ParameterizedTest
    @EnumSource
    void aCancelledJobAsksNothing(SearchAlgorithmId algorithm) {
        SearchRequest request = request(algorithm);
        FakeEvaluator evaluator = new FakeEvaluator(request, 1);
        JobContext cancelled = () -> {
            throw new CancellationException("cancelled");
        };
        assertThrows(CancellationException.class, () -> SearchLoop.run(evaluator.problem(cancelled), List.of(), evaluator, trial -> {}));
        assertEquals(0, evaluator.evaluated());
    }

    @ParameterizedTest
    @EnumSource
    void progressGrowsToTheBudgetAndCountsReplayedTrials(SearchAlgorithmId algorithm) throws HasnasException {
        SearchRequest request = request(algorithm);
        List<Trial> known = whole(algorithm).subList(0, 70);
        List<Long> shown = Collections.synchronizedList(new ArrayList<>());
        JobContext job = new JobContext() {
            @Override
            public void checkpoint() {}

            @Override
            public void progress(long done, long total) {
                assertEquals(BUDGET, total);
                shown.add(done);
            }
        };
        FakeEvaluator evaluator = new FakeEvaluator(request, 2);
        SearchLoop.run(evaluator.problem(job), known, evaluator, trial -> {});
        assertEquals(shown.stream().sorted().toList(), shown);
        assertEquals(BUDGET, shown.getLast());
    }
}
