package org.hasnas.cli.chip;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.hasnas.chip.inference.model.ChipAccuracyProgress;
import org.hasnas.chip.inference.model.ChipAccuracyRequest;
import org.hasnas.chip.inference.model.ChipImages;
import org.hasnas.chip.inference.model.ChipWeights;
import org.hasnas.chip.inference.model.GraphReading;
import org.hasnas.chip.inference.model.GraphReading.Encoding;
import org.hasnas.chip.inference.model.GraphReading.Readout;
import org.hasnas.cli.console.Session;
import org.hasnas.cli.console.TableCommand;
import org.hasnas.cli.option.ClusterOption;
import org.hasnas.cli.option.OnlyWith;
import org.hasnas.cli.option.ProjectParameter;
import org.hasnas.cli.option.StepOptions;
import org.hasnas.cli.option.ThreadsOption;
import org.hasnas.cli.report.TableReport;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.job.RunStatus;
import org.hasnas.network.Architecture;
import org.hasnas.network.MacroChoice;
import org.hasnas.search.model.Project;
import org.hasnas.training.model.TrainingSummary;
import org.hasnas.workbench.chip.Crossbars;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hasnas chip-accuracy}: what a trained network loses on simulated crossbars. */
@OnlyWith(options = {"--dt", "--time-steps", "--encoding", "--readout"}, with = "--imported")
@Command(name = "chip-accuracy", description = "Runs held-out images through a trained network on simulated ReRAM crossbars: integer weights,"
        + " imperfect devices, wires, converters. Shows the accuracy that is left, with a 95 %% interval over sets of devices and images.",
        footer = {
            "  hasnas chip-accuracy my-project --imported net.nir --time-steps 8 --encoding rate",
            "  hasnas chip-accuracy my-project --network 1",
            "  hasnas chip-accuracy my-project --network 1 --sweep adc-bits=3..8 --seeds 5",
            "  hasnas chip-accuracy my-project --weights net.hnw --conditions sigma=0.05,age=86400 --images 1000 --json"})
public final class ChipAccuracyCommand extends TableCommand {
    @Mixin
    private ProjectParameter project = new ProjectParameter();

    @Option(names = "--network", paramLabel = "N", description = "A finished training of the project, by its number (see hasnas trainings).")
    private @Nullable Long training;

    @Option(names = "--candidate", paramLabel = "HASH", description = "The last finished training of a candidate, by the first digits of its hash.")
    private @Nullable String candidate;

    @Option(names = "--weights", paramLabel = "FILE", description = "A file of trained weights (.hnw); nothing is stored then.")
    private @Nullable Path weights;

    @Option(names = "--chip", paramLabel = "CHOICES",
            description = "What a design chooses of the chip, such as 'crossbar-size=64 adc-bits=4'; default:"
                    + " what the design of --candidate chooses, else the chip as its profile has it.")
    private @Nullable String choices;

    @Option(names = "--imported", paramLabel = "FILE",
            description = "A network of another tool: a NIR file, of which the project keeps a copy, or the"
                    + " name of one that it keeps. It gets the images of the project's data set.")
    private @Nullable Path imported;

    @Mixin
    private StepOptions steps = new StepOptions();

    @Option(names = "--encoding", paramLabel = "E", description = "With --imported, how images enter: unit (pixels from 0 to 1 at each time step),"
            + " normalized (less the data set's mean, over its deviation) or rate (random spikes); default: what the file says, else unit. Events enter"
            + " as they are.")
    private @Nullable String encoding;

    @Option(names = "--readout", paramLabel = "R",
            description = "With --imported, what of an output is the score of its class: sum over time (default),"
                    + " last or max.")
    private @Nullable String readout;

    @Mixin
    private ChipAccuracyOptions chip = new ChipAccuracyOptions();

    @Option(names = "--training-images", description = "Run training images instead of held-out ones, those behind the images that the converters are"
            + " calibrated on: to time more images than are held out. The accuracies are then of images it was trained on, and none is stored.")
    private boolean trainingImages;

    @Option(names = "--die", paramLabel = "FOLDER", description = "Conductances measured on one die, in siemens, in place of simulated cells:"
            + " LAYER.ROW.COLUMN.csv or .npy of single crossbars, or LAYER.npy as in 'export --format hardware'; parts may be missing. The crossbars"
            + " that are farthest off are named, and the accuracy with each compensation is told unless one is chosen. Nothing is stored.")
    private @Nullable Path die;

    @Option(names = "--seed", paramLabel = "S", description = "Seed of the first set of devices; default: 1.")
    private long seed = 1;

    @Mixin
    private ThreadsOption threads = new ThreadsOption();

    @Mixin
    private ClusterOption cluster = new ClusterOption();

    public ChipAccuracyCommand(Session session) {
        super(session);
    }

    @Override
    protected TableReport report() throws HasnasException {
        Project opened = project.open(session());
        ChipAccuracyRequest request = chip.request(chosenWeights(opened), trainingImages ? ChipImages.TRAINING : ChipImages.HELD_OUT, seed,
                threads.count()).onChipOf(chosenChip(opened));
        Path measured = die;
        if (measured != null) {
            request = request.onDie(session().resolve(measured), chip.hasSeeds() ? chip.seeds() : 1);
        }
        if (weights == null && !trainingImages && measured == null) {
            session().workbench().projects().storeProblem(opened).ifPresent(problem -> session().note("The accuracy will not be stored. " + problem));
        }
        cluster.join(session());
        Crossbars crossbars = session().workbench().crossbars();
        return new OnChipReport(crossbars, session().result(crossbars.accuracy(opened, request), ChipAccuracyProgress::images), request);
    }

    private MacroChoice chosenChip(Project opened) throws HasnasException {
        String text = choices;
        if (text != null) {
            try {
                MacroChoice chosen = MacroChoice.parse(text);
                if (chosen.equals(chosen.ofChip())) {
                    return chosen;
                }
                throw new IllegalArgumentException("'" + chosen.ofNetwork().text() + "' is not of the chip, but of the network, which is trained");
            } catch (IllegalArgumentException refused) {
                throw new HasnasException(ErrorCode.BAD_INPUT, "--chip: " + refused.getMessage(), refused);
            }
        }
        return designs(opened).stream().map(Architecture::macro).findFirst().orElse(MacroChoice.OF_TEMPLATE);
    }

    /** Those that the hash names. */
    private Set<Architecture> designs(Project opened) throws HasnasException {
        String hash = candidate;
        return hash == null ? Set.of() : session().workbench().candidates().withHash(opened, hash.toLowerCase(Locale.ROOT));
    }

    private GraphReading reading() throws HasnasException {
        return new GraphReading(steps.dt(), steps.timeSteps(), ChipAccuracyOptions.choice("--encoding", encoding, Encoding.values()),
                ChipAccuracyOptions.choice("--readout", readout, Readout.values()).orElse(Readout.SUM));
    }

    private ChipWeights chosenWeights(Project opened) throws HasnasException {
        Long number = training;
        String hash = candidate;
        Path file = weights;
        Path graph = imported;
        if ((number == null ? 0 : 1) + (hash == null ? 0 : 1) + (file == null ? 0 : 1) + (graph == null ? 0 : 1) != 1) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "say which trained network, by one of --network N, --candidate HASH, --weights FILE and"
                    + " --imported FILE;"
                    + " 'hasnas trainings " + project.word() + "' lists those of the project");
        }
        if (number != null) {
            return new ChipWeights.OfTraining(number);
        }
        if (file != null) {
            return new ChipWeights.OfFile(session().resolve(file));
        }
        if (graph != null) {
            return new ChipWeights.OfGraph(session().workbench().exchange().keep(opened, session().resolve(graph)), reading());
        }
        List<Architecture> networks = designs(opened).stream().map(Architecture::ofNetwork).toList();
        for (TrainingSummary stored : session().workbench().trainings().list(opened)) { // newest first
            if (stored.status() == RunStatus.FINISHED && networks.contains(stored.request().architecture())) {
                return new ChipWeights.OfTraining(stored.id());
            }
        }
        throw new HasnasException(ErrorCode.NOT_FOUND, "no finished training has a candidate whose hash begins with '" + hash
                + "'; 'hasnas trainings " + project.word() + "' lists them, and 'hasnas train' makes one");
    }
}
