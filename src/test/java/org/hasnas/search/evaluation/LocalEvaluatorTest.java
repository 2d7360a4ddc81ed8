package org.hasnas.search.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.hasnas.chip.cost.ChipCost;
import org.hasnas.chip.model.CostKind;
import org.hasnas.chip.model.CostModelId;
import org.hasnas.chip.model.HardwareCost;
import org.hasnas.chip.model.SpikeSimSettings;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.job.JobContext;
import org.hasnas.network.Architecture;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.score.model.FitnessScore;
import org.hasnas.score.model.FitnessSettings;
import org.hasnas.search.evaluation.CandidateEvaluator.Task;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.SearchAlgorithmId;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.model.Trial;
import org.hasnas.search.model.TrialOutcome;
import org.hasnas.testdata.CaughtLog;
import org.hasnas.testdata.FakeChip;
import org.hasnas.units.Area;
import org.hasnas.units.Energy;
import org.hasnas.units.Latency;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class LocalEvaluatorTest {
    private static final Architecture ONE_CONV = Architecture.parse("0003 0000 0000 0000");
    /** Node 1 leads nowhere, so this is the same network as {@link #ONE_CONV}. */
    private static final Architecture ONE_CONV_AND_A_DEAD_ONE = Architecture.parse("0303 0000 0000 0000");
    private static final Architecture TWO_CONVS = Architecture.parse("0303 0003 0000 0000");

    private final ExecutorService workers = Executors.newFixedThreadPool(4);
    private final AtomicInteger scored = new AtomicInteger();

    @AfterEach
    void endThreads() {
        workers.shutdownNow();
    }

    @Test
    void aNetworkIsScoredOnceHoweverItIsWritten() {
        List<Trial> trials = evaluate(ConstraintSet.UNLIMITED, List.of(), false, ONE_CONV, ONE_CONV_AND_A_DEAD_ONE, ONE_CONV, TWO_CONVS);
        assertEquals(2, scored.get());
        assertEquals(trials.get(0).fitness(), trials.get(1).fitness());
    }

    @Test
    void knownTrialsAreNotPaidForAgain() {
        List<Trial> known = evaluate(ConstraintSet.UNLIMITED, List.of(), false, ONE_CONV);
        List<Trial> again = evaluate(ConstraintSet.UNLIMITED, known, false, ONE_CONV_AND_A_DEAD_ONE);
        assertEquals(1, scored.get());
        assertEquals(known.getFirst().fitness(), again.getFirst().fitness());
    }

    @Test
    void aCandidateOverTheLimitsIsScoredOnlyIfTheProposalWantsIt() {
        ConstraintSet tight = ConstraintSet.UNLIMITED.withLimit(CostKind.MEMORY, 1);
        assertInstanceOf(TrialOutcome.OverLimits.class, evaluate(tight, List.of(), true, ONE_CONV).getFirst().outcome());
        assertEquals(0, scored.get());
        assertInstanceOf(TrialOutcome.Evaluated.class, evaluate(tight, List.of(), false, ONE_CONV).getFirst().outcome());
        assertEquals(1, scored.get());
    }

    @Test
    void aCandidateThatFailsIsAResultAndTheOthersGoOn() {
        Architecture ofAnotherSpace = Architecture.parse("0009 0000 0000 0000");
        List<Trial> trials;
        try (CaughtLog log = new CaughtLog(LocalEvaluator.class)) {
            trials = evaluate(ConstraintSet.UNLIMITED, List.of(), false, ofAnotherSpace, ONE_CONV);
            assertEquals(List.of("ERROR Candidate 0009 0000 0000 0000 could not be evaluated"), log.lines());
        }
        TrialOutcome.Failed failed = assertInstanceOf(TrialOutcome.Failed.class, trials.getFirst().outcome());
        assertTrue(failed.reason().contains("9"), failed.reason());
        assertInstanceOf(TrialOutcome.Evaluated.class, trials.getLast().outcome());
    }

    @Test
    void aCancelledJobEndsTheEvaluation() {
        JobContext cancelled = () -> {
            throw new CancellationException();
        };
        SearchRequest request = request(ConstraintSet.UNLIMITED);
        LocalEvaluator evaluator = new LocalEvaluator(request, new FakeChip(LocalEvaluatorTest::cost), this::score, List.of(), workers);
        assertThrows(CancellationException.class,
                () -> evaluator.evaluateAll(List.of(new Task(0, new Proposal(ONE_CONV, false))), trial -> {}, cancelled));
    }

    @Test
    void theCostOfACandidateThatWasSimulatedMayUseItsSpikeRates() {
        ChipCost costs = new FakeChip(LocalEvaluatorTest::cost) {
            @Override
            public HardwareCost total(Network network, double meanFiringRate) {
                HardwareCost before = total(network);
                return new HardwareCost(before.model(), before.parameters(), before.convolutionWeights(), before.area(), before.latency(),
                        new Energy(meanFiringRate));
            }
        };
        List<Trial> trials = new ArrayList<>();
        new LocalEvaluator(request(ConstraintSet.UNLIMITED), costs, this::score, List.of(), workers)
                .evaluateAll(List.of(new Task(0, new Proposal(ONE_CONV, true))), trials::add, JobContext.NONE);
        assertEquals(0.1, trials.getFirst().cost().orElseThrow().energy().joules());
        trials.clear();
        new LocalEvaluator(request(ConstraintSet.UNLIMITED.withLimit(CostKind.MEMORY, 1)), costs, this::score, List.of(), workers)
                .evaluateAll(List.of(new Task(0, new Proposal(ONE_CONV, true))), trials::add, JobContext.NONE);
        assertEquals(0, trials.getFirst().cost().orElseThrow().energy().joules(), "not simulated");
    }

    private List<Trial> evaluate(ConstraintSet limits, List<Trial> known, boolean limitsFirst, Architecture... architectures) {
        List<Task> tasks = new ArrayList<>();
        for (Architecture architecture : architectures) {
            tasks.add(new Task(tasks.size(), new Proposal(architecture, limitsFirst)));
        }
        List<Trial> trials = new ArrayList<>();
        new LocalEvaluator(request(limits), new FakeChip(LocalEvaluatorTest::cost), this::score, known, workers)
                .evaluateAll(tasks, trials::add, JobContext.NONE);
        trials.sort(Comparator.comparingInt(Trial::index));
        return trials;
    }

    private static SearchRequest request(ConstraintSet limits) {
        return new SearchRequest(DatasetReference.EMBEDDED_DIGITS, NetworkTemplates.DIGITS.template(), NetworkTemplates.DIGITS.space(),
                SpikeSimSettings.DEFAULT, limits, SearchAlgorithmId.HASNAS, 10, new FitnessSettings(8, 1), 1);
    }

    private static HardwareCost cost(Network network) {
        return new HardwareCost(CostModelId.SPIKESIM_ELA, network.parameters(), network.convolutionWeights(), Area.ZERO, Latency.ZERO, Energy.ZERO);
    }

    private FitnessScore score(Network network, JobContext job) {
        scored.incrementAndGet();
        return new FitnessScore(network.convolutionWeights(), 0.1);
    }
}
