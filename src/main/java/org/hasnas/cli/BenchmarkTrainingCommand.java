package org.hasnas.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.hasnas.domain.architecture.Network;
import org.hasnas.domain.error.ErrorCode;
import org.hasnas.domain.error.HasnasException;
import org.hasnas.domain.measurement.PassBenchmark;
import org.hasnas.domain.measurement.PassTimes;
import org.hasnas.domain.measurement.TrainedAccuracies;
import org.hasnas.domain.measurement.TrainingComparison;
import org.hasnas.domain.measurement.TrainingSpeed;
import org.hasnas.domain.run.DatasetReference;
import org.hasnas.domain.run.WeightPrecision;
import org.hasnas.domain.training.TrainingSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hasnas benchmark training}: images per second of training, event-driven against dense. */
@Command(name = "training", description = "Time steps of a training (forward, back, change of weights): event-driven, and in turn with all"
        + " convolutions and their gradients by ND4J. With --accuracy: train both ways over seeds, with the same schedule, and compare the accuracies on"
        + " held-out images.",
        descriptionHeading = "%n", optionListHeading = "%nOptions:%n", footerHeading = "%nExamples:%n", sortOptions = false,
        footer = {
            "  hasnas benchmark training --preset digits --matrix '0302 0030 3003 0000'",
            "  hasnas benchmark training --preset digits --matrix '0302 0030 3003 0000' --accuracy --seeds 3"})
final class BenchmarkTrainingCommand implements Callable<Integer> {
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

    BenchmarkTrainingCommand(Session session) {
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
        Integer wantedBatch = batch;
        int batchSize = wantedBatch == null ? USUAL_BATCH : wantedBatch;
        Integer wantedSteps = steps;
        PassBenchmark benchmark;
        try {
            benchmark = new PassBenchmark(images.dataset(network.template(), session), network, batchSize, Options.atLeastOne("--steps", wantedSteps == null ? USUAL_STEPS : wantedSteps),
                    Options.threads(threads), seed, WeightPrecision.FLOAT32);
        } catch (IllegalArgumentException e) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "--batch: " + e.getMessage(), e);
        }
        AtomicBoolean stopped = new AtomicBoolean();
        ProgressDisplay display = session.progress();
        TrainingSpeed speed;
        try (Interrupts.Registration _ = session.onInterrupt(() -> stopped.set(true))) {
            speed = session.workbench().measurements().trainingSpeed(benchmark, new DisplayedJob(display, stopped));
        } finally {
            display.clear();
        }
        double wall = speed.dense().medianSecondsPerPass() / speed.eventDriven().medianSecondsPerPass();
        double cpu = speed.dense().medianCpuSecondsPerPass() / speed.eventDriven().medianCpuSecondsPerPass();
        if (json) {
            new JsonDocument().put("document", "hasnas-benchmark-training").put("version", 1).put("program_version", session.environment().version())
                    .putAll(BenchmarkReport.machine()).putAll(CostDocument.network(network)).put("dataset", RunReport.dataset(benchmark.dataset()))
                    .put("batch_size", batchSize).put("seed", seed).put("event_driven", times(speed.eventDriven(), batchSize))
                    .put("dense", times(speed.dense(), batchSize))
                    .put("dense_seconds_over_event_driven_seconds", wall).put("dense_cpu_seconds_over_event_driven_cpu_seconds", cpu)
                    .put("event_driven_loss", speed.eventDrivenLoss()).put("dense_loss", speed.denseLoss()).print(session.out());
            return ExitCodes.OK;
        }
        session.out().println(CostCommand.title(network) + " on " + RunReport.dataset(benchmark.dataset()) + ", batch " + batchSize);
        session.out().println();
        TextTable table = new TextTable("training step", "threads", "images/s", "s (median)", "CPU s");
        row(table, "event-driven", speed.eventDriven(), batchSize);
        row(table, "dense convolutions (ND4J)", speed.dense(), batchSize);
        table.print(session.out());
        session.out().println();
        session.out().println(String.format(Locale.ROOT, "event-driven is %.2f times as fast as dense (%.2f times by CPU time)", wall, cpu));
        return ExitCodes.OK;
    }

    private int accuracies(Network network) throws HasnasException {
        if (steps != null) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "--steps is for speeds; with --accuracy give --epochs");
        }
        DatasetReference dataset = images.dataset(network.template(), session);
        Integer wantedSeeds = seeds;
        TrainingComparison comparison = new TrainingComparison(dataset, network, settings(dataset),
                wantedSeeds == null ? USUAL_SEEDS : Options.atLeastOne("--seeds", wantedSeeds), Options.threads(threads));
        AtomicBoolean stopped = new AtomicBoolean();
        ProgressDisplay display = session.progress();
        TrainedAccuracies result;
        try (Interrupts.Registration _ = session.onInterrupt(() -> stopped.set(true))) {
            result = session.workbench().measurements().compareTrainings(comparison, new DisplayedJob(display, stopped));
        } finally {
            display.clear();
        }
        double difference = 100 * (result.meanEventDriven() - result.meanDense());
        String held = result.images() + (result.test() ? " test images" : " validation images");
        if (json) {
            List<Map<String, @Nullable Object>> rows = result.pairs().stream().map(pair -> new JsonDocument().put("seed", pair.seed())
                    .put("event_driven_accuracy", pair.eventDriven()).put("dense_accuracy", pair.dense()).map()).toList();
            new JsonDocument().put("document", "hasnas-benchmark-training-accuracy").put("version", 1)
                    .put("program_version", session.environment().version()).putAll(BenchmarkReport.machine()).putAll(CostDocument.network(network))
                    .put("dataset", RunReport.dataset(dataset)).put("epochs", comparison.settings().epochs())
                    .put("batch_size", comparison.settings().batchSize()).put("held_out", held).put("trainings", rows)
                    .put("mean_event_driven_accuracy", result.meanEventDriven()).put("mean_dense_accuracy", result.meanDense())
                    .put("event_driven_minus_dense_points", difference).print(session.out());
            return ExitCodes.OK;
        }
        session.out().println(CostCommand.title(network) + " on " + RunReport.dataset(dataset) + ", " + comparison.settings().epochs()
                + " epochs, trained accuracy on " + held);
        session.out().println();
        TextTable table = new TextTable("seed", "event-driven", "dense convolutions (ND4J)");
        for (TrainedAccuracies.Pair pair : result.pairs()) {
            table.row(Long.toString(pair.seed()), percent(pair.eventDriven()), percent(pair.dense()));
        }
        table.row("mean", percent(result.meanEventDriven()), percent(result.meanDense()));
        table.print(session.out());
        session.out().println();
        session.out().println(String.format(Locale.ROOT, "event-driven minus dense: %+.2f points", difference));
        return ExitCodes.OK;
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
        table.row(name, Integer.toString(times.threads()), String.format(Locale.ROOT, "%.1f", batchSize / times.medianSecondsPerPass()),
                String.format(Locale.ROOT, "%.3f", times.medianSecondsPerPass()), String.format(Locale.ROOT, "%.3f", times.medianCpuSecondsPerPass()));
    }
}
