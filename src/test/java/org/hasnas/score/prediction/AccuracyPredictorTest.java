package org.hasnas.score.prediction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.hasnas.job.JobContext;
import org.hasnas.network.Architecture;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.network.SearchSpace;
import org.hasnas.network.SearchSpaces;
import org.hasnas.score.fitness.CellStructure;
import org.hasnas.training.model.Accuracy;
import org.hasnas.training.model.AccuracyKind;
import org.hipparchus.stat.correlation.KendallsCorrelation;
import org.junit.jupiter.api.Test;

/** On a made-up truth: a few edges matter, with noise as repeated trainings have. */
final class AccuracyPredictorTest {
    private static final NetworkTemplate BENCH = NetworkTemplates.SPIKENAS_BENCH_CIFAR10.template();
    private static final double NOISE = 0.002;

    private record World(List<Architecture> architectures, List<Double> accuracies) {
        List<KnownNetwork> first(int count) {
            List<KnownNetwork> known = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                known.add(new KnownNetwork(architectures.get(i), Accuracy.of(AccuracyKind.TRAINED, accuracies.get(i), "test")));
            }
            return known;
        }

        double tau(AccuracyPredictor predictor, int from) {
            double[] predicted = new double[accuracies.size() - from];
            double[] truth = new double[predicted.length];
            for (int i = 0; i < predicted.length; i++) {
                predicted[i] = predictor.predict(architectures.get(from + i)).fraction();
                truth[i] = accuracies.get(from + i);
            }
            return new KendallsCorrelation().correlation(predicted, truth);
        }
    }

    private static World world(NetworkTemplate template, SearchSpace space, int count) {
        SplittableRandom random = new SplittableRandom(7);
        List<Architecture> architectures = new ArrayList<>();
        List<Double> accuracies = new ArrayList<>();
        while (architectures.size() < count) {
            String text = "0abc 00de 000f 0000";
            for (char edge = 'a'; edge <= 'f'; edge++) {
                text = text.replace(edge, (char) ('0' + random.nextInt(5)));
            }
            Architecture architecture = Architecture.parse(text);
            if (!CellStructure.isAnyDead(Network.of(template, space, architecture))) {
                // against the score on purpose: what is learnt must not come from it
                double truth = 0.8 + (architecture.cell(0).digit(0, 3) == 2 ? 0.03 : 0) - 0.01 * architecture.cell(0).digit(2, 3)
                        + (architecture.cell(0).digit(0, 1) == 1 ? 0.02 : 0);
                accuracies.add(truth + NOISE * random.nextGaussian());
                architectures.add(architecture);
            }
        }
        return new World(architectures, accuracies);
    }

    @Test
    void everyKnownNetworkHelps() {
        World world = world(BENCH, SearchSpaces.SPIKENAS_BENCH, 400);
        AccuracyPredictor untrained = AccuracyPredictor.untrained(BENCH, SearchSpaces.SPIKENAS_BENCH);
        double few = world.tau(untrained.learn(world.first(20), JobContext.NONE), 200);
        double many = world.tau(untrained.learn(world.first(200), JobContext.NONE), 200);
        assertTrue(world.tau(untrained, 200) < few && few < many && many > 0.7, few + " " + many);
    }

    @Test
    void theIntervalHoldsWhatItSays() {
        World world = world(BENCH, SearchSpaces.SPIKENAS_BENCH, 500);
        AccuracyPredictor predictor = AccuracyPredictor.untrained(BENCH, SearchSpaces.SPIKENAS_BENCH).learn(world.first(150), JobContext.NONE);
        int inside = 0;
        for (int i = 150; i < 500; i++) {
            Accuracy accuracy = predictor.predict(world.architectures().get(i));
            inside += accuracy.lowFraction() <= world.accuracies().get(i) && world.accuracies().get(i) <= accuracy.highFraction() ? 1 : 0;
        }
        assertTrue(inside >= 0.91 * 350 && inside <= 0.99 * 350, inside + " of 350");
    }

    @Test
    void withoutKnownNetworksItRanksByTheScoreAndPromisesNothing() {
        AccuracyPredictor untrained = AccuracyPredictor.untrained(BENCH, SearchSpaces.SPIKENAS_BENCH);
        Accuracy deep = untrained.predict(Architecture.parse("0200 0030 0004 0000"));
        Accuracy flat = untrained.predict(Architecture.parse("0001 0000 0000 0000"));
        assertTrue(deep.fraction() > flat.fraction());
        assertEquals(AccuracyKind.PREDICTED, deep.kind());
        assertEquals(0, deep.lowFraction());
        assertEquals(1, deep.highFraction());
    }

    @Test
    void aDeadNetworkGuesses() {
        Accuracy dead = AccuracyPredictor.untrained(BENCH, SearchSpaces.SPIKENAS_BENCH).predict(Architecture.parse("0200 0000 0000 0000"));
        assertEquals(0.1, dead.fraction());
        assertTrue(dead.source().contains("dead"));
    }

    @Test
    void oneKnownNetworkIsEnoughToStart() {
        World world = world(NetworkTemplates.DIGITS.template(), SearchSpaces.SNASNET, 30);
        AccuracyPredictor predictor =
                AccuracyPredictor.untrained(NetworkTemplates.DIGITS.template(), SearchSpaces.SNASNET).learn(world.first(1), JobContext.NONE);
        Accuracy same = predictor.predict(world.architectures().getFirst());
        assertEquals(world.accuracies().getFirst(), same.fraction(), 0.02);
        assertTrue(same.lowFraction() < same.fraction() && same.fraction() < same.highFraction());
    }

    @Test
    void theSameKnownNetworksGiveTheSameBits() {
        World world = world(NetworkTemplates.DIGITS.template(), SearchSpaces.SNASNET, 60);
        AccuracyPredictor untrained = AccuracyPredictor.untrained(NetworkTemplates.DIGITS.template(), SearchSpaces.SNASNET);
        AccuracyPredictor first = untrained.learn(world.first(40), JobContext.NONE);
        AccuracyPredictor again = untrained.learn(world.first(20), JobContext.NONE).learn(world.first(40), JobContext.NONE);
        assertEquals(40, first.known());
        for (Architecture architecture : world.architectures()) {
            assertEquals(first.predict(architecture), again.predict(architecture));
        }
    }

    @Test
    void differentCellsAreComparedCellByCell() {
        AccuracyPredictor predictor = AccuracyPredictor.untrained(BENCH, SearchSpaces.SPIKENAS_BENCH).learn(List.of(
                new KnownNetwork(Architecture.parse("0003 0000 0000 0000"), Accuracy.of(AccuracyKind.TRAINED, 0.9, "test")),
                new KnownNetwork(Architecture.parse("0001 0000 0000 0000"), Accuracy.of(AccuracyKind.TRAINED, 0.8, "test"))), JobContext.NONE);
        double mixed = predictor.predict(Architecture.parse("0003 0000 0000 0000 | 0001 0000 0000 0000")).fraction();
        assertTrue(mixed > predictor.predict(Architecture.parse("0001 0000 0000 0000")).fraction(), mixed + "");
        assertTrue(mixed < predictor.predict(Architecture.parse("0003 0000 0000 0000")).fraction(), mixed + "");
    }

    @Test
    void predictionsAndMixturesTeachNothing() {
        Architecture architecture = Architecture.parse("0003 0000 0000 0000");
        assertThrows(IllegalArgumentException.class, () -> new KnownNetwork(architecture, Accuracy.of(AccuracyKind.PREDICTED, 0.5, "test")));
        List<KnownNetwork> mixture = List.of(new KnownNetwork(architecture, Accuracy.of(AccuracyKind.TRAINED, 0.9, "test")),
                new KnownNetwork(architecture, Accuracy.of(AccuracyKind.ON_CHIP, 0.8, "test")));
        AccuracyPredictor untrained = AccuracyPredictor.untrained(BENCH, SearchSpaces.SPIKENAS_BENCH);
        assertThrows(IllegalArgumentException.class, () -> untrained.learn(mixture, JobContext.NONE));
    }
}
