package org.hasnas.search.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.hasnas.chip.model.CostKind;
import org.hasnas.chip.model.CostModelId;
import org.hasnas.chip.model.HardwareCost;
import org.hasnas.chip.model.MemoryScope;
import org.hasnas.network.Architecture;
import org.hasnas.score.model.FitnessScore;
import org.hasnas.units.Area;
import org.hasnas.units.Energy;
import org.hasnas.units.Latency;
import org.junit.jupiter.api.Test;

final class ParetoArchiveTest {
    private static Trial trial(int index, double fitness, long parameters, double area, double latency, double energy) {
        return new Trial(index, Architecture.parse("0302 0030 3003 0000"), new TrialOutcome.Evaluated(new HardwareCost(CostModelId.SPIKESIM_ELA,
                parameters, parameters, new Area(area), new Latency(latency), new Energy(energy)), new FitnessScore(fitness, 0.1)), 0);
    }

    private static boolean beats(Trial winner, Trial loser) {
        HardwareCost a = winner.cost().orElseThrow();
        HardwareCost b = loser.cost().orElseThrow();
        boolean noWorse = winner.fitness().orElseThrow().value() >= loser.fitness().orElseThrow().value() && a.parameters() <= b.parameters()
                && a.area().squareMetres() <= b.area().squareMetres() && a.latency().seconds() <= b.latency().seconds()
                && a.energy().joules() <= b.energy().joules();
        return noWorse && !(winner.fitness().equals(loser.fitness()) && a.equals(b) && winner.index() > loser.index());
    }

    @Test
    void keepsWhatNoOtherBeatsInWhateverOrderTrialsCome() {
        Random random = new Random(4);
        List<Trial> trials = new ArrayList<>();
        for (int index = 0; index < 200; index++) {
            trials.add(trial(index, random.nextInt(6), 10 + random.nextInt(4), 1 + random.nextInt(4), 1 + random.nextInt(4), 1 + random.nextInt(4)));
        }
        List<Trial> expected = trials.stream().filter(one -> trials.stream().noneMatch(rival -> rival.index() != one.index() && beats(rival, one)))
                .toList();
        List<Trial> scrambled = new ArrayList<>(trials);
        Collections.shuffle(scrambled, random);
        List<Trial> front = ParetoArchive.of(MemoryScope.ALL_PARAMETERS, scrambled).front();
        assertEquals(expected.stream().map(Trial::index).sorted().toList(), front.stream().map(Trial::index).sorted().toList());
        assertTrue(front.size() > 3);
    }

    @Test
    void takesNoTrialWithoutFitness() {
        ParetoArchive archive = new ParetoArchive(MemoryScope.ALL_PARAMETERS);
        assertFalse(archive.add(new Trial(0, Architecture.parse("0302 0030 3003 0000"), new TrialOutcome.Failed("none"), 0)));
        assertTrue(archive.add(trial(1, 1, 1, 1, 1, 1)));
        assertFalse(archive.add(trial(2, 1, 1, 1, 1, 1)), "equal in everything: the first stays");
    }

    @Test
    void findsTheFeasibleTrialNearestToAPoint() {
        List<Trial> trials = List.of(trial(0, 1, 100, 10, 1, 1), trial(1, 2, 200, 20, 1, 1), trial(2, 3, 400, 40, 1, 1), trial(3, 4, 400, 40, 9, 1));
        Map<CostKind, Double> point = Map.of(CostKind.MEMORY, 390.0, CostKind.AREA, 41.0);
        assertEquals(3, ParetoArchive.closest(trials, ConstraintSet.UNLIMITED, point).orElseThrow().index(), "of equals the fittest");
        ConstraintSet limits = ConstraintSet.UNLIMITED.withLimit(CostKind.LATENCY, 5);
        assertEquals(2, ParetoArchive.closest(trials, limits, point).orElseThrow().index());
        assertEquals(Optional.empty(), ParetoArchive.closest(trials, limits.withLimit(CostKind.MEMORY, 1), point));
        assertEquals(Math.hypot(Math.log(400 / 390.0), Math.log(40 / 41.0)),
                ParetoArchive.distance(trials.get(2).cost().orElseThrow(), MemoryScope.ALL_PARAMETERS, point), 1e-12);
    }
}
