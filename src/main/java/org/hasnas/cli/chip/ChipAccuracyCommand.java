package org.hasnas.cli.chip;

import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.hasnas.chip.model.ChipAccuracyReport;
import org.hasnas.chip.model.ChipAccuracyRequest;
import org.hasnas.chip.model.ChipImages;
import org.hasnas.chip.model.ChipWeights;
import org.hasnas.cli.console.ExitCodes;
import org.hasnas.cli.console.Session;
import org.hasnas.cli.option.ThreadsOption;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.job.RunStatus;
import org.hasnas.training.model.TrainingSummary;
import org.hasnas.workbench.chip.ChipAccuracyListener;
import org.hasnas.workbench.chip.Crossbars;
import org.hasnas.workbench.project.Project;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hasnas chip-accuracy}: what a trained network loses on simulated crossbars. */
@Command(name = "chip-accuracy", description = "Runs held-out images through a trained network on simulated ReRAM crossbars: integer weights,"
        + " imperfect devices, wires, converters. Shows the accuracy that is left, with a 95 %% interval over sets of devices and images.",
        descriptionHeading = "%n", optionListHeading = "%nOptions:%n", footerHeading = "%nExamples:%n", sortOptions = false,
        footer = {
            "  hasnas chip-accuracy my-project --network 1",
            "  hasnas chip-accuracy my-project --network 1 --sweep adc-bits=3..8 --seeds 5",
            "  hasnas chip-accuracy my-project --weights net.hnw --conditions sigma=0.05,age=86400 --images 1000 --json"})
public final class ChipAccuracyCommand implements Callable<Integer> {
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

    @Option(names = "--training-images", description = "Run training images instead of held-out ones, those behind the images that the converters are"
            + " calibrated on: to time more images than are held out. The accuracies are then of images it was trained on, and none is stored.")
    private boolean trainingImages;

    @Option(names = "--seed", paramLabel = "S", description = "Seed of the first set of devices; default: 1.")
    private long seed = 1;

    @Mixin
    private ThreadsOption threads = new ThreadsOption();

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Option(names = "--csv", description = "Print one row per point.")
    private boolean csv;

    public ChipAccuracyCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws HasnasException {
        Project project = session.workbench().projects().open(session.resolve(folder));
        ChipAccuracyRequest request = request(project);
        Crossbars crossbars = session.workbench().crossbars();
        ChipAccuracyReport report = session.compute(job -> crossbars.accuracy(project, request, ChipAccuracyListener.NONE, job));
        ChipAccuracyOutput output = new ChipAccuracyOutput(report);
        if (json) {
            output.document(session, request).print(session.out());
        } else if (csv) {
            session.out().print(report.csv());
        } else {
            output.print(session.out());
        }
        return ExitCodes.OK;
    }

    private ChipAccuracyRequest request(Project project) throws HasnasException {
        if (json && csv) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "--json and --csv exclude each other");
        }
        return chip.request(chosenWeights(project), trainingImages ? ChipImages.TRAINING : ChipImages.HELD_OUT, seed, threads.count());
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
        throw new HasnasException(ErrorCode.NOT_FOUND, "no finished training has a candidate whose hash begins with '" + hash
                + "'; 'hasnas trainings " + folder + "' lists them, and 'hasnas train' makes one");
    }
}
