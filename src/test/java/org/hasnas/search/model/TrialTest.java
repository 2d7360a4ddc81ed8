package org.hasnas.search.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hasnas.chip.model.CostKind;
import org.hasnas.chip.model.CostModelId;
import org.hasnas.chip.model.HardwareCost;
import org.hasnas.chip.model.SpikeSimSettings;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.network.Architecture;
import org.hasnas.network.LifParameters;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.score.model.FitnessScore;
import org.hasnas.score.model.FitnessSettings;
import org.hasnas.units.Area;
import org.hasnas.units.Energy;
import org.hasnas.units.Latency;
import org.junit.jupiter.api.Test;

final class TrialTest {
    private static final Architecture ANY = Architecture.parse("0003 0000 0000 0000");

    private static HardwareCost cost(long parameters) {
        return new HardwareCost(CostModelId.SPIKESIM_ELA, parameters, parameters, Area.ZERO, Latency.ZERO, Energy.ZERO);
    }

    private static Trial evaluated(int index, long parameters, double fitness) {
        return new Trial(index, ANY, new TrialOutcome.Evaluated(cost(parameters), new FitnessScore(fitness, 0.1)), 1);
    }

    @Test
    void bestTrialIsFeasibleOfHighestFitnessAndTheEarliest() {
        Trial tooLarge = evaluated(0, 5_000_000, 900);
        Trial later = evaluated(3, 1_000_000, 500);
        Trial earlier = evaluated(2, 2_000_000, 500);
        Trial worse = evaluated(1, 10, 400);
        Trial overLimits = new Trial(4, ANY, new TrialOutcome.OverLimits(cost(10)), 1);
        Trial failed = new Trial(5, ANY, new TrialOutcome.Failed("no memory"), 1);
        List<Trial> trials = List.of(tooLarge, later, earlier, worse, overLimits, failed);
        assertEquals(Optional.of(earlier), BestTrial.of(trials, ConstraintSet.PUBLISHED));
        assertEquals(Optional.of(earlier), BestTrial.of(trials.reversed(), ConstraintSet.PUBLISHED));
        assertEquals(Optional.of(tooLarge), BestTrial.of(trials, ConstraintSet.UNLIMITED));
        assertEquals(Optional.empty(), BestTrial.of(trials, ConstraintSet.PUBLISHED.withLimit(CostKind.MEMORY, 5)));
        assertEquals(Optional.empty(), BestTrial.of(List.of(), ConstraintSet.UNLIMITED));
    }

    @Test
    void singularScoreIsTheLowestButStillAScore() {
        Trial singular = evaluated(0, 1, Double.NEGATIVE_INFINITY);
        assertTrue(singular.fitness().orElseThrow().isSingular());
        assertEquals(Optional.of(singular), BestTrial.of(List.of(singular), ConstraintSet.PUBLISHED));
        assertEquals(1, BestTrial.of(List.of(singular, evaluated(1, 1, -1e300)), ConstraintSet.PUBLISHED).orElseThrow().index());
        assertFalse(evaluated(0, 1, 3).fitness().orElseThrow().isSingular());
    }

    @Test
    void outcomeSaysWhatIsKnown() {
        assertEquals(Optional.of(cost(7)), new Trial(0, ANY, new TrialOutcome.OverLimits(cost(7)), 0).cost());
        assertEquals(Optional.empty(), new Trial(0, ANY, new TrialOutcome.OverLimits(cost(7)), 0).fitness());
        assertEquals(Optional.empty(), new Trial(0, ANY, new TrialOutcome.Failed("x"), 0).cost());
        assertEquals(Optional.of(cost(7)), evaluated(0, 7, 1).cost());
    }

    @Test
    void requestsDifferOnlyInWhatWasChanged() {
        SearchRequest request = new SearchRequest(DatasetReference.EMBEDDED_DIGITS, NetworkTemplates.DIGITS.template(),
                NetworkTemplates.DIGITS.space(), SpikeSimSettings.DEFAULT, ConstraintSet.PUBLISHED, SearchAlgorithmId.HASNAS, 10,
                new FitnessSettings(16, 2), 42);
        Set<SearchRequest> changed = new HashSet<>(Arrays.asList(request.withBudget(11), request.withSeed(43),
                request.withAlgorithm(SearchAlgorithmId.SNASNET_RANDOM), request.withLimits(ConstraintSet.UNLIMITED)));
        assertEquals(4, changed.size());
        assertFalse(changed.contains(request));
        assertEquals(request, request.withBudget(11).withBudget(10).withSeed(43).withSeed(42).withLimits(ConstraintSet.UNLIMITED)
                .withLimits(ConstraintSet.PUBLISHED).withAlgorithm(SearchAlgorithmId.SNASNET_RANDOM).withAlgorithm(SearchAlgorithmId.HASNAS));
        assertThrows(IllegalArgumentException.class, () -> request.withBudget(0));
    }

    @Test
    void labelsOfAlgorithmsAreFoundAgain() {
        for (SearchAlgorithmId id : SearchAlgorithmId.values()) {
            assertEquals(Optional.of(id), SearchAlgorithmId.byLabel(id.label()));
        }
        assertTrue(SearchAlgorithmId.byLabel("HASNAS").isEmpty());
    }

    @Test
    void valuesThatMakeNoSenseAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new FitnessScore(Double.NaN, 0));
        assertThrows(IllegalArgumentException.class, () -> new FitnessScore(Double.POSITIVE_INFINITY, 0));
        assertThrows(IllegalArgumentException.class, () -> new FitnessScore(1, 1.01));
        assertThrows(IllegalArgumentException.class, () -> new FitnessSettings(1, 2));
        assertThrows(IllegalArgumentException.class, () -> new FitnessSettings(16, 0));
        assertThrows(IllegalArgumentException.class, () -> new DatasetReference(DatasetReference.Format.CIFAR10, " "));
        assertThrows(IllegalArgumentException.class, () -> evaluated(-1, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new LifParameters(0.9, 1));
        assertThrows(IllegalArgumentException.class, () -> new LifParameters(Double.NaN, 1));
        assertThrows(IllegalArgumentException.class, () -> LifParameters.SNASNET.withThreshold(0));
    }
}
