package org.hasnas.workbench.chip;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hasnas.checks.verification.CircuitCase;
import org.hasnas.chip.catalog.HardwareProfiles;
import org.hasnas.chip.circuit.CircuitSolver;
import org.hasnas.chip.circuit.CrossbarCircuit;
import org.hasnas.chip.inference.ChipAccuracyMeasurement;
import org.hasnas.chip.inference.model.ChipAccuracyProgress;
import org.hasnas.chip.inference.model.ChipAccuracyReport;
import org.hasnas.chip.inference.model.ChipAccuracyRequest;
import org.hasnas.chip.inference.model.ChipImages;
import org.hasnas.chip.inference.model.ChipWeights;
import org.hasnas.chip.model.CrossbarMapReport;
import org.hasnas.chip.model.CrossbarMapRequest;
import org.hasnas.chip.model.CrossbarSolution;
import org.hasnas.chip.model.MeasuredAccuracy;
import org.hasnas.chip.model.SpikeRateSource;
import org.hasnas.chip.model.SpikeRates;
import org.hasnas.chip.tiling.CrossbarMapping;
import org.hasnas.data.LabelledDataset;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.files.codec.TrainingFiles;
import org.hasnas.files.codec.WeightsFile;
import org.hasnas.files.codec.WeightsFiles;
import org.hasnas.files.export.ChipAccuracyCsv;
import org.hasnas.files.store.StorePlace;
import org.hasnas.job.JobContext;
import org.hasnas.job.JobHandle;
import org.hasnas.job.Progress;
import org.hasnas.network.Network;
import org.hasnas.search.model.Project;
import org.hasnas.simulation.engine.Workers;
import org.hasnas.simulation.weights.WeightArrays;
import org.hasnas.workbench.data.LoadedDatasets;
import org.hasnas.workbench.jobs.JobKernels;
import org.hasnas.workbench.jobs.Jobs;
import org.hasnas.workbench.project.OpenStores;
import org.hasnas.workbench.project.TextFiles;
import org.hasnas.workbench.training.Trainings;

/** Crossbars simulated in this process. */
public final class LocalCrossbars implements Crossbars {
    private final OpenStores stores;
    private final LoadedDatasets datasets;
    private final Trainings trainings;
    private final JobKernels kernels;
    private final Jobs jobs;

    public LocalCrossbars(OpenStores stores, LoadedDatasets datasets, Trainings trainings, JobKernels kernels, Jobs jobs) {
        this.stores = stores;
        this.datasets = datasets;
        this.trainings = trainings;
        this.kernels = kernels;
        this.jobs = jobs;
    }

    @Override
    public CrossbarSolution solve(Path file) throws HasnasException {
        CircuitCase given = CircuitCase.read(file);
        CrossbarCircuit circuit = given.circuit();
        return new CrossbarSolution(given.name(), circuit.access().label(), CircuitSolver.solve(circuit, given.input()),
                IntStream.range(0, circuit.columns()).mapToObj(column -> circuit.idealColumnAmperes(given.input(), column)).toList());
    }

    @Override
    public JobHandle<Progress, CrossbarMapReport> map(Network network, CrossbarMapRequest request) {
        return jobs.start("Crossbars of a layer", job -> CrossbarMapping.map(network, request, job));
    }

    @Override
    public JobHandle<ChipAccuracyProgress, ChipAccuracyReport> accuracy(Project project, ChipAccuracyRequest request) throws HasnasException {
        Path weights = switch (request.weights()) {
            case ChipWeights.OfTraining training -> trainings.weights(project, training.id());
            case ChipWeights.OfFile file -> file.file();
        };
        ChipAccuracyMeasurement measurement = new ChipAccuracyMeasurement(request, HardwareProfiles.settings(request.profileOrFile(), "",
                project.folder(), new SpikeRateSource.Given(SpikeRates.of(0))));
        return jobs.start("Accuracy on the chip", Jobs.pooled("chip", request.threads(), (job, pool) -> {
            ChipAccuracyReport report = measurement.run(subject(project, weights, job), kernels.use().column(), new Workers(pool, request.threads()),
                    job);
            if (request.weights() instanceof ChipWeights.OfTraining && request.sweep().isEmpty() && request.part() == ChipImages.HELD_OUT
                    && StorePlace.problem(project.storeFile()).isEmpty()) {
                stores.of(project).trainings().addAccuracy(new MeasuredAccuracy(report.candidateHash(), report.points().getFirst().accuracy(),
                        Instant.now()));
            }
            return report;
        }), measurement::progress);
    }

    private ChipAccuracyMeasurement.Subject subject(Project project, Path weights, JobContext job) throws HasnasException {
        WeightsFile file = WeightsFiles.read(weights);
        Network network = file.network();
        LabelledDataset dataset = datasets.load(file.dataset(), project.folder(), job);
        LoadedDatasets.requireFit(dataset, network.template());
        try {
            return new ChipAccuracyMeasurement.Subject(file.hash().text(), network, WeightArrays.read(network, file.arrays()),
                    Optional.ofNullable(file.notes().get(TrainingFiles.KEPT_EPOCH)), file.dataset(),
                    dataset);
        } catch (IllegalArgumentException e) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "The network can't be put on this chip: " + e.getMessage() + ".", e);
        }
    }

    @Override
    public void export(ChipAccuracyReport report, Path file) throws HasnasException {
        TextFiles.write(file, out -> ChipAccuracyCsv.write(report, out));
    }

    @Override
    public void export(ChipAccuracyReport report, Appendable out) throws IOException {
        ChipAccuracyCsv.write(report, out);
    }
}
