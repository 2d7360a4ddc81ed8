package org.hasnas.workbench.study;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicReference;
import org.hasnas.chip.cost.CostModels;
import org.hasnas.data.LabelledDataset;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.files.export.StudyCsv;
import org.hasnas.job.JobContext;
import org.hasnas.job.JobHandle;
import org.hasnas.job.Progress;
import org.hasnas.network.Network;
import org.hasnas.score.spikenas.BenchmarkTable;
import org.hasnas.search.evaluation.Evaluation;
import org.hasnas.search.model.Project;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.study.OperationStudies;
import org.hasnas.search.study.TemplateStudies;
import org.hasnas.search.study.model.OperationStudy;
import org.hasnas.search.study.model.OperationStudyRequest;
import org.hasnas.search.study.model.ShortTrainings;
import org.hasnas.search.study.model.TemplateStudy;
import org.hasnas.search.study.model.TemplateStudyProgress;
import org.hasnas.search.study.model.TemplateStudyRequest;
import org.hasnas.training.HeldOutResult;
import org.hasnas.training.TrainingListener;
import org.hasnas.training.TrainingOutcome;
import org.hasnas.training.TrainingState;
import org.hasnas.training.model.KeptEpoch;
import org.hasnas.training.model.TrainingHealth;
import org.hasnas.training.model.TrainingRequest;
import org.hasnas.training.model.TrainingSettings;
import org.hasnas.workbench.cluster.Clusters;
import org.hasnas.workbench.data.LoadedDatasets;
import org.hasnas.workbench.jobs.Jobs;
import org.hasnas.workbench.project.TextFiles;
import org.hasnas.workbench.score.LocalScores;
import org.hasnas.workbench.training.TrainingPlaces;

/** Studies in this process. */
public final class LocalStudies implements Studies {
    private final CostModels models;
    private final LocalScores scores;
    private final LoadedDatasets datasets;
    private final TrainingPlaces places;
    private final Jobs jobs;
    private final Clusters clusters;

    public LocalStudies(CostModels models, LocalScores scores, LoadedDatasets datasets, TrainingPlaces places, Jobs jobs, Clusters clusters) {
        this.models = models;
        this.scores = scores;
        this.datasets = datasets;
        this.places = places;
        this.jobs = jobs;
        this.clusters = clusters;
    }

    @Override
    public JobHandle<Progress, OperationStudy> operations(Project project, OperationStudyRequest request, Optional<Path> table, int threads) {
        return jobs.start("Study of operations", clusters.underWay(threads), (job, pool) -> {
            Optional<BenchmarkTable> trained = table.isPresent() ? Optional.of(BenchmarkTable.read(table.get())) : Optional.empty();
            Evaluation evaluation = scores.evaluation(request.search(), project.folder(), models, job);
            try {
                return OperationStudies.run(request, evaluation.evaluator(List.of(), pool), trained, job);
            } catch (IllegalArgumentException unsuitable) {
                throw new HasnasException(ErrorCode.BAD_INPUT, "Operations can't be studied: " + unsuitable.getMessage() + ".", unsuitable);
            }
        });
    }

    @Override
    public JobHandle<TemplateStudyProgress, TemplateStudy> templates(Project project, TemplateStudyRequest request, int threads) {
        AtomicReference<Optional<TemplateStudy>> known = new AtomicReference<>(Optional.empty());
        return jobs.start("Study of templates", Jobs.pooled("Study of templates", clusters.underWay(threads), (job, pool) -> {
            Evaluation evaluation = scores.evaluation(request.search(), project.folder(), models, job);
            Optional<LabelledDataset> images = request.trainings().isAsked()
                    ? Optional.of(datasets.load(request.search().dataset(), project.folder(), job)) : Optional.empty();
            TrainingSettings settings = project.training().withRecipe(project.training().recipe().withoutTeacher())
                    .withValidation(project.training().validation().withFraction(ShortTrainings.HELD_OUT))
                    .withKeep(KeptEpoch.LAST) // the accuracy is of the validation images, which therefore choose no epoch
                    .withSeed(request.search().seed());
            return TemplateStudies.run(request, search -> evaluation.evaluator(search, pool),
                    (network, epochs, inner) -> accuracy(request.search(), project.folder(), network, images.orElseThrow(),
                            settings.withEpochs(epochs), inner),
                    pool,
                    partial -> known.set(Optional.of(partial)), job);
        }), steps -> new TemplateStudyProgress(steps, known.get()));
    }

    /** On the training images that are held out, after the last epoch. */
    private OptionalDouble accuracy(SearchRequest search, Path folder, Network network, LabelledDataset images, TrainingSettings settings,
            JobContext job) throws HasnasException {
        TrainingRequest request = new TrainingRequest(search.dataset(), network.template(), search.space(), network.architecture(), settings);
        try {
            return switch (places.train(request, folder, images, new EpochsDone(settings.epochs(), job), job)) {
                case TrainingOutcome.Trained(TrainingState state) -> OptionalDouble.of(state.epochs().getLast().validationAccuracy());
                case TrainingOutcome.GivenUp _ -> OptionalDouble.empty();
            };
        } catch (HasnasException problem) {
            if (problem.code() != ErrorCode.BAD_INPUT) { // not this network's fault
                throw Clusters.stopping(problem);
            }
            throw problem;
        }
    }

    /** Tells a job of each epoch. */
    private record EpochsDone(int epochs, JobContext job) implements TrainingListener {
        @Override
        public void batchDone(int epoch, int batch, int batches, double loss, double accuracy) {}

        @Override
        public void epochDone(TrainingState state, TrainingHealth health, HeldOutResult validated) {
            job.progress(state.epochs().size(), epochs);
        }
    }

    @Override
    public void export(OperationStudy study, Path file) throws HasnasException {
        TextFiles.write(file, StudyCsv.write(study));
    }

    @Override
    public void export(TemplateStudy study, Path file) throws HasnasException {
        TextFiles.write(file, StudyCsv.write(study));
    }
}
