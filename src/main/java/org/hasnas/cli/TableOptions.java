package org.hasnas.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.hasnas.domain.constraint.ConstraintKind;
import org.hasnas.domain.error.ErrorCode;
import org.hasnas.domain.error.HasnasException;
import org.hasnas.domain.measurement.TableSearch;
import org.hasnas.domain.measurement.TableSearchResult;
import org.hasnas.domain.run.ScoreId;
import org.hasnas.domain.run.SearchAlgorithmId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The part of {@code hasnas benchmark search} that searches in a table of trained networks. */
final class TableOptions {
    private static final double PERCENT = 100;

    @Option(names = "--table", paramLabel = "FILE", description = "Search among the trained networks of a CSV table of SpikeNAS-Bench.")
    private @Nullable Path table;

    @Option(names = "--feasible", paramLabel = "F", description = "Table: limits that leave at least this share of the rows feasible; default: 0.1.")
    private double feasible = 0.1;

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
        AtomicBoolean stopped = new AtomicBoolean();
        ProgressDisplay display = session.progress();
        TableSearchResult result;
        try (Interrupts.Registration _ = session.onInterrupt(() -> stopped.set(true))) {
            result = session.workbench().searchTable(search, session.resolve(file), new DisplayedJob(display, stopped));
        } finally {
            display.clear();
        }
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
        if (!(feasible > 0 && feasible <= 1)) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "--feasible is a share above 0 and up to 1, was " + feasible);
        }
        List<SearchAlgorithmId> algorithms = options.isGiven() ? options.algorithms() : List.of(SearchAlgorithmId.HASNAS,
                SearchAlgorithmId.EVOLUTION, SearchAlgorithmId.NSGA2, SearchAlgorithmId.LIGHTSNN_PRUNING);
        if (algorithms.contains(SearchAlgorithmId.SNASNET_RANDOM)) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "snasnet-random draws from the whole space, not from the rows of a table; leave it out");
        }
        return new TableSearch(algorithms, options.budget(), options.seeds(), feasible, score);
    }

    private static String knowledge(TableSearchResult.Outcome outcome, TableSearch search) {
        return switch (outcome.knowledge()) {
            case SCORE -> "score " + search.score().label();
            case ACCURACY -> "accuracy";
        };
    }

    private static void print(Session session, TableSearch search, TableSearchResult result) {
        session.out().println(String.format(Locale.ROOT, "%d of %d rows (%.1f %%, %d different networks) meet the limits %s; the best of them has %.2f %%"
                + " (accuracy from the benchmark)", result.feasibleRows(), result.rows(), PERCENT * result.feasibleRows() / result.rows(),
                result.feasibleNetworks(), ConstraintKind.ENERGY.quantity().format(result.limits().maxEnergy().joules())
                + ", " + ConstraintKind.MEMORY.quantity().format(result.limits().maxParameters()) + " parameters",
                PERCENT * result.best().fraction()));
        TextTable table = new TextTable("algorithm", "<a candidate tells", "evaluations", "mean regret (points)", "worst");
        for (TableSearchResult.Outcome outcome : result.outcomes()) {
            table.row(outcome.algorithm().label(), knowledge(outcome, search), String.format(Locale.ROOT, "%.1f", outcome.evaluations()),
                    String.format(Locale.ROOT, "%.3f", outcome.meanRegretPoints()), String.format(Locale.ROOT, "%.3f", outcome.worstRegretPoints()));
        }
        table.print(session.out());
        session.out().println(String.format(Locale.ROOT, "%d runs each. Regret: percentage points of trained accuracy by which the pick is below the best feasible"
                + " row.", search.seeds()));
        session.out().println("Score: no accuracy is seen before the pick. Accuracy: each evaluation shows the trained accuracy of one network.");
    }

    private static JsonDocument document(Session session, Path file, TableSearch search, TableSearchResult result) {
        List<Map<String, @Nullable Object>> outcomes = new ArrayList<>();
        for (TableSearchResult.Outcome outcome : result.outcomes()) {
            outcomes.add(new JsonDocument().put("algorithm", outcome.algorithm().label()).put("candidate_tells", knowledge(outcome, search))
                    .put("evaluations", outcome.evaluations()).put("mean_regret_points", outcome.meanRegretPoints())
                    .put("worst_regret_points", outcome.worstRegretPoints()).put("regret_points", outcome.regretPoints()).map());
        }
        return new JsonDocument().put("document", "hasnas-benchmark-table-search").put("version", 1)
                .put("program_version", session.environment().version()).put("table", file.toString()).put("rows", result.rows())
                .put("feasible_rows", result.feasibleRows()).put("feasible_networks", result.feasibleNetworks())
                .put("limits", CostDocument.limits(result.limits())).put("best_feasible_accuracy_percent", PERCENT * result.best().fraction())
                .put("accuracy_kind", "benchmark").put("budget", search.budget()).put("seeds", search.seeds()).put("outcomes", outcomes);
    }
}
