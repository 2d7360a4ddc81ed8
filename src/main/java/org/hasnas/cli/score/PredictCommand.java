package org.hasnas.cli.score;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.hasnas.cli.console.ExitCodes;
import org.hasnas.cli.console.JsonDocument;
import org.hasnas.cli.console.Session;
import org.hasnas.cli.console.TextTable;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.network.Architecture;
import org.hasnas.network.Network;
import org.hasnas.score.model.PredictionAgreement;
import org.hasnas.search.model.CandidateAccuracies;
import org.hasnas.search.model.RunSummary;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.model.Trial;
import org.hasnas.training.model.Accuracy;
import org.hasnas.training.model.AccuracyKind;
import org.hasnas.workbench.project.Project;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hasnas predict}: what is known of the accuracies of a run's candidates, and how predictions agree with it. */
@Command(name = "predict", description = "Predict the accuracies of a run's candidates, or of one network, from the networks whose accuracy the"
        + " project knows: those it trained, or those of the table it names. Every accuracy says of which kind it is.",
        descriptionHeading = "%n", optionListHeading = "%nOptions:%n", parameterListHeading = "%n", footerHeading = "%nExamples:%n",
        sortOptions = false,
        footer = {
            "  hasnas predict sample-projects/spikenas-bench",
            "  hasnas predict sample-projects/digits-quickstart --run 3 --json",
            "  hasnas predict sample-projects/digits-quickstart --matrix '0302 0030 3003 0000'"})
public final class PredictCommand implements Callable<Integer> {
    private static final double PERCENT = 100;
    private static final int ROWS = 20;

    private final Session session;

    @Parameters(index = "0", paramLabel = "PROJECT", description = "Project folder (or its project.yaml).")
    private Path project = Path.of("");

    @ArgGroup
    private Which which = new Which();

    @Option(names = "--json", description = "Print one JSON document, with all candidates.")
    private boolean json;

    /** Which networks. */
    static final class Which {
        @Option(names = "--run", paramLabel = "N", description = "The candidates of this run; the newest one unless given.")
        @Nullable Long run;

        @Option(names = "--matrix", paramLabel = "M", description = "One network of the project's template and space: the connection matrix of its"
                + " cells, such as '0302 0030 3003 0000'.")
        @Nullable String matrix;
    }

    /** A network with what is known of it. */
    private record Row(Optional<Integer> trial, Architecture architecture, Map<AccuracyKind, Accuracy> accuracies, OptionalDouble regretFraction) {
        double predicted() {
            return Optional.ofNullable(accuracies.get(AccuracyKind.PREDICTED)).map(Accuracy::fraction).orElse(Double.NEGATIVE_INFINITY);
        }
    }

    public PredictCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws HasnasException {
        Project opened = session.workbench().projects().open(session.resolve(project));
        String matrix = which.matrix;
        Optional<RunSummary> run = matrix == null ? Optional.of(run(opened)) : Optional.empty();
        SearchRequest request = run.map(RunSummary::request).orElse(opened.search());
        CandidateAccuracies known = session.workbench().candidates().accuracies(opened, request);
        List<Row> rows = new ArrayList<>();
        PredictionAgreement agreement = session.compute(job -> {
            if (matrix != null) {
                rows.add(row(known, Optional.empty(), architecture(request, matrix)));
            } else {
                for (Trial trial : session.workbench().searches().trials(opened, run.orElseThrow().id())) {
                    job.checkpoint();
                    rows.add(row(known, Optional.of(trial.index()), trial.architecture()));
                }
            }
            return known.agreement(job);
        });
        rows.sort(Comparator.comparingDouble(Row::predicted).reversed());
        if (json) {
            document(opened, request, run, known, rows, agreement).print(session.out());
        } else {
            print(request, run, known, rows, agreement);
        }
        return ExitCodes.OK;
    }

    private RunSummary run(Project opened) throws HasnasException {
        Long wanted = which.run;
        if (wanted != null) {
            return session.workbench().searches().get(opened, wanted);
        }
        return session.workbench().searches().list(opened).stream().max(Comparator.comparingLong(RunSummary::id))
                .orElseThrow(() -> new HasnasException(ErrorCode.NOT_FOUND, "Project " + opened.folder()
                        + " has no run whose candidates could be predicted. Start one with: hasnas search " + project
                        + ", or give one network with --matrix."));
    }

    private static Architecture architecture(SearchRequest request, String text) throws HasnasException {
        try {
            Architecture architecture = Architecture.parse(text);
            Network.of(request.template(), request.space(), architecture);
            return architecture;
        } catch (IllegalArgumentException wrong) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "'" + text + "' is no network of the project's template and space: " + wrong.getMessage(),
                    wrong);
        }
    }

    private static Row row(CandidateAccuracies known, Optional<Integer> trial, Architecture architecture) {
        Map<AccuracyKind, Accuracy> accuracies = new LinkedHashMap<>();
        for (AccuracyKind kind : AccuracyKind.values()) {
            known.accuracy(architecture, kind).ifPresent(accuracy -> accuracies.put(kind, accuracy));
        }
        return new Row(trial, architecture, accuracies, known.regretFraction(architecture));
    }

    private void print(SearchRequest request, Optional<RunSummary> run, CandidateAccuracies known, List<Row> rows, PredictionAgreement agreement) {
        session.out().println((run.isPresent() ? "run " + run.get().id() + ": " : "") + request.template().name() + " (search space "
                + request.space().name() + ")");
        session.out().println(known.predictedFrom());
        rank(agreement).forEach(session.out()::println);
        session.out().println();
        if (rows.size() == 1) {
            one(known, rows.getFirst());
            return;
        }
        TextTable table = new TextTable("trial", "<matrix", "predicted", "<95 % interval", "from benchmark", "trained", "quantised", "on chip");
        for (Row row : rows.subList(0, Math.min(ROWS, rows.size()))) {
            table.row(row.trial().map(String::valueOf).orElse("-"), row.architecture().text(), value(row, AccuracyKind.PREDICTED), interval(row),
                    value(row, AccuracyKind.BENCHMARK), value(row, AccuracyKind.TRAINED), value(row, AccuracyKind.QUANTIZED),
                    value(row, AccuracyKind.ON_CHIP));
        }
        table.print(session.out());
        if (rows.size() > ROWS) {
            session.out().println("and " + (rows.size() - ROWS) + " more; --json prints all");
        }
    }

    private void one(CandidateAccuracies known, Row row) {
        session.out().println(row.architecture().text());
        for (AccuracyKind kind : AccuracyKind.values()) {
            Accuracy accuracy = row.accuracies().get(kind);
            session.out().println(accuracy == null ? kind.label() + ": not known. " + known.missing(kind)
                    : kind.label() + ": " + value(row, kind) + (accuracy.lowFraction() < accuracy.highFraction()
                            ? " (95 % interval " + span(accuracy) + ")" : "") + "; " + accuracy.source());
        }
    }

    private static List<String> rank(PredictionAgreement agreement) {
        if (agreement.kendallTau().isEmpty()) {
            return List.of();
        }
        return List.of(String.format(Locale.ROOT, "On these %d, each left out of its own prediction and dead ones not counted: Kendall tau-b %.2f,"
                + " Spearman %.2f, %d in their"
                + " 95 %% interval.", agreement.pairs().size(), agreement.kendallTau().orElse(Double.NaN), agreement.spearman().orElse(Double.NaN),
                agreement.inside()));
    }

    private static String value(Row row, AccuracyKind kind) {
        Accuracy accuracy = row.accuracies().get(kind);
        return accuracy == null ? "-" : String.format(Locale.ROOT, "%.2f %%", PERCENT * accuracy.fraction());
    }

    private static String interval(Row row) {
        return Optional.ofNullable(row.accuracies().get(AccuracyKind.PREDICTED)).map(PredictCommand::span).orElse("-");
    }

    private static String span(Accuracy accuracy) {
        return String.format(Locale.ROOT, "%.1f to %.1f %%", PERCENT * accuracy.lowFraction(), PERCENT * accuracy.highFraction());
    }

    private JsonDocument document(Project opened, SearchRequest request, Optional<RunSummary> run, CandidateAccuracies known, List<Row> rows,
            PredictionAgreement agreement) {
        List<Map<String, @Nullable Object>> candidates = new ArrayList<>();
        for (Row row : rows) {
            JsonDocument candidate = new JsonDocument().put("trial", row.trial().map(index -> (Object) index).orElse(null))
                    .put("matrix", row.architecture().text());
            for (AccuracyKind kind : AccuracyKind.values()) {
                Accuracy accuracy = row.accuracies().get(kind);
                candidate.put(key(kind), accuracy == null ? null : new JsonDocument().put("percent", PERCENT * accuracy.fraction())
                        .put("low_percent", PERCENT * accuracy.lowFraction()).put("high_percent", PERCENT * accuracy.highFraction())
                        .put("source", accuracy.source()).map());
            }
            candidates.add(candidate.put("regret_points", row.regretFraction().isPresent()
                    ? (Object) (PERCENT * row.regretFraction().getAsDouble()) : null).map());
        }
        return session.document("hasnas-predictions", 1).put("project", opened.folder().toString())
                .put("run", run.map(summary -> (Object) summary.id()).orElse(null))
                .put("preset", request.template().name()).put("search_space", request.space().name())
                .put("learnt_from", known.learntFrom()).put("learnt_from_kind", agreement.measuredKind().map(PredictCommand::key).orElse(null))
                .put("explanation", known.predictedFrom())
                .put("kendall_tau_b", agreement.kendallTau().orElse(null)).put("spearman", agreement.spearman().orElse(null))
                .put("compared", agreement.pairs().size()).put("inside_interval", agreement.inside()).put("candidates", candidates);
    }

    private static String key(AccuracyKind kind) {
        return switch (kind) {
            case PREDICTED -> "predicted";
            case BENCHMARK -> "benchmark";
            case TRAINED -> "trained";
            case QUANTIZED -> "trained_quantized";
            case ON_CHIP -> "on_chip";
        };
    }
}
