package org.hasnas.chip.inference;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.hasnas.chip.inference.model.ChipConditions;
import org.hasnas.chip.inference.model.ChipConditions.Compensation;
import org.hasnas.chip.inference.model.ChipPoint;
import org.hasnas.chip.inference.model.DieFault;
import org.hasnas.chip.model.HardwareProfile;
import org.hasnas.data.ImageSet;
import org.hasnas.job.JobContext;
import org.hasnas.simulation.engine.Workers;
import org.hasnas.simulation.kernel.column.ColumnFormat;
import org.hasnas.simulation.kernel.column.ColumnKernels;
import org.hasnas.training.model.AccuracyKind;

/**
 * Measures a quantised network on a chip, under one set of conditions after the other. Chips that differ in their converters alone are programmed
 * once while memory lasts. For one thread, which may have helpers.
 */
public final class ChipInference {
    /** Chips of other seeds are kept up to so much memory. */
    private static final long KEPT_BYTES = 400_000_000;

    /** Images that batch norms of a die are fitted on, for each image that converters are calibrated on. */
    private static final int NORM_IMAGES = 4;
    /** The same of the last layer, which has far more numbers to fit. */
    private static final int LAST_LAYER_IMAGES = 32;

    private final MeasuredDie die;
    private final ImageSet training;
    private final int normImages;
    private final int lastLayerImages;
    private final CrossbarNetwork network;
    private final HardwareProfile profile;
    private final List<LayerPlacement> placements;
    private final Map<String, long[][]> sums = new HashMap<>();
    private final ColumnKernels kernels;
    private final NormalQuantiles normal = new NormalQuantiles();
    private final Workers workers;
    private final Map<ChipKey, ProgrammedChip> chips = new LinkedHashMap<>();

    private final long calibrationNanos;
    private long programmingNanos;
    private long inferenceNanos;

    private record ChipKey(CellCircuit circuit, long seed) {}

    /**
     * Places the network on the chip and looks at the column sums of some images, for the converters' steps.
     *
     * @param calibration images, not those that accuracy is measured on
     * @param calibrationImages how many of them to look at, from the first
     * @throws IllegalArgumentException with a sentence for the user if the network does not fit the chip
     */
    public ChipInference(CrossbarNetwork network, HardwareProfile profile, ImageSet calibration, int calibrationImages, ColumnKernels kernels,
            Workers workers, JobContext job) {
        this(network, profile, MeasuredDie.NONE, calibration, calibrationImages, kernels, workers, job);
    }

    /**
     * The same for one die.
     *
     * @param die whose measured cells stand in place of simulated ones
     */
    public ChipInference(CrossbarNetwork network, HardwareProfile profile, MeasuredDie die, ImageSet calibration, int calibrationImages,
            ColumnKernels kernels, Workers workers, JobContext job) {
        this.training = calibration;
        this.normImages = Math.min(NORM_IMAGES * calibrationImages, calibration.size());
        this.lastLayerImages = Math.min(LAST_LAYER_IMAGES * calibrationImages, calibration.size());
        this.network = network;
        this.profile = profile;
        this.kernels = kernels;
        this.workers = workers;
        this.placements = LayerPlacement.of(network, profile);
        this.die = die.of(placements, profile.array().size());
        for (LayerPlacement placement : placements) {
            if (ProgrammedLayer.length(placement) > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("layer '" + placement.layer().name() + "' has too many cells to be simulated");
            }
            sums.put(placement.layer().name(), CalibrationUnit.emptySums(placement));
        }
        long start = System.nanoTime();
        calibrate(calibration, Math.min(calibrationImages, calibration.size()), job);
        this.calibrationNanos = System.nanoTime() - start;
    }

    private void calibrate(ImageSet images, int count, JobContext job) {
        Map<String, LayerPlacement> byName = new HashMap<>();
        placements.forEach(placement -> byName.put(placement.layer().name(), placement));
        Map<String, byte[][]> levels = new HashMap<>();
        List<CalibrationUnit> units = new ArrayList<>(); // one for each layer and thread
        Function<QuantizedLayer, MatrixUnit> counting = layer -> {
            LayerPlacement placement = placement(byName, layer.name());
            CalibrationUnit unit = new CalibrationUnit(placement, levels.computeIfAbsent(layer.name(), name -> CalibrationUnit.levels(placement)));
            units.add(unit);
            return placement.whole(unit);
        };
        run(network, images, count, counting, /* isNoisy= */ false, /* noiseSeed= */ 0, job);
        units.forEach(unit -> unit.addTo(sums.getOrDefault(unit.layer(), new long[0][])));
    }

    private ImageRuns.Outcome run(CrossbarNetwork of, ImageSet images, int count, Function<QuantizedLayer, MatrixUnit> units, boolean isNoisy,
            long noiseSeed, JobContext job) {
        return new ImageRuns(of.classes(), workers).run(images, count, () -> of.run(units, isNoisy, ReadNoise.of(noiseSeed, 0)), noiseSeed,
                job);
    }

    private static LayerPlacement placement(Map<String, LayerPlacement> byName, String layer) {
        LayerPlacement placement = byName.get(layer);
        if (placement == null) {
            throw new IllegalArgumentException("layer '" + layer + "' has no crossbars");
        }
        return placement;
    }

    /** Crossbars that hold the network. */
    public int arrays() {
        return placements.stream().mapToInt(LayerPlacement::arrays).sum();
    }

    /** The measured crossbars, the farthest off first; none without a measured die. */
    public List<DieFault> faults() {
        return die.faults(placements, CellCircuit.of(profile, ChipConditions.ideal(profile.converter().bits())).levels());
    }

    /** Memory in bytes of one programmed chip. */
    public static long chipBytes(CrossbarNetwork network, HardwareProfile profile) {
        return ProgrammedChip.bytes(LayerPlacement.of(network, profile));
    }

    /** Time spent on the images that the converters' steps are chosen on. */
    public double calibrationSeconds() {
        return calibrationNanos * 1e-9;
    }

    /** Time spent on programming cells and solving circuits so far. */
    public double programmingSeconds() {
        return programmingNanos * 1e-9;
    }

    /** Time spent on images on chips so far. */
    public double inferenceSeconds() {
        return inferenceNanos * 1e-9;
    }

    /**
     * Fraction of right answers with exact sums of the integer weights: what is lost against it is lost on the crossbars.
     *
     * @param count images, from the first
     */
    public double quantizedFraction(ImageSet images, int count, JobContext job) {
        return run(network, images, count, MatrixUnit.Exact::new, /* isNoisy= */ false, /* noiseSeed= */ 0, job).fraction();
    }

    /**
     * Programs a chip for each seed and runs images through it.
     *
     * @param count images, from the first
     * @param imagesAre which images they are, such as "held-out images", and what there is to say of the weights
     * @param seeds sets of devices
     * @param firstSeed of the first set; the next ones follow
     * @throws IllegalArgumentException with a sentence for the user if the sums could leave the adders
     */
    public ChipPoint measure(ChipConditions conditions, ImageSet images, int count, String imagesAre, int seeds, long firstSeed, JobContext job) {
        List<SetOfDevices> sets = new ArrayList<>();
        for (int index = 0; index < seeds; index++) {
            sets.add(measure(conditions, images, count, firstSeed + index, job.part((long) index * count, count, (long) seeds * count)));
        }
        return point(conditions, sets, count, imagesAre);
    }

    /** Makes the units of a programmed chip. */
    private interface UnitsOfChip {
        Function<QuantizedLayer, MatrixUnit> of(ProgrammedChip chip);
    }

    /**
     * What came of one set of devices.
     *
     * @param bits [ones, all] among the input bits of layers
     */
    public record SetOfDevices(double fraction, Map<String, long[]> bits) implements Serializable {}

    /** Programs the chip of one seed and runs images through it. */
    public SetOfDevices measure(ChipConditions conditions, ImageSet images, int count, long seed, JobContext job) {
        job.checkpoint();
        Map<String, ColumnFormat> formats = new HashMap<>();
        Map<String, ConverterErrors> errors = new HashMap<>();
        for (LayerPlacement placement : placements) {
            String name = placement.layer().name();
            ColumnFormat format = ConverterSteps.choose(placement, sums.getOrDefault(name, new long[0][]), conditions.converters().bits(),
                    conditions.converters().range());
            formats.put(name, format);
            if (!conditions.converters().isExact()) {
                errors.put(name, ConverterErrors.draw(placement, format, conditions.converters(), profile.converter().columns(), seed));
            }
        }
        CellCircuit circuit = CellCircuit.of(profile, conditions).with(die);
        long start = System.nanoTime();
        ProgrammedChip chip = chip(circuit, seed, job);
        long programmed = System.nanoTime();
        programmingNanos += programmed - start;
        UnitsOfChip units = of -> layer -> of.layer(layer.name()).unit(format(formats, layer.name()), conditions.cells().readNoiseRatio(),
                Optional.ofNullable(errors.get(layer.name())), normal, kernels);
        CrossbarNetwork onDie = network;
        ProgrammedChip repaired = chip;
        if (network instanceof QuantizedNetwork own && conditions.compensation().fitsNorms()) { // imported ones have no batch norms any more
            QuantizedNetwork fitted = fitted(own, units.of(chip), conditions, seed, job);
            onDie = fitted;
            if (conditions.compensation() == Compensation.LAST_LAYER) {
                onDie = LastLayer.tuned(fitted, last(fitted, units.of(chip), conditions, seed, job));
                repaired = chip.with(LayerPlacement.of(onDie.layers().getLast(), profile), circuit, seed, workers, job);
            }
        }
        ImageRuns.Outcome outcome = run(onDie, images, count, units.of(repaired), isNoisy(conditions), seed, job);
        inferenceNanos += System.nanoTime() - programmed;
        return new SetOfDevices(outcome.fraction(), outcome.bits());
    }

    /**
     * What sets of devices come to, wherever they were measured.
     *
     * @param sets in the order of their seeds
     * @param count images that each has seen
     */
    public ChipPoint point(ChipConditions conditions, List<SetOfDevices> sets, int count, String imagesAre) {
        int seeds = sets.size();
        double[] bySeed = sets.stream().mapToDouble(SetOfDevices::fraction).toArray();
        Map<String, long[]> bits = new TreeMap<>();
        sets.forEach(set -> set.bits().forEach((layer, counts) -> {
            long[] sum = bits.computeIfAbsent(layer, name -> new long[2]);
            sum[0] += counts[0];
            sum[1] += counts[1];
        }));
        String source = profile.id() + ", " + network.weightBits() + "-bit weights, " + conditions.describe() + "; " + seeds
                + (seeds == 1 ? " set of devices, " : " sets of devices, ") + count + " " + imagesAre;
        return new ChipPoint(conditions, Arrays.stream(bySeed).boxed().toList(),
                AccuracyInterval.of(AccuracyKind.ON_CHIP, bySeed, count, source), network.rates(bits));
    }

    /** Whether reading a crossbar twice gives two results. */
    private static boolean isNoisy(ChipConditions conditions) {
        return conditions.cells().readNoiseRatio() > 0 || conditions.converters().noiseCodes() > 0;
    }

    /** The network with batch norms of a die, one layer after the other: a layer's sums follow those of the layers before it. */
    private QuantizedNetwork fitted(QuantizedNetwork own, Function<QuantizedLayer, MatrixUnit> units, ChipConditions conditions, long seed,
            JobContext job) {
        boolean isNoisy = isNoisy(conditions);
        SumStatistics exact = sums(own, MatrixUnit.Exact::new, /* isNoisy= */ false, /* noiseSeed= */ 0, job);
        QuantizedNetwork fitted = own;
        for (QuantizedLayer layer : own.layers()) {
            if (exact.layers().contains(layer.name())) { // the others are the second parts of separable convolutions
                fitted = sums(fitted, units, isNoisy, seed, job).match(fitted, layer.name(), exact);
            }
        }
        return fitted;
    }

    private SumStatistics sums(QuantizedNetwork of, Function<QuantizedLayer, MatrixUnit> units, boolean isNoisy, long noiseSeed, JobContext job) {
        return new ImageRuns(of.classes(), workers).sums(training, normImages,
                () -> new NetworkRun(of, units, isNoisy, ReadNoise.of(noiseSeed, 0)),
                noiseSeed, job.silent());
    }

    private LastLayer.Seen last(QuantizedNetwork of, Function<QuantizedLayer, MatrixUnit> units, ChipConditions conditions, long seed,
            JobContext job) {
        return new ImageRuns(of.classes(), workers).last(training, lastLayerImages,
                () -> new NetworkRun(of, units, isNoisy(conditions), ReadNoise.of(seed, 0)), seed, job.silent());
    }

    private static ColumnFormat format(Map<String, ColumnFormat> formats, String layer) {
        ColumnFormat format = formats.get(layer);
        if (format == null) {
            throw new IllegalArgumentException("layer '" + layer + "' has no converters");
        }
        return format;
    }

    private ProgrammedChip chip(CellCircuit circuit, long seed, JobContext job) {
        ChipKey key = new ChipKey(circuit, seed);
        ProgrammedChip known = chips.get(key);
        if (known != null) {
            return known;
        }
        chips.keySet().removeIf(other -> !other.circuit().equals(circuit));
        if ((chips.size() + 1) * ProgrammedChip.bytes(placements) > KEPT_BYTES) {
            chips.clear();
        }
        ProgrammedChip chip = ProgrammedChip.program(placements, circuit, seed, workers, job);
        chips.put(key, chip);
        return chip;
    }
}
