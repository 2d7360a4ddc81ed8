package org.hasnas.cli.check;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.hasnas.checks.model.PassBenchmark;
import org.hasnas.checks.model.PassTimes;
import org.hasnas.checks.model.TrainedAccuracies;
import org.hasnas.checks.model.TrainingComparison;
import org.hasnas.checks.model.TrainingSpeed;
import org.hasnas.cli.chip.CostCommand;
import org.hasnas.cli.console.ExitCodes;
import org.hasnas.cli.console.JsonDocument;
import org.hasnas.cli.console.Session;
import org.hasnas.cli.console.TextTable;
import org.hasnas.cli.option.DatasetOptions;
import org.hasnas.cli.option.NetworkChoice;
import org.hasnas.cli.option.Options;
import org.hasnas.cli.report.CostDocument;
import org.hasnas.cli.report.RunReport;
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
        descriptionHeading = "%n", optionListHeading = "%nOptions:%n", footerHeading = "%nExamples:%n", sortOptions = false,
        footer = {
            "  hasnas benchmark training --preset digits --matrix '0302 0030 3003 0000'",
            "  hasnas benchmark training --preset digits --matrix '0302 0030 3003 0000' --accuracy --seeds 3"})
public final class BenchmarkTrainingCommand implements Callable<Integer> {
    private static final int USUAL_BATCH = 32;
    private static final int USUAL_STEPS = 5;
    private static final int USUAL_SEEDS = 3;

    private final Session session;

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

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    public BenchmarkTrainingCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws HasnasException {
        return accuracy ? accuracies(choice.network()) : speeds(choice.network());
    }

    private int speeds(Network network) throws HasnasException {
        if (seeds != null || epochs != null) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "--seeds and --epochs are for --accuracy; speeds are timed over --steps");
        }
        PassBenchmark benchmark = passes(network);
        TrainingSpeed speed = session.compute(job -> session.workbench().measurements().trainingSpeed(benchmark, job));
        if (json) {
            document(benchmark, speed).print(session.out());
        } else {
            print(benchmark, speed);
        }
        return ExitCodes.OK;
    }

    private PassBenchmark passes(Network network) throws HasnasException {
        Integer wantedBatch = batch;
        Integer wantedSteps = steps;
        int stepCount = Options.atLeastOne("--steps", wantedSteps == null ? USUAL_STEPS : wantedSteps);
        try {
            return new PassBenchmark(images.dataset(network.template(), session), network, wantedBatch == null ? USUAL_BATCH : wantedBatch, stepCount,
                    Options.threads(threads), seed, WeightPrecision.FLOAT32);
        } catch (IllegalArgumentException e) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "--batch: " + e.getMessage(), e);
        }
    }

    private static double wallRatio(TrainingSpeed speed) {
        return speed.dense().medianSecondsPerPass() / speed.eventDriven().medianSecondsPerPass();
    }

    private static double cpuRatio(TrainingSpeed speed) {
        return speed.dense().medianCpuSecondsPerPass() / speed.eventDriven().medianCpuSecondsPerPass();
    }

    private JsonDocument document(PassBenchmark benchmark, TrainingSpeed speed) {
        int batchSize = benchmark.batchSize();
        return session.document("hasnas-benchmark-training", 1).putAll(BenchmarkReport.machine())
                .putAll(CostDocument.network(benchmark.network())).put("dataset", RunReport.dataset(benchmark.dataset()))
                .put("batch_size", batchSize).put("seed", seed).put("event_driven", times(speed.eventDriven(), batchSize))
                .put("dense", times(speed.dense(), batchSize)).put("dense_seconds_over_event_driven_seconds", wallRatio(speed))
                .put("dense_cpu_seconds_over_event_driven_cpu_seconds", cpuRatio(speed))
                .put("event_driven_loss", speed.eventDrivenLoss()).put("dense_loss", speed.denseLoss());
    }

    private void print(PassBenchmark benchmark, TrainingSpeed speed) {
        int batchSize = benchmark.batchSize();
        session.out().println(CostCommand.title(benchmark.network()) + " on " + RunReport.dataset(benchmark.dataset()) + ", batch " + batchSize);
        session.out().println();
        TextTable table = new TextTable("training step", "threads", "images/s", "s (median)", "CPU s");
        row(table, "event-driven", speed.eventDriven(), batchSize);
        row(table, "dense convolutions (ND4J)", speed.dense(), batchSize);
        table.print(session.out());
        session.out().println();
        session.out().println(BenchmarkReport.comparison(wallRatio(speed), cpuRatio(speed)));
    }

    private int accuracies(Network network) throws HasnasException {
        if (steps != null) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "--steps is for speeds; with --accuracy give --epochs");
        }
        DatasetReference dataset = images.dataset(network.template(), session);
        Integer wantedSeeds = seeds;
        TrainingComparison comparison = new TrainingComparison(dataset, network, settings(dataset),
                wantedSeeds == null ? USUAL_SEEDS : Options.atLeastOne("--seeds", wantedSeeds), Options.threads(threads));
        TrainedAccuracies result = session.compute(job -> session.workbench().measurements().compareTrainings(comparison, job));
        if (json) {
            document(comparison, result).print(session.out());
        } else {
            print(comparison, result);
        }
        return ExitCodes.OK;
    }

    private static double differencePoints(TrainedAccuracies result) {
        return 100 * (result.meanEventDriven() - result.meanDense());
    }

    private static String heldOut(TrainedAccuracies result) {
        return result.images() + (result.test() ? " test images" : " validation images");
    }

    private JsonDocument document(TrainingComparison comparison, TrainedAccuracies result) {
        List<Map<String, @Nullable Object>> rows = result.pairs().stream().map(pair -> new JsonDocument().put("seed", pair.seed())
                .put("event_driven_accuracy", pair.eventDriven()).put("dense_accuracy", pair.dense()).map()).toList();
        return session.document("hasnas-benchmark-training-accuracy", 1).putAll(BenchmarkReport.machine())
                .putAll(CostDocument.network(comparison.network())).put("dataset", RunReport.dataset(comparison.dataset()))
                .put("epochs", comparison.settings().epochs()).put("batch_size", comparison.settings().batchSize())
                .put("held_out", heldOut(result)).put("trainings", rows)
                .put("mean_event_driven_accuracy", result.meanEventDriven()).put("mean_dense_accuracy", result.meanDense())
                .put("event_driven_minus_dense_points", differencePoints(result));
    }

    private void print(TrainingComparison comparison, TrainedAccuracies result) {
        session.out().println(CostCommand.title(comparison.network()) + " on " + RunReport.dataset(comparison.dataset()) + ", "
                + comparison.settings().epochs() + " epochs, trained accuracy on " + heldOut(result));
        session.out().println();
        TextTable table = new TextTable("seed", "event-driven", "dense convolutions (ND4J)");
        for (TrainedAccuracies.Pair pair : result.pairs()) {
            table.row(Long.toString(pair.seed()), percent(pair.eventDriven()), percent(pair.dense()));
        }
        table.row("mean", percent(result.meanEventDriven()), percent(result.meanDense()));
        table.print(session.out());
        session.out().println();
        session.out().println(String.format(Locale.ROOT, "event-driven minus dense: %+.2f points", differencePoints(result)));
    }

    private TrainingSettings settings(DatasetReference dataset) throws HasnasException {
        TrainingSettings settings = TrainingSettings.defaults(dataset.format()).withSeed(seed);
        Integer wantedBatch = batch;
        Integer wantedEpochs = epochs;
        try {
            settings = wantedBatch == null ? settings : settings.withBatchSize(wantedBatch);
            return wantedEpochs == null ? settings : settings.withEpochs(wantedEpochs);
        } catch (IllegalArgumentException e) {
            throw new HasnasException(ErrorCode.BAD_INPUT, e.getMessage() + "; see --batch and --epochs", e);
        }
    }

    private static String percent(double fraction) {
        return String.format(Locale.ROOT, "%.2f %%", 100 * fraction);
    }

    private static JsonDocument times(PassTimes times, int batchSize) {
        return new JsonDocument().put("threads", times.threads()).put("images_per_second", batchSize / times.medianSecondsPerPass())
                .put("images_per_cpu_second", batchSize / times.medianCpuSecondsPerPass()).put("seconds_per_step", times.secondsPerPass())
                .put("cpu_seconds_per_step", times.cpuSecondsPerPass());
    }

    private static void row(TextTable table, String name, PassTimes times, int batchSize) {
        table.row(name, Integer.toString(times.threads()), decimals(1, batchSize / times.medianSecondsPerPass()),
                decimals(3, times.medianSecondsPerPass()), decimals(3, times.medianCpuSecondsPerPass()));
    }

    private static String decimals(int count, double value) {
        return String.format(Locale.ROOT, "%." + count + "f", value);
    }
}
