package org.hasnas.cli.check;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.hasnas.checks.model.ScreenBenchmark;
import org.hasnas.checks.model.ScreenBenchmark.Screen;
import org.hasnas.checks.model.ScreenMeasurement;
import org.hasnas.cli.console.ReportCommand;
import org.hasnas.cli.console.Session;
import org.hasnas.cli.option.DatasetOptions;
import org.hasnas.cli.option.RankingOptions;
import org.hasnas.cli.option.WidthOption;
import org.hasnas.cli.report.Figures;
import org.hasnas.cli.report.JsonDocument;
import org.hasnas.cli.report.Naming;
import org.hasnas.cli.report.Report;
import org.hasnas.cli.report.TextTable;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.network.NetworkTemplates.Preset;
import org.hasnas.score.model.ScoreId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hasnas benchmark screen}: how far cheap estimates rank networks as the whole score does. */
@Command(name = "screen", description = "How far cheap screens (few channels, few images) rank random networks as the whole score does: the estimates"
        + " that the algorithm hasnas climbs by.",
        footer = {
            "  hasnas benchmark screen --preset digits --batch 64 --draws 20",
            "  hasnas benchmark screen --preset hasnas-cifar10 --data cifar-10-batches-bin --batch 256 --draws 54",
            "  hasnas benchmark screen --preset hasnas-cifar10 --data cifar-10-batches-bin --screens 12x16,24x8 --json"})
public final class BenchmarkScreenCommand extends ReportCommand {
    @Option(names = "--preset", paramLabel = "P", required = true,
            description = "Template around the cells, with its search space, such as digits or hasnas-cifar10.")
    private @Nullable Preset preset;

    @Mixin
    private WidthOption width = new WidthOption();

    @Mixin
    private DatasetOptions images = new DatasetOptions();

    @Option(names = "--score", paramLabel = "S", description = "A score that is simulated; default: sahd.")
    private ScoreId score = ScoreId.SAHD;

    @Option(names = "--draws", paramLabel = "N", description = "Different networks, the first of SNASNet's generator; default: 54.")
    private int draws = 54;

    @Option(names = "--screens", split = ",", paramLabel = "CxB",
            description = "Screens: channels of the first stage x images, such as 12x16; default: that of searches, wider ones and ones"
                    + " with half the images.")
    private List<Screen> screens = new ArrayList<>();

    @Mixin
    private RankingOptions options = new RankingOptions(64, 1);

    public BenchmarkScreenCommand(Session session) {
        super(session);
    }

    @Override
    protected Report report() throws HasnasException {
        ScreenBenchmark benchmark = benchmark();
        return new Screens(benchmark, session().result(session().workbench().measurements().compareScreens(benchmark)));
    }

    private ScreenBenchmark benchmark() throws HasnasException {
        Preset chosen = preset;
        if (chosen == null) {
            throw new IllegalStateException("picocli asks for --preset");
        }
        NetworkTemplate template = width.applied(images.fitted(chosen.template(), session()));
        try {
            return new ScreenBenchmark(images.dataset(template, session()), template, chosen.space(), options.fitness(score), screens, draws,
                    options.threads(), options.seed());
        } catch (IllegalArgumentException e) {
            throw new HasnasException(ErrorCode.BAD_INPUT, String.valueOf(e.getMessage()), e);
        }
    }

    /** How well screens rank. */
    private record Screens(ScreenBenchmark benchmark, ScreenMeasurement measured) implements Report {
        @Override
        public JsonDocument json() {
            return JsonDocument.of("hasnas-benchmark-screen", 1).putAll(Naming.machine()).put("preset", benchmark.template().name())
                    .put("width_ratio", WidthOption.of(benchmark.template())).put("space", benchmark.space().name())
                    .put("dataset", Naming.text(benchmark.dataset())).put("score", benchmark.fitness().score().label())
                    .put("channels", benchmark.template().stages().getFirst().width()).put("batch_size", benchmark.fitness().batchSize())
                    .put("batches", benchmark.fitness().batches()).put("seed", benchmark.seed()).put("threads", benchmark.threads())
                    .put("networks", measured.networks()).put("cpu_seconds_per_network", measured.cpuSeconds())
                    .put("screens", measured.screens().stream().map(Screens::json).toList())
                    .put("convolutions_kendall_tau", measured.convolutionsKendallTau());
        }

        private static JsonDocument json(ScreenMeasurement.Agreement agreement) {
            return new JsonDocument().put("channels", agreement.screen().channels()).put("images", agreement.screen().images())
                    .put("kendall_tau", agreement.kendallTau()).put("cpu_seconds_per_network", agreement.cpuSeconds());
        }

        @Override
        public void text(PrintStream out) {
            out.println(Figures.format("%d different draws of space '%s' on template '%s', %s, score %s, seed %d: %d channels,"
                    + " %d x %d images, %s CPU s each, against", measured.networks(), benchmark.space().name(), benchmark.template().name(),
                    Naming.text(benchmark.dataset()), benchmark.fitness().score().label(), benchmark.seed(),
                    benchmark.template().stages().getFirst().width(), benchmark.fitness().batches(), benchmark.fitness().batchSize(),
                    Figures.significant(measured.cpuSeconds())));
            TextTable table = new TextTable("channels", "images", "Kendall tau-b", "CPU s per network");
            for (ScreenMeasurement.Agreement agreement : measured.screens()) {
                table.row(agreement.screen().channels(), agreement.screen().images(),
                        Figures.correlation(agreement.kendallTau()),
                        Figures.format("%.2g", agreement.cpuSeconds()));
            }
            table.print(out);
            out.println("the number of convolutions, which costs nothing: " + Figures.correlation(measured.convolutionsKendallTau()));
        }
    }
}
