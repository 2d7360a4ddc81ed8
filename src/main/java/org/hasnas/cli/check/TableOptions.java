package org.hasnas.cli.check;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.hasnas.checks.model.TableSearch;
import org.hasnas.checks.model.TableSearchResult;
import org.hasnas.chip.model.CostKind;
import org.hasnas.cli.console.ExitCodes;
import org.hasnas.cli.console.JsonDocument;
import org.hasnas.cli.console.Session;
import org.hasnas.cli.console.TextTable;
import org.hasnas.cli.option.Converters;
import org.hasnas.cli.option.Options;
import org.hasnas.cli.report.CostDocument;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.score.model.ScoreId;
import org.hasnas.search.model.SearchAlgorithmId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The part of {@code hasnas benchmark search} that searches in a table of trained networks. */
final class TableOptions {
    private static final double PERCENT = 100;

    @Option(names = "--table", paramLabel = "FILE", description = "Search among the trained networks of a CSV table of SpikeNAS-Bench.")
    private @Nullable Path table;

    @Option(names = "--feasible", paramLabel = "F", description = "Table: only the tightest limits that leave at least this share of the rows"
            + " feasible; default: all levels of cost in the table.")
    private @Nullable Double feasible;

    @Option(names = "--shortlist", split = ",", paramLabel = "K", defaultValue = "5,10,50",
            description = "Table: also train the best K networks by score and pick among them; default: 5,10,50.")
    private List<Integer> shortlists = new ArrayList<>();

    @Option(names = "--score", paramLabel = "S", converter = Converters.OfScore.class,
            description = "Table: training-free score, one that reads the architecture alone; default: hasnas.")
    private ScoreId score = ScoreId.HASNAS;

    boolean isGiven() {
        return table != null;
    }

    int call(Session session, ComparisonOptions options, boolean json) throws HasnasException {
        Path file = table;
        if (file == null) {
            throw new IllegalStateException("called without a table");
        }
        TableSearch search = search(options);
        TableSearchResult result = session.compute(job -> session.workbench().measurements().searchTable(search, session.resolve(file), job));
        if (json) {
            document(session, file, search, result).print(session.out());
        } else {
            print(session, search, result);
        }
        return ExitCodes.OK;
    }

    private TableSearch search(ComparisonOptions options) throws HasnasException {
        if (score.isSimulated()) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "--score " + score.label()
                    + " has to be simulated; searches in a table take a score that reads the architecture alone, such as hasnas");
        }
        Double share = feasible;
        if (share != null && !(share > 0 && share <= 1)) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "--feasible is a share above 0 and up to 1, was " + share);
        }
        for (int size : shortlists) {
            Options.atLeastOne("--shortlist", size);
        }
        List<SearchAlgorithmId> algorithms = options.isGiven() ? options.algorithms() : List.of(SearchAlgorithmId.HASNAS,
                SearchAlgorithmId.EVOLUTION, SearchAlgorithmId.NSGA2, SearchAlgorithmId.LIGHTSNN_PRUNING);
        if (algorithms.contains(SearchAlgorithmId.SNASNET_RANDOM)) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "snasnet-random draws from the whole space, not from the rows of a table; leave it out");
        }
        return new TableSearch(algorithms, options.budget(), options.seeds(),
                share == null ? OptionalDouble.empty() : OptionalDouble.of(share), score, shortlists);
    }

    private static String knowledge(TableSearchResult.Outcome outcome, TableSearch search) {
        return switch (outcome.knowledge()) {
            case SCORE -> "score " + search.score().label();
            case SHORTLIST -> "score " + search.score().label() + ", then " + outcome.trained() + " accuracies";
            case ACCURACY -> "accuracies";
        };
    }

    private static double percent(double share) {
        return PERCENT * share;
    }

    private static void print(Session session, TableSearch search, TableSearchResult result) {
        session.out().println(String.format(Locale.ROOT, "Limits from the tightest to none; accuracies are the benchmark's. %d rows; rows that"
                + " are the same network differ by %.2f points (standard deviation).", result.rows(), result.luckPoints()));
        TextTable levels = new TextTable("feasible rows", "as written", "networks", "<limits", "best row", "best network");
        for (TableSearchResult.Level level : result.levels()) {
            levels.row(share(level.feasibleRows(), result.rows()), share(level.feasibleAsWritten(), result.rows()),
                    Integer.toString(level.feasibleNetworks()), CostKind.ENERGY.quantity().format(level.limits().limit(CostKind.ENERGY)) + ", "
                    + CostKind.MEMORY.quantity().format(level.limits().limit(CostKind.MEMORY)) + " parameters",
                    String.format(Locale.ROOT, "%.2f %%", percent(level.best().fraction())),
                    level.bestMeanFraction().stream().mapToObj(mean -> String.format(Locale.ROOT, "%.2f %%", percent(mean))).findFirst().orElse("-"));
        }
        levels.print(session.out());
        session.out().println();
        TextTable table = new TextTable("feasible rows", "<algorithm", "<known before the pick", "evaluations", "mean regret (points)", "worst",
                "expected");
        for (TableSearchResult.Level level : result.levels()) {
            for (TableSearchResult.Outcome outcome : level.outcomes()) {
                table.row(share(level.feasibleRows(), result.rows()), outcome.algorithm().label(), knowledge(outcome, search),
                        String.format(Locale.ROOT, "%.1f", outcome.evaluations()), String.format(Locale.ROOT, "%.3f", outcome.meanRegretPoints()),
                        String.format(Locale.ROOT, "%.3f", outcome.worstRegretPoints()),
                        outcome.meanExpectedRegretPoints().stream().mapToObj(points -> String.format(Locale.ROOT, "%.3f", points)).findFirst()
                                .orElse("-"));
            }
        }
        table.print(session.out());
        session.out().println(String.format(Locale.ROOT, "%d runs each. Regret: percentage points of trained accuracy by which the pick is below the"
                + " best feasible row.", search.seeds()));
        session.out().println("Score: no accuracy is seen before the pick, which is judged by the mean of its rows. Accuracies: each evaluation"
                + " shows one.");
        session.out().println("As written: rows that meet the limits if dead edges are built too. Best network: highest mean of a network with"
                + " 3 rows or more.");
        session.out().println("Expected: mean regret of picks by score alone against the best network, so without the luck of single trainings;"
                + " negative if a network of fewer rows was picked that has a higher mean.");
    }

    private static String share(int rows, int all) {
        return String.format(Locale.ROOT, "%.1f %%", percent((double) rows / all));
    }

    private static JsonDocument document(Session session, Path file, TableSearch search, TableSearchResult result) {
        List<Map<String, @Nullable Object>> levels = new ArrayList<>();
        for (TableSearchResult.Level level : result.levels()) {
            List<Map<String, @Nullable Object>> outcomes = new ArrayList<>();
            for (TableSearchResult.Outcome outcome : level.outcomes()) {
                outcomes.add(new JsonDocument().put("algorithm", outcome.algorithm().label()).put("known_before_pick", knowledge(outcome, search))
                        .put("trained_at_most", outcome.trained()).put("evaluations", outcome.evaluations())
                        .put("mean_regret_points", outcome.meanRegretPoints()).put("worst_regret_points", outcome.worstRegretPoints())
                        .put("regret_points", outcome.regretPoints())
                        .put("mean_expected_regret_points", outcome.meanExpectedRegretPoints().stream().boxed().findFirst().orElse(null))
                        .put("expected_regret_points", outcome.expectedRegretPoints()).map());
            }
            levels.add(new JsonDocument().put("feasible_rows", level.feasibleRows()).put("feasible_rows_as_written", level.feasibleAsWritten())
                    .put("feasible_networks", level.feasibleNetworks()).put("limits", CostDocument.limits(level.limits()))
                    .put("best_feasible_accuracy_percent", percent(level.best().fraction()))
                    .put("best_network_mean_percent", level.bestMeanFraction().stream().mapToObj(TableOptions::percent).findFirst().orElse(null))
                    .put("outcomes", outcomes).map());
        }
        return session.document("hasnas-benchmark-table-search", 2).put("table", file.toString()).put("rows", result.rows())
                .put("same_network_deviation_points", Double.isNaN(result.luckPoints()) ? null : (Object) result.luckPoints())
                .put("accuracy_kind", "benchmark").put("budget", search.budget()).put("seeds", search.seeds()).put("levels", levels);
    }
}
