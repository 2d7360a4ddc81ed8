package org.hasnas.cli.check;

import java.io.PrintStream;
import java.nio.file.Path;
import org.hasnas.checks.model.TableSearch;
import org.hasnas.checks.model.TableSearchResult;
import org.hasnas.chip.model.CostKind;
import org.hasnas.cli.report.Figures;
import org.hasnas.cli.report.JsonDocument;
import org.hasnas.cli.report.Naming;
import org.hasnas.cli.report.Report;
import org.hasnas.cli.report.TextTable;

/**
 * How well searches in a table of trained networks pick.
 *
 * @param file the table, as the user wrote it
 */
record TableSearchReport(Path file, TableSearch search, TableSearchResult result) implements Report {
    @Override
    public void text(PrintStream out) {
        out.println(Figures.format("Limits from the tightest to none; accuracies are the benchmark's. %d rows; rows that"
                + " are the same network differ by %.2f points (standard deviation).", result.rows(), result.luckPoints()));
        TextTable levels = new TextTable("feasible rows", "as written", "networks", "<limits", "best row", "best network");
        for (TableSearchResult.Level level : result.levels()) {
            levels.row(share(level.feasibleRows()), share(level.feasibleAsWritten()),
                    level.feasibleNetworks(), CostKind.ENERGY.quantity().format(level.limits().limit(CostKind.ENERGY)) + ", "
                            + CostKind.MEMORY.quantity().format(level.limits().limit(CostKind.MEMORY)) + " parameters",
                    Figures.percent(2, level.best().fraction()),
                    level.bestMeanFraction().stream().mapToObj(mean -> Figures.percent(2, mean)).findFirst().orElse("-"));
        }
        levels.print(out);
        out.println();
        TextTable table = new TextTable("feasible rows", "<algorithm", "<known before the pick", "evaluations", "mean regret (points)", "worst",
                "expected");
        for (TableSearchResult.Level level : result.levels()) {
            for (TableSearchResult.Outcome outcome : level.outcomes()) {
                table.row(share(level.feasibleRows()), outcome.algorithm().label(), knowledge(outcome),
                        Figures.decimals(1, outcome.evaluations()), Figures.decimals(3, outcome.meanRegretPoints()),
                        Figures.decimals(3, outcome.worstRegretPoints()),
                        outcome.meanExpectedRegretPoints().stream().mapToObj(points -> Figures.decimals(3, points)).findFirst()
                                .orElse("-"));
            }
        }
        table.print(out);
        out.println(search.seeds() + " runs each. Regret: percentage points of trained accuracy by which the pick is below the"
                + " best feasible row.");
        out.println("Score: no accuracy is seen before the pick, which is judged by the mean of its rows. Accuracies: each evaluation"
                + " shows one.");
        out.println("As written: rows that meet the limits if dead edges are built too. Best network: highest mean of a network with"
                + " 3 rows or more.");
        out.println("Expected: mean regret of picks by score alone against the best network, so without the luck of single trainings;"
                + " negative if a network of fewer rows was picked that has a higher mean.");
    }

    private String knowledge(TableSearchResult.Outcome outcome) {
        return switch (outcome.knowledge()) {
            case SCORE -> "score " + search.score().label();
            case SHORTLIST -> "score " + search.score().label() + ", then " + outcome.trained() + " accuracies";
            case ACCURACY -> "accuracies";
        };
    }

    private String share(int rows) {
        return Figures.percent(1, (double) rows / result.rows());
    }

    @Override
    public JsonDocument json() {
        return JsonDocument.of("hasnas-benchmark-table-search", 2).put("table", file.toString()).put("rows", result.rows())
                .put("same_network_deviation_points", result.luckPoints())
                .put("accuracy_kind", "benchmark").put("budget", search.budget()).put("seeds", search.seeds())
                .put("levels", result.levels().stream().map(this::json).toList());
    }

    private JsonDocument json(TableSearchResult.Level level) {
        return new JsonDocument().put("feasible_rows", level.feasibleRows()).put("feasible_rows_as_written", level.feasibleAsWritten())
                .put("feasible_networks", level.feasibleNetworks()).put("limits", Naming.json(level.limits()))
                .put("best_feasible_accuracy_percent", 100 * level.best().fraction())
                .put("best_network_mean_percent", level.bestMeanFraction().stream().map(mean -> 100 * mean).boxed().findFirst())
                .put("outcomes", level.outcomes().stream().map(this::json).toList());
    }

    private JsonDocument json(TableSearchResult.Outcome outcome) {
        return new JsonDocument().put("algorithm", outcome.algorithm().label()).put("known_before_pick", knowledge(outcome))
                .put("trained_at_most", outcome.trained()).put("evaluations", outcome.evaluations())
                .put("mean_regret_points", outcome.meanRegretPoints()).put("worst_regret_points", outcome.worstRegretPoints())
                .put("regret_points", outcome.regretPoints())
                .put("mean_expected_regret_points", outcome.meanExpectedRegretPoints())
                .put("expected_regret_points", outcome.expectedRegretPoints());
    }
}
