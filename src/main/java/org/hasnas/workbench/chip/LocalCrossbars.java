package org.hasnas.workbench.chip;

import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.stream.IntStream;
import org.hasnas.checks.verification.CircuitCase;
import org.hasnas.chip.circuit.CircuitSolver;
import org.hasnas.chip.circuit.CrossbarCircuit;
import org.hasnas.chip.model.ChipAccuracyReport;
import org.hasnas.chip.model.ChipAccuracyRequest;
import org.hasnas.chip.model.ChipImages;
import org.hasnas.chip.model.ChipWeights;
import org.hasnas.chip.model.CrossbarMapReport;
import org.hasnas.chip.model.CrossbarMapRequest;
import org.hasnas.chip.model.CrossbarSolution;
import org.hasnas.chip.model.MeasuredAccuracy;
import org.hasnas.chip.tiling.CrossbarMapping;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;
import org.hasnas.network.Network;
import org.hasnas.simulation.engine.Workers;
import org.hasnas.workbench.data.LoadedDatasets;
import org.hasnas.workbench.jobs.JobKernels;
import org.hasnas.workbench.jobs.JobThreads;
import org.hasnas.workbench.project.OpenStores;
import org.hasnas.workbench.project.Project;
import org.hasnas.workbench.project.TextFiles;
import org.hasnas.workbench.training.Trainings;

/** Crossbars simulated in this process. */
public final class LocalCrossbars implements Crossbars {
    private final OpenStores stores;
    private final LoadedDatasets datasets;
    private final Trainings trainings;
    private final JobKernels kernels;
    private final JobThreads threads;

    public LocalCrossbars(OpenStores stores, LoadedDatasets datasets, Trainings trainings, JobKernels kernels, JobThreads threads) {
        this.stores = stores;
        this.datasets = datasets;
        this.trainings = trainings;
        this.kernels = kernels;
        this.threads = threads;
    }

    @Override
    public CrossbarSolution solve(Path file) throws HasnasException {
        CircuitCase given = CircuitCase.read(file);
        CrossbarCircuit circuit = given.circuit();
        return new CrossbarSolution(given.name(), circuit.access().label(), CircuitSolver.solve(circuit, given.input()),
                IntStream.range(0, circuit.columns()).mapToObj(column -> circuit.idealColumnAmperes(given.input(), column)).toList());
    }

    @Override
    public CrossbarMapReport map(Network network, CrossbarMapRequest request, JobContext job) throws HasnasException {
        return CrossbarMapping.map(network, request, job);
    }

    @Override
    public ChipAccuracyReport accuracy(Project project, ChipAccuracyRequest request, ChipAccuracyListener listener, JobContext job)
            throws HasnasException {
        Path weights = switch (request.weights()) {
            case ChipWeights.OfTraining training -> trainings.weights(project, training.id());
            case ChipWeights.OfFile file -> file.file();
        };
        ChipAccuracyReport report;
        try (ExecutorService pool = threads.workers("chip", request.threads())) {
            Workers workers = new Workers(pool, request.threads());
            report = new ChipAccuracyMeasurement(datasets, project.folder(), weights, request, kernels.use().column(), workers, job).run(listener);
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
