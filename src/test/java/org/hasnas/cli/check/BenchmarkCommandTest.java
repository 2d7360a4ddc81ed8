package org.hasnas.cli.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hasnas.checks.model.ClusterScale;
import org.hasnas.checks.model.LadderBenchmark;
import org.hasnas.checks.model.PassBenchmark;
import org.hasnas.checks.model.ReplayBenchmark;
import org.hasnas.checks.model.ScoreBenchmark.Half;
import org.hasnas.checks.model.ScreenBenchmark;
import org.hasnas.checks.model.SearchBenchmark;
import org.hasnas.checks.model.TableSearch;
import org.hasnas.cli.CliRun;
import org.hasnas.cli.FakeWorkbench;
import org.hasnas.cli.RealProgram;
import org.hasnas.cli.console.ExitCodes;
import org.hasnas.files.store.sqlite.SqliteStore;
import org.hasnas.network.DesignChoices;
import org.hasnas.score.model.ScoreId;
import org.hasnas.score.model.WeightPrecision;
import org.hasnas.search.model.LadderAlgorithmId;
import org.hasnas.search.model.LadderSettings;
import org.hasnas.search.model.Project;
import org.hasnas.search.model.SearchAlgorithmId;
import org.hasnas.training.model.TrainingSettings;
import org.hasnas.workbench.Workbench;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BenchmarkCommandTest {
    private static final String MATRIX = "0302 0030 3003 0000";

    @TempDir
    private Path folder = Path.of("");
    private final FakeWorkbench workbench = new FakeWorkbench();

    private CliRun.Outcome run(String... args) {
        return new CliRun(workbench, folder).run(args);
    }

    @Test
    void scoresArePrintedWithTheirRanks() {
        CliRun.Outcome outcome = run("benchmark", "spikenas-bench", "--table", "t.csv", "--score", "depth", "hasnas", "--known", "40", "--json");
        assertEquals(0, outcome.exitCode(), outcome.err());
        JsonNode json = outcome.json();
        assertEquals(3, json.get("scores").size()); // the parameter count is always there
        assertTrue(json.get("scores").get(0).get("kendall_tau").isNull());
        assertEquals(0.5, json.get("scores").get(1).get("kendall_tau").asDouble());
        assertEquals(40, json.get("predictor").get("known").asInt());
        assertEquals(3, json.get("dead_recognised").asInt());
        assertTrue(run("benchmark", "spikenas-bench", "--table", "t.csv").out().contains("predictor (300 known)"));
        CliRun.Outcome tooMany = run("benchmark", "spikenas-bench", "--table", "t.csv", "--known", "1100");
        assertEquals(2, tooMany.exitCode());
        assertTrue(tooMany.err().contains("t.csv: the table has 10 networks"), tooMany.err());
        assertEquals(2, run("benchmark", "spikenas-bench", "--table", "t.csv", "--score", "luck").exitCode());
    }

    @Test
    void timesArePrintedWithTheirUnitsInJson() {
        CliRun.Outcome outcome = run("benchmark", "fitness", "--preset", "digits", "--matrix", MATRIX, "--batch", "8", "--passes", "3", "--seed", "4",
                "--threads", "2", "--json");
        assertEquals(0, outcome.exitCode(), outcome.err());
        PassBenchmark asked = workbench.measurements.benchmarks.getFirst();
        assertEquals(8, asked.batchSize());
        assertEquals(3, asked.passes());
        assertEquals(2, asked.threads());
        assertEquals(4, asked.seed());
        assertEquals(WeightPrecision.INT8, asked.precision());
        JsonNode json = outcome.json();
        assertEquals("hasnas-benchmark-fitness", json.get("document").asText());
        JsonNode event = json.get("event_driven");
        assertEquals(2.0, event.get("median_seconds_per_pass").asDouble());
        assertEquals(1.5, event.get("median_cpu_seconds_per_pass").asDouble());
        assertEquals(asked.multiplyAccumulatesPerPass() / 2.0 / 1e9, event.get("effective_gmac_per_second").asDouble(), 1e-12);
        assertEquals(6.0 / 7, event.get("work").get(0).get("share").asDouble(), 1e-12);
        assertEquals(3_000_000, event.get("memory").get("peak_heap_bytes").asLong());
        assertTrue(event.get("memory").get("peak_process_bytes").isNull());
        assertFalse(json.has("dense"));
        assertFalse(json.has("scaling"));
        assertTrue(workbench.measurements.denseBenchmarks.isEmpty());
    }

    @Test
    void budgetsInTrainingsAreSpentByAllSearchesThatPayForThem() {
        CliRun.Outcome outcome =
                run("benchmark", "search", "--table", "t.csv", "--curves", "c.csv", "--budgets", "5,2", "--seeds", "2", "--rows", "held-out",
                        "--feasible", "0.37", "--limit-sets", "1000", "--threads", "1", "--json");
        assertEquals(0, outcome.exitCode(), outcome.err());
        LadderBenchmark asked = workbench.measurements.ladders.getFirst();
        assertEquals(new LadderBenchmark(List.of(LadderAlgorithmId.values()), List.of(2.0, 5.0), 2, Half.HELD_OUT, OptionalDouble.of(0.37), 1000, 1),
                asked);
        JsonNode first = outcome.json().get("algorithms").get(0);
        assertEquals("ladder", first.get("algorithm").asText());
        assertEquals(5, first.get("budgets").get(1).get("full_trainings").asDouble());
        assertEquals(0.5, first.get("budgets").get(1).get("expected_regret_points").asDouble());
        assertEquals(0.25, first.get("budgets").get(1).get("standard_error").asDouble(), 1e-12);
        assertEquals(96, first.get("budgets").get(1).get("predictor").get("interval_coverage_percent").asDouble(), 1e-9);
        assertEquals(97, outcome.json().get("ceiling").get("coverage_percent").asDouble(), 1e-9);
        CliRun.Outcome text = run("benchmark", "search", "--table", "t.csv", "--budgets", "2", "--algorithms", "asha", "--prior", "other.csv");
        assertTrue(text.out().contains("asha") && text.out().contains("96.0 %"), text.out());
        assertTrue(workbench.calls.contains("ladder t.csv Optional.empty Optional[other.csv]"), workbench.calls.toString());
        assertTrue(run("benchmark", "search", "--table", "t.csv", "--curves", "c.csv").err().contains("--budgets"));
        assertTrue(run("benchmark", "search", "--table", "t.csv", "--budgets", "0").err().contains("above 0"));
        assertTrue(run("benchmark", "search", "--table", "t.csv", "--budgets", "2", "--algorithms", "magic").err().contains("ladder, random, asha"));
    }

    @Test
    void searchesAreReplayedAmongTheTrainingsOfAProject() {
        CliRun.Outcome outcome = run("benchmark", "search", "--project", "mine", "--budgets", "5,2", "--seeds", "2", "--threads", "1", "--json");
        assertEquals(0, outcome.exitCode(), outcome.err());
        assertEquals(
                new ReplayBenchmark(SearchAlgorithmId.payingForTrainings(), List.of(2.0, 5.0), 2, 1),
                workbench.measurements.replays.getFirst());
        JsonNode spent = outcome.json().get("algorithms").get(4).get("budgets").get(1);
        assertEquals("asha", outcome.json().get("algorithms").get(4).get("algorithm").asText());
        assertEquals(5, spent.get("full_trainings").asDouble());
        assertEquals(1.0, spent.get("expected_regret_points").asDouble());
        assertEquals(0.5, spent.get("standard_error").asDouble(), 1e-12);
        assertEquals(1.5, spent.get("hypervolume").asDouble());
        assertEquals(0.25, spent.get("hypervolume_standard_error").asDouble(), 1e-12);
        assertEquals(0.55, outcome.json().get("validation_test_kendall_tau").asDouble());
        assertTrue(outcome.json().get("algorithms").get(4).get("chooses_chip").asBoolean());
        assertFalse(outcome.json().get("algorithms").get(5).get("chooses_chip").asBoolean());
        assertEquals(2.5e8, outcome.json().get("reference_edap_uJ_ms_mm2").asDouble(), 1e-3);
        assertEquals(1.25, spent.get("least_cost").get(0).get("factor").asDouble());
        assertTrue(spent.get("least_cost").get(1).get("factor").isNull(), "no run had trained such a design");
        CliRun.Outcome text = run("benchmark", "search", "--project", "mine", "--algorithms", "random");
        assertTrue(text.out().contains("75.0 %") && text.out().contains("2/2"), text.out());
        assertTrue(text.out().contains("one of 32 for each design") && text.out().contains("1.25 (2)"), text.out());
        assertTrue(text.out().contains("0.3750") && text.out().contains("-1.2133 to 1.9633"), "mean of 0.25 and 0.5, Student's t: " + text.out());
        assertTrue(run("benchmark", "search", "--project", "mine", "--table", "t.csv").err().contains("--table has no effect with --project"));
        assertTrue(run("benchmark", "search", "--project", "mine", "--algorithms", "nsga2").err().contains("ladder, random, asha"));
        assertTrue(run("benchmark", "search", "--project", "mine", "--budgets", "0").err().contains("above 0"));
    }

    @Test
    void decisionsOfASearchAreTimedAmongDesignsOfAProject() {
        CliRun.Outcome outcome = run("benchmark", "search", "--project", "mine", "--decisions", "4", "--designs", "300", "--json");
        assertEquals(0, outcome.exitCode(), outcome.err());
        assertEquals(300, outcome.json().get("designs").asInt());
        assertEquals(4, outcome.json().get("cpu_seconds").size());
        assertEquals(0.025, outcome.json().get("mean_cpu_seconds").asDouble(), 1e-12);
        CliRun.Outcome text = run("benchmark", "search", "--project", "mine", "--decisions", "4");
        assertTrue(text.out().contains("10000 designs of mine, 5000 networks") && text.out().contains("25 ms"), text.out());
        assertTrue(run("benchmark", "search", "--project", "mine", "--decisions", "0").err().contains("--decisions"));
        assertTrue(run("benchmark", "search", "--decisions", "4").err().contains("--project"));
    }

    @Test
    void realSearchesAreComparedInCopiesOfAProjectAndNotMadeTwice() throws Exception {
        try (Workbench real = Workbench.local(file -> SqliteStore.open(file, "test"))) {
            Project project = real.projects().create(folder.resolve("mine"), "digits");
            TrainingSettings training = project.training().withEpochs(1);
            real.projects().save(project.withSearch(project.search().withSpace(project.search().space().with(
                    new DesignChoices(List.of(4), List.of(1), List.of(8)))).withBudget(4).withLadder(new LadderSettings(1, 2, training))));
            String[] line = {"benchmark", "search", "--project", "mine", "--minutes", "1", "--algorithms", "random,ladder", "--copies", "copies",
                "--threads", "2", "--json"};
            JsonNode found = new RealProgram(folder).json(0, line);
            for (JsonNode algorithm : found.get("algorithms")) {
                JsonNode run = algorithm.get("runs").get(0);
                assertEquals(4, run.get("trained_to_the_end").asInt(), "all there are");
                assertTrue(run.get("hypervolume").asDouble() > 0 && run.get("front_energy_ratio").asDouble() >= 1, run.toString());
                assertEquals(run.get("best").get("trained_accuracy").asDouble(), run.get("best_test_accuracy").asDouble());
                assertEquals(1, algorithm.get("wins").asInt(), "both have trained the same designs");
            }
            assertEquals(found, new RealProgram(folder).json(0, line), "finished runs are read");
            assertTrue(real.trainings().list(project).isEmpty(), "the project itself is left as it is");
        }
        assertTrue(run("benchmark", "search", "--project", "mine", "--minutes", "0").err().contains("--minutes is above 0"));
        assertTrue(run("benchmark", "search", "--project", "mine", "--minutes", "1", "--budgets", "2").err().contains("--minutes has no effect"));
    }

    @Test
    void denseComparesTheSameBenchmark() {
        CliRun.Outcome outcome = run("benchmark", "fitness", "--preset", "digits", "--matrix", MATRIX, "--dense", "--exact", "--json");
        assertEquals(WeightPrecision.FLOAT32, workbench.measurements.benchmarks.getFirst().precision());
        assertEquals("float32", outcome.json().get("precision").asText());
        assertEquals(0, outcome.exitCode(), outcome.err());
        assertEquals(workbench.measurements.benchmarks, workbench.measurements.denseBenchmarks);
        assertEquals(10.0, outcome.json().get("dense_seconds_over_event_driven_seconds").asDouble());
        assertEquals(20.0, outcome.json().get("dense_cpu_seconds_over_event_driven_cpu_seconds").asDouble());
        CliRun.Outcome text = run("benchmark", "fitness", "--preset", "digits", "--matrix", MATRIX, "--dense");
        assertTrue(text.out().contains("10.00 times as fast as dense"), text.out());
        assertTrue(text.out().contains("cell convolution") && text.out().contains("85.7 %"), text.out());
    }

    @Test
    void scalingVariesOneQuantityAtATime() {
        CliRun.Outcome outcome = run("benchmark", "fitness", "--preset", "digits", "--matrix", MATRIX, "--scaling", "--json");
        assertEquals(0, outcome.exitCode(), outcome.err());
        JsonNode rows = outcome.json().get("scaling");
        assertEquals(4 + 3 + 3 + 2, rows.size());
        assertEquals(64, rows.get(3).get("batch_size").asInt());
        assertEquals(8, rows.get(6).get("time_steps").asInt());
        assertEquals(16, rows.get(6).get("batch_size").asInt());
        assertEquals(2.0, rows.get(9).get("width_ratio").asDouble());
        assertEquals(256, workbench.measurements.benchmarks.get(10).network().template().stages().getFirst().width());
        assertTrue(run("benchmark", "fitness", "--preset", "digits", "--matrix", MATRIX, "--scaling").out().contains("s per pass"));
    }

    @Test
    void aRatioWidensEveryStage() {
        run("benchmark", "fitness", "--preset", "snasnet-cifar10", "--ratio", "1", "--matrix", MATRIX, "--data", "cifar10", "--format", "cifar10",
                "--json");
        assertEquals(128, workbench.measurements.benchmarks.getFirst().network().template().stages().getFirst().width());
        assertEquals(256, workbench.measurements.benchmarks.getFirst().network().template().stages().get(1).width());
    }

    @Test
    void wrongValuesAreRefusedWithASentence() {
        for (String ratio : new String[] {"0", "-1", "0.001", "NaN", "1e9"}) {
            CliRun.Outcome outcome = run("benchmark", "fitness", "--preset", "digits", "--matrix", MATRIX, "--ratio", ratio);
            assertEquals(ExitCodes.USAGE, outcome.exitCode(), ratio);
            assertTrue(outcome.err().contains("--ratio"), outcome.err());
        }
        assertEquals(ExitCodes.USAGE, run("benchmark", "fitness", "--preset", "digits", "--matrix", MATRIX, "--batch", "1").exitCode());
        assertEquals(ExitCodes.USAGE, run("benchmark", "fitness", "--preset", "digits", "--matrix", MATRIX, "--passes", "0").exitCode());
        assertEquals(ExitCodes.USAGE, run("benchmark", "search", "--preset", "digits", "--draws", "0").exitCode());
        assertEquals(ExitCodes.USAGE, run("benchmark", "search", "--preset", "digits", "--batch", "300").exitCode());
        assertEquals(ExitCodes.USAGE, run("benchmark").exitCode());
        String question = run("benchmark").err();
        assertTrue(question.contains("say what to measure: "), question);
        Stream.of("fitness", "search", "scale", "screen", "training", "recipe", "spikenas-bench")
                .forEach(command -> assertTrue(question.contains(command), question));
        assertTrue(workbench.measurements.benchmarks.isEmpty() && workbench.measurements.searchBenchmarks.isEmpty());
    }

    @Test
    void aTrainingTellsItsPaceByTemplateWidthBatchAndThreads() {
        CliRun.Outcome outcome = run("benchmark", "training", "--preset", "digits", "--matrix", MATRIX, "--threads", "1", "--scaling", "--json");
        assertEquals(0, outcome.exitCode(), outcome.err());
        JsonNode json = outcome.json();
        assertEquals(1.75, json.get("first_step_seconds_after_process_start").asDouble());
        assertEquals(16e9, json.get("multiply_add_limit_per_second_and_thread").asDouble());
        assertEquals(64, json.get("event_driven").get("images_per_cpu_second").asDouble(), 1e-9); // the median of two would be 53 or 80
        JsonNode first = json.get("table").get(0);
        assertEquals(64, first.get("images_per_second").asDouble());
        assertEquals(128, first.get("images_per_cpu_second").asDouble());
        assertEquals(0.25, first.get("share_of_multiply_add_limit").asDouble(), 1e-12);
        assertEquals(0.75, first.get("work_on_one_thread").get(0).get("share").asDouble(), 1e-12);
        List<PassBenchmark> paces = workbench.measurements.paces;
        assertEquals(paces.size(), json.get("table").size());
        assertEquals(paces.size(), Set.copyOf(paces).size());
        assertTrue(paces.stream().anyMatch(pace -> pace.network().template().name().equals("hasnas-cifar10")), paces.toString());
        assertEquals(Set.of(8, 32, 64), paces.stream().map(PassBenchmark::batchSize).collect(Collectors.toSet()));
        assertEquals(Set.of(1, 2), paces.stream().map(PassBenchmark::threads).collect(Collectors.toSet()));
        assertTrue(paces.stream().map(pace -> pace.network().template().stages().getFirst().width()).toList().containsAll(List.of(8, 16, 32)));
        CliRun.Outcome text = run("benchmark", "training", "--preset", "digits", "--matrix", MATRIX);
        assertTrue(text.out().contains("gradients of inputs 75 %") && text.out().contains("25.0 %"), text.out());
        assertTrue(run("benchmark", "training", "--preset", "digits", "--matrix", MATRIX, "--accuracy", "--scaling").err().contains("--scaling"));
    }

    @Test
    void aSearchTellsCandidatesPerSecondAndTheirSpread() {
        CliRun.Outcome outcome = run("benchmark", "search", "--preset", "snasnet-cifar10", "--ratio", "1", "--batch", "32", "--draws", "100",
                "--threads", "2", "--data", "cifar10", "--format", "cifar10", "--json");
        assertEquals(0, outcome.exitCode(), outcome.err());
        SearchBenchmark asked = workbench.measurements.searchBenchmarks.getFirst();
        assertEquals(100, asked.draws());
        assertEquals(32, asked.fitness().batchSize());
        assertEquals(128, asked.template().stages().getFirst().width());
        JsonNode json = outcome.json();
        assertEquals(2.5, json.get("candidates_per_second").asDouble());
        assertEquals(1.0, json.get("fastest_seconds").asDouble());
        assertEquals(2.0, json.get("median_seconds").asDouble());
        assertEquals(3.0, json.get("slowest_seconds").asDouble());
        assertEquals(3, json.get("simulated").asInt());
        assertTrue(run("benchmark", "search", "--preset", "digits").out().contains("candidates per second"));
    }

    @Test
    void screensArePrintedWithTheirRanks() {
        CliRun.Outcome outcome =
                run("benchmark", "screen", "--preset", "hasnas-cifar10", "--data", "cifar10", "--format", "cifar10", "--screens", "12x16,24x8",
                        "--draws", "9", "--batch", "128", "--score", "sahd-sum", "--json");
        assertEquals(0, outcome.exitCode(), outcome.err());
        ScreenBenchmark asked = workbench.measurements.screenBenchmarks.getFirst();
        assertEquals(List.of(new ScreenBenchmark.Screen(12, 16), new ScreenBenchmark.Screen(24, 8)), asked.screens());
        assertEquals(9, asked.draws());
        assertEquals(128, asked.fitness().batchSize());
        assertEquals(ScoreId.SAHD_SUM, asked.fitness().score());
        JsonNode json = outcome.json();
        assertEquals("hasnas-benchmark-screen", json.get("document").asText());
        assertEquals(9, json.get("networks").asInt());
        assertEquals(96, json.get("channels").asInt());
        assertEquals(12, json.get("screens").get(0).get("channels").asInt());
        assertEquals(0.75, json.get("screens").get(0).get("kendall_tau").asDouble());
        assertEquals(0.25, json.get("screens").get(0).get("cpu_seconds_per_network").asDouble());
        assertTrue(json.get("screens").get(1).get("kendall_tau").isNull());
        assertEquals(0.625, json.get("convolutions_kendall_tau").asDouble());
        String text = run("benchmark", "screen", "--preset", "digits").out();
        assertTrue(text.contains("0.750") && text.contains("constant") && text.contains("costs nothing: 0.625"), text);
        assertTrue(workbench.measurements.screenBenchmarks.getLast().screens().isEmpty());
    }

    @Test
    void aClustersWayIsTimedByTasksAndTrainings() {
        CliRun.Outcome outcome = run("benchmark", "scale", "project", "--matrix", MATRIX, "--task-seconds", "0.5,2", "--json");
        assertEquals(0, outcome.exitCode(), outcome.err());
        JsonNode row = outcome.json().get("sleeping").get(1);
        assertEquals(2, row.get("task_seconds").asDouble());
        assertEquals(10.0 / 11, row.get("efficiency").asDouble(), 1e-12);
        assertEquals(0.2, row.get("overhead_seconds").asDouble(), 1e-12);
        assertEquals(1.25, outcome.json().get("rounds").get(0).get("there").get("seconds").asDouble());
        assertEquals(0.9, outcome.json().get("rounds").get(0).get("here").get("processor_seconds").asDouble());
        assertEquals(2, outcome.json().get("rounds").get(0).get("round").asInt(), "one cold and one warm");
        String text = run("benchmark", "scale", "project", "--matrix", MATRIX).out();
        assertTrue(text.contains("0.909") && text.contains("1.250") && text.contains("1.100"), text);
        String onlyTasks = run("benchmark", "scale", "project", "--payload", "7").out();
        assertTrue(onlyTasks.contains("7 bytes each way: 50.0 ms alone, one each 10.0 ms") && !onlyTasks.contains("round"), onlyTasks);
        assertEquals(7, run("benchmark", "scale", "project", "--matrix", MATRIX, "--scores", "5", "--json").json().get("rounds").get(0).get("round")
                .asInt());
        assertEquals(2, run("benchmark", "scale", "project", "--matrix", MATRIX, "--workers", "1,2", "--json").json().get("rounds").get(0)
                .get("side_by_side").asInt());
        assertTrue(run("benchmark", "scale", "project", "--scores", "5").err().contains("--matrix"));
        assertTrue(run("benchmark", "scale", "project", "--matrix", "0").err().contains("--matrix '0'"));
        assertTrue(run("benchmark", "scale", "project", "--matrix", MATRIX, "--task-seconds", "100").err().contains("0 to 60"));
        assertTrue(run("benchmark", "scale", "project", "--payload", "-1").err().contains("--payload"));
    }

    @Test
    void manyWorkersAreLimitedByWhatTheProgramDoesForEachTask() {
        ClusterScale.Way way = new ClusterScale.Way(0, 0.05, 0.01, 0);
        assertEquals(1 / 1.05, way.efficiency(1, 1, 0), 1e-12);
        assertEquals(100 * 1.0 / 1000, way.efficiency(1000, 1, 0), 1e-6, "100 tasks a second at most");
        assertEquals(50 * 1.0 / 1000, way.efficiency(1000, 1, 0.01), 1e-6, "half of them if each is thought about as long as it is sent");
        assertTrue(way.efficiency(50, 1, 0) > 0.9);
        assertEquals(0.5, way.taskSeconds(0.1, 1, 0), 1e-6, "ten times the way");
        assertEquals(1 / 1.1, way.efficiency(200, way.taskSeconds(0.1, 200, 0), 0), 1e-6);
    }

    @Test
    void wrongScreensAreRefusedWithASentence() {
        for (String screen : new String[] {"12", "x", "12x16x2", "ax16"}) {
            CliRun.Outcome outcome = run("benchmark", "screen", "--preset", "digits", "--screens", screen);
            assertEquals(ExitCodes.USAGE, outcome.exitCode(), screen);
            assertTrue(outcome.err().contains("write channels x images, such as 12x16"), outcome.err());
        }
        assertTrue(run("benchmark", "screen", "--preset", "digits", "--screens", "0x16").err().contains("at least 1 channel and 2 images"));
        assertTrue(run("benchmark", "screen", "--preset", "digits", "--score", "hasnas").err().contains("score 'hasnas' is not simulated"));
        assertEquals(ExitCodes.USAGE, run("benchmark", "screen", "--preset", "digits", "--draws", "2").exitCode());
        assertEquals(ExitCodes.USAGE, run("benchmark", "screen").exitCode());
        assertTrue(workbench.measurements.screenBenchmarks.isEmpty());
    }

    @Test
    void aSearchInATableTellsTheRegretOfEveryLevelAndAlgorithm() {
        CliRun.Outcome outcome = run("benchmark", "search", "--table", "t.csv", "--algorithms", "nsga2,lightsnn-pruning", "--budget", "30",
                "--seeds", "2", "--feasible", "0.1", "--shortlist", "5", "--score", "depth", "--json");
        assertEquals(0, outcome.exitCode(), outcome.err());
        TableSearch asked = workbench.measurements.tableSearches.getFirst();
        assertEquals(List.of(SearchAlgorithmId.NSGA2, SearchAlgorithmId.LIGHTSNN_PRUNING), asked.algorithms());
        assertEquals(30, asked.budget());
        assertEquals(2, asked.seeds());
        assertEquals(0.1, asked.feasibleFraction().orElseThrow());
        assertEquals(List.of(5), asked.shortlists());
        JsonNode json = outcome.json();
        assertEquals(200, json.get("rows").asInt());
        JsonNode level = json.get("levels").get(0);
        assertEquals(25, level.get("feasible_rows").asInt());
        assertEquals(10, level.get("feasible_rows_as_written").asInt());
        JsonNode pruning = level.get("outcomes").get(1);
        assertEquals("lightsnn-pruning", pruning.get("algorithm").asText());
        assertEquals("score depth, then 5 accuracies", pruning.get("known_before_pick").asText());
        assertEquals(0.5, pruning.get("mean_regret_points").asDouble());
        assertEquals(0.125, pruning.get("mean_expected_regret_points").asDouble());
        assertEquals(0.75, pruning.get("worst_regret_points").asDouble());
        assertEquals(2, pruning.get("regret_points").size());
        String text = run("benchmark", "search", "--table", "t.csv").out();
        assertTrue(text.contains("12.5 %") && text.contains("5.0 %") && text.contains("87.50 %") && text.contains("0.500"), text);
        assertEquals(4, text.lines().filter(line -> line.contains("then 5 accuracies")).count(), text); // the algorithms that can search in a table
        assertTrue(workbench.measurements.tableSearches.getLast().feasibleFraction().isEmpty());
    }

    @Test
    void wrongSearchesInATableAreRefused() {
        assertTrue(run("benchmark", "search", "--table", "t.csv", "--score", "sahd").err().contains("has to be simulated"));
        assertTrue(run("benchmark", "search", "--table", "t.csv", "--feasible", "0").err().contains("above 0 and up to 1"));
        assertTrue(run("benchmark", "search", "--table", "t.csv", "--shortlist", "0").err().contains("--shortlist must be at least 1"));
        assertTrue(run("benchmark", "search", "--table", "t.csv", "--algorithms", "snasnet-random").err().contains("leave it out"));
        assertTrue(workbench.measurements.tableSearches.isEmpty());
    }
}
