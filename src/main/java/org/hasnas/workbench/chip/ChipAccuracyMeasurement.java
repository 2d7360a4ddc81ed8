package org.hasnas.workbench.chip;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.hasnas.chip.catalog.HardwareProfiles;
import org.hasnas.chip.cost.PhysicalModel;
import org.hasnas.chip.inference.ChipInference;
import org.hasnas.chip.inference.FloatReference;
import org.hasnas.chip.inference.QuantizedNetwork;
import org.hasnas.chip.model.ChipAccuracyReport;
import org.hasnas.chip.model.ChipAccuracyRequest;
import org.hasnas.chip.model.ChipConditions;
import org.hasnas.chip.model.ChipParameter;
import org.hasnas.chip.model.ChipPoint;
import org.hasnas.chip.model.ChipReferences;
import org.hasnas.chip.model.ChipSweep;
import org.hasnas.chip.model.ChipTimes;
import org.hasnas.chip.model.HardwareProfile;
import org.hasnas.chip.model.PhysicalCostReport;
import org.hasnas.chip.model.PhysicalSettings;
import org.hasnas.chip.model.SpikeRateSource;
import org.hasnas.chip.model.SpikeRates;
import org.hasnas.data.ImageSet;
import org.hasnas.data.LabelledDataset;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.files.codec.WeightsFile;
import org.hasnas.files.codec.WeightsFiles;
import org.hasnas.job.JobContext;
import org.hasnas.network.Network;
import org.hasnas.simulation.engine.Workers;
import org.hasnas.simulation.kernel.column.ColumnKernels;
import org.hasnas.simulation.weights.WeightArrays;
import org.hasnas.simulation.weights.Weights;
import org.hasnas.workbench.data.LoadedDatasets;

/** Measures what a trained network loses on a simulated chip. */
final class ChipAccuracyMeasurement {
    private static final int CALIBRATION_IMAGES = 16;
    /** Pixel values of all calibration images together: large images have many columns' sums each, so a few of them are enough. */
    private static final int CALIBRATION_PIXELS = 12_288;
    /** Of the heap: what a chip's matrices may take. */
    private static final double HEAP_SHARE = 0.6;

    private final LoadedDatasets datasets;
    private final Path folder;
    private final Path weights;
    private final ChipAccuracyRequest request;
    private final ColumnKernels kernels;
    private final Workers workers;
    private final JobContext job;

    /**
     * @param folder of the project: what relative paths start from
     * @param weights file of the trained weights
     */
    ChipAccuracyMeasurement(LoadedDatasets datasets, Path folder, Path weights, ChipAccuracyRequest request, ColumnKernels kernels, Workers workers,
            JobContext job) {
        this.datasets = datasets;
        this.folder = folder;
        this.weights = weights;
        this.request = request;
        this.kernels = kernels;
        this.workers = workers;
        this.job = job;
    }

    /**
     * What is measured.
     *
     * @param calibration how many of the training images, from the first, the converters are calibrated on
     * @param images that the chip gets
     */
    private record Subject(WeightsFile weights, PhysicalSettings hardware, ImageSet training, int calibration, ImageSet images) {}

    ChipAccuracyReport run(ChipAccuracyListener listener) throws HasnasException {
        long start = System.nanoTime();
        WeightsFile file = WeightsFiles.read(weights);
        PhysicalSettings hardware = HardwareProfiles.settings(request.profileOrFile(), "", folder, new SpikeRateSource.Given(SpikeRates.of(0)));
        List<ChipConditions> conditions = conditions(hardware.profile());
        Network network = file.network();
        LabelledDataset dataset = datasets.load(file.dataset(), folder);
        LoadedDatasets.requireFit(dataset, network.template());
        int calibration = Math.clamp(CALIBRATION_PIXELS / network.template().input().size(), 1, CALIBRATION_IMAGES);
        Subject subject = new Subject(file, hardware, dataset.training(), calibration, images(dataset, calibration));
        try {
            return measure(subject, conditions, listener, start);
        } catch (IllegalArgumentException e) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "The network can't be put on this chip: " + e.getMessage() + ".", e);
        }
    }

    /** The images that are asked for, those of calibration not among them. */
    private ImageSet images(LabelledDataset dataset, int calibration) throws HasnasException {
        ImageSet all = switch (request.part()) {
            case HELD_OUT -> dataset.test();
            case TRAINING -> behind(calibration, dataset.training());
        };
        if (all.size() == 0) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "Data set " + dataset.name() + switch (request.part()) {
                case HELD_OUT -> " has no held-out images; add its test part.";
                case TRAINING -> " has no training images but the " + calibration + " that the converters are calibrated on.";
            });
        }
        if (request.images() > all.size()) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "Data set " + dataset.name() + " has " + all.size() + switch (request.part()) {
                case HELD_OUT -> " held-out images, not " + request.images() + ".";
                case TRAINING -> " training images beside the " + calibration + " that the converters are calibrated on, not "
                        + request.images() + ".";
            });
        }
        return request.images() == 0 || request.images() == all.size() ? all : all.part(0, request.images());
    }

    private static ImageSet behind(int first, ImageSet images) {
        return images.part(Math.min(first, images.size()), Math.max(0, images.size() - first));
    }

    private List<ChipConditions> conditions(HardwareProfile profile) throws HasnasException {
        try {
            int bits = profile.converter().bits();
            ChipConditions all = request.ideal() ? ChipConditions.ideal(bits) : ChipConditions.typical(bits);
            for (ChipParameter parameter : ChipParameter.values()) { // in this order: stuck-on and stuck-off change parts of stuck-at
                if (request.settings().containsKey(parameter)) {
                    all = parameter.set(all, request.settings().getOrDefault(parameter, 0.0));
                }
            }
            ChipConditions ranged = request.adcRange().map(all::withAdcRange).orElse(all);
            ChipConditions base = request.compensation().map(ranged::withCompensation).orElse(ranged);
            if (request.sweep().isEmpty()) {
                return List.of(base);
            }
            ChipSweep sweep = request.sweep().get();
            return sweep.values().stream().map(value -> sweep.parameter().set(base, value)).toList();
        } catch (IllegalArgumentException e) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "The conditions of the chip don't fit: " + e.getMessage() + ".", e);
        }
    }

    private ChipAccuracyReport measure(Subject subject, List<ChipConditions> conditions, ChipAccuracyListener listener, long start)
            throws HasnasException {
        WeightsFile file = subject.weights();
        Network network = file.network();
        HardwareProfile profile = subject.hardware().profile();
        ImageSet training = subject.training();
        ImageSet images = subject.images();
        Weights trained = WeightArrays.read(network, file.arrays());
        QuantizedNetwork quantized = QuantizedNetwork.of(network, trained, training.normalization(), profile.array().weightBits(),
                profile.layout().imageBits());
        refuseTooLarge(ChipInference.chipBytes(quantized, profile));
        JobContext silent = new Silent(job);
        int count = images.size();
        ChipInference chip = new ChipInference(quantized, profile, training, subject.calibration(), kernels, workers, silent);
        long calibrated = System.nanoTime();
        ChipReferences references = new ChipReferences(profile.array().weightBits(),
                FloatReference.fraction(network, trained, images, count, workers, silent),
                chip.quantizedFraction(images, count, silent));
        double referenceSeconds = seconds(calibrated);
        listener.references(references);
        List<ChipPoint> points = new ArrayList<>();
        for (ChipConditions each : conditions) {
            ChipPoint point = chip.measure(each, images, count, request.part().text(), request.seeds(), request.firstSeed(),
                    new Part(job, (long) points.size() * request.seeds() * count, (long) conditions.size() * request.seeds() * count));
            points.add(point);
            listener.point(point);
        }
        PhysicalCostReport cost = new PhysicalModel(profile, HardwareProfiles.catalog(subject.hardware())).cost(network, points.getFirst().rates());
        ChipTimes times = new ChipTimes(workers.count(), chip.calibrationSeconds(), referenceSeconds, chip.programmingSeconds(),
                chip.inferenceSeconds(), seconds(start));
        return new ChipAccuracyReport(file.hash().text(), network, file.dataset(), request.sweep(), request.part(), count,
                Math.min(subject.calibration(), training.size()), references, chip.arrays(), points, cost, times);
    }

    private static double seconds(long sinceNanos) {
        return (System.nanoTime() - sinceNanos) * 1e-9;
    }

    private static void refuseTooLarge(long bytes) throws HasnasException {
        long heap = Runtime.getRuntime().maxMemory();
        if (bytes > HEAP_SHARE * heap) {
            double enough = Math.ceil(bytes / HEAP_SHARE * 1e-6) + 200;
            throw new HasnasException(ErrorCode.BAD_INPUT, String.format(Locale.ROOT, "The crossbars of this network take %.0f MB of memory and the"
                    + " program may use %.0f MB in all; start it with HASNAS_OPTS=-Xmx%.0fm.", bytes * 1e-6, heap * 1e-6, enough));
        }
    }

    /** Work that is not part of the progress. */
    private record Silent(JobContext whole) implements JobContext {
        @Override
        public void checkpoint() {
            whole.checkpoint();
        }
    }

    /** One point among several. */
    private record Part(JobContext whole, long before, long all) implements JobContext {
        @Override
        public void checkpoint() {
            whole.checkpoint();
        }

        @Override
        public void progress(long done, long total) {
            whole.progress(before + done, all);
        }
    }
}
