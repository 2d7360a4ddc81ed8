package org.hasnas.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.hasnas.codec.CandidateHash;
import org.hasnas.domain.accuracy.Accuracy;
import org.hasnas.domain.accuracy.AccuracyKind;
import org.hasnas.domain.accuracy.MeasuredAccuracy;
import org.hasnas.domain.architecture.Architecture;
import org.hasnas.domain.architecture.CanonicalForm;
import org.hasnas.domain.constraint.ConstraintKind;
import org.hasnas.domain.error.ErrorCode;
import org.hasnas.domain.error.HasnasException;
import org.hasnas.domain.hardware.HardwareCost;
import org.hasnas.domain.run.BestTrial;
import org.hasnas.domain.run.FitnessScore;
import org.hasnas.domain.run.RunStatus;
import org.hasnas.domain.run.RunSummary;
import org.hasnas.domain.run.SearchRequest;
import org.hasnas.domain.run.Trial;
import org.hasnas.domain.training.TrainingRequest;
import org.hasnas.domain.training.TrainingSettings;
import org.hasnas.domain.training.TrainingSummary;
import org.hasnas.workbench.ChipAccuracyListener;
import org.hasnas.workbench.ChipAccuracyReport;
import org.hasnas.workbench.ChipAccuracyRequest;
import org.hasnas.workbench.ChipImages;
import org.hasnas.workbench.ChipWeights;
import org.hasnas.workbench.Crossbars;
import org.hasnas.workbench.Project;
import org.hasnas.workbench.RunHandle;
import org.hasnas.workbench.RunProgress;
import org.hasnas.workbench.Searches;
import org.hasnas.workbench.TrainingHandle;
import org.hasnas.workbench.TrainingProgress;
import org.hasnas.workbench.Trainings;
import org.hasnas.workbench.Workbench;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hasnas explore}: from a project to the accuracy of its best candidates, trained and on the chip, in one command. */
@Command(name = "explore", description = "Search a project, train the best feasible candidates, and run them on simulated crossbars. Every step is"
        + " stored in the project; what is stored is not paid for again: after Ctrl-C go on with --run.",
        descriptionHeading = "%n", optionListHeading = "%nOptions:%n", parameterListHeading = "%n", footerHeading = "%nExamples:%n",
        sortOptions = false,
        footer = {
            "  hasnas explore sample-projects/digits-quickstart",
            "  hasnas explore sample-projects/digits-quickstart --run 3 --top 5 --epochs 10 --json"})
final class ExploreCommand implements Callable<Integer> {
    private static final double PERCENT = 100;
    private static final int TOP = 3;

    private final Session session;

    @Parameters(index = "0", paramLabel = "PROJECT", description = "Project folder (or its project.yaml).")
    private Path project = Path.of("");

    @Option(names = "--top", paramLabel = "N", description = "Candidates to train, the fittest of the feasible ones; default: " + TOP + ".")
    private int top = TOP;

    @Option(names = "--run", paramLabel = "RUN", description = "Take this stored run (going on with it if it was interrupted) instead of a new"
            + " search.")
    private @Nullable Long run;

    @Option(names = "--budget", paramLabel = "N", description = "Trials of the search; default: the project's.")
    private @Nullable Integer budget;

    @Option(names = "--epochs", paramLabel = "N", description = "Epochs of each training; default: the project's.")
    private @Nullable Integer epochs;

    @Mixin
    private ChipAccuracyOptions chip = new ChipAccuracyOptions();

    @Option(names = "--images", paramLabel = "M", description = "Held-out images on the chip, from the first; default: all.")
    private int images;

    @Option(names = "--seeds", paramLabel = "N", description = "Sets of devices; default: 5.")
    private int seeds = 5;

    @Mixin
    private ThreadsOption threads = new ThreadsOption();

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    ExploreCommand(Session session) {
        this.session = session;
    }

    /** A candidate with what was measured of it. */
    private record Explored(Trial trial, TrainingSummary training, Accuracy trained, ChipAccuracyReport chip) {
        Accuracy onChip() {
            return chip.points().getFirst().accuracy();
        }
    }

    @Override
    public Integer call() throws HasnasException {
        int threadCount = threads.count();
        checkOptions();
        Workbench workbench = session.workbench();
        Project opened = workbench.projects().open(session.resolve(project));
        AtomicBoolean stopped = new AtomicBoolean();
        AtomicReference<Runnable> stop = new AtomicReference<>(() -> {});
        try (Interrupts.Registration _ = session.onInterrupt(() -> {
            stopped.set(true);
            stop.get().run();
        })) {
            return explore(workbench, opened, threadCount, stop, stopped);
        } catch (CancellationException cancelled) {
            if (stopped.get()) {
                session.note("Stopped; what was done is stored. The same command with --run goes on with it; 'hasnas runs " + project
                        + "' lists the runs.");
                return ExitCodes.INTERRUPTED;
            }
            throw cancelled;
        }
    }

    private void checkOptions() throws HasnasException {
        Options.atLeastOne("--top", top);
        Options.atLeastOne("--seeds", seeds);
        if (images < 0) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "--images must be at least 1, was " + images);
        }
        if (chip.sweep().isPresent()) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "--sweep belongs to 'hasnas chip-accuracy'; explore measures one set of conditions");
        }
    }

    private int explore(Workbench workbench, Project opened, int threadCount, AtomicReference<Runnable> stop, AtomicBoolean stopped)
            throws HasnasException {
        long started = System.nanoTime();
        RunSummary searched = search(workbench.searches(), opened, threadCount, stop);
        if (stopped.get()) {
            return interrupted(searched.id());
        }
        List<Trial> chosen = choose(searched.request(), workbench.searches().trials(opened, searched.id()));
        if (chosen.isEmpty()) {
            reportSearch(RunReport.of(workbench, opened, searched.id()));
            return ExitCodes.OK;
        }
        List<Explored> explored = new ArrayList<>();
        for (Trial trial : chosen) {
            Optional<TrainingSummary> training = train(workbench.trainings(), opened, searched.request(), trial, threadCount, stop, stopped);
            if (training.isEmpty() || stopped.get()) {
                return interrupted(searched.id());
            }
            explored.add(new Explored(trial, training.get(), trained(workbench.trainings(), opened, training.get()),
                    onChip(workbench.crossbars(), opened, training.get(), threadCount, stopped)));
        }
        double seconds = (System.nanoTime() - started) * 1e-9;
        if (json) {
            document(searched, explored, seconds).print(session.out());
        } else {
            print(searched, explored, seconds);
        }
        return ExitCodes.OK;
    }

    /** What is left to say of a search that found nothing to explore. */
    private void reportSearch(RunReport report) throws HasnasException {
        if (json) {
            report.document(session.environment().version()).print(session.out());
        } else {
            report.printText(session.out());
        }
    }

    private int interrupted(long runId) {
        session.note("Stopped; what was done is stored. Go on with: hasnas explore " + project + " --run " + runId);
        return ExitCodes.INTERRUPTED;
    }

    private RunSummary search(Searches searches, Project opened, int threadCount, AtomicReference<Runnable> stop) throws HasnasException {
        Long wanted = run;
        if (wanted != null) {
            RunSummary stored = searches.get(opened, wanted);
            requireSameTask(opened, stored);
            switch (stored.status()) {
                case FINISHED -> {
                    return stored;
                }
                case STOPPED, FAILED, INTERRUPTED, RUNNING, PAUSED -> { }
            }
        }
        SearchRequest request = opened.search();
        Integer trials = budget;
        if (trials != null) {
            request = request.withBudget(Options.atLeastOne("--budget", trials));
        }
        RunHandle handle = wanted == null ? searches.start(opened, request, threadCount) : searches.resume(opened, wanted, threadCount);
        stop.set(handle::stop);
        session.note("run " + handle.run().id() + ": " + handle.run().request().algorithm().label() + ", " + handle.run().request().budget()
                + " trials");
        ProgressDisplay display = session.progress();
        try {
            RunProgress end = SearchCommand.await(handle, display);
            display.clear();
            session.note(end.done() + " trials done");
        } finally {
            display.clear();
        }
        return searches.get(opened, handle.run().id());
    }

    /** Trainings are those of the project's template, search space and data set. */
    private static void requireSameTask(Project opened, RunSummary stored) throws HasnasException {
        SearchRequest now = opened.search();
        SearchRequest then = stored.request();
        if (!now.template().equals(then.template()) || !now.space().equals(then.space()) || !now.dataset().equals(then.dataset())) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "run " + stored.id()
                    + " was made with another template, search space or data set than project.yaml names now; start a new search without --run");
        }
    }

    private List<Trial> choose(SearchRequest request, List<Trial> trials) {
        List<Trial> alive = trials.stream().filter(trial -> trial.fitness().filter(score -> !score.isSingular()).isPresent()).toList();
        return BestTrial.of(alive, request.limits(), trial -> CanonicalForm.of(request.template(), request.space(), trial.architecture()), top);
    }

    /** The finished training of a candidate with the wanted settings; a stored one is taken or gone on with. Empty if stopped. */
    private Optional<TrainingSummary> train(Trainings trainings, Project opened, SearchRequest request, Trial trial, int threadCount,
            AtomicReference<Runnable> stop, AtomicBoolean stopped) throws HasnasException {
        TrainingSettings settings = settings(opened.training());
        TrainingRequest wanted = new TrainingRequest(request.dataset(), request.template(), request.space(), trial.architecture(), settings);
        Optional<TrainingSummary> known = trainings.list(opened).stream().filter(stored -> stored.request().equals(wanted))
                .filter(stored -> stored.status() != RunStatus.FAILED).findFirst();
        if (known.isPresent() && known.get().status() == RunStatus.FINISHED) {
            session.note("training " + known.get().id() + " of trial " + trial.index() + " is stored already");
            return known;
        }
        List<Architecture> one = List.of(trial.architecture());
        TrainingHandle handle = known.isPresent() ? trainings.resume(opened, known.get().id(), threadCount)
                : trainings.start(opened, one, settings, threadCount).getFirst();
        stop.set(handle::stop);
        if (stopped.get()) { // the interrupt may have come before there was something to stop
            handle.stop();
        }
        TrainingProgress end = new TrainingFollower(session).await(handle);
        return end.status() == RunStatus.FINISHED ? Optional.of(trainings.get(opened, handle.training().id())) : Optional.empty();
    }

    private TrainingSettings settings(TrainingSettings base) throws HasnasException {
        Integer wanted = epochs;
        try {
            return wanted == null ? base : base.withEpochs(wanted);
        } catch (IllegalArgumentException e) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "--epochs: " + e.getMessage(), e);
        }
    }

    private static Accuracy trained(Trainings trainings, Project opened, TrainingSummary training) throws HasnasException {
        return trainings.accuracies(opened).reversed().stream()
                .filter(row -> row.candidateHash().equals(training.candidateHash()) && row.accuracy().kind() == AccuracyKind.TRAINED)
                .map(MeasuredAccuracy::accuracy).findFirst().orElseThrow(() -> new HasnasException(ErrorCode.STORE, "training " + training.id()
                        + " is finished, but its held-out accuracy is not stored; train the candidate again with 'hasnas train'"));
    }

    private ChipAccuracyReport onChip(Crossbars crossbars, Project opened, TrainingSummary training, int threadCount, AtomicBoolean stopped)
            throws HasnasException {
        session.note("on the chip: training " + training.id() + ", " + seeds + " sets of devices");
        ProgressDisplay display = session.progress();
        try {
            return crossbars.accuracy(opened, new ChipAccuracyRequest(new ChipWeights.OfTraining(training.id()), chip.profile(), chip.ideal(),
                    chip.adcRange(), chip.compensation(), chip.settings(), Optional.empty(), ChipImages.HELD_OUT, images, seeds, 1, threadCount),
                    ChipAccuracyListener.NONE, new DisplayedJob(display, stopped));
        } finally {
            display.clear();
        }
    }

    private void print(RunSummary searched, List<Explored> explored, double seconds) {
        SearchRequest request = searched.request();
        session.out().println("run " + searched.id() + " of " + project + ": " + request.template().name() + " (search space "
                + request.space().name() + ") on " + RunReport.dataset(request.dataset()) + "; " + CostText.hardware(request.hardware()));
        session.out().println();
        TextTable table = new TextTable("trial", "<matrix", "fitness", "memory", "area", "latency", "energy", "trained %", "95 %", "on chip %",
                "95 %");
        for (Explored each : explored) {
            HardwareCost cost = each.trial.cost().orElseThrow();
            List<String> cells = new ArrayList<>(List.of(Integer.toString(each.trial.index()), each.trial.architecture().text(),
                    each.trial.fitness().map(score -> CostDocument.text(score, request.fitness().score(), 3)).orElse("-")));
            Stream.of(ConstraintKind.values()).forEach(kind -> cells.add(kind.quantity().format(kind.costOf(cost, request.limits().memoryScope()))
                    .strip()));
            Stream.of(each.trained, each.onChip()).forEach(accuracy -> {
                cells.add(percent(accuracy.fraction()));
                cells.add(percent(accuracy.lowFraction()) + "-" + percent(accuracy.highFraction()));
            });
            table.row(cells.toArray(String[]::new));
        }
        table.print(session.out());
        session.out().println();
        Explored first = explored.getFirst();
        session.out().println("fitness: score '" + request.fitness().score().label() + "' of the untrained network, " + CostDocument.SCORE_MEANING);
        session.out().println("trained: " + first.trained.source());
        session.out().println("on chip: " + first.onChip().source());
        session.out().println(String.format(Locale.ROOT, "%n%d %s searched, trained and run on the chip in %.0f s.", explored.size(),
                explored.size() == 1 ? "candidate" : "candidates", seconds));
    }

    private JsonDocument document(RunSummary searched, List<Explored> explored, double seconds) {
        SearchRequest request = searched.request();
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (Explored each : explored) {
            Optional<FitnessScore> fitness = each.trial.fitness();
            JsonDocument row = new JsonDocument().put("trial", each.trial.index()).put("matrix", each.trial.architecture().text())
                    .put("candidate", CandidateHash.of(request.template(), request.space(), each.trial.architecture()).text());
            fitness.ifPresent(score -> row.putAll(CostDocument.score(score, request.fitness().score())));
            each.trial.cost().ifPresent(cost -> row.putAll(CostDocument.cost(cost)).putAll(CostDocument.verdict(cost, request.limits())));
            rows.add(row.put("training", each.training.id()).put("trained_accuracy", each.trained.fraction())
                    .put("trained_accuracy_low_95", each.trained.lowFraction()).put("trained_accuracy_high_95", each.trained.highFraction())
                    .put("trained_accuracy_source", each.trained.source()).put("quantized_accuracy", each.chip.references().quantizedFraction())
                    .put("on_chip_accuracy", each.onChip().fraction()).put("on_chip_accuracy_low_95", each.onChip().lowFraction())
                    .put("on_chip_accuracy_high_95", each.onChip().highFraction()).put("on_chip_accuracy_source", each.onChip().source())
                    .put("on_chip_by_seed", each.chip.points().getFirst().bySeed())
                    .put("on_chip_physical_energy_uJ", each.chip.cost().total().energy().microjoules()).map());
        }
        return new JsonDocument().put("document", "hasnas-explore").put("version", 1).put("program_version", session.environment().version())
                .put("run", searched.id()).put("preset", request.template().name()).put("search_space", request.space().name())
                .put("dataset", RunReport.dataset(request.dataset())).putAll(CostDocument.hardware(request.hardware()))
                .put("memory_scope", request.limits().memoryScope().label()).put("limits", CostDocument.limits(request.limits()))
                .put("chip", explored.getFirst().chip.cost().profile().id()).put("images_on_chip", explored.getFirst().chip.images())
                .put("seeds", seeds).put("candidates", rows).put("seconds", seconds);
    }

    private static String percent(double fraction) {
        return String.format(Locale.ROOT, "%.1f", PERCENT * fraction);
    }
}
