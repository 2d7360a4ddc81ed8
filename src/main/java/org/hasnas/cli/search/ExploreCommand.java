package org.hasnas.cli.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.hasnas.chip.inference.model.ChipAccuracyProgress;
import org.hasnas.chip.inference.model.ChipAccuracyReport;
import org.hasnas.chip.inference.model.ChipAccuracyRequest;
import org.hasnas.chip.inference.model.ChipImages;
import org.hasnas.chip.inference.model.ChipWeights;
import org.hasnas.chip.model.CostReport;
import org.hasnas.chip.model.HardwareProfile;
import org.hasnas.chip.model.MeasuredAccuracy;
import org.hasnas.chip.model.SpikeRateSource;
import org.hasnas.chip.model.SpikeRates;
import org.hasnas.cli.chip.ChipAccuracyOptions;
import org.hasnas.cli.console.ReportCommand;
import org.hasnas.cli.console.Session;
import org.hasnas.cli.console.StoppedException;
import org.hasnas.cli.option.ClusterOption;
import org.hasnas.cli.option.OnlyWith;
import org.hasnas.cli.option.Options;
import org.hasnas.cli.option.ProjectParameter;
import org.hasnas.cli.option.SubsetOptions;
import org.hasnas.cli.option.ThreadsOption;
import org.hasnas.cli.option.TrainingSetOption;
import org.hasnas.cli.report.Report;
import org.hasnas.cli.training.TrainingFollower;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobEnd;
import org.hasnas.job.JobHandle;
import org.hasnas.job.RunStatus;
import org.hasnas.network.CanonicalForm;
import org.hasnas.search.model.BestTrial;
import org.hasnas.search.model.Candidate;
import org.hasnas.search.model.DesignOutlook;
import org.hasnas.search.model.LadderProgress;
import org.hasnas.search.model.Project;
import org.hasnas.search.model.RunProgress;
import org.hasnas.search.model.RunSummary;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.model.Trial;
import org.hasnas.training.model.Accuracy;
import org.hasnas.training.model.TrainingProgress;
import org.hasnas.training.model.TrainingRequest;
import org.hasnas.training.model.TrainingSettings;
import org.hasnas.training.model.TrainingSummary;
import org.hasnas.workbench.Workbench;
import org.hasnas.workbench.search.Searches;
import org.hasnas.workbench.training.Trainings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hasnas explore}: from a project to the accuracy of its best candidates, trained and on the chip, in one command. */
@OnlyWith(options = "--budget", without = "--run")
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
    private TrainingSetOption set = new TrainingSetOption();

    @Mixin
    private ChipAccuracyOptions chip = new ChipAccuracyOptions();

    @Mixin
    private SubsetOptions subset = new SubsetOptions();

    @Mixin
    private ThreadsOption threads = new ThreadsOption();

    @Mixin
    private ClusterOption cluster = new ClusterOption();

    public ExploreCommand(Session session) {
        super(session);
    }

    @Override
    protected Report report() throws HasnasException {
        int threadCount = threads.count();
        checkOptions();
        Project opened = subset.of(project.open(session()));
        cluster.join(session());
        return explore(session().workbench(), opened, threadCount);
    }

    private void checkOptions() throws HasnasException {
        Options.atLeastOne("--top", top);
        chip.check();
        if (chip.sweep().isPresent()) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "--sweep belongs to 'hasnas chip-accuracy'; explore measures one set of conditions");
        }
    }

    /** The report of the search alone if it has found nothing to explore. */
    private Report explore(Workbench workbench, Project opened, int threadCount) throws HasnasException {
        long started = System.nanoTime();
        RunSummary searched = search(workbench.searches(), opened, threadCount);
        List<Trial> chosen = choose(searched, workbench.searches().trials(opened, searched.id()), workbench.searches().ladder(opened, searched.id()));
        if (chosen.isEmpty()) {
            return RunReport.of(session(), opened, searched.id());
        }
        List<ExploreReport.Explored> explored = new ArrayList<>();
        Map<Trial, TrainingSummary> trainings = train(workbench.trainings(), opened, searched, chosen, threadCount);
        for (Map.Entry<Trial, TrainingSummary> each : trainings.entrySet()) {
            TrainingSummary training = each.getValue();
            explored.add(onChip(workbench, opened, searched, threadCount, each.getKey(), training));
        }
        return new ExploreReport(project.word(), searched, explored, chip.seeds(),
                workbench.datasets().recordings(opened.search().dataset(), opened.folder()), (System.nanoTime() - started) * 1e-9);
    }

    private StoppedException interrupted(long runId) {
        return new StoppedException("Stopped; what was done is stored. Go on with: hasnas explore " + project.word() + " --run " + runId);
    }

    private RunSummary search(Searches searches, Project opened, int threadCount) throws HasnasException {
        Long wanted = run;
        if (wanted != null) {
            RunSummary stored = searches.get(opened, wanted);
            requireSameTask(opened, stored);
            if (stored.status() == RunStatus.FINISHED) {
                return stored;
            }
        }
        SearchRequest request = Options.with(opened.search(), budget == null ? null : Options.atLeastOne("--budget", budget),
                SearchRequest::withBudget);
        JobHandle<RunProgress, RunSummary> search = wanted == null ? searches.start(opened, request, threadCount)
                : searches.resume(opened, wanted, threadCount);
        RunSummary begun = search.progress().run();
        session().note("run " + begun.id() + ": " + begun.request().algorithm().label() + ", " + begun.request().budget() + " trials");
        Optional<RunSummary> finished = SearchFollower.await(search, session(), session().progress());
        session().note(search.progress().done() + " trials done");
        return finished.orElseThrow(() -> interrupted(begun.id()));
    }

    /** Trainings are those of the project's template, search space and data set; they may be of another subset of the training images. */
    private static void requireSameTask(Project opened, RunSummary stored) throws HasnasException {
        SearchRequest now = opened.search();
        SearchRequest then = stored.request();
        if (!now.template().equals(then.template()) || !now.space().equals(then.space()) || !now.dataset().whole().equals(then.dataset().whole())) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "run " + stored.id()
                    + " was made with another template, search space or data set than project.yaml names now; start a new search without --run");
        }
    }

    /** The best by what the search itself goes by: expected accuracy, those trained to the end first, or the training-free score. */
    private List<Trial> choose(RunSummary searched, List<Trial> trials, Optional<LadderProgress> ladder) {
        SearchRequest request = searched.request();
        if (ladder.isPresent()) {
            Map<Integer, Trial> byIndex = new HashMap<>();
            trials.forEach(trial -> byIndex.put(trial.index(), trial));
            return ladder.get().outlooks().stream()
                    .sorted(Comparator.comparing(DesignOutlook::isTrained).thenComparingDouble(outlook -> outlook.expected().fraction()).reversed())
                    .limit(top).map(outlook -> Objects.requireNonNull(byIndex.get(outlook.trial()))).toList();
        }
        List<Trial> alive = trials.stream().filter(trial -> trial.fitness().filter(score -> !score.isSingular()).isPresent()).toList();
        return BestTrial.of(alive, request.limits(), trial -> CanonicalForm.of(request.template(), request.space(), trial.architecture()), top);
    }

    /**
     * The finished trainings of candidates with the wanted settings; stored ones are taken or gone on with, the others run side by side. One that
     * fails leaves its candidate out, unless all fail.
     */
    private Map<Trial, TrainingSummary> train(Trainings trainings, Project opened, RunSummary searched, List<Trial> chosen, int threadCount)
            throws HasnasException {
        SearchRequest request = searched.request();
        TrainingSettings settings = settings(opened.training());
        Map<Trial, TrainingSummary> known = new HashMap<>();
        List<JobHandle<TrainingProgress, Accuracy>> jobs = new ArrayList<>();
        for (Trial trial : chosen) {
            TrainingRequest wanted =
                    TrainingRequest.ofDesign(opened.search().dataset(), request.template(), request.space(), trial.architecture(), settings);
            Optional<TrainingSummary> stored = trainings.list(opened).stream().filter(training -> training.request().equals(wanted))
                    .filter(training -> training.status() != RunStatus.FAILED).findFirst();
            stored.ifPresent(training -> known.put(trial, training));
            if (stored.isPresent() && stored.get().status() == RunStatus.FINISHED) {
                session().note("training " + stored.get().id() + " of trial " + trial.index() + " is stored already");
            } else if (stored.isPresent()) {
                jobs.add(trainings.resume(opened, stored.get().id(), threadCount));
            }
        }
        List<Trial> fresh = chosen.stream().filter(trial -> !known.containsKey(trial)).toList();
        List<JobHandle<TrainingProgress, Accuracy>> started = fresh.isEmpty() ? List.of()
                : trainings.start(opened, fresh.stream().map(Trial::architecture).toList(), settings, threadCount);
        for (int index = 0; index < fresh.size(); index++) {
            known.put(fresh.get(index), started.get(index).progress().training());
        }
        jobs.addAll(started);
        List<JobEnd<Accuracy>> ends = new TrainingFollower(session()).awaitAll(jobs);
        if (ends.stream().anyMatch(end -> end instanceof JobEnd.Stopped<Accuracy>)) {
            throw interrupted(searched.id());
        }
        Map<Trial, TrainingSummary> finished = new LinkedHashMap<>();
        for (Trial trial : chosen) {
            TrainingSummary training = trainings.get(opened, Objects.requireNonNull(known.get(trial)).id());
            if (training.status() == RunStatus.FINISHED) {
                finished.put(trial, training);
            }
        }
        for (JobEnd<Accuracy> end : ends) {
            if (end instanceof JobEnd.Failed<Accuracy>(Throwable cause) && cause instanceof HasnasException failure) {
                if (finished.isEmpty()) {
                    throw failure;
                }
                session().note("left out: " + failure.getMessage());
            }
        }
        return finished;
    }

    private TrainingSettings settings(TrainingSettings base) throws HasnasException {
        try {
            return Options.with(set.apply(base), epochs, TrainingSettings::withEpochs);
        } catch (IllegalArgumentException e) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "--epochs: " + e.getMessage(), e);
        }
    }

    private static Accuracy trained(Trainings trainings, Project opened, TrainingSummary training) throws HasnasException {
        return trainings.accuracies(opened).reversed().stream()
                .filter(row -> row.candidateHash().equals(training.candidateHash())
                        && row.accuracy().kind() == training.request().settings().accuracyKind())
                .map(MeasuredAccuracy::accuracy).findFirst().orElseThrow(() -> new HasnasException(ErrorCode.STORE, "training " + training.id()
                        + " is finished, but its held-out accuracy is not stored; train the candidate again with 'hasnas train'"));
    }

    private ExploreReport.Explored onChip(Workbench workbench, Project opened, RunSummary searched, int threadCount, Trial trial,
            TrainingSummary training) throws HasnasException {
        Accuracy trained = trained(workbench.trainings(), opened, training);
        ChipAccuracyRequest request = chip.request(new ChipWeights.OfTraining(training.id()), ChipImages.HELD_OUT, 1, threadCount)
                .onChipOf(trial.architecture().macro());
        HardwareProfile profile =
                workbench.costs().physical(request.profileOrFile(), "", opened.folder(), new SpikeRateSource.Given(SpikeRates.of(0)))
                        .profile().chosenBy(trial.architecture().macro());
        CostReport cost = workbench.costs().report(new Candidate(searched.request(), trial), searched.request().hardware());
        Optional<Accuracy> known = workbench.crossbars().known(opened, request);
        if (known.isPresent()) {
            session().note("on the chip: training " + training.id() + " is measured already");
            return new ExploreReport.Explored(trial, cost, training, trained, profile, known.get(), Optional.empty());
        }
        session().note("on the chip: training " + training.id() + ", " + profile.array().weightBits() + "-bit weights, " + chip.seeds()
                + " sets of devices");
        workbench.projects().storeProblem(opened).ifPresent(problem -> session().note("it is not kept, and is measured again next time: " + problem));
        try {
            ChipAccuracyReport measured = session().result(workbench.crossbars().accuracy(opened, request), ChipAccuracyProgress::images);
            return new ExploreReport.Explored(trial, cost, training, trained, profile, measured.points().getFirst().accuracy(),
                    Optional.of(measured));
        } catch (CancellationException cancelled) {
            throw interrupted(searched.id());
        }
    }
}
