package org.hasnas.checks.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.hasnas.checks.model.ScoreBenchmark;
import org.hasnas.checks.model.ScoreBenchmark.Half;
import org.hasnas.checks.model.ScoreMeasurement;
import org.hasnas.data.DatasetLoader;
import org.hasnas.data.ImageSet;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.network.SearchSpaces;
import org.hasnas.score.fitness.CellStructure;
import org.hasnas.score.fitness.HasnasScore;
import org.hasnas.score.model.FitnessSettings;
import org.hasnas.score.model.ScoreId;
import org.hasnas.score.spikenas.ArchitectureId;
import org.hasnas.score.spikenas.BenchmarkTable;
import org.junit.jupiter.api.Test;

final class ScoreRunnerTest {
    private final ScoreRunner runner = new ScoreRunner(Simulated.scores());

    /** A table whose accuracies follow the HASNAS score exactly; every {@code step}th network is in it. */
    private static BenchmarkTable table(int step) throws HasnasException {
        StringBuilder text = new StringBuilder("arch_id,parameters,test_accuracy\n");
        for (int id = 0; id < ArchitectureId.COUNT; id += step) {
            Network network = Network.of(NetworkTemplates.SPIKENAS_BENCH_CIFAR10.template(), SearchSpaces.SPIKENAS_BENCH, ArchitectureId.decode(id));
            double accuracy = CellStructure.isAnyDead(network) ? 10 : 80 + 10 * new HasnasScore().of(network);
            text.append(String.format(Locale.ROOT, "%d,%d,%.9f%n", id, network.parameters(), accuracy));
        }
        return BenchmarkTable.parse("made-up.csv", text.toString());
    }

    private static ScoreBenchmark benchmark(Half half, int architectures, int known, ScoreId... scores) {
        return new ScoreBenchmark(half, architectures, 12, known, Arrays.asList(scores), DatasetReference.EMBEDDED_DIGITS,
                NetworkTemplates.DIGITS.template(), new FitnessSettings(8, 1), 2, 1);
    }

    private ScoreMeasurement run(ScoreBenchmark benchmark, BenchmarkTable table, Optional<ImageSet> images) {
        try (ExecutorService pool = Executors.newFixedThreadPool(benchmark.threads())) {
            return runner.run(benchmark, table, images, pool, JobContext.NONE);
        }
    }

    @Test
    void aScoreThatIsTheTruthRanksPerfectly() throws HasnasException {
        ScoreMeasurement measured = run(benchmark(Half.ALL, Integer.MAX_VALUE, 60, ScoreId.HASNAS, ScoreId.DEPTH), table(23), Optional.empty());
        ScoreMeasurement.ScoreRank hasnas = measured.scores().getFirst();
        assertEquals(1, hasnas.kendallTau(), 1e-12);
        assertEquals(1, hasnas.spearman(), 1e-12);
        assertEquals(measured.rows() - measured.dead(), hasnas.networks());
        assertTrue(measured.scores().getLast().kendallTau() < 0.9);
        assertEquals(measured.dead(), measured.deadRecognised());
        assertEquals(0, measured.falseAlarms());
        assertTrue(measured.dead() > 0);
        ScoreMeasurement.PredictorRank predictor = measured.predictor().orElseThrow();
        assertTrue(predictor.kendallTau() > 0.8, predictor.toString());
        assertEquals(hasnas.networks() - 60, predictor.networks());
    }

    @Test
    void halvesAddUpToTheWhole() throws HasnasException {
        BenchmarkTable table = table(97);
        ScoreMeasurement tuning = run(benchmark(Half.TUNING, 10, 0, ScoreId.HASNAS), table, Optional.empty());
        ScoreMeasurement heldOut = run(benchmark(Half.HELD_OUT, 10, 0, ScoreId.HASNAS), table, Optional.empty());
        assertEquals(table.rows().size(), tuning.rows() + heldOut.rows());
        assertTrue(Math.abs(tuning.rows() - heldOut.rows()) < 0.3 * table.rows().size());
        assertEquals(10, tuning.scores().getFirst().networks());
        assertTrue(tuning.predictor().isEmpty());
    }

    @Test
    void simulatedScoresDependOnTheSeedAlone() throws HasnasException {
        Optional<ImageSet> digits = Optional.of(new DatasetLoader().load(DatasetReference.EMBEDDED_DIGITS, Path.of(""), JobContext.NONE).training());
        BenchmarkTable table = table(211);
        ScoreBenchmark benchmark = benchmark(Half.ALL, 20, 0, ScoreId.SAHD, ScoreId.SAHD_SUM, ScoreId.CLASS_DISTANCE, ScoreId.SNIP,
                ScoreId.PARAMETERS);
        List<ScoreMeasurement.ScoreRank> first = run(benchmark, table, digits).scores();
        List<ScoreMeasurement.ScoreRank> second = run(benchmark, table, digits).scores();
        for (int i = 0; i < first.size(); i++) {
            assertEquals(first.get(i).kendallTau(), second.get(i).kendallTau());
        }
        assertEquals(12, first.getFirst().networks());
        assertEquals(20, first.getLast().networks());
        for (ScoreMeasurement.ScoreRank rank : first.subList(0, 4)) {
            assertTrue(rank.kendallTau() > -1 && rank.kendallTau() < 1, rank.toString());
        }
        assertNotEquals(first.get(2).kendallTau(), first.get(3).kendallTau());
    }

    @Test
    void tooFewNetworksAreRefused() throws HasnasException {
        BenchmarkTable table = table(1999);
        assertThrows(IllegalArgumentException.class, () -> run(benchmark(Half.ALL, 10, 300, ScoreId.HASNAS), table, Optional.empty()));
    }
}
