package org.hasnas.score.prediction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hasnas.network.Architecture;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.network.SearchSpaces;
import org.hasnas.score.fitness.CellStructure;
import org.hasnas.score.fitness.ChainScore;
import org.hasnas.score.spikenas.ArchitectureId;
import org.hasnas.training.model.Accuracy;
import org.hipparchus.stat.StatUtils;
import org.junit.jupiter.api.Test;

final class CurvePredictorTest {
    /** Chains of one to three convolutions, with their thresholds. */
    private static final List<Network> CHAINS = Stream.of("0002 0000 0000 0000", "0003 0000 0000 0000", "0200 0002 0000 0000", "0200 0004 0000 0000",
            "0300 0003 0000 0000", "0200 0030 0004 0000", "0200 0020 0002 0000", "0400 0020 0002 0000").map(CurvePredictorTest::network).toList();

    private record Told(int network, double share, double fraction) {}

    private static Network network(String cell) {
        return Network.of(NetworkTemplates.SPIKENAS_BENCH_CIFAR10.template(), SearchSpaces.SPIKENAS_BENCH, Architecture.parse(cell));
    }

    private static CurvePredictor predictor(Told... told) {
        CurvePredictor predictor = new CurvePredictor(CHAINS, Optional.empty());
        for (Told one : told) {
            predictor.announce(one.network(), one.share());
            predictor.read(one.network(), one.fraction());
        }
        return predictor;
    }

    @Test
    void beforeAnyReadingLongChainsAreExpectedToBeBetterAndNothingIsSaidOfAccuracies() {
        CurvePredictor nothing = predictor();
        assertTrue(nothing.relative(5) > nothing.relative(3) && nothing.relative(3) > nothing.relative(0));
        Accuracy any = nothing.predict(0).getFirst();
        assertEquals(0, any.lowFraction());
        assertEquals(1, any.highFraction());
        assertEquals(1, nothing.ceiling(0.95, 0, 1, 2));
    }

    /** What is known depends on what was read, not on the order, so the growing factor is that of all readings at once. */
    @Test
    void theOrderOfReadingsMakesNoDifference() {
        Told[] told = {new Told(0, 0.1, 0.7), new Told(0, 0.4, 0.8), new Told(3, 0.1, 0.72), new Told(3, 1, 0.87), new Told(6, 0.6, 0.86),
            new Told(0, 1, 0.84)};
        CurvePredictor one = predictor(told);
        CurvePredictor other = predictor(told[5], told[3], told[1], told[4], told[0], told[2]);
        for (int network = 0; network < CHAINS.size(); network++) {
            assertEquals(one.relative(network), other.relative(network), 1e-9);
            assertEquals(one.deviation(network), other.deviation(network), 1e-9);
        }
        assertEquals(one.level(), other.level(), 1e-9);
        assertEquals(one.covariances(new int[] {1}, new int[] {7})[0][0], other.covariances(new int[] {1}, new int[] {7})[0][0], 1e-12);
        assertEquals(Math.pow(one.deviation(2), 2), one.covariances(new int[] {2}, new int[] {2})[0][0], 1e-12);
    }

    @Test
    void whatIsAnnouncedIsNoNewsButTellsNothingYet() {
        CurvePredictor waiting = predictor(new Told(3, 1, 0.87), new Told(0, 1, 0.84));
        double expected = waiting.relative(6);
        double before = waiting.deviation(6);
        double halfWidth = waiting.predict(6).getFirst().highFraction();
        waiting.announce(6, 1);
        waiting.announce(5, 0.1);
        assertEquals(expected, waiting.relative(6));
        assertEquals(halfWidth, waiting.predict(6).getFirst().highFraction());
        assertTrue(waiting.deviation(6) < 0.9 * before);
        waiting.read(5, 0.7);
        waiting.read(6, 0.9);
        CurvePredictor atOnce = predictor(new Told(3, 1, 0.87), new Told(0, 1, 0.84), new Told(5, 0.1, 0.7), new Told(6, 1, 0.9));
        assertEquals(atOnce.relative(7), waiting.relative(7), 1e-12);
        assertEquals(atOnce.deviation(7), waiting.deviation(7), 1e-12);
        assertTrue(waiting.relative(6) > expected);
        assertThrows(IllegalStateException.class, () -> waiting.read(6, 0.5));
    }

    @Test
    void readingsNearTheEndTellMore() {
        CurvePredictor nothing = predictor();
        assertTrue(nothing.informativeness(0, 1) > nothing.informativeness(0, 0.6));
        assertTrue(nothing.informativeness(0, 0.6) > nothing.informativeness(0, 0.1));
        CurvePredictor ends = predictor(new Told(3, 1, 0.88), new Told(5, 1, 0.88), new Told(6, 1, 0.88), new Told(0, 1, 0.88));
        CurvePredictor beginnings = predictor(new Told(3, 0.1, 0.88), new Told(5, 0.1, 0.88), new Told(6, 0.1, 0.88), new Told(0, 0.1, 0.88));
        assertTrue(ends.deviation(0) < 0.8 * beginnings.deviation(0));
        assertTrue(ends.deviation(1) < beginnings.deviation(1), "a similar network is known better, too");
    }

    /** What all designs have in common is the level alone, whatever else could have been chosen. */
    @Test
    void whereAllChooseTheSameTheChoiceTellsNothingAndWhereTheyDoNotItIsLearnt() {
        assertEquals(1.16 + 0.25 * Math.pow(chainOf(0), 2), Math.pow(predictor().deviation(0) / 0.01, 2), 1e-6);
        List<Network> widths = IntStream.of(16, 32, 64, 16, 32, 64).mapToObj(width -> Network.of(
                NetworkTemplates.SPIKENAS_BENCH_CIFAR10.template().withFirstWidth(width), SearchSpaces.SPIKENAS_BENCH,
                Architecture.parse(width == 32 ? "0002 0000 0000 0000" : "0200 0002 0000 0000"))).toList();
        CurvePredictor predictor = new CurvePredictor(widths, Optional.empty());
        double before = predictor.relative(2) - predictor.relative(0);
        assertTrue(before > 0, "wider is expected to be better");
        for (int network = 0; network < 3; network++) {
            predictor.announce(network, 1);
            predictor.read(network, network == 2 ? 0.7 : 0.8);
        }
        assertTrue(predictor.relative(5) - predictor.relative(3) < before);
    }

    /** Length of a chain among all chains, in units of their spread. */
    private static double chainOf(int network) {
        double[] lengths = CHAINS.stream().mapToDouble(new ChainScore()::of).toArray();
        return (lengths[network] - StatUtils.mean(lengths)) / Math.sqrt(StatUtils.populationVariance(lengths));
    }

    @Test
    void anExpectationFromElsewhereCountsUntilReadingsSayOtherwise() {
        List<Double> fewIsBetter = List.of(0.9, 0.89, 0.7, 0.7, 0.7, 0.5, 0.5, 0.5);
        CurvePredictor expecting = new CurvePredictor(CHAINS, Optional.of(fewIsBetter));
        assertTrue(expecting.relative(0) > expecting.relative(5));
        for (Told told : List.of(new Told(0, 1, 0.6), new Told(5, 1, 0.9), new Told(2, 1, 0.75), new Told(7, 1, 0.9), new Told(1, 1, 0.6))) {
            expecting.announce(told.network(), told.share());
            expecting.read(told.network(), told.fraction());
        }
        assertTrue(expecting.relative(6) > expecting.relative(0));
        assertThrows(IllegalArgumentException.class, () -> new CurvePredictor(CHAINS, Optional.of(List.of(1.0))));
    }

    /** 40 networks are read at their ends; 95 % of the others must lie in their intervals, and their highest below the ceiling. */
    @Test
    void intervalsHoldWhatTheyPromise() {
        SplittableRandom random = new SplittableRandom(3);
        List<Network> many = random.ints(0, 15_625).mapToObj(ArchitectureId::decode)
                .map(architecture -> Network.of(NetworkTemplates.SPIKENAS_BENCH_CIFAR10.template(), SearchSpaces.SPIKENAS_BENCH, architecture))
                .filter(network -> !CellStructure.isAnyDead(network)).limit(300).toList();
        double[] truth = many.stream().mapToDouble(network -> {
            CellStructure cell = CellStructure.of(network).getFirst();
            return 0.8 + 0.02 * cell.depth() - 0.01 * cell.firstThreshold() + 0.004 * random.nextGaussian();
        }).toArray();
        CurvePredictor predictor = new CurvePredictor(many, Optional.empty());
        for (int network = 0; network < 40; network++) {
            predictor.announce(network, 1);
            predictor.read(network, truth[network]);
        }
        int[] others = IntStream.range(40, many.size()).toArray();
        List<Accuracy> predicted = predictor.predict(others);
        long inside = IntStream.range(0, others.length).filter(i -> predicted.get(i).lowFraction() <= truth[others[i]]
                && truth[others[i]] <= predicted.get(i).highFraction()).count();
        assertTrue(inside >= 0.93 * others.length, inside + " of " + others.length);
        double halfWidth = predicted.stream().mapToDouble(accuracy -> accuracy.highFraction() - accuracy.fraction()).average().orElseThrow();
        assertTrue(halfWidth < 0.03, "mean half width " + halfWidth);
        double highest = IntStream.of(others).mapToDouble(network -> truth[network]).max().orElseThrow();
        assertTrue(predictor.ceiling(0.95, others) > highest);
        assertTrue(predictor.ceiling(0.95, others) < highest + 0.05);
        assertTrue(predictor.ceiling(0.5, others) < predictor.ceiling(0.95, others));
    }

    /** One of eight endings is far from what the reading before it lets expect: normal intervals are too narrow, and the endings so far tell it. */
    @Test
    void intervalsWidenWhereEndingsWereMissed() {
        SplittableRandom random = new SplittableRandom(4);
        List<Network> many = random.ints(0, 15_625).mapToObj(ArchitectureId::decode)
                .map(architecture -> Network.of(NetworkTemplates.SPIKENAS_BENCH_CIFAR10.template(), SearchSpaces.SPIKENAS_BENCH, architecture))
                .filter(network -> !CellStructure.isAnyDead(network)).limit(200).toList();
        CurvePredictor predictor = new CurvePredictor(many, Optional.empty());
        int inside = 0;
        for (int network = 0; network < many.size(); network++) {
            double early = 0.8 + 0.005 * random.nextGaussian();
            double end = early + 0.02 + (random.nextInt(8) == 0 ? 0.06 : 0.002) * random.nextGaussian();
            predictor.announce(network, 0.6);
            predictor.read(network, early);
            Accuracy expected = predictor.predict(network).getFirst();
            inside += expected.lowFraction() <= end && end <= expected.highFraction() ? 1 : 0;
            predictor.announce(network, 1);
            predictor.read(network, end);
        }
        assertTrue(inside >= 0.94 * many.size(), inside + " of " + many.size());
    }

    @Test
    void moreReadingsThanAreKeptAreThinnedOut() {
        List<Network> many = IntStream.range(0, 15_625).filter(id -> id % 30 == 1)
                .mapToObj(ArchitectureId::decode)
                .map(architecture -> Network.of(NetworkTemplates.SPIKENAS_BENCH_CIFAR10.template(), SearchSpaces.SPIKENAS_BENCH, architecture))
                .filter(network -> !CellStructure.isAnyDead(network)).toList();
        CurvePredictor predictor = new CurvePredictor(many, Optional.empty());
        for (double share : List.of(0.5, 1.0)) {
            for (int network = 0; network < many.size(); network++) {
                predictor.announce(network, share);
                predictor.read(network, network == 7 ? 0.9 : 0.7 + 0.1 * share);
            }
        }
        assertTrue(2 * many.size() > 900, "enough to be thinned out");
        int best = IntStream.range(0, many.size()).reduce((one, other) -> predictor.relative(other) > predictor.relative(one) ? other : one)
                .orElseThrow();
        assertEquals(7, best);
        assertEquals(0.8, predictor.predict(20).getFirst().fraction(), 0.02);
    }
}
