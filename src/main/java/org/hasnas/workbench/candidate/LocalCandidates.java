package org.hasnas.workbench.candidate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.hasnas.chip.cost.CostModels;
import org.hasnas.chip.model.MeasuredAccuracy;
import org.hasnas.error.HasnasException;
import org.hasnas.files.codec.CandidateJson;
import org.hasnas.job.JobHandle;
import org.hasnas.job.Progress;
import org.hasnas.network.Architecture;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.network.NetworkTemplates.Preset;
import org.hasnas.score.model.PredictionAgreement;
import org.hasnas.score.prediction.KnownNetwork;
import org.hasnas.score.spikenas.BenchmarkTable;
import org.hasnas.search.accuracy.LastPredictor;
import org.hasnas.search.accuracy.ProjectAccuracies;
import org.hasnas.search.model.Candidate;
import org.hasnas.search.model.CandidateAccuracies;
import org.hasnas.search.model.Project;
import org.hasnas.search.model.RunSummary;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.model.Trial;
import org.hasnas.training.model.TrainingRequest;
import org.hasnas.training.model.TrainingSummary;
import org.hasnas.workbench.jobs.Jobs;
import org.hasnas.workbench.search.Searches;
import org.hasnas.workbench.training.Trainings;

/** What this process knows of candidates. */
public final class LocalCandidates implements KnownCandidates {
    private final Searches searches;
    private final Trainings trainings;
    private final CostModels models;
    private final Jobs jobs;
    private final LastPredictor predictors = new LastPredictor();

    public LocalCandidates(Searches searches, Trainings trainings, CostModels models, Jobs jobs) {
        this.searches = searches;
        this.trainings = trainings;
        this.models = models;
        this.jobs = jobs;
    }

    @Override
    public CandidateAccuracies accuracies(Project project, SearchRequest request) throws HasnasException {
        Optional<BenchmarkTable> table = table(project, request);
        boolean tableOfOtherNetworks = project.benchmarkFile().isPresent() && table.isEmpty();
        return ProjectAccuracies.of(request, models.of(request.hardware()), table, tableOfOtherNetworks, measured(project, request), predictors);
    }

    @Override
    public JobHandle<Progress, PredictionAgreement> agreement(CandidateAccuracies accuracies) {
        return jobs.start("Agreement of predictions", accuracies::agreement);
    }

    /** The project's table, if it is of the request's networks. */
    private static Optional<BenchmarkTable> table(Project project, SearchRequest request) throws HasnasException {
        Optional<Path> file = project.benchmarkFile();
        return file.isPresent() && NetworkTemplates.SPIKENAS_BENCH.stream().anyMatch(preset -> holds(preset, request))
                ? Optional.of(BenchmarkTable.read(file.get())).filter(table -> holds(table.preset(), request))
                : Optional.empty();
    }

    private static boolean holds(Preset preset, SearchRequest request) {
        return request.template().equals(preset.template()) && request.space().equals(preset.space());
    }

    /** What was measured of networks of a request's template and space on its data set, oldest first. */
    private List<KnownNetwork> measured(Project project, SearchRequest request) throws HasnasException {
        Map<String, Architecture> trained = new HashMap<>();
        for (TrainingSummary training : trainings.list(project)) {
            TrainingRequest asked = training.request();
            if (request.comparesWith(asked)) {
                trained.put(training.candidateHash(), asked.architecture());
            }
        }
        List<KnownNetwork> measured = new ArrayList<>();
        for (MeasuredAccuracy accuracy : trainings.accuracies(project)) {
            Architecture architecture = trained.get(accuracy.candidateHash());
            if (architecture != null) {
                measured.add(new KnownNetwork(architecture.with(architecture.macro().with(accuracy.chip())), accuracy.accuracy()));
            }
        }
        return measured;
    }

    @Override
    public Set<Architecture> withHash(Project project, String firstDigits) throws HasnasException {
        SearchRequest now = project.search();
        Set<Architecture> found = new LinkedHashSet<>();
        for (RunSummary run : searches.list(project)) {
            if (run.request().template().equals(now.template()) && run.request().space().equals(now.space())) {
                Function<Architecture, String> hashes = KnownCandidates.hashes(run.request());
                for (Trial trial : searches.trials(project, run.id())) {
                    if (hashes.apply(trial.architecture()).startsWith(firstDigits)) {
                        found.add(trial.architecture());
                    }
                }
            }
        }
        for (TrainingSummary training : trainings.list(project)) {
            if (training.candidateHash().startsWith(firstDigits)) {
                found.add(training.request().architecture());
            }
        }
        return found;
    }

    @Override
    public void write(Candidate candidate, Path file) throws HasnasException {
        CandidateJson.write(file, candidate);
    }

    @Override
    public void write(List<Candidate> candidates, Path zip) throws HasnasException {
        CandidateJson.write(zip, candidates);
    }

    @Override
    public Candidate read(Path file) throws HasnasException {
        return CandidateJson.read(file);
    }

    @Override
    public List<Candidate> readAll(Path file) throws HasnasException {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".zip") ? CandidateJson.readAll(file) : List.of(read(file));
    }
}
