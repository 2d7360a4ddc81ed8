package org.hasnas.workbench.exchange;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.hasnas.chip.catalog.HardwareProfiles;
import org.hasnas.chip.cost.SpikeSimElaModel;
import org.hasnas.chip.inference.ChipHandOver;
import org.hasnas.chip.inference.model.HandOverRequest;
import org.hasnas.chip.model.HardwareCost;
import org.hasnas.chip.model.HardwareProfile;
import org.hasnas.chip.model.SpikeRateSource;
import org.hasnas.chip.model.SpikeRates;
import org.hasnas.chip.model.SpikeSimSettings;
import org.hasnas.data.ImageSet;
import org.hasnas.data.LabelledDataset;
import org.hasnas.data.event.EventFormat;
import org.hasnas.data.event.EventFrames;
import org.hasnas.data.event.Events;
import org.hasnas.data.event.Recording;
import org.hasnas.data.model.Binning;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.data.model.EventSettings;
import org.hasnas.document.AtomicFile;
import org.hasnas.document.InputFile;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.files.codec.TrainedWeights;
import org.hasnas.files.codec.WeightsFile;
import org.hasnas.files.codec.WeightsFiles;
import org.hasnas.job.JobContext;
import org.hasnas.job.JobHandle;
import org.hasnas.job.Progress;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.nir.ChipReport;
import org.hasnas.nir.MemoryFiles;
import org.hasnas.nir.NetworkGraph;
import org.hasnas.nir.NeuroBench;
import org.hasnas.nir.NirNetwork;
import org.hasnas.nir.NirReader;
import org.hasnas.nir.NirSimulation;
import org.hasnas.nir.NirWriter;
import org.hasnas.nir.OnnxModel;
import org.hasnas.nir.PyTorchModule;
import org.hasnas.nir.model.ImportReport;
import org.hasnas.nir.model.ImportRequest;
import org.hasnas.nir.model.NetworkFormat;
import org.hasnas.nir.model.NetworkSource;
import org.hasnas.nir.model.NeuroBenchMetrics;
import org.hasnas.nir.model.NirFile;
import org.hasnas.search.model.Project;
import org.hasnas.simulation.weights.WeightArrays;
import org.hasnas.simulation.weights.WeightInitialization;
import org.hasnas.simulation.weights.WeightRounding;
import org.hasnas.simulation.weights.Weights;
import org.hasnas.training.TrainingInitialization;
import org.hasnas.training.model.TrainingRequest;
import org.hasnas.training.model.TrainingSettings;
import org.hasnas.training.model.TrainingSummary;
import org.hasnas.workbench.data.LoadedDatasets;
import org.hasnas.workbench.jobs.Jobs;
import org.hasnas.workbench.project.TextFiles;
import org.hasnas.workbench.training.Trainings;

/** Exchange of networks in this process. */
public final class LocalExchange implements Exchange {
    /** Folder of a project in which imported networks lie. */
    private static final String FOLDER = "imported";

    /** Images whose spikes are handed out. */
    private static final int EXAMPLES = 10;

    private final LoadedDatasets datasets;
    private final Trainings trainings;
    private final Jobs jobs;

    public LocalExchange(LoadedDatasets datasets, Trainings trainings, Jobs jobs) {
        this.datasets = datasets;
        this.trainings = trainings;
        this.jobs = jobs;
    }

    @Override
    public JobHandle<Progress, ImportReport> report(ImportRequest request) {
        return jobs.start("Import of a network", job -> new ChipReport(request,
                request.events().map(file -> (steps, shape) -> frames(file, steps, shape)), SpikeSimElaModel.bundled(), job).report());
    }

    /** A recording of events cut into frames of the same time, as those of data sets are; a larger sensor is pooled by 2 or 4 where that fits. */
    private static List<BitSet> frames(Path file, int steps, List<Integer> shape) throws HasnasException {
        Recording recording = EventFormat.of(file).read(file, EventSettings.DEFAULT.orientation());
        int pool = shape.size() != 3 ? 1 : (int) Math.ceil(recording.width() / (double) shape.get(2));
        if (shape.size() != 3 || shape.get(0) != recording.channels() || (pool != 1 && pool != 2 && pool != 4)
                || Math.ceilDiv(recording.height(), pool) != shape.get(1) || Math.ceilDiv(recording.width(), pool) != shape.get(2)) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "its input has the shape " + shape + ", and frames of " + file + " " + recording.channels()
                    + " polarities, " + recording.height() + " rows and " + recording.width() + " columns; pooled by 2 or 4 they do not fit either");
        }
        Events events = recording.events();
        int[] bins = EventFrames.bins(Binning.TIME, events, steps);
        List<BitSet> frames = Stream.generate(BitSet::new).limit(steps).toList();
        for (int event = 0; event < bins.length; event++) {
            frames.get(bins[event]).set((events.polarity(event) * shape.get(1) + events.y(event) / pool) * shape.get(2) + events.x(event) / pool);
        }
        return frames;
    }

    @Override
    public Path keep(Project project, Path file) throws HasnasException {
        Path target = project.folder().resolve(FOLDER).resolve(file.getFileName());
        try {
            if (Files.exists(target)) {
                if (!Files.exists(file)) {
                    return target;
                }
                if (Files.mismatch(file, target) < 0) {
                    return target;
                }
                throw new HasnasException(ErrorCode.BAD_INPUT, target + " is there already and holds another network; rename " + file
                        + " or delete that file.");
            }
            NirReader.read(file); // a project keeps none that can't be read
            AtomicFile.write(target, temporary -> Files.copy(file, temporary, StandardCopyOption.REPLACE_EXISTING));
            return target;
        } catch (IOException failed) {
            throw new HasnasException(ErrorCode.IO, file + " can't be copied to " + target + ": " + InputFile.reason(failed) + ".", failed);
        }
    }

    @Override
    public JobHandle<Progress, List<String>> export(Project project, NetworkSource source, NetworkFormat format, Path file, boolean replace) {
        return jobs.start("Export of a network", job -> write(project, source, format, file, replace, job));
    }

    @Override
    public JobHandle<Progress, List<WrittenFile>> preview(Project project, SequencedMap<String, NetworkSource> sources, NetworkFormat format) {
        return jobs.start("Preview of an export", job -> ExportPreview.of(folder -> {
            for (Map.Entry<String, NetworkSource> source : sources.entrySet()) {
                write(project, source.getValue(), format, folder.resolve(source.getKey() + "." + format.ending()), false, job);
            }
        }));
    }

    @Override
    public List<Path> existing(NetworkFormat format, Path file) {
        return (format == NetworkFormat.PYTORCH ? Stream.of(file, PyTorchModule.weightsBeside(file)) : Stream.of(file)).filter(Files::exists)
                .toList();
    }

    private List<String> write(Project project, NetworkSource source, NetworkFormat format, Path file, boolean replace, JobContext job)
            throws HasnasException {
        if (format != NetworkFormat.TRAINING_JOB) {
            TextFiles.requireUnused(file, replace);
        }
        Subject subject = subject(project, source, job);
        if (format == NetworkFormat.HARDWARE) {
            return handOver(project, subject, HandOverRequest.DEFAULT, file, job);
        }
        NirFile graph = NetworkGraph.of(subject.network, subject.weights, subject.metadata);
        switch (format) {
            case NIR -> NirWriter.write(graph, file);
            case PYTORCH -> {
                TextFiles.requireUnused(PyTorchModule.weightsBeside(file), replace);
                PyTorchModule.write(NirNetwork.of(graph, NetworkGraph.DT), NetworkGraph.DT, subject.network.template().timeSteps(),
                        subject.network.template().input().kind(), about(graph.metadata()), file);
                return List.of("the weights are in " + PyTorchModule.weightsBeside(file));
            }
            case ONNX -> {
                OnnxModel.write(NirNetwork.of(graph, NetworkGraph.DT), NetworkGraph.DT, subject.network.template().timeSteps(),
                        subject.network.template().input().kind(), subject.metadata, file);
                return List.of("operators of opset " + OnnxModel.OPSET + ", unrolled over " + subject.network.template().timeSteps()
                        + " time steps");
            }
            case TRAINING_JOB -> {
                TrainingRequest request = trainingRequest(project, source);
                Weights start = source instanceof NetworkSource.Trained ? subject.weights
                        : TrainingInitialization.draw(subject.network, request.settings().seed(), job);
                LabelledDataset dataset = datasets.load(request.dataset(), project.folder(), job);
                LoadedDatasets.requireFit(dataset, request.template());
                project.search().limits().limits().forEach((kind, limit) -> subject.metadata.put("limit of " + kind.label(),
                        kind.quantity().format(limit)));
                TrainingJob.write(request, start, dataset, subject.metadata, file, replace);
                return List.of("train it with: python3 " + file.resolve("train.py"));
            }
            case HARDWARE -> throw new IllegalStateException("written above: it needs no graph");
            case VERILOG -> {
                return List.of(memoryFiles(project, subject, graph, file, job));
            }
        }
        return Optional.ofNullable(graph.metadata().get("batch_norm")).map(beyond -> "The batch norm of this network " + beyond + ".").stream()
                .toList();
    }

    @Override
    public JobHandle<Progress, List<String>> handOver(Project project, NetworkSource source, HandOverRequest request, Path file, boolean replace) {
        return jobs.start("Hand-over of a network", job -> {
            TextFiles.requireUnused(file, replace);
            return handOver(project, subject(project, source, job), request, file, job);
        });
    }

    private List<String> handOver(Project project, Subject subject, HandOverRequest request, Path file, JobContext job) throws HasnasException {
        LabelledDataset dataset = datasets.load(subject.dataset, project.folder(), job);
        LoadedDatasets.requireFit(dataset, subject.network.template());
        HardwareProfile profile =
                HardwareProfiles.settings(request.profileOrFile(), "", project.folder(), new SpikeRateSource.Given(SpikeRates.of(0)))
                        .profile().chosenBy(subject.network.architecture().macro());
        return ChipHandOver.write(subject.network, subject.weights, shown(dataset), profile, request, file, job);
    }

    @Override
    public JobHandle<Progress, NeuroBenchMetrics> neuroBench(Project project, NetworkSource source, int images) {
        return jobs.start("NeuroBench", job -> {
            Subject subject = subject(project, source, job);
            LabelledDataset dataset = datasets.load(subject.dataset, project.folder(), job);
            LoadedDatasets.requireFit(dataset, subject.network.template());
            int bits = switch (source) {
                case NetworkSource.Trained(long training) -> trainings.get(project, training).request().settings().weightBits();
                case NetworkSource.Untrained _ -> TrainingSettings.FLOAT32;
            };
            return NeuroBench.measure(subject.network, subject.weights, bits, examples(dataset, subject.network.template(), images).stream()
                    .map(MemoryFiles.Example::values).toList(), job);
        });
    }

    private static ImageSet shown(LabelledDataset dataset) {
        return dataset.test().size() > 0 ? dataset.test() : dataset.training();
    }

    private String memoryFiles(Project project, Subject subject, NirFile graph, Path file, JobContext job) throws HasnasException {
        NetworkTemplate template = subject.network.template();
        LabelledDataset dataset = datasets.load(subject.dataset, project.folder(), job);
        LoadedDatasets.requireFit(dataset, template);
        List<MemoryFiles.Example> examples = examples(dataset, template, EXAMPLES);
        int bits = Math.max(WeightRounding.MIN_BITS, template.weightBits()); // one bit is no integer with a sign
        MemoryFiles.Agreement agreement = MemoryFiles.write(NirNetwork.of(graph, NetworkGraph.DT), NetworkGraph.DT, template.timeSteps(),
                bits, examples, subject.metadata, file);
        return "weights of " + bits + " bits; integers give the same class as floats for " + agreement.sameClass() + " of "
                + agreement.images() + " images, and " + agreement.differentSpikes() + " of " + agreement.spikes() + " spikes differ";
    }

    /** The first test images, or training images where there are none. */
    private static List<MemoryFiles.Example> examples(LabelledDataset dataset, NetworkTemplate template, int count) {
        ImageSet images = shown(dataset);
        List<MemoryFiles.Example> examples = new ArrayList<>();
        for (int image = 0; image < Math.min(count, images.size()); image++) {
            examples.add(new MemoryFiles.Example(images.label(image), NetworkGraph.input(images.input(image, template.frames()), template.input())));
        }
        return examples;
    }

    private TrainingRequest trainingRequest(Project project, NetworkSource source) throws HasnasException {
        return switch (source) {
            case NetworkSource.Trained(long id) -> {
                TrainingRequest trained = trainings.get(project, id).request();
                yield new TrainingRequest(trained.dataset(), trained.template(), trained.space(), trained.architecture(),
                        trained.settings().fineTuning(), OptionalLong.of(id));
            }
            case NetworkSource.Untrained(Network network, long _) -> {
                NetworkTemplate own = project.search().template(); // from which the design may have chosen: then the training is one of that design
                yield TrainingRequest.ofDesign(project.search().dataset(),
                        network.architecture().macro().appliedTo(own).equals(network.template()) ? own : network.template(), network.space(),
                        network.architecture(), project.training());
            }
        };
    }

    @Override
    public JobHandle<Progress, TrainingSummary> importWeights(Project project, Path file, int threads) {
        return jobs.start("Import of trained weights", job -> {
            TrainedWeights trained = TrainedWeights.read(file);
            if (!trained.request().dataset().equals(project.search().dataset())) {
                throw new HasnasException(ErrorCode.BAD_INPUT, file + " was trained on another data set than this project's. Import it into the"
                        + " project whose job it was.");
            }
            requireSameSpikes(trained, datasets.load(trained.request().dataset(), project.folder(), job), file, job);
            return trainings.add(project, trained, String.valueOf(file.getFileName()), threads, job);
        });
    }

    /** Compares every spike of some images with those that were recorded where the weights were trained. */
    private static void requireSameSpikes(TrainedWeights trained, LabelledDataset dataset, Path file, JobContext job) throws HasnasException {
        NetworkTemplate template = trained.request().network().template();
        LoadedDatasets.requireFit(dataset, template);
        NirNetwork network = NirNetwork.of(NetworkGraph.exact(trained.request().network(), trained.weights()), NetworkGraph.DT);
        List<MemoryFiles.Example> images = examples(dataset, template, EXAMPLES);
        for (int image = 0; image < images.size(); image++) {
            NirSimulation simulation = new NirSimulation(network, NetworkGraph.DT);
            for (int step = 0; step < template.timeSteps(); step++) {
                job.checkpoint();
                simulation.step(Map.of("input", NetworkGraph.at(step, images.get(image).values())));
                for (int site = 0; site < network.sites().size(); site++) {
                    String layer = network.sites().get(site).name();
                    if (network.sites().get(site).neurons() > 0
                            && !trained.fired(layer, image, step, images.size()).equals(fired(simulation.output(site)))) {
                        throw new HasnasException(ErrorCode.BAD_DATA,
                                file + ": the spikes of layer " + layer + " at time step " + (step + 1) + " of image "
                                        + (image + 1)
                                        + " are not those that were recorded where the weights were trained. The weights were changed since, or"
                                        + " belong to other images or constants: export the job again and train it.");
                    }
                }
            }
        }
    }

    private static BitSet fired(double[] spikes) {
        BitSet fired = new BitSet();
        for (int neuron = 0; neuron < spikes.length; neuron++) {
            fired.set(neuron, spikes[neuron] > 0);
        }
        return fired;
    }

    /** What is known of a network, but what the format NIR needed said. */
    private static List<String> about(Map<String, String> metadata) {
        return metadata.entrySet().stream().filter(entry -> !entry.getKey().equals("batch_norm"))
                .map(entry -> entry.getKey() + ": " + entry.getValue())
                .toList();
    }

    /** A network that is handed out, and what is known of it. */
    private record Subject(Network network, Weights weights, DatasetReference dataset, Map<String, String> metadata) {}

    private Subject subject(Project project, NetworkSource source, JobContext job) throws HasnasException {
        Map<String, String> metadata = new LinkedHashMap<>();
        Subject subject = switch (source) {
            case NetworkSource.Trained(long training) -> {
                WeightsFile file = WeightsFiles.read(trainings.weights(project, training));
                metadata.put("weights", "training " + training + " of project " + project.name());
                file.notes().forEach((note, text) -> metadata.put("training: " + note, text));
                metadata.put("dataset", file.dataset().format().name().toLowerCase(Locale.ROOT));
                yield new Subject(file.network(), WeightArrays.read(file.network(), file.arrays()), file.dataset(), metadata);
            }
            case NetworkSource.Untrained(Network network, long seed) -> {
                metadata.put("weights", "untrained, seed " + seed);
                yield new Subject(network, WeightInitialization.draw(network, seed, job), project.search().dataset(), metadata);
            }
        };
        Network network = subject.network;
        metadata.put("design", network.architecture().text());
        metadata.put("template", network.template().name());
        metadata.put("operations", network.space().name());
        HardwareCost cost = SpikeSimElaModel.bundled().total(network, SpikeSimSettings.DEFAULT);
        metadata.put("cost (spikesim-ela)", String.format(Locale.ROOT, "%d parameters, %.4g mm2, %.4g ms, %.4g uJ", cost.parameters(),
                cost.area().squareMillimetres(), cost.latency().milliseconds(), cost.energy().microjoules()));
        metadata.put("made by", "HASNAS Studio");
        return subject;
    }

    @Override
    public List<Path> kept(Project project) throws HasnasException {
        Path folder = project.folder().resolve(FOLDER);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        return InputFile.inside(folder, 1).stream().filter(file -> file.toString().endsWith(".nir") && Files.isRegularFile(file)).toList();
    }
}
