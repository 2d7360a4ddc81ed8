package org.hasnas.workbench;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import org.hasnas.dataset.ImageSet;
import org.hasnas.domain.architecture.Network;
import org.hasnas.domain.error.ErrorCode;
import org.hasnas.domain.error.HasnasException;
import org.hasnas.domain.study.OperationStudy;
import org.hasnas.domain.study.OperationStudyRequest;
import org.hasnas.domain.study.ShortTrainings;
import org.hasnas.domain.study.TemplateStudy;
import org.hasnas.domain.study.TemplateStudyRequest;
import org.hasnas.domain.training.TrainingSettings;
import org.hasnas.engine.Workers;
import org.hasnas.export.StudyCsv;
import org.hasnas.job.JobContext;
import org.hasnas.kernel.KernelProvider;
import org.hasnas.spikenas.BenchmarkTable;
import org.hasnas.study.OperationStudies;
import org.hasnas.study.TemplateStudies;
import org.hasnas.training.Trainer;
import org.hasnas.training.TrainingListener;
import org.hasnas.training.TrainingOutcome;
import org.hasnas.training.TrainingState;
import org.hasnas.workbench.jobs.JobThreads;

/** Studies in this process. */
final class LocalStudies implements Studies {
    private final CostModels models;
    private final LocalScores scores;
    private final LoadedDatasets datasets;
    private final JobThreads threads;

    LocalStudies(CostModels models, LocalScores scores, LoadedDatasets datasets, JobThreads threads) {
        this.models = models;
        this.scores = scores;
        this.datasets = datasets;
        this.threads = threads;
    }

    @Override
    public OperationStudy operations(Project project, OperationStudyRequest request, Optional<Path> table, int workers, JobContext job)
            throws HasnasException {
        Optional<BenchmarkTable> trained = table.isPresent() ? Optional.of(BenchmarkTable.read(table.get())) : Optional.empty();
        Evaluation evaluation = Evaluation.of(request.search(), project.folder(), models, scores);
        try (ExecutorService pool = threads.workers("candidate", workers)) {
            return OperationStudies.run(request, evaluation.evaluator(List.of(), pool), trained, job);
        } catch (IllegalArgumentException unsuitable) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "Operations can't be studied: " + unsuitable.getMessage() + ".", unsuitable);
        }
    }

    @Override
    public TemplateStudy templates(Project project, TemplateStudyRequest request, int workers, Consumer<TemplateStudy> partial, JobContext job)
            throws HasnasException {
        Evaluation evaluation = Evaluation.of(request.search(), project.folder(), models, scores);
        Optional<ImageSet> images = request.trainings().isAsked()
                ? Optional.of(datasets.load(request.search().dataset(), project.folder()).training()) : Optional.empty();
        TrainingSettings settings = project.training().withValidationFraction(ShortTrainings.HELD_OUT).withSeed(request.search().seed());
        try (ExecutorService pool = threads.workers("candidate", workers)) {
            Workers trainers = new Workers(pool, workers);
            return TemplateStudies.run(request, search -> evaluation.evaluator(search, pool),
                    (network, epochs, inner) -> accuracy(network, images.orElseThrow(), settings.withEpochs(epochs), trainers, inner),
                    partial, job);
        }
    }

    /** On the training images that are held out. */
    private static OptionalDouble accuracy(Network network, ImageSet images, TrainingSettings settings, Workers workers, JobContext job) {
        Trainer trainer = new Trainer(network, images, settings, KernelProvider.trainingKernels(), workers);
        try {
            return switch (trainer.run(Optional.empty(), new EpochsDone(settings.epochs(), job), job)) {
                case TrainingOutcome.Trained(TrainingState state) -> OptionalDouble.of(trainer.validate(state.best(), job).fraction());
                case TrainingOutcome.Diverged _ -> OptionalDouble.empty();
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
        public void epochDone(TrainingState state) {
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
