package org.hasnas.cli.check;

import java.io.PrintStream;
import org.hasnas.checks.model.SearchBenchmark;
import org.hasnas.checks.model.SearchMeasurement;
import org.hasnas.cli.console.ReportCommand;
import org.hasnas.cli.console.Session;
import org.hasnas.cli.option.BatchOptions;
import org.hasnas.cli.option.DatasetOptions;
import org.hasnas.cli.option.OnlyWith;
import org.hasnas.cli.option.Options;
import org.hasnas.cli.option.WidthOption;
import org.hasnas.cli.report.Figures;
import org.hasnas.cli.report.JsonDocument;
import org.hasnas.cli.report.Naming;
import org.hasnas.cli.report.Report;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.network.NetworkTemplates.Preset;
import org.hasnas.score.model.ScoreId;
import org.hasnas.score.model.WeightPrecision;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hasnas benchmark search}: candidates per second. */
@OnlyWith(options = {"--preset", "--ratio", "--data", "--format", "--subset", "--subset-seed", "--batch", "--batches", "--seed"},
        without = {"--table", "--project"})
@OnlyWith(options = "--draws", without = {"--algorithms", "--table", "--project"})
@OnlyWith(options = {"--limits", "--memory-scope", "--published-draws"}, with = "--algorithms", without = {"--table", "--project"})
@OnlyWith(options = "--budget", with = {"--algorithms", "--table"}, without = {"--budgets", "--project"})
@OnlyWith(options = "--seeds", with = {"--algorithms", "--table", "--project"})
@OnlyWith(options = "--budgets", with = {"--table", "--project"})
@OnlyWith(options = {"--shortlist", "--score"}, with = "--table", without = {"--budgets", "--project"})
@OnlyWith(options = "--feasible", with = "--table", without = "--project")
@OnlyWith(options = {"--curves", "--prior", "--rows", "--limit-sets"}, with = "--budgets", without = "--project")
@OnlyWith(options = "--table", without = "--project")
@OnlyWith(options = "--minutes", with = "--project", without = "--budgets")
@OnlyWith(options = "--copies", with = "--minutes")
@OnlyWith(options = "--decisions", with = "--project", without = {"--budgets", "--minutes", "--algorithms", "--seeds"})
@OnlyWith(options = "--designs", with = "--decisions")
@Command(name = "search", description = {"Time cost and fitness of random candidates: draws of SNASNet's generator, equal ones simulated once.",
    "With --algorithms: compare search algorithms on one task. With --table: in a table of trained networks. With --project: among the trained"
            + " designs of a project."},
        footer = {
            "  hasnas benchmark search --preset digits --batch 32 --draws 100",
            "  hasnas benchmark search --preset snasnet-cifar10 --ratio 1 --batch 32 --draws 100 --data cifar10 --json",
            "  hasnas benchmark search --preset digits --algorithms hasnas,evolution,nsga2,snasnet-random --budget 60 --seeds 3",
            "  hasnas benchmark search --table cifar10.csv --budget 50 --seeds 20",
            "  hasnas benchmark search --table cifar10.csv --curves curves.csv --budgets 2,5,10,20,50 --seeds 50",
            "  hasnas benchmark search --project sample-projects/digits-quickstart --budgets 5,10,20 --seeds 20",
            "  hasnas benchmark search --project my-digits --minutes 5 --seeds 5 --algorithms ladder,random,asha",
            "  hasnas benchmark search --project my-digits --decisions 600"})
public final class BenchmarkSearchCommand extends ReportCommand {
    @Option(names = "--preset", paramLabel = "P",
            description = "Template around the cells, with its search space, such as digits or snasnet-cifar10.")
    private @Nullable Preset preset;

    @Mixin
    private WidthOption width = new WidthOption();

    @Mixin
    private DatasetOptions images = new DatasetOptions();

    @Option(names = "--draws", paramLabel = "N", description = "Candidates; default: 100.")
    private int draws = 100;

    @Mixin
    private BatchOptions batches = new BatchOptions(32, 2);

    @Option(names = "--threads", paramLabel = "K", description = "Candidates, or with --budgets runs, at a time; default: all cores.")
    private @Nullable Integer threads;

    @Option(names = "--seed", paramLabel = "S", description = "Seed of draws, weights and batches; default: 1.")
    private long seed = 1;

    @Mixin
    private ComparisonOptions comparisons = new ComparisonOptions();

    @Mixin
    private TableOptions tables = new TableOptions();

    public BenchmarkSearchCommand(Session session) {
        super(session);
    }

    @Override
    protected Report report() throws HasnasException {
        if (tables.isGiven()) {
            return tables.report(session(), comparisons, Options.threads(threads));
        }
        SearchBenchmark benchmark = benchmark();
        if (comparisons.isGiven()) {
            return comparisons.report(session(), benchmark);
        }
        SearchMeasurement measured = session().result(session().workbench().measurements().searchSpeed(benchmark));
        measured.failures().forEach(failure -> session().note("could not be evaluated: " + failure));
        return new Speed(benchmark, measured);
    }

    private SearchBenchmark benchmark() throws HasnasException {
        Preset chosen = preset;
        if (chosen == null) {
            throw new HasnasException(ErrorCode.BAD_INPUT,
                    "name the network template with --preset, a table with --table or trainings with --project");
        }
        NetworkTemplate template = width.applied(images.fitted(chosen.template(), session()));
        return new SearchBenchmark(images.dataset(template, session()), template, chosen.space(),
                batches.settings(WeightPrecision.INT8, ScoreId.SAHD), Options.atLeastOne("--draws", draws), Options.threads(threads), seed);
    }

    /** Candidates per second. */
    private record Speed(SearchBenchmark benchmark, SearchMeasurement measured) implements Report {
        @Override
        public JsonDocument json() {
            return JsonDocument.of("hasnas-benchmark-search", 1).putAll(Naming.machine()).put("preset", benchmark.template().name())
                    .put("width_ratio", WidthOption.of(benchmark.template())).put("space", benchmark.space().name())
                    .put("dataset", Naming.text(benchmark.dataset())).put("batch_size", benchmark.fitness().batchSize())
                    .put("batches", benchmark.fitness().batches()).put("seed", benchmark.seed())
                    .put("threads", benchmark.threads()).put("draws", measured.draws()).put("simulated", measured.secondsPerSimulation().size())
                    .put("failed", measured.failures().size()).put("seconds", measured.seconds())
                    .put("candidates_per_second", measured.candidatesPerSecond()).put("simulated_per_second", measured.simulationsPerSecond())
                    .put("fastest_seconds", measured.fastestSeconds()).put("median_seconds", measured.medianSeconds())
                    .put("slowest_seconds", measured.slowestSeconds()).put("seconds_per_simulation", measured.secondsPerSimulation());
        }

        @Override
        public void text(PrintStream out) {
            out.println(Figures.format("%d draws of space '%s' on template '%s' (ratio %s), %s, %d batches of %d images,"
                    + " %d threads",
                    measured.draws(), benchmark.space().name(), benchmark.template().name(), WidthOption.of(benchmark.template()),
                    Naming.text(benchmark.dataset()), benchmark.fitness().batches(), benchmark.fitness().batchSize(),
                    benchmark.threads()));
            out.println();
            out.println(Figures.format("%.3f candidates per second: %d draws in %.1f s, of which %d had to be simulated",
                    measured.candidatesPerSecond(), measured.draws(), measured.seconds(), measured.secondsPerSimulation().size()));
            out.println(Figures.format("seconds per simulated candidate: fastest %.3f, median %.3f, slowest %.3f",
                    measured.fastestSeconds(), measured.medianSeconds(), measured.slowestSeconds()));
        }
    }
}
