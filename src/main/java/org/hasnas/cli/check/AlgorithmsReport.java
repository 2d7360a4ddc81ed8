package org.hasnas.cli.check;

import java.io.PrintStream;
import org.hasnas.checks.model.AlgorithmComparison;
import org.hasnas.checks.model.AlgorithmRun;
import org.hasnas.checks.model.ComparisonResult;
import org.hasnas.checks.model.PublishedProtocol;
import org.hasnas.cli.report.CostSheet;
import org.hasnas.cli.report.Figures;
import org.hasnas.cli.report.JsonDocument;
import org.hasnas.cli.report.Naming;
import org.hasnas.cli.report.Report;
import org.hasnas.cli.report.TextTable;
import org.hasnas.score.model.FitnessScore;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.model.Trial;

/** How search algorithms compare on one task. */
record AlgorithmsReport(AlgorithmComparison comparison, ComparisonResult result) implements Report {
    @Override
    public void text(PrintStream out) {
        SearchRequest task = comparison.task();
        out.println(Figures.format("%s (search space %s) on %s; score %s, %d batches of %d images; budget %d; %s",
                task.template().name(), task.space().name(), Naming.text(task.dataset()), task.fitness().score().label(),
                task.fitness().batches(), task.fitness().batchSize(), task.budget(),
                Figures.count(comparison.threads(), "thread")));
        TextTable table = new TextTable("algorithm", "seed", "evaluations", "feasible", "best feasible fitness", "<matrix", "seconds", "CPU s");
        for (AlgorithmRun run : result.runs()) {
            table.row(run.algorithm().label(), run.seed(), run.evaluations(), run.feasible(),
                    run.best().map(AlgorithmsReport::fitness).orElse("none"), run.best().map(trial -> trial.architecture().text()).orElse("-"),
                    Figures.significant(run.seconds()), Figures.significant(run.cpuSeconds()));
        }
        table.print(out);
        out.println("Fitness is a training-free score, not an accuracy. Seconds depend on what else the machine does; CPU seconds hardly.");
        result.published().ifPresent(published -> print(published, out));
    }

    private void print(PublishedProtocol published, PrintStream out) {
        out.println();
        out.println(Figures.format("SNASNet's published protocol (%d draws, two batches of 256), extrapolated from %d draws"
                + " (%d different networks) timed on one thread:", published.draws(), published.sample(), published.sampleDistinct()));
        out.println(Figures.format("  %.1f CPU s per draw: %.0f CPU s for all; with equal networks simulated once (%d"
                + " different ones, %.1f CPU s each): %.0f CPU s", published.cpuSecondsPerDraw(), published.cpuSeconds(), published.distinct(),
                published.cpuSecondsPerNetwork(), published.cpuSecondsWithCache()));
        out.println(Figures.format("  its pick, as far as known (%d networks ranked by the screen, the best %d evaluated): %s,"
                + " fitness %s", published.screened(), published.picked(), published.pick().architecture(), fitness(published.pick())));
        out.println("  its best within the limits, likewise: " + published.feasiblePick()
                .map(trial -> trial.architecture() + ", fitness " + fitness(trial)).orElse("none"));
        for (AlgorithmRun run : result.runs()) {
            out.println(Figures.format("  %s, seed %d: %.0f times less CPU time (%.0f against the cached protocol); its pick"
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

    private static String fitness(Trial trial) {
        return trial.fitness().map(score -> Figures.decimals(4, score.value())).orElse("-");
    }

    @Override
    public JsonDocument json() {
        SearchRequest task = comparison.task();
        JsonDocument document = JsonDocument.of("hasnas-benchmark-algorithms", 1).putAll(Naming.machine())
                .put("preset", task.template().name()).put("space", task.space().name()).put("dataset", Naming.text(task.dataset()))
                .put("score", task.fitness().score().label())
                .put("batch_size", task.fitness().batchSize()).put("batches", task.fitness().batches()).put("budget", task.budget())
                .put("threads", comparison.threads()).put("limits", Naming.json(task.limits()))
                .put("runs", result.runs().stream().map(this::json).toList());
        result.published().ifPresent(published -> document.put("published_protocol", json(published)));
        return document;
    }

    private JsonDocument json(AlgorithmRun run) {
        return new JsonDocument().put("algorithm", run.algorithm().label()).put("seed", run.seed()).put("evaluations", run.evaluations())
                .put("feasible", run.feasible()).put("best", run.best().map(this::json))
                .put("seconds", run.seconds()).put("cpu_seconds", run.cpuSeconds());
    }

    private JsonDocument json(PublishedProtocol published) {
        return new JsonDocument().put("draws", published.draws())
                .put("distinct", published.distinct()).put("extrapolated", true).put("sample", published.sample())
                .put("sample_distinct", published.sampleDistinct()).put("cpu_seconds_per_draw", published.cpuSecondsPerDraw())
                .put("cpu_seconds_per_network", published.cpuSecondsPerNetwork()).put("cpu_seconds", published.cpuSeconds())
                .put("cpu_seconds_with_cache", published.cpuSecondsWithCache()).put("screened", published.screened())
                .put("evaluated_for_picks", published.picked()).put("pick", json(published.pick()))
                .put("feasible_pick", published.feasiblePick().map(this::json));
    }

    private JsonDocument json(Trial trial) {
        JsonDocument document = new JsonDocument().put("matrix", trial.architecture().text())
                .put("fitness", trial.fitness().map(FitnessScore::value));
        trial.cost().ifPresent(cost -> document.putAll(CostSheet.json(cost)).put("within_limits", comparison.task().limits().isMetBy(cost)));
        return document;
    }
}
