package org.hasnas.cli.search;

import java.io.PrintStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;
import org.hasnas.chip.model.CostKind;
import org.hasnas.chip.model.CostReport;
import org.hasnas.cli.console.Session;
import org.hasnas.cli.report.CostSheet;
import org.hasnas.cli.report.Figures;
import org.hasnas.cli.report.JsonDocument;
import org.hasnas.cli.report.Naming;
import org.hasnas.cli.report.Report;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.error.HasnasException;
import org.hasnas.network.Architecture;
import org.hasnas.score.model.FitnessScore;
import org.hasnas.score.model.ScoreId;
import org.hasnas.search.model.Candidate;
import org.hasnas.search.model.CandidateAccuracies;
import org.hasnas.search.model.Feasibility;
import org.hasnas.search.model.KnownTable;
import org.hasnas.search.model.LadderProgress;
import org.hasnas.search.model.Project;
import org.hasnas.search.model.Prospects;
import org.hasnas.search.model.RunSummary;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.model.Trial;
import org.hasnas.search.model.TrialOutcome;
import org.hasnas.search.model.TrialTally;
import org.hasnas.training.model.Accuracy;
import org.hasnas.training.model.AccuracyKind;
import org.hasnas.units.EnumNames;
import org.hasnas.workbench.Workbench;
import org.hasnas.workbench.candidate.KnownCandidates;

/**
 * What a run has found.
 *
 * @param known accuracies of the run's networks
 * @param feasibility what the costs alone say of the limits, if no trial met them and bounds of the costs are known
 * @param cost of the network the report is about: coverage, catalogue and known limits are in it
 * @param costProblem why there is no such report although there is a network
 * @param front of a search that paid for trainings
 * @param names the hashes of the run's networks
 */
record RunReport(Project project, RunResult result, CandidateAccuracies known, Optional<Feasibility> feasibility,
        Optional<CostReport> cost, Optional<String> costProblem, Optional<FrontReport> front, Function<Architecture, String> names)
        implements Report {
    private static final double PERCENT = 100;

    static RunReport of(Session session, Project project, long runId) throws HasnasException {
        Workbench workbench = session.workbench();
        RunResult result = result(session, project, runId);
        SearchRequest request = result.run().request();
        CandidateAccuracies known = workbench.candidates().accuracies(project, request);
        Optional<LadderProgress> progress = workbench.searches().ladder(project, runId);
        Prospects prospects = progress.isEmpty() ? Prospects.NONE : session.result(workbench.searches().prospects(project, runId));
        Optional<FrontReport> front = progress.isEmpty() ? Optional.empty() : Optional.of(FrontReport.of(result.run(),
                workbench.searches().trials(project, runId), progress.get(), known, testImages(workbench, project, request.dataset()), prospects));
        TrialTally tally = result.tally();
        Optional<Trial> about = front.flatMap(FrontReport::best).map(row -> row.candidate().trial()).or(tally::best).or(tally::nearest);
        Optional<CostReport> cost = Optional.empty();
        Optional<String> costProblem = Optional.empty();
        try {
            cost = about.isEmpty() ? Optional.empty()
                    : Optional.of(workbench.costs().report(new Candidate(request, about.get()), request.hardware()));
        } catch (HasnasException changed) {
            costProblem = Optional.of(changed.getMessage()); // the stored costs are still what they are
        }
        return new RunReport(project, result, known, tally.feasible() > 0 ? Optional.empty() : feasibility(session, request), cost,
                costProblem,
                front, remembered(KnownCandidates.hashes(request)));
    }

    /** A run with its trials counted: all that most reports say of it. */
    static RunResult result(Session session, Project project, long runId) throws HasnasException {
        RunSummary run = session.workbench().searches().get(project, runId);
        return new RunResult(run, session.workbench().searches().tally(project, run));
    }

    /** Names that are computed once, since a search comes to many designs again. */
    private static Function<Architecture, String> remembered(Function<Architecture, String> names) {
        Map<Architecture, String> known = new HashMap<>();
        return design -> known.computeIfAbsent(design, names);
    }

    private static OptionalInt testImages(Workbench workbench, Project project, DatasetReference dataset) {
        try {
            DatasetReference placed = dataset.path().isBlank() ? dataset : dataset.withPath(project.folder().resolve(dataset.path()).toString());
            return OptionalInt.of(workbench.datasets().describe(placed).testImages());
        } catch (HasnasException moved) {
            return OptionalInt.empty();
        }
    }

    private static Optional<Feasibility> feasibility(Session session, SearchRequest request) {
        try {
            return Optional.of(session.result(session.workbench().costs().feasibility(request.template(), request.searched(), request.hardware(),
                    request.limits())));
        } catch (HasnasException notKnown) {
            return Optional.empty();
        }
    }

    @Override
    public void text(PrintStream out) {
        SearchRequest request = result.run().request();
        out.println("run " + result.run().id() + " of " + project.folder() + ": " + EnumNames.of(result.run().status()) + ", "
                + result.tally().trials() + " of " + request.budget() + " trials, algorithm " + request.algorithm().label() + ", seed "
                + request.seed());
        out.println(request.template().name() + " (search space " + request.space().name() + ") on " + Naming.text(request.dataset()) + "; "
                + Naming.text(request.hardware()));
        out.println(counts());
        out.println();
        Optional<Trial> best = result.tally().best();
        if (front.isPresent()) {
            front.get().text(out);
        } else if (best.isPresent()) {
            out.println("Best feasible network: trial " + best.get().index());
            describe(best.get(), out);
            printRegret(best.get(), out);
        } else {
            printInfeasible(out);
        }
        out.println();
        cost.ifPresent(report -> CostSheet.printProvenance(report, out));
        costProblem.ifPresent(out::println);
    }

    private String counts() {
        return result.tally().feasible() + " feasible; " + result.tally().evaluated() + " scored, " + result.tally().overLimits()
                + " over the limits and not scored, "
                + result.tally().failed() + " failed";
    }

    private void printInfeasible(PrintStream out) {
        feasibility.ifPresent(known -> {
            known.sentences().forEach(out::println);
            out.println();
        });
        if (result.tally().trials() == 0) {
            out.println("No trial was made.");
            return;
        }
        if (result.tally().feasible() > 0) {
            out.println("No feasible network was scored.");
            return;
        }
        Optional<Trial> nearest = result.tally().nearest();
        if (nearest.isEmpty()) {
            Trial first = result.tally().first().orElseThrow();
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
        Map<CostKind, Integer> violations = result.tally().violations();
        CostKind worst = CostKind.MEMORY;
        for (CostKind kind : CostKind.values()) {
            worst = violations.getOrDefault(kind, 0) > violations.getOrDefault(worst, 0) ? kind : worst;
        }
        return "The limit exceeded most often is " + worst.label() + " (" + worst.quantity().format(result.limits().limit(worst)) + "): by "
                + violations.getOrDefault(worst, 0) + " of " + result.tally().trials() + " candidates.";
    }

    private void describe(Trial trial, PrintStream out) {
        out.println("  matrix   " + trial.architecture().text());
        out.println("  fitness  " + trial.fitness().map(this::fitness).orElse("not computed, since a limit is exceeded"));
        accuracy(trial).ifPresent(accuracy -> out.println(Figures.format("  accuracy %.2f %% (%s; %s)", PERCENT * accuracy.fraction(),
                accuracy.kind().label(), accuracy.source())));
        out.println();
        trial.cost().ifPresent(cost -> new CostSheet(cost, result.limits()).printLimits(out));
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
            out.println(Figures.format("The most accurate of them is %s with %.2f %%%s.", best.get(), PERCENT * accuracy,
                    known.regretFraction(pick.architecture()).stream()
                            .mapToObj(regret -> Figures.format("; the pick loses %.2f points against it", PERCENT * regret)).findFirst()
                            .orElse("; the pick is not in the table")));
        }
    }

    private JsonDocument json(KnownTable table) {
        Optional<Architecture> best = table.best();
        OptionalDouble regret = result.tally().best().map(pick -> known.regretFraction(pick.architecture())).orElse(OptionalDouble.empty());
        return new JsonDocument().put("table", table.name()).put("networks", table.networks()).put("feasible", table.feasible())
                .put("best_feasible_matrix", best.map(Architecture::text))
                .put("best_feasible_accuracy_percent", best.flatMap(network -> known.accuracy(network, AccuracyKind.BENCHMARK))
                        .map(accuracy -> PERCENT * accuracy.fraction()))
                .put("regret_points", regret.stream().map(fraction -> PERCENT * fraction).boxed().findFirst());
    }

    private String fitness(FitnessScore score) {
        ScoreId id = result.run().request().fitness().score();
        return Naming.text(score, id, 6) + (score.isSingular() ? "" : "  (" + id.title() + ": " + Naming.SCORE_MEANING
                + "; rank correlation with trained accuracy " + id.rankCorrelation() + " on SpikeNAS-Bench"
                + (id.isSimulated() ? Figures.format("; mean firing rate %.3f", score.meanFiringRate()) : "") + ")");
    }

    @Override
    public JsonDocument json() {
        SearchRequest request = result.run().request();
        JsonDocument violations = new JsonDocument();
        result.tally().violations().forEach((kind, count) -> violations.put(kind.label(), count));
        JsonDocument document = JsonDocument.of("hasnas-run", 1).put("project", project.folder().toString())
                .put("run", result.run().id()).put("status", result.run().status())
                .put("started", result.run().started().toString()).put("run_program_version", result.run().programVersion())
                .put("algorithm", request.algorithm().label()).put("seed", request.seed()).put("budget", request.budget())
                .put("trials", result.tally().trials()).put("evaluated", result.tally().evaluated()).put("over_limits", result.tally().overLimits())
                .put("failed", result.tally().failed()).put("feasible", result.tally().feasible()).put("violations", violations)
                .put("preset", request.template().name()).put("search_space", request.space().name())
                .put("time_steps", request.template().timeSteps()).put("dataset", Naming.text(request.dataset()))
                .put("batch_size", request.fitness().batchSize()).put("batches", request.fitness().batches())
                .put("precision", request.fitness().precision())
                .putAll(Naming.json(request.fitness().score()))
                .put("memory_scope", request.limits().memoryScope().label()).put("limits", Naming.json(request.limits()));
        document.putAll(cost.map(report -> CostSheet.provenance(request.hardware(), report)).orElseGet(() -> Naming.json(request.hardware())));
        costProblem.ifPresent(problem -> document.put("cost_problem", problem));
        known.table().ifPresent(table -> document.put("benchmark", json(table)));
        front.ifPresent(found -> found.addTo(document));
        return document.put("feasible_found", result.tally().best().isPresent())
                .put("best", front.flatMap(found -> found.best().map(found::json)).or(() -> result.tally().best().map(this::json)))
                .put("feasibility", feasibility.map(FeasibilityReport::json))
                .put("nearest", result.tally().best().isPresent() ? null : result.tally().nearest().map(this::json));
    }

    JsonDocument json(Trial trial) {
        JsonDocument document = new JsonDocument().put("trial", trial.index()).put("matrix", trial.architecture().text())
                .put("candidate", names.apply(trial.architecture()));
        switch (trial.outcome()) {
            case TrialOutcome.Evaluated _ -> document.put("outcome", "evaluated");
            case TrialOutcome.OverLimits _ -> document.put("outcome", "over-limits");
            case TrialOutcome.Unscored _ -> document.put("outcome", "unscored");
            case TrialOutcome.Failed(String reason) -> document.put("outcome", "failed").put("reason", reason);
        }
        document.put("fitness", trial.fitness().map(FitnessScore::value));
        trial.fitness().ifPresent(score -> document.putAll(Naming.json(score, result.run().request().fitness().score())));
        trial.cost().ifPresent(cost -> document.putAll(new CostSheet(cost, result.limits()).json()));
        accuracy(trial).ifPresent(accuracy -> document.put("accuracy", new JsonDocument().put("kind", accuracy.kind().label())
                .put("percent", PERCENT * accuracy.fraction()).put("source", accuracy.source())));
        return document.put("seconds", trial.seconds());
    }
}
