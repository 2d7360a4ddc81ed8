package org.hasnas.search.ladder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.hasnas.chip.cost.ChipCost;
import org.hasnas.network.Architecture;
import org.hasnas.network.Network;
import org.hasnas.score.fitness.ChainScore;
import org.hasnas.score.model.FitnessScore;
import org.hasnas.search.Requests;
import org.hasnas.search.model.DesignOutlook;
import org.hasnas.search.model.LadderProgress;
import org.hasnas.search.model.LadderSettings;
import org.hasnas.search.model.LadderStep;
import org.hasnas.search.model.LadderStep.Purpose;
import org.hasnas.search.model.SearchAlgorithmId;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.model.Trial;
import org.hasnas.search.model.TrialOutcome;
import org.hasnas.training.model.EpochResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Plans of searches whose trainings are made up: an epoch takes some minutes, curves rise to what a chain of convolutions reaches. */
class LadderPlanTest {
    private static final int EPOCHS = 10;
    private static final double MINUTES = 12;
    private static final double MINUTES_PER_EPOCH = 0.1;
    private static final int AT_A_TIME = 4;

    private final List<Trial> trials = new ArrayList<>();
    private final ChainScore chain = new ChainScore();

    LadderPlanTest() throws Exception {
        SearchRequest request = request(SearchAlgorithmId.LADDER);
        ChipCost chip = ChipCost.of(request.hardware());
        SplittableRandom random = new SplittableRandom(7);
        List<Architecture> drawn = new ArrayList<>();
        while (drawn.size() < 30) {
            Architecture design = draw(request, random);
            if (!drawn.contains(design)) {
                drawn.add(design);
                trials.add(new Trial(trials.size(), design, new TrialOutcome.Evaluated(
                        chip.total(Network.of(request.template(), request.space(), design)), FitnessScore.notSimulated(1)), 0));
            }
        }
    }

    private static Architecture draw(SearchRequest request, SplittableRandom random) {
        String digits = "0123";
        while (true) {
            StringBuilder text = new StringBuilder();
            for (int row = 0; row < 4; row++) {
                text.append(row == 0 ? "" : " ");
                for (int column = 0; column < 4; column++) {
                    text.append(column > row ? digits.charAt(random.nextInt(4)) : '0');
                }
            }
            Architecture design = Architecture.parse(text.toString());
            if (Double.isFinite(new ChainScore().of(Network.of(request.template(), request.space(), design)))) {
                return design;
            }
        }
    }

    private static SearchRequest request(SearchAlgorithmId algorithm) {
        SearchRequest usual = Requests.digits(algorithm, 30, 1);
        LadderSettings settings = usual.ladder().orElseThrow();
        return usual.withLadder(new LadderSettings(MINUTES, 1, settings.training().withEpochs(EPOCHS)));
    }

    private DesignOutlooks designs(SearchAlgorithmId algorithm) {
        return new DesignOutlooks(request(algorithm), trials);
    }

    private DesignCurve trained(Architecture design, int epochs) {
        SearchRequest request = request(SearchAlgorithmId.LADDER);
        double end = 0.8 + 0.03 * chain.of(Network.of(request.template(), request.space(), design)) + 0.0001 * (design.hashCode() % 100);
        List<EpochResult> results = IntStream.rangeClosed(1, epochs)
                .mapToObj(epoch -> new EpochResult(epoch, 1, 0.5, Math.min(1, end - 0.3 / epoch), 60 * MINUTES_PER_EPOCH))
                .toList();
        return new DesignCurve(results, epochs == EPOCHS ? DesignCurve.State.ENDED : DesignCurve.State.OPEN);
    }

    /** Carries out a plan one piece after the other, up to so many steps; the clock goes on with every result. */
    private double run(LadderPlan plan, Map<Architecture, Integer> epochs, double from, int steps) {
        double now = from;
        while (plan.steps().size() < steps) {
            Optional<LadderStep> next = plan.outstanding() < AT_A_TIME ? plan.next(now) : Optional.empty();
            if (next.isEmpty() && plan.outstanding() == 0) {
                return now;
            }
            if (next.isEmpty()) {
                LadderStep told = plan.due();
                epochs.merge(plan.dueDesign(), told.untilEpoch(), Math::max);
                tell(plan, epochs);
                now += MINUTES_PER_EPOCH * (told.untilEpoch() - told.fromEpoch());
            }
        }
        return now;
    }

    private void tell(LadderPlan plan, Map<Architecture, Integer> epochs) {
        plan.tell(trained(plan.dueDesign(), epochs.getOrDefault(plan.dueDesign(), 0)));
    }

    @ParameterizedTest
    @EnumSource(value = SearchAlgorithmId.class, names = {"LADDER", "RANDOM", "ASHA", "TRAINED_EVOLUTION", "TRAINED_NSGA2"})
    void aRunThatIsInterruptedGoesOnAsIfItHadNotBeen(SearchAlgorithmId algorithm) {
        LadderPlan undisturbed = new LadderPlan(designs(algorithm), MINUTES);
        Map<Architecture, Integer> epochs = new HashMap<>();
        run(undisturbed, epochs, 0, Integer.MAX_VALUE);
        List<LadderStep> all = undisturbed.steps();
        assertTrue(all.size() > 10, all.toString());

        for (int kept : new int[] {1, all.size() / 2, all.size() - 1}) {
            LadderPlan again = new LadderPlan(designs(algorithm), MINUTES);
            for (LadderStep step : all.subList(0, kept)) {
                while (again.told() < step.told()) { // trainings may be further than they were then
                    tell(again, epochs);
                }
                again.replay(step);
            }
            for (LadderStep step : all.subList(kept, all.size())) {
                while (again.told() < step.told()) {
                    tell(again, epochs);
                }
                assertEquals(Optional.of(step), again.next(step.usedMinutes()));
            }
        }
    }

    @Test
    void theLadderFindsAFrontAndTrainsItToTheEnd() {
        LadderPlan plan = new LadderPlan(designs(SearchAlgorithmId.LADDER), MINUTES);
        double end = run(plan, new HashMap<>(), 0, Integer.MAX_VALUE);
        assertEquals(MINUTES, end, 1, "the time of a design's first piece is guessed from its work");
        assertTrue(plan.steps().stream().anyMatch(step -> step.purpose() == Purpose.FINISH));
        LadderProgress known = plan.progress(end);
        Map<Integer, DesignOutlook> byTrial = new HashMap<>();
        known.outlooks().forEach(outlook -> byTrial.put(outlook.trial(), outlook));
        assertTrue(known.front().stream().map(byTrial::get).filter(DesignOutlook::isTrained).count() >= known.front().size() - 1);
        assertEquals(byTrial.values().stream().filter(DesignOutlook::isTrained).count(), known.predictions().compared());
        assertEquals(byTrial.values().stream().filter(outlook -> outlook.epochs() > 0).count(), known.predictions().known());
        assertTrue(known.predictions().coverageFraction().orElseThrow() >= 0.5, known.predictions().toString());
        assertTrue(known.predictions().meanErrorFraction().orElseThrow() < 0.05, known.predictions().toString());
    }

    @ParameterizedTest
    @EnumSource(value = SearchAlgorithmId.class, names = {"RANDOM", "ASHA", "TRAINED_EVOLUTION", "TRAINED_NSGA2"})
    void frontsOfSearchesThatPredictNothingAreOfWholeTrainings(SearchAlgorithmId algorithm) {
        LadderPlan plan = new LadderPlan(designs(algorithm), MINUTES);
        run(plan, new HashMap<>(), 0, Integer.MAX_VALUE);
        LadderProgress known = plan.progress(MINUTES);
        assertFalse(known.front().isEmpty());
        assertTrue(known.outlooks().stream().filter(outlook -> known.front().contains(outlook.trial())).allMatch(DesignOutlook::isTrained));
        assertTrue(plan.steps().stream().allMatch(step -> step.purpose() == Purpose.FIND));
    }

    @ParameterizedTest
    @EnumSource(value = SearchAlgorithmId.class, names = {"LADDER", "RANDOM", "ASHA", "TRAINED_EVOLUTION", "TRAINED_NSGA2"})
    void whatWasTrainedBeforeIsNotPaidForAgainAndNoPrediction(SearchAlgorithmId algorithm) {
        LadderPlan plan = new LadderPlan(designs(algorithm), MINUTES);
        Map<Architecture, Integer> epochs = new HashMap<>();
        trials.subList(0, 6).forEach(trial -> epochs.put(trial.architecture(), EPOCHS));
        plan.begin(design -> trained(design, epochs.getOrDefault(design, 0)));
        assertEquals(6, plan.steps().size());
        run(plan, epochs, 0, Integer.MAX_VALUE);
        assertTrue(plan.steps().stream().skip(6).noneMatch(step -> step.trial() < 6));
        LadderProgress known = plan.progress(MINUTES);
        assertEquals(known.outlooks().stream().filter(DesignOutlook::isTrained).count() - 6, known.predictions().compared());
    }

    /** With threads that take as long as the work says, the end of a round and a long piece leave none of them idle. */
    @Test
    void allThreadsHaveWork() {
        LadderPlan plan = new LadderPlan(designs(SearchAlgorithmId.LADDER), MINUTES);
        Map<Architecture, Integer> epochs = new HashMap<>();
        double now = 0;
        while (now < 0.75 * MINUTES) {
            while (plan.outstanding() < AT_A_TIME) {
                assertTrue(plan.next(now).isPresent(), "nothing to do at minute " + now);
            }
            LadderStep told = plan.due();
            epochs.merge(plan.dueDesign(), told.untilEpoch(), Math::max);
            tell(plan, epochs);
            now += MINUTES_PER_EPOCH * (told.untilEpoch() - told.fromEpoch());
        }
        assertTrue(plan.steps().stream().anyMatch(step -> step.purpose() == Purpose.FINISH));
    }

    @Test
    void aStepOfAnotherRunIsRefused() {
        LadderPlan plan = new LadderPlan(designs(SearchAlgorithmId.LADDER), MINUTES);
        LadderStep first = plan.next(0).orElseThrow();
        LadderPlan again = new LadderPlan(designs(SearchAlgorithmId.LADDER), MINUTES);
        assertThrows(IllegalArgumentException.class,
                () -> again.replay(new LadderStep(99, 0, 1, Purpose.FIND, 0, 0, first.expected())));
        assertThrows(IllegalArgumentException.class,
                () -> again.replay(new LadderStep(first.trial(), 0, 1, Purpose.FIND, 3, 0, first.expected())));
    }
}
