package org.hasnas.cli.check;

import java.io.PrintStream;
import org.hasnas.checks.model.PassBenchmark;
import org.hasnas.checks.model.PassTimes;
import org.hasnas.checks.model.TrainedAccuracies;
import org.hasnas.checks.model.TrainingComparison;
import org.hasnas.checks.model.TrainingSpeed;
import org.hasnas.cli.console.ReportCommand;
import org.hasnas.cli.console.Session;
import org.hasnas.cli.option.DatasetOptions;
import org.hasnas.cli.option.NetworkChoice;
import org.hasnas.cli.option.Options;
import org.hasnas.cli.report.Figures;
import org.hasnas.cli.report.JsonDocument;
import org.hasnas.cli.report.Naming;
import org.hasnas.cli.report.Report;
import org.hasnas.cli.report.TextTable;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.network.Network;
import org.hasnas.score.model.WeightPrecision;
import org.hasnas.training.model.TrainingSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hasnas benchmark training}: images per second of training, event-driven against dense. */
@Command(name = "training", description = "Time steps of a training (forward, back, change of weights): event-driven, and in turn with all"
        + " convolutions and their gradients by ND4J. With --accuracy: train both ways over seeds, with the same schedule, and compare the"
        + " accuracies on held-out images.",
        footer = {
            "  hasnas benchmark training --preset digits --matrix '0302 0030 3003 0000'",
            "  hasnas benchmark training --preset digits --matrix '0302 0030 3003 0000' --accuracy --seeds 3"})
public final class BenchmarkTrainingCommand extends ReportCommand {
    private static final int USUAL_BATCH = 32;
    private static final int USUAL_STEPS = 5;
    private static final int USUAL_SEEDS = 3;

    @Mixin
    private NetworkChoice choice = new NetworkChoice();

    @Mixin
    private DatasetOptions images = new DatasetOptions();

    @Option(names = "--batch", paramLabel = "B", description = "Images per step, 2 to 256; default: 32, with --accuracy what suits the data set.")
    private @Nullable Integer batch;

    @Option(names = "--accuracy", description = "Train and compare accuracies instead of speeds.")
    private boolean accuracy;

    @Option(names = "--seeds", paramLabel = "N", description = "With --accuracy: trainings of each kind; default: 3.")
    private @Nullable Integer seeds;

    @Option(names = "--epochs", paramLabel = "N", description = "With --accuracy: passes over the training images; default: what suits the data set.")
    private @Nullable Integer epochs;

    @Option(names = "--steps", paramLabel = "N", description = "Timed steps of each kind; default: 5.")
    private @Nullable Integer steps;

    @Option(names = "--threads", paramLabel = "K", description = "Threads; default: all cores.")
    private @Nullable Integer threads;

    @Option(names = "--seed", paramLabel = "S", description = "Seed of weights and dropout, with --accuracy the first; default: 1.")
    private long seed = 1;

    public BenchmarkTrainingCommand(Session session) {
        super(session);
    }

    @Override
    protected Report report() throws HasnasException {
        Network network = choice.network(images, session());
        return accuracy ? accuracies(network) : speeds(network);
    }

    private Report speeds(Network network) throws HasnasException {
        if (seeds != null || epochs != null) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "--seeds and --epochs are for --accuracy; speeds are timed over --steps");
        }
        PassBenchmark benchmark = passes(network);
        return new Speeds(benchmark, session().result(session().workbench().measurements().trainingSpeed(benchmark)));
    }

    private PassBenchmark passes(Network network) throws HasnasException {
        Integer wantedBatch = batch;
        Integer wantedSteps = steps;
        int stepCount = Options.atLeastOne("--steps", wantedSteps == null ? USUAL_STEPS : wantedSteps);
        try {
            return new PassBenchmark(images.dataset(network.template(), session()), network, wantedBatch == null ? USUAL_BATCH : wantedBatch,
                    stepCount, Options.threads(threads), seed, WeightPrecision.FLOAT32);
        } catch (IllegalArgumentException e) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "--batch: " + e.getMessage(), e);
        }
    }

    private Report accuracies(Network network) throws HasnasException {
        if (steps != null) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "--steps is for speeds; with --accuracy give --epochs");
        }
        DatasetReference dataset = images.dataset(network.template(), session());
        Integer wantedSeeds = seeds;
        TrainingComparison comparison = new TrainingComparison(dataset, network, settings(dataset),
                wantedSeeds == null ? USUAL_SEEDS : Options.atLeastOne("--seeds", wantedSeeds), Options.threads(threads));
        return new Accuracies(comparison, session().result(session().workbench().measurements().compareTrainings(comparison)));
    }

    private TrainingSettings settings(DatasetReference dataset) throws HasnasException {
        try {
            TrainingSettings settings = TrainingSettings.defaults(dataset.format()).withSeed(seed);
            return Options.with(Options.with(settings, batch, TrainingSettings::withBatchSize), epochs, TrainingSettings::withEpochs);
        } catch (IllegalArgumentException e) {
            throw new HasnasException(ErrorCode.BAD_INPUT, e.getMessage() + "; see --batch and --epochs", e);
        }
    }

    /** Steps per second, event-driven and dense. */
    private record Speeds(PassBenchmark benchmark, TrainingSpeed speed) implements Report {
        private double wallRatio() {
            return speed.dense().medianSecondsPerPass() / speed.eventDriven().medianSecondsPerPass();
        }

        private double cpuRatio() {
            return speed.dense().medianCpuSecondsPerPass() / speed.eventDriven().medianCpuSecondsPerPass();
        }

        @Override
        public JsonDocument json() {
            return JsonDocument.of("hasnas-benchmark-training", 1).putAll(Naming.machine())
                    .putAll(Naming.json(benchmark.network())).put("dataset", Naming.text(benchmark.dataset()))
                    .put("batch_size", benchmark.batchSize()).put("seed", benchmark.seed()).put("event_driven", json(speed.eventDriven()))
                    .put("dense", json(speed.dense())).put("dense_seconds_over_event_driven_seconds", wallRatio())
                    .put("dense_cpu_seconds_over_event_driven_cpu_seconds", cpuRatio())
                    .put("event_driven_loss", speed.eventDrivenLoss()).put("dense_loss", speed.denseLoss());
        }

        private JsonDocument json(PassTimes times) {
            return new JsonDocument().put("threads", times.threads())
                    .put("images_per_second", benchmark.batchSize() / times.medianSecondsPerPass())
                    .put("images_per_cpu_second", benchmark.batchSize() / times.medianCpuSecondsPerPass())
                    .put("seconds_per_step", times.secondsPerPass()).put("cpu_seconds_per_step", times.cpuSecondsPerPass());
        }

        @Override
        public void text(PrintStream out) {
            out.println(Naming.text(benchmark.network()) + " on " + Naming.text(benchmark.dataset()) + ", batch " + benchmark.batchSize());
            out.println();
            TextTable table = new TextTable("training step", "threads", "images/s", "s (median)", "CPU s");
            addRow(table, "event-driven", speed.eventDriven());
            addRow(table, "dense convolutions (ND4J)", speed.dense());
            table.print(out);
            out.println();
            out.println(PassReport.comparison(wallRatio(), cpuRatio()));
        }

        private void addRow(TextTable table, String name, PassTimes times) {
            table.row(name, times.threads(), Figures.decimals(1, benchmark.batchSize() / times.medianSecondsPerPass()),
                    Figures.decimals(3, times.medianSecondsPerPass()), Figures.decimals(3, times.medianCpuSecondsPerPass()));
        }
    }

    /** Accuracies of networks trained both ways. */
    private record Accuracies(TrainingComparison comparison, TrainedAccuracies result) implements Report {
        private double differencePoints() {
            return 100 * (result.meanEventDriven() - result.meanDense());
        }

        private String heldOut() {
            return result.images() + (result.test() ? " test images" : " validation images");
        }

        @Override
        public JsonDocument json() {
            return JsonDocument.of("hasnas-benchmark-training-accuracy", 1).putAll(Naming.machine())
                    .putAll(Naming.json(comparison.network())).put("dataset", Naming.text(comparison.dataset()))
                    .put("epochs", comparison.settings().epochs()).put("batch_size", comparison.settings().batchSize())
                    .put("held_out", heldOut())
                    .put("trainings", result.pairs().stream().map(pair -> new JsonDocument().put("seed", pair.seed())
                            .put("event_driven_accuracy", pair.eventDriven()).put("dense_accuracy", pair.dense())).toList())
                    .put("mean_event_driven_accuracy", result.meanEventDriven()).put("mean_dense_accuracy", result.meanDense())
                    .put("event_driven_minus_dense_points", differencePoints());
        }

        @Override
        public void text(PrintStream out) {
            out.println(Naming.text(comparison.network()) + " on " + Naming.text(comparison.dataset()) + ", "
                    + comparison.settings().epochs() + " epochs, trained accuracy on " + heldOut());
            out.println();
            TextTable table = new TextTable("seed", "event-driven", "dense convolutions (ND4J)");
            for (TrainedAccuracies.Pair pair : result.pairs()) {
                table.row(pair.seed(), Figures.percent(2, pair.eventDriven()), Figures.percent(2, pair.dense()));
            }
            table.row("mean", Figures.percent(2, result.meanEventDriven()), Figures.percent(2, result.meanDense()));
            table.print(out);
            out.println();
            out.println(Figures.format("event-driven minus dense: %+.2f points", differencePoints()));
        }
    }
}
