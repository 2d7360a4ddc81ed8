package org.hasnas.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.hasnas.domain.accuracy.ChipPoint;
import org.hasnas.domain.error.ErrorCode;
import org.hasnas.domain.error.HasnasException;
import org.hasnas.domain.hardware.ChipConditions;
import org.hasnas.domain.hardware.ChipSweep;
import org.hasnas.domain.hardware.HardwareProfile;
import org.hasnas.domain.run.RunStatus;
import org.hasnas.domain.training.TrainingSummary;
import org.hasnas.workbench.ChipAccuracyListener;
import org.hasnas.workbench.ChipAccuracyReport;
import org.hasnas.workbench.ChipAccuracyRequest;
import org.hasnas.workbench.ChipImages;
import org.hasnas.workbench.ChipTimes;
import org.hasnas.workbench.ChipWeights;
import org.hasnas.workbench.Project;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hasnas chip-accuracy}: what a trained network loses on simulated crossbars. */
@Command(name = "chip-accuracy", description = "Runs held-out images through a trained network on simulated ReRAM crossbars: integer weights, imperfect devices,"
        + " wires, converters. Shows the accuracy that is left, with a 95 %% interval over sets of devices and images.",
        descriptionHeading = "%n", optionListHeading = "%nOptions:%n", footerHeading = "%nExamples:%n", sortOptions = false,
        footer = {
            "  hasnas chip-accuracy my-project --network 1",
            "  hasnas chip-accuracy my-project --network 1 --sweep adc-bits=3..8 --seeds 5",
            "  hasnas chip-accuracy my-project --weights net.hnw --conditions sigma=0.05,age=86400 --images 1000 --json"})
final class ChipAccuracyCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(index = "0", paramLabel = "PROJECT", description = "Project folder; a relative path of the data set starts there.")
    private Path folder = Path.of("");

    @Option(names = "--network", paramLabel = "N", description = "A finished training of the project, by its number (see hasnas trainings).")
    private @Nullable Long training;

    @Option(names = "--candidate", paramLabel = "HASH", description = "The last finished training of a candidate, by the first digits of its hash.")
    private @Nullable String candidate;

    @Option(names = "--weights", paramLabel = "FILE", description = "A file of trained weights (.hnw); nothing is stored then.")
    private @Nullable Path weights;

    @Mixin
    private ChipAccuracyOptions chip = new ChipAccuracyOptions();

    @Option(names = "--images", paramLabel = "M", description = "Images, from the first; default: all.")
    private int images;

    @Option(names = "--training-images", description = "Run training images instead of held-out ones, those behind the images that the converters are"
            + " calibrated on: to time more images than are held out. The accuracies are then of images it was trained on, and none is stored.")
    private boolean trainingImages;

    @Option(names = "--seeds", paramLabel = "N", description = "Sets of devices; default: 5.")
    private int seeds = 5;

    @Option(names = "--seed", paramLabel = "S", description = "Seed of the first set of devices; default: 1.")
    private long seed = 1;

    @Mixin
    private ThreadsOption threads = new ThreadsOption();

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Option(names = "--csv", description = "Print one row per point.")
    private boolean csv;

    ChipAccuracyCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws HasnasException {
        Project project = session.workbench().projects().open(session.resolve(folder));
        ChipAccuracyRequest request = request(project);
        AtomicBoolean stopped = new AtomicBoolean();
        ProgressDisplay display = session.progress();
        ChipAccuracyReport report;
        try (Interrupts.Registration _ = session.onInterrupt(() -> stopped.set(true))) {
            report = session.workbench().crossbars().accuracy(project, request, ChipAccuracyListener.NONE, new DisplayedJob(display, stopped));
        } finally {
            display.clear();
        }
        if (json) {
            document(report).print(session.out());
        } else if (csv) {
            csv(report);
        } else {
            print(report);
        }
        return ExitCodes.OK;
    }

    private ChipAccuracyRequest request(Project project) throws HasnasException {
        if (json && csv) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "--json and --csv exclude each other");
        }
        if (images < 0) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "--images must be at least 1, was " + images);
        }
        return new ChipAccuracyRequest(chosenWeights(project), chip.profile(), chip.ideal(), chip.adcRange(), chip.compensation(), chip.settings(),
                chip.sweep(), trainingImages ? ChipImages.TRAINING : ChipImages.HELD_OUT, images, Options.atLeastOne("--seeds", seeds), seed,
                threads.count());
    }

    private ChipWeights chosenWeights(Project project) throws HasnasException {
        Long number = training;
        String hash = candidate;
        Path file = weights;
        if ((number == null ? 0 : 1) + (hash == null ? 0 : 1) + (file == null ? 0 : 1) != 1) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "say which trained network, by one of --network N, --candidate HASH and --weights FILE;"
                    + " 'hasnas trainings " + folder + "' lists those of the project");
        }
        if (number != null) {
            return new ChipWeights.OfTraining(number);
        }
        if (file != null) {
            return new ChipWeights.OfFile(session.resolve(file));
        }
        for (TrainingSummary stored : session.workbench().trainings().list(project)) { // newest first
            if (hash != null && stored.status() == RunStatus.FINISHED && stored.candidateHash().startsWith(hash.toLowerCase(Locale.ROOT))) {
                return new ChipWeights.OfTraining(stored.id());
            }
        }
        throw new HasnasException(ErrorCode.NOT_FOUND, "no finished training has a candidate whose hash begins with '" + hash + "'; 'hasnas trainings " + folder
                + "' lists them, and 'hasnas train' makes one");
    }

    private JsonDocument document(ChipAccuracyReport report) {
        HardwareProfile profile = report.cost().profile();
        List<Map<String, @Nullable Object>> points = new ArrayList<>();
        for (int index = 0; index < report.points().size(); index++) {
            ChipPoint point = report.points().get(index);
            points.add(new JsonDocument().put("value", value(report, index).orElse(null)).put("on_chip_accuracy", point.accuracy().fraction())
                    .put("on_chip_accuracy_low", point.accuracy().lowFraction()).put("on_chip_accuracy_high", point.accuracy().highFraction())
                    .put("by_seed", point.bySeed()).put("conditions", conditions(point.conditions())).put("mean_spike_rate", point.rates().commonRate())
                    .map());
        }
        return new JsonDocument().put("document", "hasnas-chip-accuracy").put("version", 1).put("program_version", session.environment().version())
                .putAll(CostDocument.network(report.network())).put("candidate", report.candidateHash()).put("dataset", RunReport.dataset(report.dataset())).put("hardware", profile.id())
                .put("crossbar_size", profile.crossbarSize()).put("weight_bits", profile.weightBits()).put("cell_bits", profile.cellBits())
                .put("weight_coding", Converters.word(profile.coding())).put("kernel_tiles", profile.kernelTiles()).put("crossbars", report.arrays())
                .put("images", report.images()).put("images_are", Converters.word(report.part()))
                .put("calibration_images", report.calibrationImages()).put("seeds", seeds).put("first_seed", seed)
                .put("float32_accuracy", report.references().floatFraction()).put("quantized_accuracy", report.references().quantizedFraction())
                .put("sweep", report.sweep().map(sweep -> sweep.parameter().label()).orElse(null)).put("points", points)
                .put("spike_rates", report.points().getFirst().rates().byLayer())
                .put("physical_energy_uJ", report.cost().total().energy().microjoules())
                .put("calibration_seconds", report.times().calibrationSeconds()).put("reference_seconds", report.times().referenceSeconds())
                .put("programming_seconds", report.times().programmingSeconds()).put("inference_seconds", report.times().inferenceSeconds())
                .put("wall_seconds", report.times().wallSeconds()).put("threads", report.times().threads())
                .put("images_per_second", report.imagesPerSecond());
    }

    private static JsonDocument conditions(ChipConditions c) {
        return new JsonDocument().put("adc_bits", c.adcBits()).put("adc_range", Converters.word(c.adcRange())).put("sigma", c.programmingRatio())
                .put("read_noise", c.readNoiseRatio()).put("stuck_on", c.stuckOnProbability()).put("stuck_off", c.stuckOffProbability())
                .put("drift_rate", c.driftRate()).put("drift_spread", c.driftSpreadRatio()).put("age_s", c.ageSeconds()).put("wire_ohm", c.wireOhms())
                .put("compensation", Converters.word(c.compensation()));
    }

    private static Optional<Double> value(ChipAccuracyReport report, int index) {
        return report.sweep().map(sweep -> sweep.values().get(index));
    }

    private void csv(ChipAccuracyReport report) {
        session.out().print("parameter,value,on_chip_accuracy,low,high,seeds,images,float32_accuracy,quantized_accuracy,images_are\n");
        for (int index = 0; index < report.points().size(); index++) {
            ChipPoint point = report.points().get(index);
            session.out().print(report.sweep().map(sweep -> sweep.parameter().label()).orElse("") + "," + value(report, index).map(Object::toString).orElse("")
                    + "," + point.accuracy().fraction() + "," + point.accuracy().lowFraction() + "," + point.accuracy().highFraction() + ","
                    + point.bySeed().size() + "," + report.images() + "," + report.references().floatFraction() + "," + report.references().quantizedFraction()
                    + "," + Converters.word(report.part()) + "\n");
        }
    }

    private void print(ChipAccuracyReport report) {
        HardwareProfile profile = report.cost().profile();
        session.out().println(CostCommand.title(report.network()) + " on " + RunReport.dataset(report.dataset()) + ": " + report.images() + " "
                + report.part().text());
        session.out().println("chip " + profile.id() + ": " + report.arrays() + " crossbars of " + profile.crossbarSize() + "x" + profile.crossbarSize() + ", "
                + profile.weightBits() + "-bit weights on " + profile.cellBits() + "-bit cells (" + Converters.word(profile.coding()) + ")");
        session.out().println(conditionsLine(report.points().getFirst().conditions(), report.sweep()));
        session.out().println();
        session.out().println("trained, float32 weights:                    " + percent(report.references().floatFraction()) + " %");
        session.out().println("the same with " + profile.weightBits() + "-bit weights and exact sums: " + percent(report.references().quantizedFraction()) + " %");
        session.out().println();
        String title = report.sweep().map(sweep -> sweep.parameter().label()).orElse("conditions");
        TextTable table = new TextTable(title, "on chip %", "95 % interval", "<by set of devices");
        for (int index = 0; index < report.points().size(); index++) {
            ChipPoint point = report.points().get(index);
            table.row(value(report, index).map(CostText::number).orElse("as above"), percent(point.accuracy().fraction()),
                    percent(point.accuracy().lowFraction()) + " to " + percent(point.accuracy().highFraction()),
                    point.bySeed().stream().map(ChipAccuracyCommand::percent).collect(Collectors.joining(" ")));
        }
        table.print(session.out());
        session.out().println();
        session.out().println("energy with the spike rates of " + (report.sweep().isPresent() ? "the first row" : "this run") + " (mean "
                + percent(report.points().getFirst().rates().commonRate()) + " %), physical model: "
                + CostText.number(report.cost().total().energy().microjoules()) + " uJ per image");
        ChipTimes times = report.times();
        session.out().println(String.format(Locale.ROOT, "%.1f s of wall time on %s: converters' calibration %.1f s, float32 and exact sums %.1f s, devices and"
                + " circuits %.1f s, images on the chip %.1f s, that is %.0f images per second", times.wallSeconds(), times.threads() == 1 ? "1 thread" : times.threads() + " threads", times.calibrationSeconds(),
                times.referenceSeconds(), times.programmingSeconds(), times.inferenceSeconds(), report.imagesPerSecond()));
    }

    private static String conditionsLine(ChipConditions c, Optional<ChipSweep> sweep) {
        return "conditions" + (sweep.isPresent() ? " of the first row" : "") + ": " + c.adcBits() + "-bit ADCs (" + Converters.word(c.adcRange()) + "), sigma "
                + CostText.number(c.programmingRatio()) + ", read noise " + CostText.number(c.readNoiseRatio()) + ", stuck on " + CostText.number(c.stuckOnProbability())
                + " and off " + CostText.number(c.stuckOffProbability()) + ", drift " + CostText.number(c.driftRate()) + " over " + CostText.number(c.ageSeconds())
                + " s, wires " + CostText.number(c.wireOhms()) + " ohm, compensation: " + Converters.word(c.compensation());
    }

    private static String percent(double fraction) {
        return String.format(Locale.ROOT, "%.2f", 100 * fraction);
    }
}
