package org.hasnas.ui.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.hasnas.chip.model.CostKind;
import org.hasnas.chip.model.MemoryScope;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.search.model.BestTrial;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.model.Trial;
import org.hasnas.testdata.Samples;
import org.hasnas.ui.ManualExecutor;
import org.hasnas.ui.fx.NextFrame;
import org.hasnas.ui.fx.Texts;
import org.junit.jupiter.api.Test;

final class KnownTrialsTest {
    private static final SearchRequest REQUEST = Samples.request(NetworkTemplates.HASNAS_CIFAR10, 500);
    private static final List<Trial> TRIALS = Samples.trials(REQUEST, 500);

    private static ConstraintSet limits(double parameters, double area, double latency, double energy) {
        return ConstraintSet.UNLIMITED.withLimit(CostKind.MEMORY, parameters).withLimit(CostKind.AREA, area)
                .withLimit(CostKind.LATENCY, latency).withLimit(CostKind.ENERGY, energy);
    }

    private static void assertAgreesWithTheDomain(KnownTrials known, ConstraintSet limits) {
        for (CostKind kind : CostKind.values()) {
            long passing = known.trials().stream().filter(trial -> trial.cost().filter(cost -> limits.passes(kind, cost)).isPresent()).count();
            assertEquals(passing, known.passing(kind), kind.label());
        }
        long feasible = known.trials().stream().filter(trial -> trial.cost().filter(limits::isMetBy).isPresent()).count();
        assertEquals(feasible, known.feasible());
        int best = known.best();
        assertEquals(BestTrial.of(known.trials(), limits), best < 0 ? Optional.empty()
                : Optional.of(known.trials().get(best)));
    }

    @Test
    void countsAndBestAreThoseOfTheDomainForAnyLimits() {
        OpenProject shared = new OpenProject(NextFrame.AT_ONCE, new Texts(), 2);
        KnownTrials known = shared.known();
        List<Trial> shuffled = new ArrayList<>(TRIALS);
        Collections.shuffle(shuffled, new Random(3));
        shared.show(REQUEST, shuffled.subList(0, 200));
        known.append(shuffled.subList(200, 500));
        Random random = new Random(5);
        for (int round = 0; round < 50; round++) {
            ConstraintSet limits = limits(1e6 + 2e6 * random.nextDouble(), 1e-4 * random.nextDouble(), 0.5 * random.nextDouble(),
                    3e-4 * random.nextDouble());
            if (round % 2 == 1) {
                limits = limits.withMemoryScope(MemoryScope.CONVOLUTIONS_ONLY);
            }
            shared.limitsProperty().set(limits);
            assertAgreesWithTheDomain(known, limits);
        }
    }

    @Test
    void failedTrialsAreNotCountedAsCandidatesWithACost() {
        OpenProject shared = new OpenProject(NextFrame.AT_ONCE, new Texts(), 2);
        KnownTrials known = shared.known();
        shared.show(REQUEST, TRIALS);
        long failed = TRIALS.stream().filter(trial -> trial.cost().isEmpty()).count();
        assertTrue(failed > 0);
        assertEquals(TRIALS.size() - failed, known.costed());
    }

    @Test
    void manyMovesOfASliderCostOnePassPerFrame() {
        ManualExecutor frame = new ManualExecutor();
        OpenProject shared = new OpenProject(frame::execute, new Texts(), 2);
        KnownTrials known = shared.known();
        shared.show(REQUEST, TRIALS);
        long before = known.classificationProperty().get();
        for (int i = 1; i <= 100; i++) {
            shared.limitsProperty().set(limits(4e6, i * 1e-6, 1, 1));
        }
        assertEquals(before, known.classificationProperty().get());
        frame.drain();
        assertEquals(before + 1, known.classificationProperty().get());
        assertAgreesWithTheDomain(known, shared.limits());
    }

    @Test
    void movingALimitLeavesTheTrialsAsTheyAre() {
        OpenProject shared = new OpenProject(NextFrame.AT_ONCE, new Texts(), 2);
        KnownTrials known = shared.known();
        shared.show(REQUEST, TRIALS);
        long content = known.contentProperty().get();
        shared.limitsProperty().set(ConstraintSet.UNLIMITED);
        assertEquals(content, known.contentProperty().get());
        assertEquals(known.costed(), known.feasible());
    }

    @Test
    void anotherRunClearsTheSelection() {
        OpenProject shared = new OpenProject(NextFrame.AT_ONCE, new Texts(), 2);
        KnownTrials known = shared.known();
        shared.show(REQUEST, TRIALS);
        shared.selectedProperty().set(17);
        assertEquals(17, known.candidate(17).orElseThrow().trial().index());
        shared.show(Samples.digits(10), Samples.trials(Samples.digits(10), 10));
        assertEquals(-1, shared.selectedProperty().get());
        assertEquals(10, known.size());
    }

    @Test
    void theMemoryColumnFollowsWhatCounts() {
        OpenProject shared = new OpenProject(NextFrame.AT_ONCE, new Texts(), 2);
        KnownTrials known = shared.known();
        shared.show(REQUEST, TRIALS);
        double all = known.costs(CostKind.MEMORY, MemoryScope.ALL_PARAMETERS)[0];
        assertEquals((double) TRIALS.getFirst().cost().orElseThrow().parameters(), all);
        assertNotEquals(all, known.costs(CostKind.MEMORY, MemoryScope.CONVOLUTIONS_ONLY)[0]);
    }
}
