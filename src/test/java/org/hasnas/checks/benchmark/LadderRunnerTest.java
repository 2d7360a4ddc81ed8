package org.hasnas.checks.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.hasnas.checks.model.LadderBenchmark;
import org.hasnas.checks.model.LadderMeasurement;
import org.hasnas.checks.model.LadderMeasurement.AlgorithmResult;
import org.hasnas.checks.model.LadderMeasurement.Ceiling;
import org.hasnas.checks.model.LadderMeasurement.Prediction;
import org.hasnas.checks.model.LadderMeasurement.Spent;
import org.hasnas.checks.model.ScoreBenchmark.Half;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.network.NetworkTemplates.Preset;
import org.hasnas.score.fitness.CellStructure;
import org.hasnas.score.spikenas.ArchitectureId;
import org.hasnas.score.spikenas.BenchmarkTable;
import org.hasnas.score.spikenas.LearningCurves;
import org.hasnas.search.model.LadderAlgorithmId;
import org.hasnas.testdata.SharedData;
import org.junit.jupiter.api.Test;

final class LadderRunnerTest {
    private static final List<LadderAlgorithmId> ALL = List.of(LadderAlgorithmId.values());

    private static LadderBenchmark benchmark(List<LadderAlgorithmId> algorithms, List<Double> budgets, OptionalDouble feasible, int limitSets) {
        return new LadderBenchmark(algorithms, budgets, 2, Half.ALL, feasible, limitSets, 1);
    }

    /** Every 61st network: a convolution takes 1000 s, accuracy grows with the chain and with the epochs. */
    private static BenchmarkTable table(Preset preset, boolean withCurves) throws HasnasException {
        StringBuilder rows = new StringBuilder("arch_id,parameters,test_accuracy,epochs,final_val_accuracy,val_acc_epoch10\n");
        StringBuilder curves = new StringBuilder("arch_id,epochs,train_seconds,val_acc_epoch10,val_acc_epoch50\n");
        for (int id = 7; id < ArchitectureId.COUNT; id += 61) {
            Network network = Network.of(preset.template(), preset.space(), ArchitectureId.decode(id));
            CellStructure cell = CellStructure.of(network).getFirst();
            double test = cell.isDead() ? 11 : 60 + 8 * cell.depth() - 3 * cell.firstThreshold() + id % 7 / 10.0;
            rows.append(String.format(Locale.ROOT, "%d,%d,%.2f,100,%.2f,%.2f%n", id, network.parameters(), test, test - 1, test - 10));
            curves.append(String.format(Locale.ROOT, "%d,100,%d,%.2f,%.2f%n", id, 1000 * (1 + cell.convolutions()), test - 10, test - 3));
        }
        BenchmarkTable table = BenchmarkTable.parse("made-up.csv", rows.toString());
        return withCurves ? table.withCurves(LearningCurves.parse("curves.csv", curves.toString())) : table;
    }

    private static double regret(LadderMeasurement measured, LadderAlgorithmId algorithm, int budget) {
        return result(measured, algorithm).budgets().get(budget).expectedRegretPoints().mean();
    }

    private static AlgorithmResult result(LadderMeasurement measured, LadderAlgorithmId algorithm) {
        return measured.results().stream().filter(result -> result.algorithm() == algorithm).findFirst().orElseThrow();
    }

    @Test
    void allAlgorithmsSpendTheSameWorkAndFindTheBestInTheEnd() throws HasnasException {
        LadderMeasurement measured = new LadderRunner(benchmark(ALL, List.of(3.0, 1e6), OptionalDouble.empty(), 0),
                table(NetworkTemplates.SPIKENAS_BENCH_CIFAR10, true), Optional.empty(), JobContext.NONE).run(Runnable::run);
        assertEquals("CIFAR-10", measured.dataset());
        assertEquals(List.of(10, 50, 100), measured.epochs());
        assertTrue(measured.fullTrainingSeconds().orElseThrow() > 2000);
        for (AlgorithmResult result : measured.results()) {
            Spent little = result.budgets().getFirst();
            assertTrue(little.finished() <= little.started() && little.started() >= 1 && little.finished() <= 8, result.toString());
            Spent all = result.budgets().getLast();
            if (List.of(LadderAlgorithmId.LADDER, LadderAlgorithmId.RANDOM, LadderAlgorithmId.HASNAS).contains(result.algorithm())) {
                assertEquals(regret(measured, LadderAlgorithmId.RANDOM, 1), all.expectedRegretPoints().mean(), 0.7, result.toString());
                assertEquals(measured.networks(), all.finished(), result.toString());
            }
            assertEquals(result.algorithm() == LadderAlgorithmId.LADDER, little.predictor().isPresent());
        }
        assertTrue(regret(measured, LadderAlgorithmId.LADDER, 0) <= regret(measured, LadderAlgorithmId.RANDOM, 0));
    }

    @Test
    void limitsLeaveTheCheapNetworksAndWhatTheSearchSaysOfThemHolds() throws HasnasException {
        LadderBenchmark limited = benchmark(List.of(LadderAlgorithmId.LADDER), List.of(4.0), OptionalDouble.of(0.3), 5);
        LadderMeasurement measured =
                new LadderRunner(limited, table(NetworkTemplates.SPIKENAS_BENCH_CIFAR10, true), Optional.empty(), JobContext.NONE)
                        .run(Runnable::run);
        assertTrue(measured.networks() < 120, "some are left out: " + measured.networks());
        Ceiling ceiling = measured.ceiling().orElseThrow();
        assertEquals(5, ceiling.limitSets());
        assertTrue(ceiling.coverageFraction() >= 0.8, ceiling.toString());
    }

    @Test
    void aTableWithoutSecondsIsSearchedByItsOwnColumnsAndAnotherDataSetHelps() throws HasnasException {
        LadderBenchmark asked = benchmark(List.of(LadderAlgorithmId.LADDER), List.of(2.0), OptionalDouble.empty(), 0);
        BenchmarkTable hundred = table(NetworkTemplates.SPIKENAS_BENCH_CIFAR100, false);
        LadderMeasurement measured = new LadderRunner(asked, hundred, Optional.of(table(NetworkTemplates.SPIKENAS_BENCH_CIFAR10, false)),
                JobContext.NONE).run(Runnable::run);
        assertEquals("CIFAR-100", measured.dataset());
        assertEquals(List.of(10, 100), measured.epochs());
        assertTrue(measured.fullTrainingSeconds().isEmpty());
        assertTrue(regret(measured, LadderAlgorithmId.LADDER, 0) < 1, measured.toString());
        BenchmarkTable without = BenchmarkTable.parse("t.csv", "arch_id,parameters,test_accuracy\n75,17917668,88.25\n");
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class,
                () -> new LadderRunner(asked, without, Optional.empty(), JobContext.NONE));
        assertTrue(String.valueOf(refused.getMessage()).contains("--curves"), refused.getMessage());
    }

    /** On real trainings, of the half that searches may be tuned on. */
    @Test
    void theLadderBeatsRandomTrainingsOnTheBenchmark() throws HasnasException {
        BenchmarkTable table = BenchmarkTable.read(SharedData.require("data/spikenas-bench/cifar10-part.csv"))
                .withCurves(LearningCurves.read(SharedData.require("data/spikenas-bench/cifar10-curves-part.csv")));
        LadderBenchmark asked = new LadderBenchmark(List.of(LadderAlgorithmId.LADDER, LadderAlgorithmId.RANDOM), List.of(5.0, 10.0), 4, Half.TUNING,
                OptionalDouble.of(0.37), 0, 1);
        LadderMeasurement measured = new LadderRunner(asked, table, Optional.empty(), JobContext.NONE).run(Runnable::run);
        assertTrue(regret(measured, LadderAlgorithmId.LADDER, 0) <= 0.25, measured.toString());
        assertTrue(regret(measured, LadderAlgorithmId.LADDER, 0) < regret(measured, LadderAlgorithmId.RANDOM, 0));
        Prediction prediction = result(measured, LadderAlgorithmId.LADDER).budgets().getLast().predictor().orElseThrow();
        assertTrue(prediction.coverageFraction() > 0.9 && prediction.meanHalfWidthPoints() < 3, prediction.toString());
    }
}
