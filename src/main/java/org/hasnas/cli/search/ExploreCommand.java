package org.hasnas.cli.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.hasnas.chip.model.ChipAccuracyReport;
import org.hasnas.chip.model.ChipAccuracyRequest;
import org.hasnas.chip.model.ChipImages;
import org.hasnas.chip.model.ChipWeights;
import org.hasnas.chip.model.MeasuredAccuracy;
import org.hasnas.cli.chip.ChipAccuracyOptions;
import org.hasnas.cli.console.CliEnvironment.Registration;
import org.hasnas.cli.console.ReportCommand;
import org.hasnas.cli.console.Session;
import org.hasnas.cli.console.StoppedException;
import org.hasnas.cli.option.Options;
import org.hasnas.cli.option.ProjectParameter;
import org.hasnas.cli.option.ThreadsOption;
import org.hasnas.cli.report.Report;
import org.hasnas.cli.training.TrainingFollower;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.job.RunStatus;
import org.hasnas.network.Architecture;
import org.hasnas.network.CanonicalForm;
import org.hasnas.search.model.BestTrial;
import org.hasnas.search.model.RunProgress;
import org.hasnas.search.model.RunSummary;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.model.Trial;
import org.hasnas.training.model.Accuracy;
import org.hasnas.training.model.AccuracyKind;
import org.hasnas.training.model.TrainingProgress;
import org.hasnas.training.model.TrainingRequest;
import org.hasnas.training.model.TrainingSettings;
import org.hasnas.training.model.TrainingSummary;
import org.hasnas.workbench.Workbench;
import org.hasnas.workbench.chip.ChipAccuracyListener;
import org.hasnas.workbench.chip.Crossbars;
import org.hasnas.workbench.project.Project;
import org.hasnas.workbench.search.RunHandle;
import org.hasnas.workbench.search.Searches;
import org.hasnas.workbench.training.TrainingHandle;
import org.hasnas.workbench.training.Trainings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hasnas explore}: from a project to the accuracy of its best candidates, trained and on the chip, in one command. */
@Command(name = "explore", description = "Search a project, train the best feasible candidates, and run them on simulated crossbars. Every step is"
        + " stored in the project; what is stored is not paid for again: after Ctrl-C go on with --run.",
        footer = {
            "  hasnas explore sample-projects/digits-quickstart",
            "  hasnas explore sample-projects/digits-quickstart --run 3 --top 5 --epochs 10 --json"})
public final class ExploreCommand extends ReportCommand {
    private static final int TOP = 3;

    @Mixin
    private ProjectParameter project = new ProjectParameter();

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

    @Mixin
    private ThreadsOption threads = new ThreadsOption();

    public ExploreCommand(Session session) {
        super(session);
    }

    @Override
    protected Report report() throws HasnasException {
        int threadCount = threads.count();
        checkOptions();
        Project opened = project.open(session());
        AtomicBoolean stopped = new AtomicBoolean();
        AtomicReference<Runnable> stop = new AtomicReference<>(() -> {});
        try (Registration _ = session().onInterrupt(() -> {
            stopped.set(true);
            stop.get().run();
        })) {
            return explore(session().workbench(), opened, threadCount, stop, stopped);
        } catch (StoppedException told) {
            throw told;
        } catch (CancellationException cancelled) {
            if (stopped.get()) {
                throw new StoppedException("Stopped; what was done is stored. The same command with --run goes on with it; 'hasnas runs "
                        + project.word() + "' lists the runs.");
            }
            throw cancelled;
        }
    }

    private void checkOptions() throws HasnasException {
        Options.atLeastOne("--top", top);
        chip.check();
        if (chip.sweep().isPresent()) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "--sweep belongs to 'hasnas chip-accuracy'; explore measures one set of conditions");
        }
    }

    /** The report of the search alone if it has found nothing to explore. */
    private Report explore(Workbench workbench, Project opened, int threadCount, AtomicReference<Runnable> stop, AtomicBoolean stopped)
            throws HasnasException {
        long started = System.nanoTime();
        RunSummary searched = search(workbench.searches(), opened, threadCount, stop);
        if (stopped.get()) {
            throw interrupted(searched.id());
        }
        List<Trial> chosen = choose(searched.request(), workbench.searches().trials(opened, searched.id()));
        if (chosen.isEmpty()) {
            return RunReport.of(workbench, opened, searched.id());
        }
        List<ExploreReport.Explored> explored = new ArrayList<>();
        for (Trial trial : chosen) {
            Optional<TrainingSummary> training = train(workbench.trainings(), opened, searched.request(), trial, threadCount, stop, stopped);
            if (training.isEmpty() || stopped.get()) {
                throw interrupted(searched.id());
            }
            explored.add(new ExploreReport.Explored(trial, training.get(), trained(workbench.trainings(), opened, training.get()),
                    onChip(workbench.crossbars(), opened, training.get(), threadCount, stopped)));
        }
        return new ExploreReport(project.word(), searched, explored, chip.seeds(), (System.nanoTime() - started) * 1e-9);
    }

    private StoppedException interrupted(long runId) {
        return new StoppedException("Stopped; what was done is stored. Go on with: hasnas explore " + project.word() + " --run " + runId);
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
        SearchRequest request = Options.with(opened.search(), budget == null ? null : Options.atLeastOne("--budget", budget),
                SearchRequest::withBudget);
        RunHandle handle = wanted == null ? searches.start(opened, request, threadCount) : searches.resume(opened, wanted, threadCount);
        stop.set(handle::stop);
        session().note("run " + handle.run().id() + ": " + handle.run().request().algorithm().label() + ", " + handle.run().request().budget()
                + " trials");
        RunProgress end = SearchFollower.await(handle, session().progress());
        session().note(end.done() + " trials done");
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
            session().note("training " + known.get().id() + " of trial " + trial.index() + " is stored already");
            return known;
        }
        List<Architecture> one = List.of(trial.architecture());
        TrainingHandle handle = known.isPresent() ? trainings.resume(opened, known.get().id(), threadCount)
                : trainings.start(opened, one, settings, threadCount).getFirst();
        stop.set(handle::stop);
        if (stopped.get()) { // the interrupt may have come before there was something to stop
            handle.stop();
        }
        TrainingProgress end = new TrainingFollower(session()).await(handle);
        return end.status() == RunStatus.FINISHED ? Optional.of(trainings.get(opened, handle.training().id())) : Optional.empty();
    }

    private TrainingSettings settings(TrainingSettings base) throws HasnasException {
        try {
            return Options.with(base, epochs, TrainingSettings::withEpochs);
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
        session().note("on the chip: training " + training.id() + ", " + chip.seeds() + " sets of devices");
        ChipAccuracyRequest request = chip.request(new ChipWeights.OfTraining(training.id()), ChipImages.HELD_OUT, 1, threadCount);
        return session().compute(job -> crossbars.accuracy(opened, request, ChipAccuracyListener.NONE, job), stopped);
    }
}
