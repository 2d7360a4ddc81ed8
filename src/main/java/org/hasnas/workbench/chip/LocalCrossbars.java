package org.hasnas.workbench.chip;

import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.stream.IntStream;
import org.hasnas.checks.verification.CircuitCase;
import org.hasnas.chip.catalog.HardwareProfiles;
import org.hasnas.chip.circuit.Circuit;
import org.hasnas.chip.inference.AccuracyInterval;
import org.hasnas.chip.inference.ChipAccuracyMeasurement;
import org.hasnas.chip.inference.TrainedNetwork;
import org.hasnas.chip.inference.model.ChipAccuracyProgress;
import org.hasnas.chip.inference.model.ChipAccuracyReport;
import org.hasnas.chip.inference.model.ChipAccuracyRequest;
import org.hasnas.chip.inference.model.ChipImages;
import org.hasnas.chip.inference.model.ChipSubject;
import org.hasnas.chip.inference.model.ChipWeights;
import org.hasnas.chip.inference.model.GraphReading;
import org.hasnas.chip.model.CrossbarArray;
import org.hasnas.chip.model.CrossbarArrayRequest;
import org.hasnas.chip.model.CrossbarMapReport;
import org.hasnas.chip.model.CrossbarMapRequest;
import org.hasnas.chip.model.CrossbarSolution;
import org.hasnas.chip.model.MeasuredAccuracy;
import org.hasnas.chip.model.PhysicalSettings;
import org.hasnas.chip.model.SpikeRateSource;
import org.hasnas.chip.model.SpikeRates;
import org.hasnas.chip.tiling.CrossbarMapping;
import org.hasnas.data.LabelledDataset;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.document.CanonicalJson;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.files.codec.TrainingFiles;
import org.hasnas.files.codec.WeightsFile;
import org.hasnas.files.codec.WeightsFiles;
import org.hasnas.files.export.ChipAccuracyCsv;
import org.hasnas.files.store.StorePlace;
import org.hasnas.files.store.TrainingStore;
import org.hasnas.job.JobContext;
import org.hasnas.job.JobHandle;
import org.hasnas.job.Progress;
import org.hasnas.network.MacroChoice;
import org.hasnas.network.Network;
import org.hasnas.nir.GraphOnChip;
import org.hasnas.nir.NirReader;
import org.hasnas.search.model.Project;
import org.hasnas.simulation.engine.Workers;
import org.hasnas.simulation.weights.WeightArrays;
import org.hasnas.simulation.weights.Weights;
import org.hasnas.training.model.Accuracy;
import org.hasnas.training.model.AccuracyKind;
import org.hasnas.training.model.TrainingSummary;
import org.hasnas.workbench.cluster.Cluster;
import org.hasnas.workbench.cluster.Clusters;
import org.hasnas.workbench.data.LoadedDatasets;
import org.hasnas.workbench.jobs.JobKernels;
import org.hasnas.workbench.jobs.Jobs;
import org.hasnas.workbench.project.OpenStores;
import org.hasnas.workbench.project.TextFiles;
import org.hasnas.workbench.training.Trainings;

/** Crossbars simulated in this process. */
public final class LocalCrossbars implements Crossbars {
    /** Sets of devices, as chip-accuracy takes them. */
    private static final int USUAL_CHIPS = 5;

    private final OpenStores stores;
    private final LoadedDatasets datasets;
    private final Trainings trainings;
    private final JobKernels kernels;
    private final Jobs jobs;
    private final Clusters clusters;

    public LocalCrossbars(OpenStores stores, LoadedDatasets datasets, Trainings trainings, JobKernels kernels, Jobs jobs, Clusters clusters) {
        this.stores = stores;
        this.datasets = datasets;
        this.trainings = trainings;
        this.kernels = kernels;
        this.jobs = jobs;
        this.clusters = clusters;
    }

    @Override
    public CrossbarSolution solve(Path file) throws HasnasException {
        CircuitCase given = CircuitCase.read(file);
        Circuit circuit = given.circuit();
        try {
            return new CrossbarSolution(given.name(), given.mode(), given.inputs().stream().map(input -> new CrossbarSolution.OfInput(
                    circuit.solve(input),
                    IntStream.range(0, circuit.columns()).mapToObj(column -> circuit.idealColumnAmperes(input, column)).toList())).toList());
        } catch (IllegalArgumentException unsolvable) {
            throw new HasnasException(ErrorCode.BAD_DATA, file + ": " + unsolvable.getMessage() + ".", unsolvable);
        }
    }

    @Override
    public JobHandle<Progress, CrossbarMapReport> map(Network network, CrossbarMapRequest request) {
        return jobs.start("Crossbars of a layer", job -> CrossbarMapping.map(network, request, job));
    }

    @Override
    public JobHandle<Progress, CrossbarArray> array(Network network, CrossbarArrayRequest request) {
        return jobs.start("A crossbar", job -> CrossbarMapping.array(network, Optional.empty(), request, job));
    }

    @Override
    public JobHandle<Progress, CrossbarArray> array(Project project, long training, CrossbarArrayRequest request) throws HasnasException {
        TrainingSummary trained = trainings.get(project, training);
        Weights weights = TrainingFiles.readWeights(project, trained);
        return jobs.start("A crossbar", job -> CrossbarMapping.array(trained.request().network(), Optional.of(weights), request, job));
    }

    @Override
    public JobHandle<ChipAccuracyProgress, ChipAccuracyReport> accuracy(Project project, ChipAccuracyRequest request) throws HasnasException {
        Path weights = weights(project, request.weights());
        PhysicalSettings hardware = hardware(project, request);
        ChipAccuracyMeasurement measurement = new ChipAccuracyMeasurement(request, hardware);
        return jobs.start("Accuracy on the chip", Jobs.pooled("chip", clusters.underWay(request.threads()),
                (job, pool) -> measured(project, request, measurement, weights, hardware, pool, job)), measurement::progress);
    }

    private ChipAccuracyReport measured(Project project, ChipAccuracyRequest request, ChipAccuracyMeasurement measurement, Path weights,
            PhysicalSettings hardware, ExecutorService pool, JobContext job) throws HasnasException {
        ChipAccuracyMeasurement.Subject subject = subject(project, request.weights(), job);
        Optional<Cluster> cluster = subject.network() instanceof TrainedNetwork.Designed ? clusters.used() : Optional.empty();
        Optional<ChipAccuracyMeasurement.Elsewhere> elsewhere = cluster.isEmpty() ? Optional.empty()
                : Optional.of(new ClusterChips(WeightsFiles.bytes(WeightsFiles.read(weights)),
                        clusters.share(cluster.get(), subject.reference(), project.folder(), subject.dataset()), request.part(), request.images(),
                        cluster.get(), pool));
        ChipAccuracyReport report = measurement.run(subject, elsewhere, kernels.use().column(), new Workers(pool, request.threads()), job);
        if (request.weights().isKept() && request.sweep().isEmpty() && request.part() == ChipImages.HELD_OUT
                && request.die().isEmpty()
                && StorePlace.problem(project.storeFile()).isEmpty()) {
            store(stores.of(project).trainings(), report, request.chip(), mark(request, hardware, weights));
        }
        return report;
    }

    /**
     * Has a finished training run on the chip of a design under usual conditions, unless it has, as a part of another job; what comes of it is stored.
     *
     * @param design that chooses from the chip
     * @param threads of the pool
     */
    public void measure(Project project, long training, MacroChoice design, PhysicalSettings chip, ExecutorService pool, int threads, JobContext job)
            throws HasnasException {
        ChipAccuracyRequest request = new ChipAccuracyRequest(new ChipWeights.OfTraining(training), chip.profileName(), false, Optional.empty(),
                Optional.empty(), Map.of(), Optional.empty(), ChipImages.HELD_OUT, 0, USUAL_CHIPS, 1, threads).onChipOf(design);
        if (known(project, request, chip).isEmpty()) {
            measured(project, request, new ChipAccuracyMeasurement(request, chip), weights(project, request.weights()), chip, pool, job);
        }
    }

    private Path weights(Project project, ChipWeights weights) throws HasnasException {
        return switch (weights) {
            case ChipWeights.OfTraining training -> trainings.weights(project, training.id());
            case ChipWeights.OfFile file -> file.file();
            case ChipWeights.OfGraph graph -> graph.file();
        };
    }

    /** The chip that a request names, with the devices that it names; else with those of the project, if it is the project's chip. */
    private static PhysicalSettings hardware(Project project, ChipAccuracyRequest request) throws HasnasException {
        PhysicalSettings chip = HardwareProfiles.settings(request.profileOrFile(), "", project.folder(), new SpikeRateSource.Given(SpikeRates.of(0)));
        if (request.devices().isEmpty() && project.search().hardware() instanceof PhysicalSettings own
                && own.profileName().equals(request.profileOrFile())) {
            return chip.withDevices(own.profile().devices(), own.devicesText());
        }
        return HardwareProfiles.withDevices(chip, request.devices(), project.folder());
    }

    @Override
    public Optional<Accuracy> known(Project project, ChipAccuracyRequest request) throws HasnasException {
        return known(project, request, hardware(project, request));
    }

    private Optional<Accuracy> known(Project project, ChipAccuracyRequest request, PhysicalSettings hardware) throws HasnasException {
        String mark = mark(request, hardware, weights(project, request.weights()));
        return trainings.accuracies(project).stream().map(MeasuredAccuracy::accuracy).filter(accuracy -> accuracy.source().endsWith(mark))
                .findFirst();
    }

    private static void store(TrainingStore store, ChipAccuracyReport report, MacroChoice chip, String mark) throws HasnasException {
        Accuracy measured = report.points().getFirst().accuracy();
        if (store.accuracies().stream().noneMatch(known -> known.accuracy().source().endsWith(mark))) {
            String chosen = chip.equals(MacroChoice.OF_TEMPLATE) ? "" : ", " + chip.text();
            store.addAccuracy(new MeasuredAccuracy(report.subject().hash(), chip, new Accuracy(measured.kind(), measured.fraction(),
                    measured.lowFraction(), measured.highFraction(), measured.source() + chosen + mark), Instant.now()));
            if (report.subject() instanceof ChipSubject.Imported imported) { // what a design has from its training
                store.addAccuracy(new MeasuredAccuracy(imported.hash(), AccuracyInterval.of(AccuracyKind.TRAINED,
                        new double[] {report.references().floatFraction()}, report.images(), "as it was imported, " + report.images()
                                + " held-out images; " + String.join(" ", imported.remarks())),
                        Instant.now()));
            }
        }
    }

    /** What tells a measurement from all that could give another result: the weights, the chip, the conditions, images and seeds. */
    private static String mark(ChipAccuracyRequest request, PhysicalSettings hardware, Path weights) throws HasnasException {
        String network = switch (request.weights()) {
            case ChipWeights.OfTraining _,ChipWeights.OfFile _ -> WeightsFiles.checksum(weights) + " "
                    + hardware.profile().chosenBy(WeightsFiles.read(weights).architecture().macro().with(request.chip()));
            case ChipWeights.OfGraph graph ->
                    NirReader.hash(graph.file()) + " " + hardware.profile().chosenBy(request.chip()) + " " + graph.reading();
        };
        String asked = String.join(" ", network, String.valueOf(request.ideal()),
                request.adcRange().toString(), request.compensation().toString(), request.settings().toString(), request.part().toString(),
                String.valueOf(request.images()), String.valueOf(request.seeds()), String.valueOf(request.firstSeed())) + hardware.devicesText();
        return "; measurement " + CanonicalJson.sha256(CanonicalJson.text(TextNode.valueOf(asked))).substring(0, 12);
    }

    private ChipAccuracyMeasurement.Subject subject(Project project, ChipWeights weights, JobContext job) throws HasnasException {
        if (weights instanceof ChipWeights.OfGraph(Path file, GraphReading reading)) {
            DatasetReference reference = project.search().dataset();
            LabelledDataset dataset = datasets.load(reference, project.folder(), job);
            GraphOnChip graph = GraphOnChip.read(file, reading, dataset.training());
            return new ChipAccuracyMeasurement.Subject(new ChipSubject.Imported(NirReader.hash(file), file.getFileName().toString(), graph.remarks()),
                    graph,
                    Optional.empty(), reference, dataset);
        }
        WeightsFile file = WeightsFiles.read(weights(project, weights));
        Network network = file.network();
        LabelledDataset dataset = datasets.load(file.dataset(), project.folder(), job);
        LoadedDatasets.requireFit(dataset, network.template());
        try {
            return new ChipAccuracyMeasurement.Subject(new ChipSubject.Design(file.hash().text(), network),
                    new TrainedNetwork.Designed(network, WeightArrays.read(network, file.arrays())),
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
