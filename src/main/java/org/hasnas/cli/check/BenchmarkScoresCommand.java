package org.hasnas.cli.check;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hasnas.checks.model.ScoreBenchmark;
import org.hasnas.checks.model.ScoreBenchmark.Half;
import org.hasnas.checks.model.ScoreMeasurement;
import org.hasnas.checks.model.ScoreMeasurement.PredictorRank;
import org.hasnas.checks.model.ScoreMeasurement.ScoreRank;
import org.hasnas.cli.console.ReportCommand;
import org.hasnas.cli.console.Session;
import org.hasnas.cli.option.RankingOptions;
import org.hasnas.cli.option.WidthOption;
import org.hasnas.cli.report.Figures;
import org.hasnas.cli.report.JsonDocument;
import org.hasnas.cli.report.Naming;
import org.hasnas.cli.report.Report;
import org.hasnas.cli.report.TextTable;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.data.model.DatasetReference.Format;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.score.model.FitnessSettings;
import org.hasnas.score.model.ScoreId;
import org.hasnas.units.EnumNames;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hasnas benchmark spikenas-bench}: rank correlation of scores and predictor with trained accuracy. */
@Command(name = "spikenas-bench", description = "Compare scores and predictor with the trained accuracies of SpikeNAS-Bench. The table is your"
        + " own copy; it does not come with the program.",
        footer = {
            "  hasnas benchmark spikenas-bench --table cifar10.csv",
            "  hasnas benchmark spikenas-bench --table cifar10.csv --architectures 200 --data cifar-10-batches-bin --json",
            "  hasnas benchmark spikenas-bench --table cifar10.csv --score hasnas,parameters --known 300 --rows held-out"})
public final class BenchmarkScoresCommand extends ReportCommand {
    private static final int SIMULATED_BY_DEFAULT = 200;
    private static final double PERCENT = 100;

    @Option(names = "--table", paramLabel = "FILE", required = true, description = "CSV with the columns arch_id, parameters, test_accuracy.")
    private Path table = Path.of("");

    @Option(names = "--rows", paramLabel = "HALF", description = "all, tuning (the half, by a hash of arch_id,"
            + " that the HASNAS score was tuned on) or held-out; default: all.")
    private Half rows = Half.ALL;

    @Option(names = "--architectures", paramLabel = "N", description = "Networks drawn for the scores; default: all, and " + SIMULATED_BY_DEFAULT
            + " for scores that are simulated.")
    private @Nullable Integer architectures;

    @Option(names = "--known", paramLabel = "K", description = "Accuracies the predictor is told, at most 1200; it is tested on the others."
            + " 0: no predictor. Default: 300.")
    private int known = 300;

    @Option(names = "--score", paramLabel = "NAME", split = ",", arity = "1..*",
            description = "sahd, sahd-sum, class-distance, snip, parameters, convolutions, depth, chain, hasnas; several with commas or"
                    + " spaces. Default: all.")
    private List<ScoreId> scores = new ArrayList<>();

    @Option(names = "--data", paramLabel = "DIR", description = "CIFAR-10 (binary version) for the scores that are simulated. Default: the embedded"
            + " digits, through a network of the digits preset with the same cells.")
    private @Nullable Path data;

    @Mixin
    private WidthOption width = new WidthOption();

    @Mixin
    private RankingOptions options = new RankingOptions(16, 2);

    public BenchmarkScoresCommand(Session session) {
        super(session);
    }

    @Override
    protected Report report() throws HasnasException {
        ScoreBenchmark benchmark = benchmark();
        return new Ranks(table, benchmark, session().result(session().workbench().measurements().compareScores(session().resolve(table), benchmark)));
    }

    private ScoreBenchmark benchmark() throws HasnasException {
        Path folder = data;
        NetworkTemplate template = width.applied((folder == null ? NetworkTemplates.DIGITS : NetworkTemplates.SPIKENAS_BENCH_CIFAR10).template());
        DatasetReference dataset = folder == null ? DatasetReference.EMBEDDED_DIGITS
                : new DatasetReference(Format.CIFAR10, session().resolve(folder).toString());
        Set<ScoreId> wanted = new LinkedHashSet<>(scores.isEmpty() ? Arrays.asList(ScoreId.values()) : scores);
        wanted.add(ScoreId.PARAMETERS); // the baseline is always shown
        Integer count = architectures;
        if (count != null && count < 2) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "--architectures must be at least 2, was " + count);
        }
        if (known < 0 || known > 1200) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "--known must be 0 to 1200, was " + known);
        }
        return new ScoreBenchmark(rows, count == null ? Integer.MAX_VALUE : count, count == null ? SIMULATED_BY_DEFAULT : count, known,
                List.copyOf(wanted), dataset, template, options.fitness(ScoreId.SAHD), options.threads(), options.seed());
    }

    /**
     * How well scores and predictor rank.
     *
     * @param table as the user wrote it
     */
    private record Ranks(Path table, ScoreBenchmark benchmark, ScoreMeasurement measured) implements Report {
        @Override
        public JsonDocument json() {
            return JsonDocument.of("hasnas-benchmark-spikenas-bench", 1).put("table", table.toString())
                    .put("half", benchmark.rows()).put("rows", measured.rows())
                    .put("dead", measured.dead()).put("dead_recognised", measured.deadRecognised())
                    .put("dead_false_alarms", measured.falseAlarms())
                    .put("seed", benchmark.seed()).put("scores", measured.scores().stream().map(Ranks::json).toList())
                    .put("simulation", simulation())
                    .put("predictor", measured.predictor().map(Ranks::json));
        }

        private static JsonDocument json(ScoreRank rank) {
            return new JsonDocument().put("score", rank.score().label()).put("title", rank.score().title())
                    .put("simulated", rank.score().isSimulated()).put("networks", rank.networks()).put("kendall_tau", rank.kendallTau())
                    .put("spearman", rank.spearman()).put("seconds_per_network", rank.secondsPerNetwork());
        }

        private JsonDocument simulation() {
            NetworkTemplate template = benchmark.template();
            FitnessSettings fitness = benchmark.fitness();
            return new JsonDocument().put("preset", template.name()).put("width_ratio", WidthOption.of(template))
                    .put("dataset", Naming.text(benchmark.dataset())).put("batch_size", fitness.batchSize()).put("batches", fitness.batches())
                    .put("precision", fitness.precision()).put("threads", benchmark.threads());
        }

        private static JsonDocument json(PredictorRank rank) {
            return new JsonDocument().put("known", rank.known()).put("networks", rank.networks()).put("kendall_tau", rank.kendallTau())
                    .put("spearman", rank.spearman()).put("interval_percent", 95).put("interval_coverage_percent", PERCENT * rank.coverageFraction())
                    .put("mean_absolute_error_points", PERCENT * rank.meanErrorFraction())
                    .put("mean_interval_half_width_points", PERCENT * rank.meanHalfWidthFraction()).put("seconds", rank.seconds());
        }

        @Override
        public void text(PrintStream out) {
            out.println(measured.rows() + " networks of " + table + (benchmark.rows() == Half.ALL ? ""
                    : ", the " + EnumNames.of(benchmark.rows()) + " half by arch_id"));
            out.println("dead (trained to chance): " + measured.dead() + "; recognised without training: " + measured.deadRecognised()
                    + "; false alarms: " + measured.falseAlarms());
            out.println();
            out.println("Rank correlation with test accuracy after training, dead networks left out (seed " + benchmark.seed() + "):");
            TextTable ranks = new TextTable("<score", "networks", "Kendall tau-b", "Spearman", "s per network", "<simulated");
            for (ScoreRank rank : measured.scores()) {
                ranks.row(rank.score().label(), rank.networks(), Figures.correlation(rank.kendallTau()), Figures.correlation(rank.spearman()),
                        Figures.format("%.2g", rank.secondsPerNetwork()), rank.score().isSimulated() ? "yes" : "no");
            }
            measured.predictor().ifPresent(rank -> ranks.row("predictor (" + rank.known() + " known)", rank.networks(),
                    Figures.correlation(rank.kendallTau()), Figures.correlation(rank.spearman()), "", "no"));
            ranks.print(out);
            out.println();
            if (measured.scores().stream().anyMatch(rank -> rank.score().isSimulated())) {
                out.println("Simulated: template '" + benchmark.template().name() + "' at ratio " + WidthOption.of(benchmark.template()) + ", "
                        + Naming.text(benchmark.dataset()) + ", " + benchmark.fitness().batches() + " batches of "
                        + benchmark.fitness().batchSize() + " images.");
            }
            measured.predictor().ifPresent(rank -> out.println(sentence(rank)));
        }

        private static String sentence(PredictorRank rank) {
            return Figures.format("Predictor: %.1f %% of %d untold accuracies lie in its 95 %% interval (half width %.2f points on average);"
                    + " mean error %.2f points; learnt in %.1f s.", PERCENT * rank.coverageFraction(), rank.networks(),
                    PERCENT * rank.meanHalfWidthFraction(), PERCENT * rank.meanErrorFraction(), rank.seconds());
        }
    }
}
