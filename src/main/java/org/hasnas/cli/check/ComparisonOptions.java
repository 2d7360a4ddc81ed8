package org.hasnas.cli.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hasnas.checks.model.AlgorithmComparison;
import org.hasnas.checks.model.AlgorithmRun;
import org.hasnas.checks.model.ComparisonResult;
import org.hasnas.checks.model.PublishedProtocol;
import org.hasnas.checks.model.SearchBenchmark;
import org.hasnas.chip.model.CostModelId;
import org.hasnas.chip.model.SpikeSimSettings;
import org.hasnas.cli.console.ExitCodes;
import org.hasnas.cli.console.JsonDocument;
import org.hasnas.cli.console.Session;
import org.hasnas.cli.console.TextTable;
import org.hasnas.cli.option.Converters;
import org.hasnas.cli.option.LimitOptions;
import org.hasnas.cli.option.Options;
import org.hasnas.cli.report.CostDocument;
import org.hasnas.cli.report.CostText;
import org.hasnas.cli.report.RunReport;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.SearchAlgorithmId;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.model.Trial;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The part of {@code hasnas benchmark search} that compares algorithms. */
final class ComparisonOptions {
    @Option(names = "--algorithms", split = ",", paramLabel = "A", converter = Converters.OfAlgorithm.class,
            description = "Compare these search algorithms: hasnas, evolution, nsga2, lightsnn-pruning, snasnet-random.")
    private List<SearchAlgorithmId> algorithms = new ArrayList<>();

    @Option(names = "--budget", paramLabel = "N", description = "Comparing: fitness evaluations of a run; default: 50.")
    private int budget = 50;

    @Option(names = "--seeds", paramLabel = "N", description = "Comparing: runs of each algorithm; default: 1.")
    private int seeds = 1;

    @Option(names = "--published-draws", paramLabel = "N", description = "Comparing: time so many draws at SNASNet's published protocol (5000 draws,"
            + " two batches of 256) and extrapolate; default: 0, not at all.")
    private int publishedDraws;

    @Mixin
    private LimitOptions limitOptions = new LimitOptions();

    boolean isGiven() {
        return !algorithms.isEmpty();
    }

    List<SearchAlgorithmId> algorithms() {
        return List.copyOf(algorithms);
    }

    int budget() throws HasnasException {
        return Options.atLeastOne("--budget", budget);
    }

    int seeds() throws HasnasException {
        return Options.atLeastOne("--seeds", seeds);
    }

    int call(Session session, SearchBenchmark base, boolean json) throws HasnasException {
        if (publishedDraws < 0) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "--published-draws must be 0 or more, was " + publishedDraws);
        }
        SearchRequest task = new SearchRequest(base.dataset(), base.template(), base.space(), SpikeSimSettings.DEFAULT,
                limitOptions.applyTo(ConstraintSet.PUBLISHED, CostModelId.SPIKESIM_ELA), SearchAlgorithmId.HASNAS, budget(), base.fitness(),
                base.seed());
        AlgorithmComparison comparison = new AlgorithmComparison(task, algorithms(), seeds(), publishedDraws, base.threads());
        ComparisonResult result = session.compute(job -> session.workbench().measurements().compareAlgorithms(comparison, job));
        if (json) {
            document(session, comparison, result).print(session.out());
        } else {
            print(session, comparison, result);
        }
        return ExitCodes.OK;
    }

    private static String fitness(Trial trial) {
        return trial.fitness().map(score -> String.format(Locale.ROOT, "%.4f", score.value())).orElse("-");
    }

    private static void print(Session session, AlgorithmComparison comparison, ComparisonResult result) {
        SearchRequest task = comparison.task();
        session.out().println(String.format(Locale.ROOT, "%s (search space %s) on %s; score %s, %d batches of %d images; budget %d; %d %s",
                task.template().name(), task.space().name(), RunReport.dataset(task.dataset()), task.fitness().score().label(),
                task.fitness().batches(), task.fitness().batchSize(), task.budget(), comparison.threads(),
                comparison.threads() == 1 ? "thread" : "threads"));
        TextTable table = new TextTable("algorithm", "seed", "evaluations", "feasible", "best feasible fitness", "<matrix", "seconds", "CPU s");
        for (AlgorithmRun run : result.runs()) {
            table.row(run.algorithm().label(), Long.toString(run.seed()), Integer.toString(run.evaluations()), Integer.toString(run.feasible()),
                    run.best().map(ComparisonOptions::fitness).orElse("none"), run.best().map(trial -> trial.architecture().text()).orElse("-"),
                    CostText.number(run.seconds()), CostText.number(run.cpuSeconds()));
        }
        table.print(session.out());
        session.out().println("Fitness is a training-free score, not an accuracy. Seconds depend on what else the machine does; CPU seconds hardly.");
        result.published().ifPresent(published -> print(session, result, published));
    }

    private static void print(Session session, ComparisonResult result, PublishedProtocol published) {
        session.out().println();
        session.out().println(String.format(Locale.ROOT, "SNASNet's published protocol (%d draws, two batches of 256), extrapolated from %d draws"
                + " (%d different networks) timed on one thread:", published.draws(), published.sample(), published.sampleDistinct()));
        session.out().println(String.format(Locale.ROOT, "  %.1f CPU s per draw: %.0f CPU s for all; with equal networks simulated once (%d"
                + " different ones, %.1f CPU s each): %.0f CPU s", published.cpuSecondsPerDraw(), published.cpuSeconds(), published.distinct(),
                published.cpuSecondsPerNetwork(), published.cpuSecondsWithCache()));
        session.out().println(String.format(Locale.ROOT, "  its pick, as far as known (%d networks ranked by the screen, the best %d evaluated): %s,"
                + " fitness %s", published.screened(), published.picked(), published.pick().architecture(), fitness(published.pick())));
        session.out().println("  its best within the limits, likewise: " + published.feasiblePick()
                .map(trial -> trial.architecture() + ", fitness " + fitness(trial)).orElse("none"));
        for (AlgorithmRun run : result.runs()) {
            session.out().println(String.format(Locale.ROOT, "  %s, seed %d: %.0f times less CPU time (%.0f against the cached protocol); its pick"
                    + " is %s the protocol's best within the limits, %s its pick without limits", run.algorithm().label(), run.seed(),
                    published.cpuSeconds() / run.cpuSeconds(), published.cpuSecondsWithCache() / run.cpuSeconds(),
                    published.feasiblePick().map(pick -> compared(run, pick)).orElse("not comparable with"), compared(run, published.pick())));
        }
    }

    private static String compared(AlgorithmRun run, Trial pick) {
        return isAtLeast(run, pick) ? "at least as fit as" : "less fit than";
    }

    private static boolean isAtLeast(AlgorithmRun run, Trial pick) {
        return run.best().flatMap(Trial::fitness).isPresent() && pick.fitness().isPresent()
                && run.best().flatMap(Trial::fitness).get().value() >= pick.fitness().get().value();
    }

    private static JsonDocument document(Session session, AlgorithmComparison comparison, ComparisonResult result) {
        SearchRequest task = comparison.task();
        List<Map<String, @Nullable Object>> runs = new ArrayList<>();
        for (AlgorithmRun run : result.runs()) {
            runs.add(new JsonDocument().put("algorithm", run.algorithm().label()).put("seed", run.seed()).put("evaluations", run.evaluations())
                    .put("feasible", run.feasible()).put("best", run.best().map(trial -> trial(trial, task).map()).orElse(null))
                    .put("seconds", run.seconds()).put("cpu_seconds", run.cpuSeconds()).map());
        }
        JsonDocument document = session.document("hasnas-benchmark-algorithms", 1).putAll(BenchmarkReport.machine())
                .put("preset", task.template().name()).put("space", task.space().name()).put("dataset", RunReport.dataset(task.dataset()))
                .put("score", task.fitness().score().label())
                .put("batch_size", task.fitness().batchSize()).put("batches", task.fitness().batches()).put("budget", task.budget())
                .put("threads", comparison.threads()).put("limits", CostDocument.limits(task.limits())).put("runs", runs);
        result.published().ifPresent(published -> document.put("published_protocol", new JsonDocument().put("draws", published.draws())
                .put("distinct", published.distinct()).put("extrapolated", true).put("sample", published.sample())
                .put("sample_distinct", published.sampleDistinct()).put("cpu_seconds_per_draw", published.cpuSecondsPerDraw())
                .put("cpu_seconds_per_network", published.cpuSecondsPerNetwork()).put("cpu_seconds", published.cpuSeconds())
                .put("cpu_seconds_with_cache", published.cpuSecondsWithCache()).put("screened", published.screened())
                .put("evaluated_for_picks", published.picked()).put("pick", trial(published.pick(), task))
                .put("feasible_pick", published.feasiblePick().map(trial -> trial(trial, task).map()).orElse(null))));
        return document;
    }

    private static JsonDocument trial(Trial trial, SearchRequest task) {
        JsonDocument document = new JsonDocument().put("matrix", trial.architecture().text())
                .put("fitness", trial.fitness().map(score -> (Object) score.value()).orElse(null));
        trial.cost().ifPresent(cost -> document.putAll(CostDocument.cost(cost)).put("within_limits", task.limits().isMetBy(cost)));
        return document;
    }
}
