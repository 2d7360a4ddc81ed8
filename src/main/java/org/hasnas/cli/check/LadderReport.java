package org.hasnas.cli.check;

import java.io.PrintStream;
import java.nio.file.Path;
import org.hasnas.checks.model.LadderBenchmark;
import org.hasnas.checks.model.LadderMeasurement;
import org.hasnas.checks.model.LadderMeasurement.AlgorithmResult;
import org.hasnas.checks.model.LadderMeasurement.Ceiling;
import org.hasnas.checks.model.LadderMeasurement.Prediction;
import org.hasnas.checks.model.LadderMeasurement.Spent;
import org.hasnas.checks.model.ScoreBenchmark.Half;
import org.hasnas.cli.report.Figures;
import org.hasnas.cli.report.JsonDocument;
import org.hasnas.cli.report.Naming;
import org.hasnas.cli.report.Report;
import org.hasnas.cli.report.TextTable;
import org.hasnas.units.EnumNames;

/**
 * How well searches that pay for trainings pick.
 *
 * @param file the table, as the user wrote it
 */
record LadderReport(Path file, LadderBenchmark benchmark, LadderMeasurement measured) implements Report {
    @Override
    public JsonDocument json() {
        return JsonDocument.of("hasnas-benchmark-ladder", 1).put("table", file.toString()).put("dataset", measured.dataset())
                .put("half", benchmark.half()).put("networks", measured.networks()).put("limits", Naming.json(measured.limits()))
                .put("seeds", benchmark.seeds()).put("epochs", measured.epochs()).put("full_training_seconds", measured.fullTrainingSeconds())
                .put("best_network_percent", 100 * measured.bestFraction())
                .put("algorithms", measured.results().stream().map(LadderReport::json).toList())
                .put("ceiling", measured.ceiling().map(LadderReport::json));
    }

    private static JsonDocument json(AlgorithmResult result) {
        return new JsonDocument().put("algorithm", result.algorithm().label()).put("seconds_per_decision", result.secondsPerDecision())
                .put("budgets", result.budgets().stream().map(LadderReport::json).toList());
    }

    private static JsonDocument json(Spent spent) {
        return new JsonDocument().put("full_trainings", spent.fullTrainings())
                .put("expected_regret_points", spent.expectedRegretPoints().mean())
                .put("standard_error", spent.expectedRegretPoints().standardError())
                .put("expected_regret_points_of_runs", spent.expectedRegretPoints().runs())
                .put("smooth_regret_points", spent.smoothRegretPoints().mean())
                .put("smooth_standard_error", spent.smoothRegretPoints().standardError())
                .put("started", spent.started()).put("finished", spent.finished())
                .put("predictor", spent.predictor().map(LadderReport::json));
    }

    private static JsonDocument json(Prediction prediction) {
        return new JsonDocument().put("interval_percent", 95).put("interval_coverage_percent", 100 * prediction.coverageFraction())
                .put("mean_absolute_error_points", prediction.meanErrorPoints())
                .put("mean_interval_half_width_points", prediction.meanHalfWidthPoints());
    }

    private static JsonDocument json(Ceiling ceiling) {
        return new JsonDocument().put("limit_sets", ceiling.limitSets()).put("full_trainings", ceiling.fullTrainings())
                .put("confidence_percent", 95).put("coverage_percent", 100 * ceiling.coverageFraction())
                .put("mean_slack_points", ceiling.meanSlackPoints());
    }

    @Override
    public void text(PrintStream out) {
        out.println(measured.networks() + " networks trained on " + measured.dataset() + " may be searched" + (benchmark.half() == Half.ALL ? ""
                : ", the " + EnumNames.of(benchmark.half()) + " half") + "; the best has " + Figures.percent(2, measured.bestFraction()) + ".");
        measured.fullTrainingSeconds().ifPresentOrElse(
                seconds -> out.println("A full training takes " + Figures.whole(Math.round(seconds)) + " s on average."),
                () -> out.println("The table tells no seconds, so every training takes the same."));
        out.println("Trainings can be read after epoch " + String.join(", ", measured.epochs().stream().map(String::valueOf).toList()) + ".");
        out.println();
        TextTable table = new TextTable("<algorithm", "full trainings", "expected regret (points)", "+-", "smooth", "+-", "started", "finished",
                "coverage", "s per decision");
        for (AlgorithmResult result : measured.results()) {
            for (Spent spent : result.budgets()) {
                table.row(result.algorithm().label(), Figures.significant(spent.fullTrainings()),
                        Figures.decimals(2, spent.expectedRegretPoints().mean()), Figures.decimals(2, spent.expectedRegretPoints().standardError()),
                        Figures.decimals(2, spent.smoothRegretPoints().mean()), Figures.decimals(2, spent.smoothRegretPoints().standardError()),
                        Figures.decimals(1, spent.started()), Figures.decimals(1, spent.finished()),
                        spent.predictor().map(prediction -> Figures.percent(1, prediction.coverageFraction())).orElse("-"),
                        Figures.format("%.2g", result.secondsPerDecision()));
            }
        }
        table.print(out);
        out.println(Figures.count(benchmark.seeds(), "run") + " each. Expected regret: points of test accuracy by which the mean of the pick's rows"
                + " is below the best network (highest mean of those with 3 rows or more if there are 10 of them, else of any);");
        out.println("negative where a network of fewer rows was picked that has more, by merit or luck. Smooth: the same by a predictor that knows"
                + " all rows, so that single trainings' luck is averaged over similar networks.");
        out.println("+-: standard error of the mean. Coverage: networks not trained to the end whose accuracy lies in the 95 % interval predicted.");
        measured.ceiling()
                .ifPresent(ceiling -> out.println(Figures.format("\"No network meets these limits with more than x %%, 95 %%\", said after %s"
                        + " full trainings' work, held in %.1f %% of %d sets of random limits; x was %.2f points above the best on average.",
                        Figures.significant(ceiling.fullTrainings()), 100 * ceiling.coverageFraction(), ceiling.limitSets(),
                        ceiling.meanSlackPoints())));
    }
}
