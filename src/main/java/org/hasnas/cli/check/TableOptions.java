package org.hasnas.cli.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.hasnas.checks.model.LadderBenchmark;
import org.hasnas.checks.model.ReplayBenchmark;
import org.hasnas.checks.model.ScoreBenchmark.Half;
import org.hasnas.checks.model.TableSearch;
import org.hasnas.cli.console.Session;
import org.hasnas.cli.option.Options;
import org.hasnas.cli.report.Report;
import org.hasnas.cli.search.SearchesReport;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.score.model.ScoreId;
import org.hasnas.search.model.LadderSettings;
import org.hasnas.search.model.SearchAlgorithmId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The part of {@code hasnas benchmark search} that searches in a table of trained networks, or among those of a project. */
final class TableOptions {
    private static final List<Double> USUAL_BUDGETS = List.of(2.0, 5.0, 10.0, 20.0);

    @Option(names = "--table", paramLabel = "FILE", description = "Search among the trained networks of a CSV table of SpikeNAS-Bench.")
    private @Nullable Path table;

    @Option(names = "--feasible", paramLabel = "F", description = "Table: only the tightest limits that leave at least this share of the rows"
            + " feasible; default: all levels of cost in the table, with --budgets no limits.")
    private @Nullable Double feasible;

    @Option(names = "--shortlist", split = ",", paramLabel = "K", defaultValue = "5,10,50",
            description = "Table: also train the best K networks by score and pick among them; default: 5,10,50.")
    private List<Integer> shortlists = new ArrayList<>();

    @Option(names = "--score", paramLabel = "S",
            description = "Table: training-free score, one that reads the architecture alone; default: hasnas.")
    private ScoreId score = ScoreId.HASNAS;

    @Option(names = "--budgets", split = ",", paramLabel = "B", description = "Table: pay for trainings, going on where they paused, and look at"
            + " the pick after so many full trainings' worth of work, such as 2,5,10,20,50.")
    private List<Double> budgets = new ArrayList<>();

    @Option(names = "--curves", paramLabel = "FILE", description = "With --budgets: CSV of learning curves and training seconds; default: the columns"
            + " val_acc_epoch... of the table, and all trainings take the same.")
    private @Nullable Path curves;

    @Option(names = "--prior", paramLabel = "FILE", description = "With --budgets: CSV table of another data set whose accuracies are known before.")
    private @Nullable Path prior;

    @Option(names = "--rows", paramLabel = "HALF", description = "With --budgets: all, tuning (networks by a hash; what searches are tuned on) or"
            + " held-out; default: all.")
    private @Nullable Half rows;

    @Option(names = "--limit-sets", paramLabel = "N",
            description = "With --budgets: also search under so many sets of random limits by the first budget,"
                    + " and count how often a network has more accuracy than the search says any has; default: 0.")
    private int limitSets;

    @Option(names = "--project", paramLabel = "PROJECT",
            description = "Search by trainings among the designs of a project whose trainings have ended;"
                    + " nothing is trained again.")
    private @Nullable Path project;

    @Option(names = "--minutes", paramLabel = "M", description = "With --project: real searches of so many minutes instead, each in a copy of the"
            + " project without trainings, one after the other; nothing else should run meanwhile.")
    private @Nullable Double minutes;

    @Option(names = "--copies", paramLabel = "FOLDER",
            description = "With --minutes: where the copies are kept. What is finished there is not searched"
                    + " again, what was interrupted goes on; default: a new temporary folder.")
    private @Nullable Path copies;

    @Option(names = "--decisions", paramLabel = "N", description = "With --project: time so many decisions of a search by trainings instead, among"
            + " designs drawn from its space with made-up learning curves; nothing is trained.")
    private @Nullable Integer decisions;

    @Option(names = "--designs", paramLabel = "N", description = "With --decisions: so many designs; default: 10000.")
    private int designs = 10_000;

    boolean isGiven() {
        return table != null || project != null;
    }

    /** @param threads runs at a time, where they share them */
    Report report(Session session, ComparisonOptions options, int threads) throws HasnasException {
        Path folder = project;
        Double each = minutes;
        if (folder != null && each != null) {
            return searches(session, options, folder, each, threads);
        }
        Integer timed = decisions;
        if (folder != null && timed != null) {
            return new DecisionsReport(folder, session.result(session.workbench().measurements().timeDecisions(
                    session.workbench().projects().open(session.resolve(folder)), Options.atLeastOne("--designs", designs),
                    Options.atLeastOne("--decisions", timed))));
        }
        if (folder != null) {
            return replay(session, options, folder, threads);
        }
        Path file = table;
        if (file == null) {
            throw new IllegalStateException("called without a table");
        }
        if (!budgets.isEmpty()) {
            LadderBenchmark benchmark = ladder(options, threads);
            return new LadderReport(file, benchmark, session.result(session.workbench().measurements().searchLadder(benchmark, session.resolve(file),
                    Optional.ofNullable(curves).map(session::resolve), Optional.ofNullable(prior).map(session::resolve))));
        }
        TableSearch search = search(options);
        return new TableSearchReport(file, search,
                session.result(session.workbench().measurements().searchTable(search, session.resolve(file))));
    }

    private Report searches(Session session, ComparisonOptions options, Path folder, double each, int threads) throws HasnasException {
        if (!(each > 0 && each <= LadderSettings.MAX_MINUTES)) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "--minutes is above 0 and at most " + LadderSettings.MAX_MINUTES + ", was " + each);
        }
        Path kept = copies;
        try {
            return SearchesReport.of(session, session.workbench().projects().open(session.resolve(folder)), options.payingAlgorithms(),
                    options.seeds(),
                    each, kept == null ? Files.createTempDirectory("hasnas-searches-") : session.resolve(kept), threads);
        } catch (IOException failed) {
            throw new HasnasException(ErrorCode.IO, "No temporary folder can be made (" + failed.getMessage() + "); name one with --copies.", failed);
        }
    }

    private Report replay(Session session, ComparisonOptions options, Path folder, int threads) throws HasnasException {
        ReplayBenchmark benchmark = new ReplayBenchmark(options.payingAlgorithms(), budgets.isEmpty() ? USUAL_BUDGETS : budgets(), options.seeds(),
                threads);
        return new ReplayReport(folder, benchmark, session.result(session.workbench().measurements().replaySearches(benchmark,
                session.workbench().projects().open(session.resolve(folder)))));
    }

    private List<Double> budgets() throws HasnasException {
        if (budgets.stream().anyMatch(budget -> !(budget > 0))) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "--budgets are numbers of full trainings above 0, were " + budgets);
        }
        return budgets.stream().sorted().distinct().toList();
    }

    private TableSearch search(ComparisonOptions options) throws HasnasException {
        if (score.isSimulated()) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "--score " + score.label()
                    + " has to be simulated; searches in a table take a score that reads the architecture alone, such as hasnas");
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
                feasibleFraction(), score, shortlists);
    }

    private LadderBenchmark ladder(ComparisonOptions options, int threads) throws HasnasException {
        Half half = rows;
        return new LadderBenchmark(options.ladderAlgorithms(), budgets(), options.seeds(),
                half == null ? Half.ALL : half, feasibleFraction(), Options.atLeast("--limit-sets", limitSets, 0), threads);
    }

    private OptionalDouble feasibleFraction() throws HasnasException {
        Double share = feasible;
        if (share != null && !(share > 0 && share <= 1)) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "--feasible is a share above 0 and up to 1, was " + share);
        }
        return share == null ? OptionalDouble.empty() : OptionalDouble.of(share);
    }
}
