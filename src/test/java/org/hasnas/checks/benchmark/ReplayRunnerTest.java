package org.hasnas.checks.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.hasnas.checks.model.ReplayBenchmark;
import org.hasnas.checks.model.ReplayMeasurement;
import org.hasnas.checks.model.ReplayMeasurement.Spent;
import org.hasnas.chip.model.FrontCost;
import org.hasnas.job.JobContext;
import org.hasnas.network.Architecture;
import org.hasnas.network.DesignChoices;
import org.hasnas.network.Dimension;
import org.hasnas.network.Network;
import org.hasnas.score.fitness.ChainScore;
import org.hasnas.search.Requests;
import org.hasnas.search.ladder.DesignCurve;
import org.hasnas.search.model.LadderSettings;
import org.hasnas.search.model.SearchAlgorithmId;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.training.model.EpochResult;
import org.junit.jupiter.api.Test;

/** Searches among made-up trainings: chains of convolutions are better, one of ten dies. */
class ReplayRunnerTest {
    private static final int EPOCHS = 10;

    private final SearchRequest request = request();
    private final List<ReplayRunner.Recorded> recorded = new ArrayList<>();

    ReplayRunnerTest() {
        SplittableRandom random = new SplittableRandom(3);
        while (recorded.size() < 40) {
            Architecture design = Architecture.parse(IntStream.range(0, 4).mapToObj(row -> IntStream.range(0, 4)
                    .mapToObj(column -> column > row ? "" + random.nextInt(4) : "0").reduce("", String::concat))
                    .reduce((rows, row) -> rows + " " + row).orElseThrow());
            double chain = new ChainScore().of(Network.of(request.template(), request.space(), design));
            if (Double.isFinite(chain) && recorded.stream().noneMatch(known -> known.architecture().equals(design))) {
                recorded.add(recorded.size() % 10 == 9
                        ? new ReplayRunner.Recorded(design, curve(3, 0.1, DesignCurve.State.GIVEN_UP), OptionalDouble.empty())
                        : new ReplayRunner.Recorded(design, curve(EPOCHS, 0.8 + 0.15 * Math.tanh(chain / 8), DesignCurve.State.ENDED),
                                OptionalDouble.of(0.75 + 0.15 * Math.tanh(chain / 8))));
            }
        }
    }

    private static SearchRequest request() {
        SearchRequest usual = Requests.digits(SearchAlgorithmId.LADDER, 40, 1);
        LadderSettings settings = usual.ladder().orElseThrow();
        return usual.withLadder(new LadderSettings(1, 1, settings.training().withEpochs(EPOCHS)));
    }

    private static DesignCurve curve(int epochs, double end, DesignCurve.State state) {
        return new DesignCurve(IntStream.rangeClosed(1, epochs)
                .mapToObj(epoch -> new EpochResult(epoch, 1, 0.5, Math.clamp(end - 0.2 / epoch + 0.02, 0, 1), 2)).toList(), state);
    }

    private ReplayMeasurement measured(List<Double> budgets) throws Exception {
        ReplayBenchmark benchmark =
                new ReplayBenchmark(List.of(SearchAlgorithmId.LADDER, SearchAlgorithmId.RANDOM, SearchAlgorithmId.ASHA), budgets, 4, 1);
        return new ReplayRunner(benchmark, request, recorded, JobContext.NONE).run(Runnable::run);
    }

    @Test
    void moreWorkFindsMoreAndTheLadderMoreThanRandomTrainings() throws Exception {
        ReplayMeasurement measured = measured(List.of(2.0, 6.0, 100.0));
        assertEquals(40, measured.designs());
        assertEquals(4, measured.givenUp());
        assertEquals(30, measured.searched());
        assertEquals(1, measured.kendallTau(), 0.01, "test accuracies are validation accuracies less 5 points");
        List<Spent> ladder = measured.results().getFirst().budgets();
        List<Spent> random = measured.results().get(1).budgets();
        for (List<Spent> spent : List.of(ladder, random)) {
            assertTrue(spent.getFirst().hypervolume().mean() < spent.getLast().hypervolume().mean(), spent.toString());
            assertEquals(measured.possibleHypervolume().mean(), spent.getLast().hypervolume().mean(), 1e-9, "in the end all are trained");
            assertEquals(0, spent.getLast().regretPoints().mean(), 1e-9);
        }
        assertTrue(ladder.get(1).hypervolume().mean() > random.get(1).hypervolume().mean(), ladder + " against " + random);
        assertTrue(ladder.get(1).coverageFraction().isPresent() || ladder.getLast().coverageFraction().isPresent());
        assertTrue(random.stream().allMatch(spent -> spent.coverageFraction().isEmpty()), "it predicts nothing");
    }

    @Test
    void choosingTheChipIsWorthMoreThanTheOneOfTheProfileAndTheEnumerationIsItsBound() throws Exception {
        DesignChoices sides = new DesignChoices(Map.of(Dimension.CROSSBAR_SIZE, List.of(List.of(32), List.of(64), List.of(128))));
        SearchRequest joint = request.withSpace(request.space().with(sides))
                .withLadder(request.ladder().orElseThrow().withFront(FrontCost.EDAP));
        ReplayBenchmark benchmark = new ReplayBenchmark(List.of(SearchAlgorithmId.RANDOM), List.of(5.0, 100.0), 3, 1);
        ReplayMeasurement measured = new ReplayRunner(benchmark, joint, recorded, JobContext.NONE).run(Runnable::run);
        assertEquals(3, measured.chips());
        List<Spent> free = measured.results().getFirst().budgets();
        List<Spent> fixed = measured.results().getLast().budgets();
        assertTrue(measured.results().getFirst().choosesChip() && !measured.results().getLast().choosesChip());
        assertEquals(measured.possibleHypervolume().mean(), free.getLast().hypervolume().mean(), 1e-9, "all are trained, each on its best chip");
        assertTrue(free.getLast().hypervolume().above(fixed.getLast().hypervolume()).runs().stream().allMatch(gain -> gain > 0), fixed::toString);
        free.getLast().reached().forEach(reached -> assertEquals(1, reached.factor(), 1e-12, "the cheapest of all"));
        fixed.getLast().reached().forEach(reached -> assertTrue(reached.runs() == 3 && reached.factor() > 1, reached::toString));
        assertTrue(free.getFirst().reached().stream().allMatch(reached -> reached.runs() == 0 || reached.factor() >= 1), free::toString);
    }

    @Test
    void wholeTrainingsFitIntoTheBudget() throws Exception {
        Spent random = measured(List.of(3.0)).results().get(1).budgets().getFirst();
        assertTrue(random.finished() > 0 && random.finished() < 8, "designs differ in their work, was " + random.finished());
    }

    @Test
    void aFewDesignsAreNoSearch() {
        ReplayBenchmark benchmark = new ReplayBenchmark(List.of(SearchAlgorithmId.RANDOM), List.of(2.0), 1, 1);
        IllegalArgumentException few = assertThrows(IllegalArgumentException.class,
                () -> new ReplayRunner(benchmark, request, recorded.subList(0, 5), JobContext.NONE));
        String message = Objects.requireNonNull(few.getMessage());
        assertTrue(message.contains("5 designs") && message.contains("--algorithm random"), message);
    }

    @Test
    void algorithmsThatPayForNoTrainingsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new ReplayBenchmark(List.of(SearchAlgorithmId.NSGA2), List.of(2.0), 1, 1));
    }
}
