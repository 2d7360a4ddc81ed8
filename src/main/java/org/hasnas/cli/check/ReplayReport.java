package org.hasnas.cli.check;

import java.io.PrintStream;
import java.nio.file.Path;
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
    private static final double MICRO = 1e6;

    @Override
    public JsonDocument json() {
        return JsonDocument.of("hasnas-benchmark-replay", 1).put("project", project.toString()).put("designs", measured.designs())
                .put("given_up", measured.givenUp()).put("searched", measured.searched()).put("seeds", benchmark.seeds())
                .put("full_training_seconds", measured.fullTrainingSeconds()).put("validation_test_kendall_tau", measured.kendallTau())
                .put("reference_accuracy", measured.referenceFraction()).put("reference_energy_uJ", measured.referenceJoules() * MICRO)
                .put("possible_hypervolume", measured.possibleHypervolume().mean())
                .put("algorithms", measured.results().stream().map(ReplayReport::json).toList());
    }

    private static JsonDocument json(AlgorithmResult result) {
        return new JsonDocument().put("algorithm", result.algorithm().label())
                .put("budgets", result.budgets().stream().map(ReplayReport::json).toList());
    }

    private static JsonDocument json(Spent spent) {
        return new JsonDocument().put("full_trainings", spent.fullTrainings())
                .put("expected_regret_points", spent.regretPoints().mean()).put("standard_error", spent.regretPoints().standardError())
                .put("expected_regret_points_of_runs", spent.regretPoints().runs()).put("hypervolume", spent.hypervolume().mean())
                .put("hypervolume_standard_error", spent.hypervolume().standardError()).put("hypervolume_of_runs", spent.hypervolume().runs())
                .put("finished", spent.finished()).put("interval_coverage", spent.coverageFraction());
    }

    @Override
    public void text(PrintStream out) {
        out.println(measured.designs() + " designs of " + project + " are trained within its limits, " + measured.givenUp()
                + " of them given up; each run"
                + " searches among " + measured.searched() + ".");
        out.println(Figures.format("A full training takes %.1f s on average. Validation ranks test accuracy with a Kendall tau of %.2f.",
                measured.fullTrainingSeconds(), measured.kendallTau()));
        out.println();
        TextTable table =
                new TextTable("<algorithm", "full trainings", "hypervolume", "+-", "of possible", "wins", "regret (points)", "+-", "finished",
                        "coverage");
        for (AlgorithmResult result : measured.results()) {
            for (int budget = 0; budget < result.budgets().size(); budget++) {
                Spent spent = result.budgets().get(budget);
                table.row(result.algorithm().label(), Figures.significant(spent.fullTrainings()), Figures.decimals(4, spent.hypervolume().mean()),
                        Figures.decimals(4, spent.hypervolume().standardError()),
                        Figures.percent(1, spent.hypervolume().mean() / measured.possibleHypervolume().mean()), wins(budget, spent.hypervolume()),
                        Figures.decimals(2, spent.regretPoints().mean()), Figures.decimals(2, spent.regretPoints().standardError()),
                        Figures.decimals(1, spent.finished()),
                        spent.coverageFraction().isPresent() ? Figures.percent(0, spent.coverageFraction().getAsDouble()) : "-");
            }
        }
        table.print(out);
        out.println(
                Figures.count(benchmark.seeds(), "run") + " each. Hypervolume: of the designs of the front that are trained to the end, test accuracy"
                        + Figures.format(" above guessing (%.0f %%) times decades of energy below %.4g uJ.", 100 * measured.referenceFraction(),
                                measured.referenceJoules() * MICRO));
        out.println("Wins: runs in which no other algorithm has more, at the same budget and among the same designs.");
        out.println(
                "Regret: points of test accuracy by which the pick is below the best design that may be searched; single trainings, so luck is in it.");
        out.println("+-: standard error of the mean. Coverage: trainings that ended inside the 95 % interval stated before their last piece.");
    }

    private String wins(int budget, RunFigures own) {
        return own.wins(measured.results().stream().map(result -> result.budgets().get(budget).hypervolume()).toList()) + "/" + own.runs().size();
    }
}
