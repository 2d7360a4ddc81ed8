package org.hasnas.chip.inference;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.hasnas.chip.catalog.HardwareProfiles;
import org.hasnas.chip.cost.PhysicalModel;
import org.hasnas.chip.inference.model.ChipAccuracyProgress;
import org.hasnas.chip.inference.model.ChipAccuracyReport;
import org.hasnas.chip.inference.model.ChipAccuracyRequest;
import org.hasnas.chip.inference.model.ChipConditions;
import org.hasnas.chip.inference.model.ChipConditions.Compensation;
import org.hasnas.chip.inference.model.ChipImages;
import org.hasnas.chip.inference.model.ChipParameter;
import org.hasnas.chip.inference.model.ChipPoint;
import org.hasnas.chip.inference.model.ChipReferences;
import org.hasnas.chip.inference.model.ChipSubject;
import org.hasnas.chip.inference.model.ChipSweep;
import org.hasnas.chip.inference.model.ChipTimes;
import org.hasnas.chip.model.HardwareProfile;
import org.hasnas.chip.model.PhysicalCostReport;
import org.hasnas.chip.model.PhysicalSettings;
import org.hasnas.data.ImageSet;
import org.hasnas.data.LabelledDataset;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;
import org.hasnas.job.Progress;
import org.hasnas.simulation.engine.Workers;
import org.hasnas.simulation.kernel.column.ColumnKernels;

/** Measures what a trained network loses on a simulated chip. Its progress may be asked by any thread. */
public final class ChipAccuracyMeasurement {
    private static final int CALIBRATION_IMAGES = 16;
    /** Pixel values of all calibration images together: large images have many columns' sums each, so a few of them are enough. */
    private static final int CALIBRATION_PIXELS = 12_288;
    /** Of the heap: what a chip's matrices may take. */
    private static final double HEAP_SHARE = 0.6;

    private final ChipAccuracyRequest request;
    private final PhysicalSettings hardware;
    private final long start = System.nanoTime();
    private final List<ChipPoint> points = new CopyOnWriteArrayList<>();
    private volatile Optional<ChipReferences> references = Optional.empty();

    /** @param hardware the chip that the request names; the network's design may choose some of it, such as the bits of a weight */
    public ChipAccuracyMeasurement(ChipAccuracyRequest request, PhysicalSettings hardware) {
        this.request = request;
        this.hardware = hardware;
    }

    /** Other machines that run images through chips. */
    @FunctionalInterface
    public interface Elsewhere {
        /**
         * @param profile the chip
         * @param count images that each set sees
         * @return in the order that was asked for
         */
        List<ChipInference.SetOfDevices> measure(HardwareProfile profile, List<Devices> devices, int count, JobContext job)
                throws HasnasException;
    }

    /** A set of devices that is wanted. */
    public record Devices(ChipConditions conditions, long seed) {}

    /**
     * A trained network on its images.
     *
     * @param kept which epoch the weights are of, and how it was chosen; empty if unknown
     * @param reference names the data set
     */
    public record Subject(ChipSubject identity, TrainedNetwork network, Optional<String> kept, DatasetReference reference,
            LabelledDataset dataset) {}

    /** What is known by now. */
    public ChipAccuracyProgress progress(Progress images) {
        return new ChipAccuracyProgress(images, references, points);
    }

    /**
     * Carries the measurement out.
     *
     * @param elsewhere where images run through chips; in this process if empty, and on measured dies
     * @throws HasnasException BAD_INPUT if conditions, images or memory don't suffice, or the network can't be put on this chip
     */
    public ChipAccuracyReport run(Subject subject, Optional<Elsewhere> elsewhere, ColumnKernels kernels, Workers workers, JobContext job)
            throws HasnasException {
        HardwareProfile profile = subject.network().chosen(hardware.profile(), request.chip());
        List<ChipConditions> conditions = conditions(profile);
        ImageSet images = images(subject.dataset(), request.part(), request.images());
        try {
            return measure(subject, profile, conditions, images, elsewhere, kernels, workers, job);
        } catch (IllegalArgumentException e) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "The network can't be put on this chip: " + e.getMessage() + ".", e);
        }
    }

    private static int calibrationImages(ImageSet training) {
        return Math.clamp(CALIBRATION_PIXELS / training.shape().size(), 1, CALIBRATION_IMAGES);
    }

    /**
     * The images that are asked for, those of calibration not among them.
     *
     * @param wanted how many, from the first; 0 for all
     */
    public static ImageSet images(LabelledDataset dataset, ChipImages part, int wanted) throws HasnasException {
        int calibration = calibrationImages(dataset.training());
        ImageSet all = switch (part) {
            case HELD_OUT -> dataset.test();
            case TRAINING -> behind(calibration, dataset.training());
        };
        if (all.size() == 0) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "Data set " + dataset.name() + switch (part) {
                case HELD_OUT -> " has no held-out images; add its test part.";
                case TRAINING -> " has no training images but the " + calibration + " that the converters are calibrated on.";
            });
        }
        if (wanted > all.size()) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "Data set " + dataset.name() + " has " + all.size() + switch (part) {
                case HELD_OUT -> " held-out images, not " + wanted + ".";
                case TRAINING -> " training images beside the " + calibration + " that the converters are calibrated on, not "
                        + wanted + ".";
            });
        }
        return wanted == 0 || wanted == all.size() ? all : all.part(0, wanted);
    }

    private static ImageSet behind(int first, ImageSet images) {
        return images.part(Math.min(first, images.size()), Math.max(0, images.size() - first));
    }

    private List<ChipConditions> conditions(HardwareProfile profile) throws HasnasException {
        try {
            int bits = profile.converter().bits();
            ChipConditions all = request.ideal() ? ChipConditions.ideal(bits) : ChipConditions.of(HardwareProfiles.devices(hardware), bits);
            for (ChipParameter parameter : ChipParameter.values()) { // in this order: stuck-on and stuck-off change parts of stuck-at
                if (request.settings().containsKey(parameter)) {
                    all = parameter.set(all, request.settings().getOrDefault(parameter, 0.0));
                }
            }
            ChipConditions ranged = request.adcRange().map(all::withAdcRange).orElse(all);
            if (request.repairs()) {
                return Stream.of(Compensation.values()).map(ranged::withCompensation).toList();
            }
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

    /**
     * A network on a chip, the converters calibrated.
     *
     * @throws HasnasException if it needs more memory than there is
     * @throws IllegalArgumentException with a sentence for the user if the network does not fit the chip
     */
    public static ChipInference chip(TrainedNetwork network, HardwareProfile profile, MeasuredDie die, ImageSet training, ColumnKernels kernels,
            Workers workers, JobContext job) throws HasnasException {
        int calibration = calibrationImages(training);
        CrossbarNetwork quantized = network.quantized(profile, training.part(0, Math.min(calibration, training.size())));
        refuseTooLarge(ChipInference.chipBytes(quantized, profile));
        return new ChipInference(quantized, profile, die, training, calibration, kernels, workers, job.silent());
    }

    private ChipAccuracyReport measure(Subject subject, HardwareProfile profile, List<ChipConditions> conditions, ImageSet images,
            Optional<Elsewhere> elsewhere, ColumnKernels kernels, Workers workers, JobContext job) throws HasnasException {
        TrainedNetwork network = subject.network();
        ImageSet training = subject.dataset().training();
        JobContext silent = job.silent();
        int count = images.size();
        MeasuredDie die = request.die().isPresent() ? MeasuredDie.read(request.die().get()) : MeasuredDie.NONE;
        ChipInference chip = chip(network, profile, die, training, kernels, workers, job);
        long calibrated = System.nanoTime();
        ChipReferences without = new ChipReferences(profile.array().weightBits(),
                network.fraction(images, count, workers, silent), chip.quantizedFraction(images, count, silent));
        double referenceSeconds = seconds(calibrated);
        references = Optional.of(without);
        String imagesAre = request.part().text() + subject.kept().map(epoch -> "; weights of " + epoch).orElse("");
        if (elsewhere.isPresent() && request.die().isEmpty()) {
            List<Devices> devices = conditions.stream().flatMap(each -> LongStream.range(0, request.seeds())
                    .mapToObj(index -> new Devices(each, request.firstSeed() + index))).toList();
            List<ChipInference.SetOfDevices> sets = elsewhere.get().measure(profile, devices, count, job);
            for (int at = 0; at < conditions.size(); at++) {
                points.add(chip.point(conditions.get(at), sets.subList(at * request.seeds(), (at + 1) * request.seeds()), count, imagesAre));
            }
        } else {
            long runs = (long) request.seeds() * count;
            for (ChipConditions each : conditions) {
                points.add(chip.measure(each, images, count, imagesAre, request.seeds(), request.firstSeed(),
                        job.part(points.size() * runs, runs, conditions.size() * runs)));
            }
        }
        PhysicalCostReport cost = network.cost(new PhysicalModel(profile, hardware), points.getFirst().rates());
        ChipTimes times = new ChipTimes(workers.count(), chip.calibrationSeconds(), referenceSeconds, chip.programmingSeconds(),
                chip.inferenceSeconds(), seconds(start));
        return new ChipAccuracyReport(subject.identity(), subject.reference(), request.sweep(), request.part(), count,
                Math.min(calibrationImages(training), training.size()), without, chip.arrays(), points, chip.faults(), cost, times);
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
}
