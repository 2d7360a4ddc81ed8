package org.hasnas.training.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.simulation.model.LayerRate;
import org.hasnas.training.model.TrainingHealth.Verdict;
import org.junit.jupiter.api.Test;

final class TrainingHealthTest {
    private static final TrainingSettings SETTINGS = TrainingSettings.defaults(DatasetReference.Format.DIGITS);
    private static final double GUESSING = Math.log(10);
    private static final List<LayerRate> LIVELY = List.of(new LayerRate("stem", List.of(0.1, 0.2)), new LayerRate("last", List.of(0.0, 0.01)));
    private static final List<LayerRate> SILENT = List.of(new LayerRate("stem", List.of(0.1, 0.2)), new LayerRate("last", List.of(0.0, 0.0)));

    /** Epochs with these losses whose accuracies rise. */
    private static List<EpochResult> losses(double... losses) {
        return IntStream.range(0, losses.length).mapToObj(i -> new EpochResult(i + 1, losses[i], 0.1 + 0.01 * i, 0.1 + 0.01 * i, 1)).toList();
    }

    private static TrainingHealth health(List<EpochResult> epochs, List<LayerRate> rates) {
        return TrainingHealth.of(SETTINGS, 10, epochs, rates);
    }

    @Test
    void nothingIsSaidOfATrainingThatGoesWell() {
        assertEquals(TrainingHealth.WELL, health(List.of(), List.of()));
        assertEquals(TrainingHealth.WELL, health(losses(2.2, 1.5, 1.1), LIVELY));
        assertEquals(TrainingHealth.WELL, health(losses(2.4, 2.31), LIVELY), "a slow start");
    }

    @Test
    void aLossFarAboveGuessingHasDiverged() {
        assertEquals(Verdict.WELL, health(losses(2.2, 4.5, 4.5), LIVELY).verdict());
        assertEquals(Verdict.WELL, health(losses(122), LIVELY).verdict(), "it may recover");
        TrainingHealth health = health(losses(122, 6, 7.25), LIVELY);
        assertEquals(Verdict.DIVERGED, health.verdict());
        assertTrue(health.explanation().contains("the loss of epoch 3 is 7.25") && health.explanation().contains("smaller learning rate than 0.3"),
                health.explanation());
        assertEquals(Verdict.DIVERGED, health(losses(2.2, Double.NaN), LIVELY).verdict());
    }

    @Test
    void silentLayersAreNamedAndKillATrainingThatOnlyGuesses() {
        TrainingHealth silent = health(losses(2.2, 1.5), SILENT);
        assertEquals(Verdict.SILENT_LAYERS, silent.verdict());
        assertTrue(silent.explanation().startsWith("1 of 2 LIF layers never spikes (last) on the validation images"), silent.explanation());
        assertEquals(Verdict.SILENT_LAYERS, health(losses(GUESSING), SILENT).verdict(), "not after one epoch");
        TrainingHealth dead = health(losses(GUESSING, GUESSING), SILENT);
        assertEquals(Verdict.DEAD, dead.verdict());
        assertTrue(dead.explanation().contains("only guesses: it is dead"), dead.explanation());
        assertEquals(Verdict.WELL, health(losses(GUESSING, GUESSING), LIVELY).verdict());
    }

    @Test
    void aLossThatStaysAtGuessingIsNoLearning() {
        assertEquals(Verdict.WELL, health(losses(GUESSING, GUESSING, GUESSING, GUESSING), LIVELY).verdict());
        TrainingHealth health = health(losses(GUESSING, GUESSING, GUESSING, GUESSING, GUESSING), LIVELY);
        assertEquals(Verdict.NOT_LEARNING, health.verdict());
        assertTrue(health.explanation().contains("that of guessing among 10 classes"), health.explanation());
    }

    private static List<EpochResult> learnt(int epochs, double perEpoch) {
        List<EpochResult> all = new ArrayList<>();
        for (int epoch = 1; epoch <= epochs; epoch++) {
            double validation = epoch <= 8 ? 0.5 + 0.05 * epoch : 0.9 - perEpoch * (epoch - 8);
            all.add(new EpochResult(epoch, 1.0 / epoch, 0.5 + 0.02 * epoch, validation, 1));
        }
        return all;
    }

    @Test
    void validationThatFallsWhileTrainingRisesIsOverFitting() {
        assertEquals(Verdict.WELL, health(learnt(8, 0.01), LIVELY).verdict());
        assertEquals(Verdict.WELL, health(learnt(20, 0.001), LIVELY).verdict(), "chance");
        TrainingHealth health = health(learnt(20, 0.01), SILENT);
        assertEquals(Verdict.OVER_FITTING, health.verdict());
        assertTrue(health.explanation().contains("to 16-20 while training accuracy rose") && health.explanation().contains("keep epoch 8"),
                health.explanation());
        List<EpochResult> both = learnt(20, 0.01).stream().map(epoch -> new EpochResult(epoch.epoch(), epoch.trainingLoss(),
                epoch.validationAccuracy(), epoch.validationAccuracy(), 1)).toList();
        assertEquals(Verdict.WELL, health(both, LIVELY).verdict(), "both fall");
        List<EpochResult> behind = learnt(20, 0.01).stream().map(epoch -> new EpochResult(epoch.epoch(), epoch.trainingLoss(),
                0.5 + 0.01 * epoch.epoch(), epoch.validationAccuracy(), 1)).toList();
        assertEquals(Verdict.WELL, health(behind, LIVELY).verdict(), "training images are harder by dropout and augmentation");
    }

    @Test
    void whatStopsATrainingIsChosen() {
        for (Verdict verdict : Verdict.values()) {
            assertFalse(StopWhen.NEVER.stops(verdict));
            assertEquals(verdict.isHopeless(), StopWhen.HOPELESS.stops(verdict));
            assertEquals(verdict.isHopeless() || verdict == Verdict.OVER_FITTING, StopWhen.OVER_FITTING.stops(verdict));
        }
    }
}
