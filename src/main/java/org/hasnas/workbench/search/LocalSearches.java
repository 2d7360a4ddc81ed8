package org.hasnas.workbench.search;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hasnas.chip.cost.CostModels;
import org.hasnas.chip.model.CostKind;
import org.hasnas.chip.model.PhysicalSettings;
import org.hasnas.chip.model.SpikeRateSource;
import org.hasnas.data.LabelledDataset;
import org.hasnas.data.model.RecordingFacts;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.files.store.ProjectStore;
import org.hasnas.files.store.RunStore;
import org.hasnas.job.JobContext;
import org.hasnas.job.JobHandle;
import org.hasnas.job.Progress;
import org.hasnas.job.RunStatus;
import org.hasnas.network.Architecture;
import org.hasnas.network.Network;
import org.hasnas.search.evaluation.CandidateCosts;
import org.hasnas.search.evaluation.Evaluation;
import org.hasnas.search.evaluation.SearchProblem;
import org.hasnas.search.ladder.DesignCurve;
import org.hasnas.search.ladder.DesignOutlooks;
import org.hasnas.search.ladder.LadderPlan;
import org.hasnas.search.ladder.RelaxedLimits;
import org.hasnas.search.model.LadderProgress;
import org.hasnas.search.model.LadderStep;
import org.hasnas.search.model.Project;
import org.hasnas.search.model.Prospects;
import org.hasnas.search.model.RunProgress;
import org.hasnas.search.model.RunSummary;
import org.hasnas.search.model.SearchAlgorithmId;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.model.Trial;
import org.hasnas.search.model.TrialTally;
import org.hasnas.workbench.chip.LocalCrossbars;
import org.hasnas.workbench.cluster.Clusters;
import org.hasnas.workbench.data.LoadedDatasets;
import org.hasnas.workbench.jobs.Jobs;
import org.hasnas.workbench.project.OpenStores;
import org.hasnas.workbench.score.LocalScores;
import org.hasnas.workbench.training.DesignTrainings;
import org.hasnas.workbench.training.TrainingPlaces;

/** Searches in this process. */
public final class LocalSearches implements Searches {
    /** Of a run without trainings. */
    private static final int BEST_OF_RUN = 20;

    private final OpenStores stores;
    private final CostModels models;
    private final LocalScores scores;
    private final LoadedDatasets datasets;
    private final LocalCrossbars crossbars;
    private final TrainingPlaces places;
    private final Jobs jobs;
    private final Clusters clusters;

    public LocalSearches(OpenStores stores, CostModels models, LocalScores scores, LoadedDatasets datasets, LocalCrossbars crossbars,
            TrainingPlaces places, Jobs jobs, Clusters clusters) {
        this.crossbars = crossbars;
        this.datasets = datasets;
        this.places = places;
        this.stores = stores;
        this.models = models;
        this.scores = scores;
        this.jobs = jobs;
        this.clusters = clusters;
    }

    @Override
    public JobHandle<RunProgress, RunSummary> start(Project project, SearchRequest wanted, int threads) throws HasnasException {
        SearchRequest request = withEventRates(project, wanted);
        try {
            request.withSpace(request.searched()).requireChoices();
        } catch (IllegalArgumentException refused) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "The space does not fit: " + refused.getMessage() + ".", refused);
        }
        WorkClock clock = new WorkClock(0);
        RunStore store = stores.writable(project).runs();
        Evaluation evaluation = scores.evaluation(request, project.folder(), models, JobContext.NONE);
        Optional<DesignTrainings> trainings = trainings(project, request);
        return launch(new SearchWork(store.create(request), store, List.of(), evaluation, clusters.underWay(threads), trainings, crossbars, project,
                clock));
    }

    @Override
    public JobHandle<RunProgress, RunSummary> resume(Project project, long runId, int threads) throws HasnasException {
        RunStore store = stores.writable(project).runs();
        RunSummary run = store.get(runId);
        List<LadderStep> steps = store.steps(runId);
        WorkClock clock = new WorkClock(steps.isEmpty() ? 0 : steps.getLast().usedMinutes());
        Jobs.requireContinuable(SearchWork.name(runId), run.status(), "Start a new search with a larger budget or another seed.");
        Evaluation evaluation = scores.evaluation(run.request(), project.folder(), models, JobContext.NONE);
        List<Trial> known = store.trials(runId);
        store.setStatus(runId, RunStatus.RUNNING);
        return launch(new SearchWork(run, store, known, evaluation, clusters.underWay(threads), trainings(project, run.request()), crossbars, project,
                clock));
    }

    /** The request with the rates of events counted in its data set, if its costs are to follow what was measured. */
    private SearchRequest withEventRates(Project project, SearchRequest request) throws HasnasException {
        if (!(request.hardware() instanceof PhysicalSettings chip && chip.spikeRates() instanceof SpikeRateSource.Measured measured)) {
            return request;
        }
        Optional<RecordingFacts> recordings = datasets.recordings(request.dataset(), project.folder(), JobContext.NONE);
        return recordings.isEmpty() ? request
                : request.withHardware(chip.withSpikeRates(new SpikeRateSource.Measured(measured.leastRate(), recordings.get().rates())));
    }

    private Optional<DesignTrainings> trainings(Project project, SearchRequest request) throws HasnasException {
        if (request.ladder().isEmpty()) {
            return Optional.empty();
        }
        LabelledDataset images = datasets.load(request.dataset(), project.folder(), JobContext.NONE);
        LoadedDatasets.requireFit(images, request.template());
        return Optional.of(new DesignTrainings(project, request, stores.writable(project).trainings(), images, places));
    }

    @Override
    public Optional<LadderProgress> ladder(Project project, long runId) throws HasnasException {
        SearchRequest request = get(project, runId).request();
        if (request.ladder().isEmpty()) {
            return Optional.empty();
        }
        Map<Architecture, DesignCurve> curves = DesignTrainings.curves(request, stores.existing(project).orElseThrow().trainings().list());
        if (curves.isEmpty()) { // known without the trials, of which there may be very many
            return Optional.empty();
        }
        DesignOutlooks designs = new DesignOutlooks(request, trials(project, runId));
        return designs.size() == 0 ? Optional.empty() : Optional.of(LadderPlan.progress(designs,
                stored(project).steps(runId), design -> curves.getOrDefault(design, DesignCurve.NONE), request.ladder().get().minutes()));
    }

    @Override
    public JobHandle<Progress, Prospects> prospects(Project project, long runId) throws HasnasException {
        SearchRequest request = get(project, runId).request();
        List<Trial> trials = trials(project, runId);
        Map<Architecture, DesignCurve> curves = request.algorithm() == SearchAlgorithmId.LADDER
                ? DesignTrainings.curves(request, stores.existing(project).orElseThrow().trainings().list()) : Map.of();
        return jobs.start("Prospects of a run",
                job -> trials.stream().noneMatch(trial -> curves.containsKey(trial.architecture().ofNetwork())) ? Prospects.NONE
                        : RelaxedLimits
                                .of(new SearchProblem(request, new CandidateCosts(models.of(request.hardware()), request.template(), request.space()),
                                        Optional.empty(), job), trials, design -> curves.getOrDefault(design, DesignCurve.NONE)));
    }

    @Override
    public List<Architecture> trained(Project project, SearchRequest search, long runId) throws HasnasException {
        List<Trial> trials = trials(project, runId);
        Optional<LadderProgress> trainings = ladder(project, runId);
        Set<Integer> begun = new HashSet<>();
        trainings
                .ifPresent(known -> known.outlooks().stream().filter(outlook -> outlook.epochs() > 0).forEach(outlook -> begun.add(outlook.trial())));
        Stream<Trial> wanted = trainings.isPresent() ? trials.stream().filter(trial -> begun.contains(trial.index()))
                : trials.stream().filter(trial -> trial.fitness().isPresent() && trial.cost().filter(search.limits()::isMetBy).isPresent())
                        .sorted(Comparator.comparingDouble((Trial trial) -> trial.fitness().orElseThrow().value()).reversed()).limit(BEST_OF_RUN);
        return wanted.map(Trial::architecture).filter(design -> isNetwork(search, design)).toList();
    }

    @Override
    public List<Architecture> trained(Project project, SearchRequest search) throws HasnasException {
        Optional<ProjectStore> store = stores.existing(project);
        return store.isEmpty() ? List.of() : store.get().trainings().list().reversed().stream().filter(training -> !training.epochs().isEmpty())
                .filter(training -> training.request().equals(DesignTrainings.request(search, training.request().architecture())))
                .map(training -> training.request().architecture()).distinct().toList();
    }

    private static boolean isNetwork(SearchRequest search, Architecture design) {
        try {
            Network.of(search.template(), search.space(), design);
            return true;
        } catch (IllegalArgumentException other) {
            return false;
        }
    }

    private JobHandle<RunProgress, RunSummary> launch(SearchWork search) {
        return jobs.start(search.name(), search, search::progress);
    }

    @Override
    public List<RunSummary> list(Project project) throws HasnasException {
        Optional<ProjectStore> store = stores.existing(project);
        return store.isPresent() ? store.get().runs().list() : List.of();
    }

    @Override
    public RunSummary get(Project project, long runId) throws HasnasException {
        return stored(project).get(runId);
    }

    @Override
    public void annotate(Project project, long runId, String note) throws HasnasException {
        stores.writable(project).runs().annotate(runId, note.strip());
    }

    @Override
    public void delete(Project project, long runId) throws HasnasException {
        RunStore runs = stores.writable(project).runs();
        if (runs.get(runId).status().isLive()) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "Run " + runId + " is being worked on. Stop it before you delete it.");
        }
        runs.setDeleted(runId, true);
    }

    @Override
    public void restore(Project project, long runId) throws HasnasException {
        stores.writable(project).runs().setDeleted(runId, false);
    }

    @Override
    public List<LadderStep> steps(Project project, long runId) throws HasnasException {
        return stored(project).steps(runId);
    }

    @Override
    public List<Trial> trials(Project project, long runId) throws HasnasException {
        return stored(project).trials(runId);
    }

    @Override
    public TrialTally tally(Project project, RunSummary run) throws HasnasException {
        return stored(project).tally(run.id(), run.request().limits());
    }

    @Override
    public List<Trial> front(Project project, RunSummary run) throws HasnasException {
        return stored(project).front(run.id(), run.request().limits().memoryScope());
    }

    @Override
    public Optional<Trial> closest(Project project, RunSummary run, Map<CostKind, Double> point) throws HasnasException {
        return stored(project).closest(run.id(), run.request().limits(), point);
    }

    private RunStore stored(Project project) throws HasnasException {
        return stores.existing(project).orElseThrow(() -> new HasnasException(ErrorCode.NOT_FOUND, "Project " + project.folder()
                + " has no runs yet. Start a search first.")).runs();
    }
}
