package org.hasnas.checks.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.hasnas.checks.model.AlgorithmComparison;
import org.hasnas.checks.model.AlgorithmRun;
import org.hasnas.checks.model.TableSearch;
import org.hasnas.checks.model.TableSearchResult;
import org.hasnas.chip.model.CostKind;
import org.hasnas.chip.model.SpikeSimSettings;
import org.hasnas.data.DatasetLoader;
import org.hasnas.data.ImageSet;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;
import org.hasnas.network.Architecture;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.score.model.FitnessSettings;
import org.hasnas.score.model.ScoreId;
import org.hasnas.score.spikenas.ArchitectureId;
import org.hasnas.score.spikenas.BenchmarkTable;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.SearchAlgorithmId;
import org.hasnas.search.model.SearchRequest;
import org.junit.jupiter.api.Test;

final class ComparisonRunnerTest {
    private static final NetworkTemplates.Preset BENCH = NetworkTemplates.SPIKENAS_BENCH_CIFAR10;

    @Test
    void everyAlgorithmUsesItsBudgetAndAllButRandomDrawsStayWithinTheLimits() throws HasnasException {
        NetworkTemplates.Preset digits = NetworkTemplates.DIGITS;
        ImageSet images = new DatasetLoader().load(DatasetReference.EMBEDDED_DIGITS, Path.of(""), JobContext.NONE).training();
        SearchRequest task = new SearchRequest(DatasetReference.EMBEDDED_DIGITS, digits.template(), digits.space(), SpikeSimSettings.DEFAULT,
                ConstraintSet.UNLIMITED.withLimit(CostKind.MEMORY, 40_000), SearchAlgorithmId.HASNAS, 5, new FitnessSettings(4, 1), 1);
        List<AlgorithmRun> runs = new ComparisonRunner(Simulated::scores)
                .run(new AlgorithmComparison(task, List.of(SearchAlgorithmId.values()), 1, 0, 1), Optional.of(images), Runnable::run, JobContext.NONE)
                .runs();
        assertEquals(SearchAlgorithmId.values().length, runs.size());
        for (AlgorithmRun run : runs) {
            assertEquals(5, run.evaluations(), run.toString());
            assertTrue(run.algorithm() == SearchAlgorithmId.SNASNET_RANDOM || run.feasible() == 5, run.toString());
        }
    }

    @Test
    void searchesInATableFindItsBestFeasibleRowOnceTheyMayPayForAll() throws HasnasException {
        StringBuilder csv = new StringBuilder("arch_id,parameters,test_accuracy\n");
        for (int id = 25; id < 15_625; id += 130) {
            Architecture architecture = ArchitectureId.decode(id);
            csv.append(id).append(',').append(Network.of(BENCH.template(), BENCH.space(), architecture).parameters()).append(',')
                    .append(80 + id % 7).append('\n');
        }
        BenchmarkTable table = BenchmarkTable.parse("test", csv.toString());
        TableSearchResult result = new TableSearchRunner(table).run(new TableSearch(List.of(SearchAlgorithmId.HASNAS), 200, 2, OptionalDouble.of(0.3),
                ScoreId.HASNAS, List.of(200, 1)), JobContext.NONE);
        TableSearchResult.Level level = result.levels().getFirst();
        assertEquals(1, result.levels().size());
        assertTrue(level.feasibleRows() >= 0.3 * result.rows());
        assertTrue(level.feasibleAsWritten() <= level.feasibleRows());
        List<Integer> trained = new ArrayList<>();
        for (TableSearchResult.Outcome outcome : level.outcomes()) {
            trained.add(outcome.trained());
            assertEquals(level.feasibleNetworks(), outcome.evaluations());
            assertTrue(outcome.meanRegretPoints() >= 0);
        }
        assertEquals(List.of(0, 1, 200, 200), trained);
        // whoever trains all networks on the shortlist knows as much as whoever sees every accuracy
        assertEquals(level.outcomes().get(3).regretPoints(), level.outcomes().get(2).regretPoints());
        assertTrue(level.outcomes().get(2).meanRegretPoints() <= level.outcomes().get(1).meanRegretPoints());
    }

    @Test
    void everyLevelOfCostIsReportedOnceUpToNoLimitAtAll() throws HasnasException {
        StringBuilder csv = new StringBuilder("arch_id,parameters,test_accuracy\n");
        // a skip alone twice (the second with a dead edge), one, two and three convolutions in a row
        for (int id : List.of(25, 27, 50, 2 + 2 * 625, 2 + 2 * 125 + 2 * 3125)) {
            csv.append(id).append(',').append(Network.of(BENCH.template(), BENCH.space(), ArchitectureId.decode(id)).parameters()).append(',')
                    .append(id == 27 ? 82 : 80).append('\n');
        }
        TableSearchResult result = new TableSearchRunner(BenchmarkTable.parse("test", csv.toString()))
                .run(new TableSearch(List.of(SearchAlgorithmId.HASNAS), 5, 1, OptionalDouble.empty(),
                        ScoreId.HASNAS, List.of()), JobContext.NONE);
        assertEquals(List.of(2, 3, 4, 5), result.levels().stream().map(TableSearchResult.Level::feasibleRows).toList());
        assertEquals(List.of(1, 3, 4, 5), result.levels().stream().map(TableSearchResult.Level::feasibleAsWritten).toList());
        assertEquals(List.of(1, 2, 3, 4), result.levels().stream().map(TableSearchResult.Level::feasibleNetworks).toList());
        // two rows of one network, two points apart: the pick by score is worth their mean
        assertEquals(Math.sqrt(2), result.luckPoints(), 1e-9);
        assertEquals(1, result.levels().getFirst().outcomes().getFirst().meanRegretPoints(), 1e-9);
        assertEquals(OptionalDouble.empty(), result.levels().getFirst().outcomes().getFirst().meanExpectedRegretPoints(), "two rows are too few");
    }

    @Test
    void theExpectedRegretComparesMeansOverTrainings() throws HasnasException {
        StringBuilder csv = new StringBuilder("arch_id,parameters,test_accuracy\n");
        // a skip alone three times (with and without a dead edge), then two convolutions in a row, which every score of depth prefers
        for (int[] row : new int[][] {{25, 80}, {27, 83}, {28, 83}, {2 + 2 * 625, 81}}) {
            csv.append(row[0]).append(',').append(Network.of(BENCH.template(), BENCH.space(), ArchitectureId.decode(row[0])).parameters())
                    .append(',').append(row[1]).append('\n');
        }
        TableSearchResult result = new TableSearchRunner(BenchmarkTable.parse("test", csv.toString()))
                .run(new TableSearch(List.of(SearchAlgorithmId.HASNAS), 5, 1, OptionalDouble.empty(),
                        ScoreId.HASNAS, List.of(2)), JobContext.NONE);
        TableSearchResult.Outcome tight = result.levels().getFirst().outcomes().getFirst();
        assertEquals(1, tight.meanRegretPoints(), 1e-9);
        assertEquals(0, tight.meanExpectedRegretPoints().orElseThrow(), 1e-9);
        TableSearchResult.Level free = result.levels().getLast();
        assertEquals(0.82, free.bestMeanFraction().orElseThrow(), 1e-9);
        assertEquals(1, free.outcomes().getFirst().meanExpectedRegretPoints().orElseThrow(), 1e-9);
        // training shows the first row of each: 80 and 81
        assertEquals(2, free.outcomes().get(1).meanRegretPoints(), 1e-9);
        assertEquals(OptionalDouble.empty(), free.outcomes().get(1).meanExpectedRegretPoints(), "picked for its luck too");
    }
}
