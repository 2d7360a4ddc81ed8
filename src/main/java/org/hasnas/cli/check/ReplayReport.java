package org.hasnas.cli.check;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hasnas.checks.model.ReplayBenchmark;
import org.hasnas.checks.model.ReplayMeasurement;
import org.hasnas.checks.model.ReplayMeasurement.AlgorithmResult;
import org.hasnas.checks.model.ReplayMeasurement.Spent;
import org.hasnas.checks.model.RunFigures;
import org.hasnas.cli.report.Figures;
import org.hasnas.cli.report.JsonDocument;
import org.hasnas.cli.report.Report;
import org.hasnas.cli.report.TextTable;

/**
 * How well searches by trainings do among the trained designs of a project.
 *
 * @param project its folder, as the user wrote it
 */
record ReplayReport(Path project, ReplayBenchmark benchmark, ReplayMeasurement measured) implements Report {
    private static final double PERCENT = 100;

    @Override
    public JsonDocument json() {
        return JsonDocument.of("hasnas-benchmark-replay", 1).put("project", project.toString())
                .put("front_cost", measured.front().label()).put("chips", measured.chips()).put("designs", measured.designs())
                .put("given_up", measured.givenUp()).put("searched", measured.searched()).put("seeds", benchmark.seeds())
                .put("full_training_seconds", measured.fullTrainingSeconds()).put("validation_test_kendall_tau", measured.kendallTau())
                .put("reference_accuracy", measured.referenceFraction()).put("reference_" + measured.front().key(), reference())
                .put("possible_hypervolume", measured.possibleHypervolume().mean())
                .put("algorithms", measured.results().stream().map(ReplayReport::json).toList());
    }

    private double reference() {
        return measured.referenceCost() * measured.front().unit().factor();
    }

    private static JsonDocument json(AlgorithmResult result) {
        return new JsonDocument().put("algorithm", result.algorithm().label()).put("chooses_chip", result.choosesChip())
                .put("budgets", result.budgets().stream().map(ReplayReport::json).toList());
    }

    private static JsonDocument json(Spent spent) {
        return new JsonDocument().put("full_trainings", spent.fullTrainings())
                .put("expected_regret_points", spent.regretPoints().mean()).put("standard_error", spent.regretPoints().standardError())
                .put("expected_regret_points_of_runs", spent.regretPoints().runs()).put("hypervolume", spent.hypervolume().mean())
                .put("hypervolume_standard_error", spent.hypervolume().standardError()).put("hypervolume_of_runs", spent.hypervolume().runs())
                .put("finished", spent.finished()).put("interval_coverage", spent.coverageFraction())
                .put("least_cost", spent.reached().stream().map(reached -> new JsonDocument().put("points_below_best", reached.pointsBelowBest())
                        .put("runs", reached.runs()).put("factor", reached.runs() == 0 ? null : reached.factor())).toList());
    }

    @Override
    public void text(PrintStream out) {
        out.println(measured.designs() + " designs of " + project + " are trained within its limits, " + measured.givenUp()
                + " of them given up; each run"
                + " searches among " + measured.searched() + ".");
        out.println(Figures.format("A full training takes %.1f s on average. Validation ranks test accuracy with a Kendall tau of %.2f.",
                measured.fullTrainingSeconds(), measured.kendallTau()));
        out.println();
        if (measured.chips() > 1) {
            out.println("Chip: one of " + measured.chips() + " for each design, or fixed as in the profile, with the same trainings and budget.");
            out.println();
        }
        List<String> heads = new ArrayList<>(List.of("<algorithm", "<chip", "full trainings", "hypervolume", "+-", "of possible", "wins",
                "regret (points)", "+-", "finished", "coverage"));
        measured.results().getFirst().budgets().getFirst().reached()
                .forEach(reached -> heads.add(Figures.format("%.0f below best", reached.pointsBelowBest())));
        TextTable table = new TextTable(heads.toArray(String[]::new));
        for (AlgorithmResult result : measured.results()) {
            for (int budget = 0; budget < result.budgets().size(); budget++) {
                Spent spent = result.budgets().get(budget);
                List<Object> cells = new ArrayList<>(List.of(result.algorithm().label(), result.choosesChip() ? "chosen" : "fixed",
                        Figures.significant(spent.fullTrainings()), Figures.decimals(4, spent.hypervolume().mean()),
                        Figures.decimals(4, spent.hypervolume().standardError()),
                        Figures.percent(1, spent.hypervolume().mean() / measured.possibleHypervolume().mean()), wins(budget, spent.hypervolume()),
                        Figures.decimals(2, spent.regretPoints().mean()), Figures.decimals(2, spent.regretPoints().standardError()),
                        Figures.decimals(1, spent.finished()),
                        spent.coverageFraction().isPresent() ? Figures.percent(0, spent.coverageFraction().getAsDouble()) : "-"));
                spent.reached().forEach(reached -> cells.add(reached.runs() == 0 ? "-"
                        : Figures.format("%.2f (%d)", reached.factor(), reached.runs())));
                table.row(cells.toArray());
            }
        }
        table.print(out);
        out.println(
                Figures.count(benchmark.seeds(), "run") + " each. Hypervolume: of the designs of the front that are trained to the end, test accuracy"
                        + Figures.format(" above guessing (%.0f %%) times decades of %s below %.4g %s.", PERCENT * measured.referenceFraction(),
                                measured.front().title(), reference(), measured.front().unit().symbol()));
        out.println("Wins: runs in which no other algorithm has more, at the same budget and among the same designs.");
        out.println(
                "Regret: points of test accuracy by which the pick is below the best design that may be searched; single trainings, so luck is in it.");
        out.println("Below best: for a test accuracy so many points below the best, the least " + measured.front().title()
                + " found over the least of all"
                + (measured.chips() > 1 ? " on all chips" : "") + ", by enumeration; the geometric mean over the runs (in brackets) that found any.");
        out.println("+-: standard error of the mean. Coverage: trainings that ended inside the 95 % interval stated before their last piece.");
        gains(out);
    }

    /** What choosing the chip gains over the profile's, by the same trainings. */
    private void gains(PrintStream out) {
        if (measured.chips() == 1) {
            return;
        }
        out.println();
        TextTable table = new TextTable("<algorithm", "full trainings", "hypervolume gained", "95 % interval", "runs with more");
        for (AlgorithmResult free : measured.results().stream().filter(AlgorithmResult::choosesChip).toList()) {
            AlgorithmResult fixed = measured.results().stream().filter(other -> !other.choosesChip() && other.algorithm() == free.algorithm())
                    .findFirst().orElseThrow();
            for (int budget = 0; budget < free.budgets().size(); budget++) {
                RunFigures gain = free.budgets().get(budget).hypervolume().above(fixed.budgets().get(budget).hypervolume());
                table.row(free.algorithm().label(), Figures.significant(free.budgets().get(budget).fullTrainings()),
                        Figures.decimals(4, gain.mean()), Figures.format("%.4f to %.4f", gain.mean() - gain.halfWidth95(),
                                gain.mean() + gain.halfWidth95()),
                        gain.runs().stream().filter(run -> run > 0).count() + "/" + gain.runs().size());
            }
        }
        table.print(out);
        out.println("Gained: hypervolume with the chip chosen less that with it fixed, run by run.");
    }

    private String wins(int budget, RunFigures own) {
        return own.wins(measured.results().stream().map(result -> result.budgets().get(budget).hypervolume()).toList()) + "/" + own.runs().size();
    }
}
