package org.hasnas.cli.check;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hasnas.checks.model.PassBenchmark;
import org.hasnas.checks.model.TrainedAccuracies;
import org.hasnas.checks.model.TrainingComparison;
import org.hasnas.checks.model.TrainingSpeed;
import org.hasnas.cli.check.TrainingSpeedReport.Pace;
import org.hasnas.cli.console.ReportCommand;
import org.hasnas.cli.console.Session;
import org.hasnas.cli.option.DatasetOptions;
import org.hasnas.cli.option.NetworkChoice;
import org.hasnas.cli.option.OnlyWith;
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
import org.hasnas.network.NetworkTemplate;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.score.model.WeightPrecision;
import org.hasnas.training.model.TrainingSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hasnas benchmark training}: images per second of training, event-driven against dense. */
@OnlyWith(options = {"--seeds", "--epochs"}, with = "--accuracy")
@OnlyWith(options = {"--steps", "--warm-up", "--scaling"}, without = "--accuracy")
@Command(name = "training", description = "Time steps of a training (forward, back, change of weights) and their parts, beside the machine's"
        + " multiply-add limit; and the same steps in turn with all convolutions and their gradients by ND4J. With --accuracy: train both ways over"
        + " seeds, with the same schedule, and compare the accuracies on held-out images.",
        footer = {
            "  hasnas benchmark training --preset digits --matrix '0302 0030 3003 0000' --scaling --json",
            "  hasnas benchmark training --preset digits --matrix '0302 0030 3003 0000' --accuracy --seeds 3"})
public final class BenchmarkTrainingCommand extends ReportCommand {
    private static final int USUAL_BATCH = 32;
    private static final int USUAL_STEPS = 5;
    private static final int USUAL_WARM_UP = 30;
    private static final int USUAL_SEEDS = 3;
    private static final List<Integer> BATCHES = List.of(8, 32, 64);
    private static final List<Integer> THREADS = List.of(1, 2);

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

    @Option(names = "--warm-up", paramLabel = "N", description = "Steps before those that are timed, in which the JVM compiles; default: 30.")
    private @Nullable Integer warmUp;

    @Option(names = "--scaling", description = "Also vary template (this program's, fitted to the images), width of the first stage (half,"
            + " double), batch (8, 32, 64) and threads (1, 2), one at a time.")
    private boolean scaling;

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
        Integer wantedBatch = batch;
        Integer wantedSteps = steps;
        int stepCount = Options.atLeastOne("--steps", wantedSteps == null ? USUAL_STEPS : wantedSteps);
        PassBenchmark benchmark;
        try {
            benchmark = new PassBenchmark(images.dataset(network.template(), session()), network, wantedBatch == null ? USUAL_BATCH : wantedBatch,
                    stepCount, Options.threads(threads), seed, WeightPrecision.FLOAT32);
        } catch (IllegalArgumentException e) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "--batch: " + e.getMessage(), e);
        }
        Pace pace = pace(benchmark); // before the dense library is loaded, for the time of the first step
        TrainingSpeed speed = session().result(session().workbench().measurements().trainingSpeed(benchmark));
        List<Pace> table = new ArrayList<>(List.of(pace));
        if (scaling) {
            for (PassBenchmark variant : variants(benchmark)) {
                table.add(pace(variant));
            }
        }
        return new TrainingSpeedReport(speed, table);
    }

    private Pace pace(PassBenchmark benchmark) throws HasnasException {
        Integer wanted = warmUp;
        int before = Options.atLeastOne("--warm-up", wanted == null ? USUAL_WARM_UP : wanted);
        return new Pace(benchmark, session().result(session().workbench().measurements().trainingPace(benchmark, before)));
    }

    /** All but the benchmark itself. */
    private static List<PassBenchmark> variants(PassBenchmark base) {
        Network network = base.network();
        NetworkTemplate template = network.template();
        Set<PassBenchmark> variants = new LinkedHashSet<>();
        for (NetworkTemplates.Preset preset : NetworkTemplates.OWN) {
            if (preset.space().equals(network.space()) && preset.template().fits(template.input())) {
                variants.add(with(base, preset.template().fittedTo(template.input(), template.classes()), base.batchSize(), base.threads()));
            }
        }
        int width = template.stages().getFirst().width();
        for (int other : new int[] {width / 2, 2 * width}) {
            if (other > 0 && template.stages().stream().allMatch(stage -> (long) stage.width() * other % width == 0)) {
                variants.add(with(base, template.withFirstWidth(other), base.batchSize(), base.threads()));
            }
        }
        BATCHES.forEach(size -> variants.add(with(base, template, size, base.threads())));
        THREADS.forEach(count -> variants.add(with(base, template, base.batchSize(), count)));
        variants.remove(base);
        return List.copyOf(variants);
    }

    private static PassBenchmark with(PassBenchmark base, NetworkTemplate template, int batchSize, int threadCount) {
        return new PassBenchmark(base.dataset(), Network.of(template, base.network().space(), base.network().architecture()), batchSize,
                base.passes(), threadCount, base.seed(), base.precision());
    }

    private Report accuracies(Network network) throws HasnasException {
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
