package org.hasnas.cli.check;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.hasnas.checks.model.TableSearch;
import org.hasnas.cli.console.Session;
import org.hasnas.cli.option.Options;
import org.hasnas.cli.report.Report;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.score.model.ScoreId;
import org.hasnas.search.model.SearchAlgorithmId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The part of {@code hasnas benchmark search} that searches in a table of trained networks. */
final class TableOptions {
    @Option(names = "--table", paramLabel = "FILE", description = "Search among the trained networks of a CSV table of SpikeNAS-Bench.")
    private @Nullable Path table;

    @Option(names = "--feasible", paramLabel = "F", description = "Table: only the tightest limits that leave at least this share of the rows"
            + " feasible; default: all levels of cost in the table.")
    private @Nullable Double feasible;

    @Option(names = "--shortlist", split = ",", paramLabel = "K", defaultValue = "5,10,50",
            description = "Table: also train the best K networks by score and pick among them; default: 5,10,50.")
    private List<Integer> shortlists = new ArrayList<>();

    @Option(names = "--score", paramLabel = "S",
            description = "Table: training-free score, one that reads the architecture alone; default: hasnas.")
    private ScoreId score = ScoreId.HASNAS;

    boolean isGiven() {
        return table != null;
    }

    Report report(Session session, ComparisonOptions options) throws HasnasException {
        Path file = table;
        if (file == null) {
            throw new IllegalStateException("called without a table");
        }
        TableSearch search = search(options);
        return new TableSearchReport(file, search,
                session.result(session.workbench().measurements().searchTable(search, session.resolve(file))));
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
}
