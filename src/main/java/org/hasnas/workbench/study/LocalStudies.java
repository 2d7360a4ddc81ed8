package org.hasnas.workbench.study;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicReference;
import org.hasnas.chip.cost.CostModels;
import org.hasnas.data.ImageSet;
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
import org.hasnas.search.study.OperationStudies;
import org.hasnas.search.study.TemplateStudies;
import org.hasnas.search.study.model.OperationStudy;
import org.hasnas.search.study.model.OperationStudyRequest;
import org.hasnas.search.study.model.ShortTrainings;
import org.hasnas.search.study.model.TemplateStudy;
import org.hasnas.search.study.model.TemplateStudyProgress;
import org.hasnas.search.study.model.TemplateStudyRequest;
import org.hasnas.simulation.engine.Workers;
import org.hasnas.training.HeldOutResult;
import org.hasnas.training.Trainer;
import org.hasnas.training.TrainingListener;
import org.hasnas.training.TrainingOutcome;
import org.hasnas.training.TrainingState;
import org.hasnas.training.model.KeptEpoch;
import org.hasnas.training.model.TrainingHealth;
import org.hasnas.training.model.TrainingSettings;
import org.hasnas.workbench.data.LoadedDatasets;
import org.hasnas.workbench.jobs.JobKernels;
import org.hasnas.workbench.jobs.Jobs;
import org.hasnas.workbench.project.TextFiles;
import org.hasnas.workbench.score.LocalScores;

/** Studies in this process. */
public final class LocalStudies implements Studies {
    private final CostModels models;
    private final LocalScores scores;
    private final LoadedDatasets datasets;
    private final JobKernels kernels;
    private final Jobs jobs;

    public LocalStudies(CostModels models, LocalScores scores, LoadedDatasets datasets, JobKernels kernels, Jobs jobs) {
        this.models = models;
        this.scores = scores;
        this.datasets = datasets;
        this.kernels = kernels;
        this.jobs = jobs;
    }

    @Override
    public JobHandle<Progress, OperationStudy> operations(Project project, OperationStudyRequest request, Optional<Path> table, int threads) {
        return jobs.start("Study of operations", threads, (job, pool) -> {
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
        return jobs.start("Study of templates", Jobs.pooled("Study of templates", threads, (job, pool) -> {
            Evaluation evaluation = scores.evaluation(request.search(), project.folder(), models, job);
            Optional<ImageSet> images = request.trainings().isAsked()
                    ? Optional.of(datasets.load(request.search().dataset(), project.folder(), job).training()) : Optional.empty();
            TrainingSettings settings = project.training().withRecipe(project.training().recipe().withoutTeacher())
                    .withValidation(project.training().validation().withFraction(ShortTrainings.HELD_OUT))
                    .withKeep(KeptEpoch.LAST) // the accuracy is of the validation images, which therefore choose no epoch
                    .withSeed(request.search().seed());
            return TemplateStudies.run(request, search -> evaluation.evaluator(search, pool),
                    (network, epochs, inner) -> accuracy(network, images.orElseThrow(), settings.withEpochs(epochs), inner), pool,
                    partial -> known.set(Optional.of(partial)), job);
        }), steps -> new TemplateStudyProgress(steps, known.get()));
    }

    /** On the training images that are held out. */
    private OptionalDouble accuracy(Network network, ImageSet images, TrainingSettings settings, JobContext job) {
        Trainer trainer = new Trainer(network, images, settings, kernels.use().training(), Workers.CALLER);
        try {
            return switch (trainer.run(Optional.empty(), new EpochsDone(settings.epochs(), job), job)) {
                case TrainingOutcome.Trained(TrainingState state) -> OptionalDouble.of(trainer.validate(state.best(), job).fraction());
                case TrainingOutcome.GivenUp _ -> OptionalDouble.empty();
            };
        } catch (HasnasException impossible) { // only listeners throw it, and this one does not
            throw new IllegalStateException(impossible);
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
