package org.hasnas.cli.training;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.hasnas.cli.console.ExitCodes;
import org.hasnas.cli.console.ReportCommand;
import org.hasnas.cli.console.Session;
import org.hasnas.cli.option.ClusterOption;
import org.hasnas.cli.option.OnlyWith;
import org.hasnas.cli.option.Options;
import org.hasnas.cli.option.ProjectParameter;
import org.hasnas.cli.option.SubsetOptions;
import org.hasnas.cli.option.ThreadsOption;
import org.hasnas.cli.option.TrainingSetOption;
import org.hasnas.cli.report.Figures;
import org.hasnas.cli.report.JsonDocument;
import org.hasnas.cli.report.Naming;
import org.hasnas.cli.report.Report;
import org.hasnas.cli.report.TextTable;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobEnd;
import org.hasnas.job.JobHandle;
import org.hasnas.network.Architecture;
import org.hasnas.network.LifParameters;
import org.hasnas.search.model.Project;
import org.hasnas.simulation.model.LayerRate;
import org.hasnas.training.model.Accuracy;
import org.hasnas.training.model.OptimizerId;
import org.hasnas.training.model.StopWhen;
import org.hasnas.training.model.SurrogateId;
import org.hasnas.training.model.TrainingProgress;
import org.hasnas.training.model.TrainingSettings;
import org.hasnas.training.model.TrainingSummary;
import org.hasnas.units.Numbers;
import org.hasnas.workbench.Workbench;
import org.hasnas.workbench.training.Trainings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hasnas train}: trains candidates of a project, or goes on with a stored training. */
@OnlyWith(options = {"--candidate", "--matrix", "--epochs", "--batch", "--lr", "--optimizer", "--surrogate", "--seed", "--weight-bits", "--from",
    "--stop-when", "--set", "--subset", "--resume"}, without = "--import-weights")
@Command(name = "train", description = "Train candidates of a project on its data set and measure their accuracy on held-out images. Every epoch is"
        + " stored; Ctrl-C stops and --resume goes on to the same weights as if nothing had happened.",
        footer = {
            "  hasnas train sample-projects/digits-quickstart --matrix '0302 0030 3003 0000'",
            "  hasnas train sample-projects/digits-quickstart --candidate 3f9a0c12d4e5 --seed 2",
            "  hasnas train sample-projects/digits-quickstart --from 1 --weight-bits 4 --epochs 5",
            "  hasnas train sample-projects/digits-quickstart --matrix '0302 0030 3003 0000' --set loss=every-step",
            "  hasnas train sample-projects/digits-quickstart --resume 4",
            "  hasnas train sample-projects/digits-quickstart --import-weights digits.job/trained.npz"})
public final class TrainCommand extends ReportCommand {
    private static final int MIN_HASH_DIGITS = 4;

    @Mixin
    private ProjectParameter project = new ProjectParameter();

    @Option(names = "--candidate", paramLabel = "HASH", description = "Hash, or its first digits, of a candidate of the project's runs; may be given"
            + " several times.")
    private List<String> candidates = List.of();

    @Option(names = "--matrix", paramLabel = "M", arity = "1..*",
            description = "Connection matrix such as '0302 0030 3003 0000'; one for all cells, or one per cell parted by '|'. May be given several"
                    + " times, each in quotes.")
    private List<String> matrix = List.of();

    @Option(names = "--epochs", paramLabel = "N", description = "Passes over the training images; default: the project's.")
    private @Nullable Integer epochs;

    @Option(names = "--batch", paramLabel = "B", description = "Images per step; default: the project's.")
    private @Nullable Integer batch;

    @Option(names = "--lr", paramLabel = "R", description = "Learning rate at the start, falling along a cosine; default: the project's, or what"
            + " suits --optimizer.")
    private @Nullable Double learningRate;

    @Option(names = "--optimizer", paramLabel = "O", description = "sgd (with momentum), adam or adamw.")
    private @Nullable OptimizerId optimizer;

    @Option(names = "--surrogate", paramLabel = "G",
            description = "Derivative of a spike: arctan or triangle.")
    private @Nullable SurrogateId surrogate;

    @Option(names = "--seed", paramLabel = "S", description = "Seed of first weights, order, dropout and augmentation; default: the project's.")
    private @Nullable Long seed;

    @Option(names = "--weight-bits", paramLabel = "B", description = "Train with weights rounded to B bits (2 to 16) wherever they are used, as a"
            + " chip with B-bit weights rounds them; gradients go to float32 weights. 0: not rounded. Default: the project's.")
    private @Nullable Integer weightBits;

    @Option(names = "--from", paramLabel = "N", description = "Begin with the weights of the finished training of this number, at a tenth of the"
            + " project's learning rate unless --lr says otherwise; a training of its own is stored.")
    private @Nullable Long from;

    @Option(names = "--stop-when", paramLabel = "W", description = "End a training before its last epoch when it is hopeless (it diverges, is dead or"
            + " does not learn; the usual), when it is that or over-fitting, or never.")
    private @Nullable StopWhen stopWhen;

    @Mixin
    private TrainingSetOption set = new TrainingSetOption();

    @Mixin
    private SubsetOptions subset = new SubsetOptions();

    @Mixin
    private ThreadsOption threads = new ThreadsOption();

    @Mixin
    private ClusterOption cluster = new ClusterOption();

    @Option(names = "--resume", paramLabel = "N", description = "Go on with the stored training of this number; 'hasnas trainings' lists them.")
    private @Nullable Long resume;

    @Option(names = "--import-weights", paramLabel = "FILE", description = "Store the weights that a training job (hasnas export --format"
            + " training-job) has trained elsewhere, trained.npz, after a check of design, shapes, spikes and accuracy.")
    private @Nullable Path imported;

    public TrainCommand(Session session) {
        super(session);
    }

    @Override
    protected Report report() throws HasnasException {
        int threadCount = threads.count();
        cluster.join(session());
        Trainings trainings = session().workbench().trainings();
        Project opened = subset.of(project.open(session()));
        Path file = imported;
        if (file != null) {
            TrainingSummary stored = session().result(session().workbench().exchange().importWeights(opened, session().resolve(file), threadCount));
            Accuracy accuracy = trainings.accuracies(opened).stream().filter(known -> known.candidateHash().equals(stored.candidateHash()))
                    .reduce((_, last) -> last).orElseThrow().accuracy();
            return new Ended(List.of(trained(opened, stored, accuracy, 0, Double.NaN, threadCount)), List.of(), ExitCodes.OK);
        }
        List<JobHandle<TrainingProgress, Accuracy>> jobs = start(session().workbench(), opened, threadCount);
        List<JobEnd<Accuracy>> ends = new TrainingFollower(session()).awaitAll(jobs);
        List<Trained> trained = new ArrayList<>();
        List<TrainingSummary> failed = new ArrayList<>();
        Optional<HasnasException> failure = Optional.empty();
        for (int index = 0; index < jobs.size(); index++) {
            TrainingProgress ended = jobs.get(index).progress();
            long id = ended.training().id();
            TrainingSummary stored = trainings.get(opened, id);
            switch (ends.get(index)) {
                case JobEnd.Finished<Accuracy>(Accuracy accuracy) ->
                        trained.add(trained(opened, stored, accuracy, ended.imagesPerSecond(), ended.activeNeurons(), threadCount));
                case JobEnd.Stopped<Accuracy> _ -> {
                    session().note("Stopped; epochs done are stored. Go on with: hasnas train " + project.word() + " --resume " + id);
                    return new Ended(trained, failed, ExitCodes.INTERRUPTED);
                }
                case JobEnd.Failed<Accuracy>(Throwable cause) -> {
                    failed.add(stored);
                    failure = failure.isEmpty() && cause instanceof HasnasException first ? Optional.of(first) : failure;
                }
            }
        }
        if (trained.isEmpty() && failure.isPresent()) {
            throw failure.get();
        }
        return new Ended(trained, failed, failure.map(first -> first.code().exitCode()).orElse(ExitCodes.OK));
    }

    private Trained trained(Project opened, TrainingSummary training, Accuracy accuracy, double imagesPerSecond, double activeNeurons,
            int threadCount)
            throws HasnasException {
        Trainings trainings = session().workbench().trainings();
        return new Trained(training, accuracy, imagesPerSecond, activeNeurons, trainings.spikeRates(opened, training.candidateHash()),
                trainings.neurons(opened, training.id()), trainings.weights(opened, training.id()), threadCount);
    }

    @Override
    protected int exitCode(Report report) {
        return report instanceof Ended ended ? ended.exitCode() : ExitCodes.OK;
    }

    private List<JobHandle<TrainingProgress, Accuracy>> start(Workbench workbench, Project opened, int threadCount) throws HasnasException {
        Long wanted = resume;
        if (wanted != null) {
            if (!candidates.isEmpty() || !matrix.isEmpty() || epochs != null || batch != null || learningRate != null || optimizer != null
                    || surrogate != null || seed != null || weightBits != null || stopWhen != null || from != null || set.isGiven()
                    || subset.isGiven()) {
                throw new HasnasException(ErrorCode.BAD_INPUT, "--resume goes on with the training's own candidate and settings; leave out"
                        + " --candidate, --matrix, --epochs, --batch, --lr, --optimizer, --surrogate, --seed, --weight-bits, --stop-when, --set,"
                        + " --subset and --from");
            }
            return List.of(workbench.trainings().resume(opened, wanted, threadCount));
        }
        Long source = from;
        if (source != null) {
            if (!candidates.isEmpty() || !matrix.isEmpty() || subset.isGiven()) {
                throw new HasnasException(ErrorCode.BAD_INPUT, "--from trains the network of that training on its images; leave out --candidate,"
                        + " --matrix and --subset");
            }
            TrainingSettings settings = settings(opened.training());
            return List.of(workbench.trainings().startFrom(opened, source,
                    learningRate == null && !set.has("learning-rate") ? settings.fineTuning() : settings,
                    threadCount));
        }
        if (candidates.isEmpty() == matrix.isEmpty()) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "say which network to train: --candidate HASH (of a run's trial) or --matrix M, such as"
                    + " --matrix '0302 0030 3003 0000'");
        }
        List<Architecture> chosen = matrix.isEmpty() ? byHash(workbench, opened) : parsed(matrix);
        return workbench.trainings().start(opened, chosen, settings(opened.training()), threadCount);
    }

    /** A word with blanks in it is a design by itself; rows that were given as words of their own make up one. */
    private static List<Architecture> parsed(List<String> words) throws HasnasException {
        List<String> texts = new ArrayList<>();
        for (String word : words) {
            boolean goesOn = !texts.isEmpty() && !word.strip().contains(" ");
            texts.add(goesOn ? texts.removeLast() + " " + word : word);
        }
        List<Architecture> designs = new ArrayList<>();
        for (String text : texts) {
            try {
                designs.add(Architecture.parse(text));
            } catch (IllegalArgumentException e) {
                throw new HasnasException(ErrorCode.BAD_INPUT, "--matrix '" + text + "': " + e.getMessage() + ". Several networks are told apart by"
                        + " quotes: --matrix '0302 0030 3003 0000' --matrix '0003 0000 0000 0000'", e);
            }
        }
        return designs.stream().distinct().toList();
    }

    private List<Architecture> byHash(Workbench workbench, Project opened) throws HasnasException {
        List<Architecture> chosen = new ArrayList<>();
        for (String wanted : candidates) {
            if (!wanted.matches("[0-9a-f]{" + MIN_HASH_DIGITS + ",64}")) {
                throw new HasnasException(ErrorCode.BAD_INPUT, "--candidate takes " + MIN_HASH_DIGITS + " to 64 hexadecimal digits of a hash, not '"
                        + wanted + "'");
            }
            Set<Architecture> found = workbench.candidates().withHash(opened, wanted);
            if (found.size() != 1) {
                throw new HasnasException(found.isEmpty() ? ErrorCode.NOT_FOUND : ErrorCode.BAD_INPUT, found.isEmpty()
                        ? "no candidate of the project's runs has a hash that begins with " + wanted + "; 'hasnas runs " + project.word()
                                + " --run N --json' lists them, or name it by --matrix"
                        : found.size() + " candidates have a hash that begins with " + wanted + "; give more digits");
            }
            chosen.addAll(found);
        }
        return chosen;
    }

    private TrainingSettings settings(TrainingSettings base) throws HasnasException {
        try {
            TrainingSettings settings = Options.with(set.apply(base), optimizer, TrainingSettings::withOptimizer);
            settings = Options.with(settings, epochs, TrainingSettings::withEpochs);
            settings = Options.with(settings, batch, TrainingSettings::withBatchSize);
            settings = Options.with(settings, learningRate, TrainingSettings::withLearningRate);
            settings = Options.with(settings, surrogate, TrainingSettings::withSurrogate);
            settings = Options.with(settings, weightBits, TrainingSettings::withWeightBits);
            settings = Options.with(settings, stopWhen, TrainingSettings::withStopWhen);
            return Options.with(settings, seed, TrainingSettings::withSeed);
        } catch (IllegalArgumentException e) {
            throw new HasnasException(ErrorCode.BAD_INPUT, e.getMessage() + "; see --epochs, --batch, --lr and --weight-bits", e);
        }
    }

    /** An accuracy with its kind, interval and source. */
    static String sentence(Accuracy accuracy) {
        return Figures.format("%s accuracy %.2f %% (95 %% interval %.2f to %.2f %%; %s)", accuracy.kind().label(),
                100 * accuracy.fraction(), 100 * accuracy.lowFraction(), 100 * accuracy.highFraction(), accuracy.source());
    }

    static JsonDocument json(Accuracy accuracy) {
        return new JsonDocument().put("accuracy_kind", accuracy.kind().label()).put("accuracy", accuracy.fraction())
                .put("accuracy_low_95", accuracy.lowFraction()).put("accuracy_high_95", accuracy.highFraction())
                .put("accuracy_source", accuracy.source());
    }

    /**
     * Trainings that have ended.
     *
     * @param trainings that came to their end
     * @param failed that did not
     */
    private record Ended(List<Trained> trainings, List<TrainingSummary> failed, int exitCode) implements Report {
        @Override
        public JsonDocument json() {
            return JsonDocument.of("hasnas-train", 1).put("trainings", trainings.stream().map(Trained::json).toList())
                    .put("failed", failed.stream().map(training -> TrainingsCommand.json(training, List.of())).toList());
        }

        @Override
        public void text(PrintStream out) {
            trainings.forEach(training -> training.text(out));
        }
    }

    /**
     * A training that has ended.
     *
     * @param activeNeurons see {@link TrainingProgress#activeNeurons}
     * @param rates on held-out images
     * @param neurons constants of all LIF layers
     * @param weights file of the weights
     */
    private record Trained(TrainingSummary training, Accuracy accuracy, double imagesPerSecond, double activeNeurons, List<LayerRate> rates,
            Map<String, LifParameters> neurons,
            Path weights, int threads) {
        JsonDocument json() {
            return TrainingsCommand.json(training, rates).putAll(TrainCommand.json(accuracy)).put("images_per_second", imagesPerSecond)
                    .put("active_neurons", Double.isNaN(activeNeurons) ? null : activeNeurons)
                    .put("threads", threads).put("weights", weights.toString())
                    .put("layers", rates.stream().map(rate -> new JsonDocument().put("layer", rate.layer()).putAll(Naming.json(of(rate)))
                            .put("spike_rate_per_time_step", rate.perTimeStep())).toList());
        }

        private LifParameters of(LayerRate rate) {
            return Objects.requireNonNull(neurons.get(rate.layer()));
        }

        void text(PrintStream out) {
            out.println(sentence(accuracy));
            training.kept().ifPresent(kept -> out.println(Figures.format("%s (%.2f %% validation accuracy)%s",
                    "weights of " + training.request().settings().kept(kept.epoch()), 100 * kept.validationAccuracy(),
                    imagesPerSecond > 0 ? Figures.format("; %.0f images/s", imagesPerSecond) : "")));
            if (!Double.isNaN(activeNeurons)) {
                out.println(Figures.format("active neurons, nearer to their threshold than %s: %.1f %% of all, on validation images",
                        Numbers.brief(training.request().settings().recipe().surrogateWidth()), 100 * activeNeurons));
            }
            String explanation = training.health(rates).explanation();
            if (!explanation.isEmpty()) {
                out.println("note: " + explanation + ".");
            }
            out.println("weights: " + weights);
            out.println();
            TextTable table = new TextTable("LIF layer", "tau (steps)", "threshold", "<spike rate per time step, held-out images");
            rates.forEach(rate -> table.row(rate.layer(), Figures.decimals(3, of(rate).tauSteps()), Numbers.range(3, of(rate).vThresholds()),
                    Figures.list(3, rate.perTimeStep())));
            table.print(out);
        }
    }
}
