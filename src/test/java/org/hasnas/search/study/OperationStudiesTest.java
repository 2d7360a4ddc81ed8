package org.hasnas.search.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.function.ToDoubleFunction;
import org.hasnas.chip.model.CostKind;
import org.hasnas.chip.model.SpikeSimSettings;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;
import org.hasnas.network.Architecture;
import org.hasnas.network.CanonicalForm;
import org.hasnas.network.ConnectionMatrix;
import org.hasnas.network.Edge;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.network.SearchSpace;
import org.hasnas.network.SearchSpaces;
import org.hasnas.score.model.FitnessSettings;
import org.hasnas.score.spikenas.ArchitectureId;
import org.hasnas.score.spikenas.BenchmarkTable;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.SearchAlgorithmId;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.study.model.Interval;
import org.hasnas.search.study.model.OperationEffect;
import org.hasnas.search.study.model.OperationStudy;
import org.hasnas.search.study.model.OperationStudyRequest;
import org.hasnas.search.study.model.TableEffect;
import org.junit.jupiter.api.Test;

final class OperationStudiesTest {
    private static SearchRequest request(SearchSpace space) {
        return new SearchRequest(DatasetReference.EMBEDDED_DIGITS, NetworkTemplates.DIGITS.template(), space, SpikeSimSettings.DEFAULT,
                ConstraintSet.UNLIMITED, SearchAlgorithmId.HASNAS, 1, new FitnessSettings(16, 1), 5);
    }

    private static int edges(Architecture candidate, int digit) {
        ConnectionMatrix matrix = candidate.matrices().getFirst();
        return (int) matrix.edges().stream().filter(edge -> matrix.digit(edge) == digit).count();
    }

    private static OperationStudy study(SearchSpace space, int pairs, ToDoubleFunction<Architecture> fitness) {
        OperationStudyRequest request = new OperationStudyRequest(request(space), pairs);
        return OperationStudies.run(request, new KnownEffects(request.search(), fitness), Optional.empty(), JobContext.NONE);
    }

    @Test
    void aPairDiffersInTheEdgesOfTheOperationAlone() {
        SearchSpace space = SearchSpaces.HASNAS_OPERATIONS;
        OperationPairs drawing = new OperationPairs(space, 1, 3);
        for (int digit = 1; digit < space.operations().size(); digit++) {
            List<OperationPairs.Pair> pairs = drawing.draw(digit, 40);
            assertEquals(40, pairs.size());
            assertEquals(pairs, new OperationPairs(space, 1, 3).draw(digit, 40), "the same seed gives the same pairs");
            for (OperationPairs.Pair pair : pairs) {
                ConnectionMatrix with = pair.with().matrices().getFirst();
                ConnectionMatrix without = pair.without().matrices().getFirst();
                assertTrue(edges(pair.with(), digit) > 0, pair.toString());
                assertEquals(0, edges(pair.without(), digit), pair.toString());
                assertFalse(without.edges().isEmpty());
                assertEquals(without, CanonicalForm.withoutDeadEdges(without));
                for (Edge edge : without.edges()) {
                    assertTrue(with.digit(edge) == digit || with.digit(edge) == without.digit(edge), pair.toString());
                }
            }
        }
    }

    @Test
    void cellsWithMatricesOfTheirOwnArePairedToo() {
        List<OperationPairs.Pair> pairs = new OperationPairs(SearchSpaces.SNASNET, 2, 1).draw(3, 20);
        assertEquals(20, pairs.size());
        assertTrue(pairs.stream().allMatch(pair -> pair.with().matrices().size() == 2 && pair.without().matrices().size() == 2));
    }

    @Test
    void knownEffectsAreFoundWithinTheirIntervals() {
        SplittableRandom noise = new SplittableRandom(1);
        // SCNN3x3 brings 2 each, the average pool takes 3 each, all else nothing
        OperationStudy study = study(SearchSpaces.SNASNET, 200, candidate -> 2 * edges(candidate, 3) - 3 * edges(candidate, 4)
                + 0.1 * (noise.nextDouble() - 0.5));
        OperationEffect convolution = study.effects().get(2);
        OperationEffect pool = study.effects().get(3);
        assertEquals("SCNN3x3", convolution.operation());
        assertTrue(convolution.fitnessChange().isNegative(), convolution.toString());
        assertTrue(pool.fitnessChange().isPositive(), pool.toString());
        assertTrue(convolution.kept());
        assertFalse(pool.kept());
        assertTrue(convolution.costChange(CostKind.MEMORY).isNegative(), "a convolution costs parameters");
        Interval perParameter = convolution.fitnessPerCost().getOrDefault(CostKind.MEMORY, Interval.NONE);
        assertTrue(perParameter.isPositive() && perParameter.low() < perParameter.mean() && perParameter.mean() < perParameter.high(),
                perParameter.toString());
        assertEquals(List.of("Zeroize"), study.recommended().subList(0, 1));
        assertFalse(study.recommended().contains("AvgPool3x3"));
    }

    @Test
    void anEffectThatIsOnlyInTheLeftOutEdgesIsRecoveredExactly() {
        // the fitness is whether the operation is there at all: leaving it out costs 1 in every pair
        OperationStudy study = study(SearchSpaces.HASNAS_OPERATIONS, 25, candidate -> edges(candidate, 7) > 0 ? 1 : 0);
        Interval change = study.effects().get(6).fitnessChange();
        assertEquals("MaxPool3x3", study.effects().get(6).operation());
        assertEquals(-1, change.mean(), 1e-12);
        assertEquals(-1, change.low(), 1e-12);
        assertEquals(25, change.samples());
    }

    @Test
    void ofOperationsWithoutEffectThoseThatCostAreDroppedButAConvolutionStays() {
        OperationStudy study = study(SearchSpaces.SNASNET, 100, candidate -> 7);
        assertEquals(0, study.effects().get(2).fitnessChange().mean());
        assertFalse(study.effects().stream().filter(effect -> effect.operation().equals("SCNN3x3")).allMatch(OperationEffect::kept));
        assertEquals(1, study.effects().stream().filter(effect -> effect.operation().startsWith("SCNN") && effect.kept()).count());
    }

    @Test
    void candidatesWithoutAScoreAreCountedAndLeftOut() {
        OperationStudy study = study(SearchSpaces.SNASNET, 30, candidate -> edges(candidate, 3) > 0 ? Double.NEGATIVE_INFINITY : 1);
        assertEquals(30, study.effects().get(2).unscored());
        assertEquals(0, study.effects().get(2).fitnessChange().samples());
        assertEquals(30, study.effects().get(2).costChange(CostKind.AREA).samples());
    }

    @Test
    void aTableIsComparedWholly() throws Exception {
        // accuracy: 0.80, and 0.01 more for each edge with digit 3; networks with digit 4 on the edge 0->3 learn nothing
        StringBuilder csv = new StringBuilder("arch_id,parameters,test_accuracy\n");
        for (int id = 0; id < ArchitectureId.COUNT; id++) {
            Architecture architecture = ArchitectureId.decode(id);
            boolean dead = architecture.matrices().getFirst().digit(0, 3) == 4;
            long parameters = Network.of(NetworkTemplates.SPIKENAS_BENCH_CIFAR10.template(), SearchSpaces.SPIKENAS_BENCH, architecture).parameters();
            csv.append(id).append(',').append(parameters).append(',').append(dead ? 10 : 80 + edges(architecture, 3)).append('\n');
        }
        TableEffects effects = new TableEffects(BenchmarkTable.parse("table", csv.toString()));
        TableEffect three = effects.of(3);
        // the mean number of edges with digit 3 in networks that have at least one and learn: five edges of chance 1/5, the edge 0->3 of 1/4
        double mean = (5.0 / 5 + 1.0 / 4) / (1 - Math.pow(0.8, 5) * 0.75);
        assertEquals(-0.01 * mean, three.accuracyChangeFraction().mean(), 1e-12);
        assertTrue(three.accuracyChangeFraction().isNegative());
        double withThree = 1 - Math.pow(0.8, 6);
        assertEquals((1 - Math.pow(0.8, 5)) / 5 / withThree, three.deadWithFraction(), 1e-12);
        assertEquals(0.25, three.deadWithoutFraction(), 1e-12);
        // per edge: 1 way to be another digit, or 4 partners; on 0->3 without digit 4 on either side: 3 kept ones, or 3 partners
        assertEquals(8 * 8 * 8 * 8 * 8 * 6 - 4 * 4 * 4 * 4 * 4 * 3, three.pairs());
        TableEffect four = effects.of(4);
        assertEquals(0.25 * 0.01 * meanOfFour(), four.accuracyChangeFraction().mean(), 1e-12);
    }

    /** Mean number of edges with digit 4 in networks that learn, so have none on 0->3, and have at least one: each becomes 3 with chance 1/4. */
    private static double meanOfFour() {
        return 1 / (1 - Math.pow(0.8, 5));
    }

    @Test
    void aTableStandsInForFitnessInTheRecommendation() throws Exception {
        List<String> lines = new ArrayList<>(List.of("arch_id,parameters,test_accuracy"));
        for (int id = 0; id < 3000; id++) {
            Architecture architecture = ArchitectureId.decode(id);
            long parameters = Network.of(NetworkTemplates.SPIKENAS_BENCH_CIFAR10.template(), SearchSpaces.SPIKENAS_BENCH, architecture).parameters();
            lines.add(id + "," + parameters + "," + (85 + edges(architecture, 2) - edges(architecture, 4)));
        }
        OperationStudyRequest request = new OperationStudyRequest(request(SearchSpaces.SPIKENAS_BENCH), 5);
        BenchmarkTable table = BenchmarkTable.parse("part.csv", String.join("\n", lines));
        OperationStudy study = OperationStudies.run(request, new KnownEffects(request.search(), candidate -> edges(candidate, 4)), Optional.of(table),
                JobContext.NONE);
        assertEquals("part.csv", study.table());
        assertTrue(study.effects().get(1).kept());
        assertFalse(study.effects().get(3).kept(), "accuracy says so, whatever the fitness says");
        OperationStudyRequest other = new OperationStudyRequest(request(SearchSpaces.SNASNET), 5);
        assertThrows(IllegalArgumentException.class,
                () -> OperationStudies.run(other, new KnownEffects(other.search(), candidate -> 1), Optional.of(table), JobContext.NONE));
    }

    @Test
    void aCancelledJobEnds() throws HasnasException {
        OperationStudyRequest request = new OperationStudyRequest(request(SearchSpaces.SNASNET), 5);
        assertThrows(CancellationException.class, () -> OperationStudies.run(request, new KnownEffects(request.search(), candidate -> 1),
                Optional.empty(), () -> {
                    throw new CancellationException();
                }));
    }
}
