package org.hasnas.cli.report;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.hasnas.chip.model.CostKind;
import org.hasnas.chip.model.CostReport;
import org.hasnas.cli.console.JsonDocument;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;
import org.hasnas.network.Architecture;
import org.hasnas.score.model.FitnessScore;
import org.hasnas.score.model.ScoreId;
import org.hasnas.search.model.CandidateAccuracies;
import org.hasnas.search.model.Feasibility;
import org.hasnas.search.model.KnownTable;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.model.Trial;
import org.hasnas.search.model.TrialOutcome;
import org.hasnas.training.model.Accuracy;
import org.hasnas.training.model.AccuracyKind;
import org.hasnas.units.EnumNames;
import org.hasnas.workbench.Workbench;
import org.hasnas.workbench.candidate.Candidate;
import org.hasnas.workbench.project.Project;

/** Writes what a run found, for people and as JSON. */
public final class RunReport {
    private static final double PERCENT = 100;

    private final Workbench workbench;
    private final Project project;
    private final RunResult result;
    private final CandidateAccuracies known;

    private RunReport(Workbench workbench, Project project, RunResult result, CandidateAccuracies known) {
        this.workbench = workbench;
        this.project = project;
        this.result = result;
        this.known = known;
    }

    public static RunReport of(Workbench workbench, Project project, long runId) throws HasnasException {
        RunResult result = new RunResult(workbench.searches().get(project, runId), workbench.searches().trials(project, runId));
        return new RunReport(workbench, project, result, workbench.candidates().accuracies(project, result.run().request()));
    }

    public RunResult result() {
        return result;
    }

    public static String dataset(DatasetReference dataset) {
        return EnumNames.of(dataset.format()) + (dataset.path().isEmpty() ? " (embedded)" : " " + dataset.path());
    }

    public void printText(PrintStream out) {
        SearchRequest request = result.run().request();
        out.println("run " + result.run().id() + " of " + project.folder() + ": " + EnumNames.of(result.run().status()) + ", "
                + result.trials().size() + " of " + request.budget() + " trials, algorithm " + request.algorithm().label() + ", seed "
                + request.seed());
        out.println(request.template().name() + " (search space " + request.space().name() + ") on " + dataset(request.dataset()) + "; "
                + CostText.hardware(request.hardware()));
        out.println(counts());
        out.println();
        Optional<Trial> best = result.best();
        if (best.isPresent()) {
            out.println("Best feasible network: trial " + best.get().index());
            describe(best.get(), out);
            printRegret(best.get(), out);
        } else {
            printInfeasible(out);
        }
        out.println();
        try {
            report().ifPresent(new CostText(out)::provenance);
        } catch (HasnasException changed) {
            out.println(changed.getMessage()); // the stored costs are still what they are
        }
    }

    private String counts() {
        return result.feasible() + " feasible; " + result.evaluated() + " scored, " + result.overLimits() + " over the limits and not scored, "
                + result.failed() + " failed";
    }

    private void printInfeasible(PrintStream out) {
        if (result.feasible() == 0) {
            feasibility().ifPresent(known -> {
                known.sentences().forEach(out::println);
                out.println();
            });
        }
        if (result.trials().isEmpty()) {
            out.println("No trial was made.");
            return;
        }
        if (result.feasible() > 0) {
            out.println("No feasible network was scored.");
            return;
        }
        Optional<Trial> nearest = result.nearest();
        if (nearest.isEmpty()) {
            Trial first = result.trials().getFirst();
            out.println("No network could be evaluated" + (first.outcome() instanceof TrialOutcome.Failed(String reason)
                    ? "; the first failed with: " + reason : "."));
            return;
        }
        out.println("No feasible network was found. " + blame());
        out.println("Nearest to the limits: trial " + nearest.get().index());
        describe(nearest.get(), out);
        out.println("Loosen that limit, choose a smaller template, or raise the budget.");
    }

    private String blame() {
        Map<CostKind, Integer> violations = result.violations();
        CostKind worst = CostKind.MEMORY;
        for (CostKind kind : CostKind.values()) {
            worst = violations.getOrDefault(kind, 0) > violations.getOrDefault(worst, 0) ? kind : worst;
        }
        return "The limit exceeded most often is " + worst.label() + " (" + worst.quantity().format(result.limits().limit(worst)) + "): by "
                + violations.getOrDefault(worst, 0) + " of " + result.trials().size() + " candidates.";
    }

    private void describe(Trial trial, PrintStream out) {
        out.println("  matrix   " + trial.architecture().text());
        out.println("  fitness  " + trial.fitness().map(this::fitness).orElse("not computed, since a limit is exceeded"));
        accuracy(trial).ifPresent(accuracy -> out.println(String.format(Locale.ROOT, "  accuracy %.2f %% (%s; %s)", PERCENT * accuracy.fraction(),
                accuracy.kind().label(), accuracy.source())));
        out.println();
        trial.cost().ifPresent(cost -> new CostText(out).limits(cost, result.limits()));
    }

    private Optional<Accuracy> accuracy(Trial trial) {
        return known.accuracy(trial.architecture(), AccuracyKind.BENCHMARK);
    }

    /** What the pick loses against the best that the benchmark knows. */
    private void printRegret(Trial pick, PrintStream out) {
        KnownTable table = known.table().orElse(null);
        if (table == null) {
            return;
        }
        out.println();
        out.println("Benchmark: " + table.feasible() + " of the " + table.networks() + " networks of " + table.name() + " meet the limits.");
        Optional<Architecture> best = table.best();
        if (best.isPresent()) {
            double accuracy = known.accuracy(best.get(), AccuracyKind.BENCHMARK).map(Accuracy::fraction).orElse(Double.NaN);
            out.println(String.format(Locale.ROOT, "The most accurate of them is %s with %.2f %%%s.", best.get(), PERCENT * accuracy,
                    known.regretFraction(pick.architecture()).isPresent()
                            ? String.format(Locale.ROOT, "; the pick loses %.2f points against it", PERCENT
                                    * known.regretFraction(pick.architecture()).getAsDouble())
                            : "; the pick is not in the table"));
        }
    }

    private JsonDocument benchmarkDocument(KnownTable table) {
        Optional<Architecture> best = table.best();
        OptionalDouble regret = result.best().map(pick -> known.regretFraction(pick.architecture())).orElse(OptionalDouble.empty());
        return new JsonDocument().put("table", table.name()).put("networks", table.networks()).put("feasible", table.feasible())
                .put("best_feasible_matrix", best.map(Architecture::text).orElse(null))
                .put("best_feasible_accuracy_percent", best.flatMap(network -> known.accuracy(network, AccuracyKind.BENCHMARK))
                        .map(accuracy -> (Object) (PERCENT * accuracy.fraction())).orElse(null))
                .put("regret_points", regret.isPresent() ? (Object) (PERCENT * regret.getAsDouble()) : null);
    }

    private String fitness(FitnessScore score) {
        ScoreId id = result.run().request().fitness().score();
        return CostDocument.text(score, id, 6) + (score.isSingular() ? "" : "  (" + id.title() + ": " + CostDocument.SCORE_MEANING
                + "; rank correlation with trained accuracy " + id.rankCorrelation() + " on SpikeNAS-Bench"
                + (id.isSimulated() ? String.format(Locale.ROOT, "; mean firing rate %.3f", score.meanFiringRate()) : "") + ")");
    }

    public JsonDocument document(String version) {
        SearchRequest request = result.run().request();
        JsonDocument violations = new JsonDocument();
        result.violations().forEach((kind, count) -> violations.put(kind.label(), count));
        JsonDocument document = JsonDocument.of("hasnas-run", 1, version).put("project", project.folder().toString())
                .put("run", result.run().id()).put("status", EnumNames.of(result.run().status()))
                .put("started", result.run().started().toString()).put("run_program_version", result.run().programVersion())
                .put("algorithm", request.algorithm().label()).put("seed", request.seed()).put("budget", request.budget())
                .put("trials", result.trials().size()).put("evaluated", result.evaluated()).put("over_limits", result.overLimits())
                .put("failed", result.failed()).put("feasible", result.feasible()).put("violations", violations)
                .put("preset", request.template().name()).put("search_space", request.space().name())
                .put("time_steps", request.template().timeSteps()).put("dataset", dataset(request.dataset()))
                .put("batch_size", request.fitness().batchSize()).put("batches", request.fitness().batches())
                .put("precision", EnumNames.of(request.fitness().precision()))
                .putAll(CostDocument.score(request.fitness().score()))
                .put("memory_scope", request.limits().memoryScope().label()).put("limits", CostDocument.limits(request.limits()));
        try {
            report().ifPresentOrElse(report -> document.putAll(CostDocument.provenance(request.hardware(), report)),
                    () -> document.putAll(CostDocument.hardware(request.hardware())));
        } catch (HasnasException changed) {
            document.putAll(CostDocument.hardware(request.hardware())).put("cost_problem", changed.getMessage());
        }
        known.table().ifPresent(table -> document.put("benchmark", benchmarkDocument(table)));
        return document.put("feasible_found", result.best().isPresent())
                .put("best", result.best().map(trial -> trial(trial).map()).orElse(null))
                .put("feasibility", result.feasible() > 0 ? null
                        : feasibility().map(known -> FeasibilityDocument.of(known).map()).orElse(null))
                .put("nearest", result.best().isPresent() ? null : result.nearest().map(trial -> trial(trial).map()).orElse(null));
    }

    public JsonDocument trial(Trial trial) {
        JsonDocument document = new JsonDocument().put("trial", trial.index()).put("matrix", trial.architecture().text())
                .put("candidate", new Candidate(result.run().request(), trial).hash())
                .put("outcome", switch (trial.outcome()) {
                    case TrialOutcome.Evaluated evaluated -> "evaluated";
                    case TrialOutcome.OverLimits overLimits -> "over-limits";
                    case TrialOutcome.Failed failed -> "failed";
                });
        if (trial.outcome() instanceof TrialOutcome.Failed(String reason)) {
            document.put("reason", reason);
        }
        document.put("fitness", trial.fitness().map(score -> (Object) score.value()).orElse(null));
        trial.fitness().ifPresent(score -> document.putAll(CostDocument.score(score, result.run().request().fitness().score())));
        trial.cost().ifPresent(cost -> document.putAll(CostDocument.cost(cost)).putAll(CostDocument.verdict(cost, result.limits())));
        accuracy(trial).ifPresent(accuracy -> document.put("accuracy", new JsonDocument().put("kind", accuracy.kind().label())
                .put("percent", PERCENT * accuracy.fraction()).put("source", accuracy.source())));
        return document.put("seconds", trial.seconds());
    }

    /** What the costs alone say of the limits; empty where no bounds of the costs are known. */
    private Optional<Feasibility> feasibility() {
        SearchRequest request = result.run().request();
        try {
            return Optional.of(workbench.costs().feasibility(request.template(), request.space(), request.hardware(), request.limits(),
                    JobContext.NONE));
        } catch (HasnasException notKnown) {
            return Optional.empty();
        }
    }

    /** The cost report of the network the report is about: coverage, catalogue and known limits are in it. */
    private Optional<CostReport> report() throws HasnasException {
        Optional<Trial> trial = result.best().or(result::nearest);
        return trial.isEmpty() ? Optional.empty() : Optional.of(new Candidate(result.run().request(), trial.get()).cost(workbench.costs()));
    }
}
