package org.hasnas.cli.score;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.hasnas.cli.console.ReportCommand;
import org.hasnas.cli.console.Session;
import org.hasnas.cli.option.ProjectParameter;
import org.hasnas.cli.report.Figures;
import org.hasnas.cli.report.JsonDocument;
import org.hasnas.cli.report.Report;
import org.hasnas.cli.report.TextTable;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.network.Architecture;
import org.hasnas.network.Network;
import org.hasnas.score.model.PredictionAgreement;
import org.hasnas.search.model.CandidateAccuracies;
import org.hasnas.search.model.Project;
import org.hasnas.search.model.RunSummary;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.model.Trial;
import org.hasnas.training.model.Accuracy;
import org.hasnas.training.model.AccuracyKind;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hasnas predict}: what is known of the accuracies of a run's candidates, and how predictions agree with it. */
@Command(name = "predict", description = "Predict the accuracies of a run's candidates, or of one network, from the networks whose accuracy the"
        + " project knows: those it trained, or those of the table it names. Every accuracy says of which kind it is.",
        footer = {
            "  hasnas predict sample-projects/spikenas-bench",
            "  hasnas predict sample-projects/digits-quickstart --run 3 --json",
            "  hasnas predict sample-projects/digits-quickstart --matrix '0302 0030 3003 0000'"})
public final class PredictCommand extends ReportCommand {
    @Mixin
    private ProjectParameter project = new ProjectParameter();

    @ArgGroup
    private Which which = new Which();

    /** Which networks. */
    static final class Which {
        @Option(names = "--run", paramLabel = "N", description = "The candidates of this run; the newest one unless given.")
        @Nullable
        Long run;

        @Option(names = "--matrix", paramLabel = "M", description = "One network of the project's template and space: the connection matrix of its"
                + " cells, such as '0302 0030 3003 0000'.")
        @Nullable
        String matrix;
    }

    public PredictCommand(Session session) {
        super(session);
    }

    @Override
    protected Report report() throws HasnasException {
        Project opened = project.open(session());
        String matrix = which.matrix;
        Optional<RunSummary> run = matrix == null ? Optional.of(run(opened)) : Optional.empty();
        SearchRequest request = run.map(RunSummary::request).orElse(opened.search());
        CandidateAccuracies known = session().workbench().candidates().accuracies(opened, request);
        List<Row> rows = new ArrayList<>();
        if (matrix != null) {
            rows.add(Row.of(known, Optional.empty(), architecture(request, matrix)));
        } else {
            for (Trial trial : session().workbench().searches().trials(opened, run.orElseThrow().id())) {
                rows.add(Row.of(known, Optional.of(trial.index()), trial.architecture()));
            }
        }
        PredictionAgreement agreement = session().result(session().workbench().candidates().agreement(known));
        rows.sort(Comparator.comparingDouble(Row::predicted).reversed());
        return new Predicted(opened.folder(), request, run, known, rows, agreement);
    }

    private RunSummary run(Project opened) throws HasnasException {
        Long wanted = which.run;
        if (wanted != null) {
            return session().workbench().searches().get(opened, wanted);
        }
        return session().workbench().searches().list(opened).stream().max(Comparator.comparingLong(RunSummary::id))
                .orElseThrow(() -> new HasnasException(ErrorCode.NOT_FOUND, "Project " + opened.folder()
                        + " has no run whose candidates could be predicted. Start one with: hasnas search " + project.word()
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

    /** A network with what is known of it. */
    private record Row(Optional<Integer> trial, Architecture architecture, Map<AccuracyKind, Accuracy> accuracies, OptionalDouble regretFraction) {
        double predicted() {
            return Optional.ofNullable(accuracies.get(AccuracyKind.PREDICTED)).map(Accuracy::fraction).orElse(Double.NEGATIVE_INFINITY);
        }

        static Row of(CandidateAccuracies known, Optional<Integer> trial, Architecture architecture) {
            Map<AccuracyKind, Accuracy> accuracies = new LinkedHashMap<>();
            for (AccuracyKind kind : AccuracyKind.values()) {
                known.accuracy(architecture, kind).ifPresent(accuracy -> accuracies.put(kind, accuracy));
            }
            return new Row(trial, architecture, accuracies, known.regretFraction(architecture));
        }
    }

    /**
     * What is known of the accuracies of networks, the best by prediction first.
     *
     * @param run whose candidates they are; empty for one network
     */
    private record Predicted(Path folder, SearchRequest request, Optional<RunSummary> run, CandidateAccuracies known, List<Row> rows,
            PredictionAgreement agreement) implements Report {
        private static final int MAX_ROWS = 20;

        @Override
        public JsonDocument json() {
            return JsonDocument.of("hasnas-predictions", 1).put("project", folder.toString())
                    .put("run", run.map(RunSummary::id))
                    .put("preset", request.template().name()).put("search_space", request.space().name())
                    .put("learnt_from", known.learntFrom()).put("learnt_from_kind", agreement.measuredKind().map(Predicted::key))
                    .put("explanation", known.predictedFrom())
                    .put("kendall_tau_b", agreement.kendallTau()).put("spearman", agreement.spearman())
                    .put("compared", agreement.pairs().size()).put("inside_interval", agreement.inside())
                    .put("candidates", rows.stream().map(Predicted::json).toList());
        }

        private static JsonDocument json(Row row) {
            JsonDocument candidate = new JsonDocument().put("trial", row.trial()).put("matrix", row.architecture().text());
            for (AccuracyKind kind : AccuracyKind.values()) {
                candidate.put(key(kind), Optional.ofNullable(row.accuracies().get(kind)).map(accuracy -> new JsonDocument()
                        .put("percent", 100 * accuracy.fraction()).put("low_percent", 100 * accuracy.lowFraction())
                        .put("high_percent", 100 * accuracy.highFraction()).put("source", accuracy.source())));
            }
            return candidate.put("regret_points", row.regretFraction().stream().map(regret -> 100 * regret).boxed().findFirst());
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

        @Override
        public void text(PrintStream out) {
            out.println((run.isPresent() ? "run " + run.get().id() + ": " : "") + request.template().name() + " (search space "
                    + request.space().name() + ")");
            out.println(known.predictedFrom());
            rank().ifPresent(out::println);
            out.println();
            if (rows.size() == 1) {
                printOne(rows.getFirst(), out);
                return;
            }
            TextTable table = new TextTable("trial", "<matrix", "predicted", "<95 % interval", "from benchmark", "trained", "quantised", "on chip");
            for (Row row : rows.subList(0, Math.min(MAX_ROWS, rows.size()))) {
                table.row(row.trial().map(String::valueOf).orElse("-"), row.architecture().text(), value(row, AccuracyKind.PREDICTED), interval(row),
                        value(row, AccuracyKind.BENCHMARK), value(row, AccuracyKind.TRAINED), value(row, AccuracyKind.QUANTIZED),
                        value(row, AccuracyKind.ON_CHIP));
            }
            table.print(out);
            if (rows.size() > MAX_ROWS) {
                out.println("and " + (rows.size() - MAX_ROWS) + " more; --json prints all");
            }
        }

        private void printOne(Row row, PrintStream out) {
            out.println(row.architecture().text());
            for (AccuracyKind kind : AccuracyKind.values()) {
                Accuracy accuracy = row.accuracies().get(kind);
                out.println(accuracy == null ? kind.label() + ": not known. " + known.missing(kind)
                        : kind.label() + ": " + value(row, kind) + (accuracy.lowFraction() < accuracy.highFraction()
                                ? " (95 % interval " + span(accuracy) + ")" : "") + "; " + accuracy.source());
            }
        }

        private Optional<String> rank() {
            if (agreement.kendallTau().isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(Figures.format("On these %d, each left out of its own prediction and dead ones not counted: Kendall tau-b %.2f,"
                    + " Spearman %.2f, %d in their 95 %% interval.", agreement.pairs().size(),
                    agreement.kendallTau().orElse(Double.NaN), agreement.spearman().orElse(Double.NaN),
                    agreement.inside()));
        }

        private static String value(Row row, AccuracyKind kind) {
            Accuracy accuracy = row.accuracies().get(kind);
            return accuracy == null ? "-" : Figures.percent(2, accuracy.fraction());
        }

        private static String interval(Row row) {
            return Optional.ofNullable(row.accuracies().get(AccuracyKind.PREDICTED)).map(Predicted::span).orElse("-");
        }

        private static String span(Accuracy accuracy) {
            return Figures.format("%.1f to %.1f %%", 100 * accuracy.lowFraction(), 100 * accuracy.highFraction());
        }
    }
}
