package org.hasnas.workbench;

import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import org.hasnas.domain.accuracy.MeasuredAccuracy;
import org.hasnas.domain.architecture.Network;
import org.hasnas.domain.error.HasnasException;
import org.hasnas.engine.Workers;
import org.hasnas.job.JobContext;
import org.hasnas.workbench.jobs.JobThreads;

/** Crossbars simulated in this process. */
final class LocalCrossbars implements Crossbars {
    private final OpenStores stores;
    private final LoadedDatasets datasets;
    private final Trainings trainings;
    private final JobThreads threads;

    LocalCrossbars(OpenStores stores, LoadedDatasets datasets, Trainings trainings, JobThreads threads) {
        this.stores = stores;
        this.datasets = datasets;
        this.trainings = trainings;
        this.threads = threads;
    }

    @Override
    public CrossbarSolution solve(Path file) throws HasnasException {
        return CrossbarCases.solve(file);
    }

    @Override
    public CrossbarMapReport map(Network network, CrossbarMapRequest request, JobContext job) throws HasnasException {
        return CrossbarMapping.map(network, request, job);
    }

    @Override
    public ChipAccuracyReport accuracy(Project project, ChipAccuracyRequest request, ChipAccuracyListener listener, JobContext job)
            throws HasnasException {
        LocalScores.warnWithoutVectors();
        Path weights = switch (request.weights()) {
            case ChipWeights.OfTraining training -> trainings.weights(project, training.id());
            case ChipWeights.OfFile file -> file.file();
        };
        ChipAccuracyReport report;
        try (ExecutorService pool = threads.workers("chip", request.threads())) {
            Workers workers = new Workers(pool, request.threads());
            report = new ChipAccuracyMeasurement(datasets, project.folder(), weights, request, workers, job).run(listener);
        }
        if (request.weights() instanceof ChipWeights.OfTraining && request.sweep().isEmpty() && request.part() == ChipImages.HELD_OUT) {
            stores.of(project).trainings().addAccuracy(new MeasuredAccuracy(report.candidateHash(), report.points().getFirst().accuracy(),
                    Instant.now()));
        }
        return report;
    }

    @Override
    public void export(ChipAccuracyReport report, Path file) throws HasnasException {
        TextFiles.write(file, report.csv());
    }
}
