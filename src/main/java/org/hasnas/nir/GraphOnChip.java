package org.hasnas.nir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.hasnas.chip.cost.PhysicalModel;
import org.hasnas.chip.inference.CrossbarNetwork;
import org.hasnas.chip.inference.ImageRuns;
import org.hasnas.chip.inference.MatrixUnit;
import org.hasnas.chip.inference.QuantizedLayer;
import org.hasnas.chip.inference.ReadNoise;
import org.hasnas.chip.inference.TrainedNetwork;
import org.hasnas.chip.inference.model.GraphReading;
import org.hasnas.chip.inference.model.GraphReading.Encoding;
import org.hasnas.chip.model.HardwareProfile;
import org.hasnas.chip.model.PhysicalCostReport;
import org.hasnas.chip.model.SpikeRates;
import org.hasnas.data.ImageSet;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;
import org.hasnas.network.ConvolutionLayer;
import org.hasnas.network.MacroChoice;
import org.hasnas.network.NetworkTemplate.ImageShape;
import org.hasnas.network.NetworkTemplate.InputKind;
import org.hasnas.nir.ChipLayers.Coding;
import org.hasnas.nir.NirNetwork.Site;
import org.hasnas.nir.model.ImportRequest;
import org.hasnas.nir.model.NirFile;
import org.hasnas.nir.model.NirNode;
import org.hasnas.nir.model.NirTensor;
import org.hasnas.simulation.engine.Workers;
import org.hasnas.simulation.weights.RandomByIdentity;
import org.hasnas.simulation.weights.WeightRounding;
import org.hasnas.units.EnumNames;

/** A graph of NIR that classifies images, with real weights or on crossbars. Immutable. */
public final class GraphOnChip implements TrainedNetwork {
    private final NirNetwork network;
    private final TimeStep step;
    private final int timeSteps;
    private final Encoding encoding;
    private final GraphReading reading;
    private final ImageSet images;
    private final int input;
    private final int output;

    private GraphOnChip(NirFile file, GraphReading reading, ImageSet images) throws HasnasException {
        this.reading = reading;
        this.images = images;
        this.step = TimeStep.of(reading.dt(), file, OptionalDouble.empty());
        this.network = NirNetwork.of(file, step.dt());
        this.timeSteps = reading.timeSteps().orElseGet(() -> file.timeSteps().orElse(hasEvents() ? images.bins() : ImportRequest.USUAL_STEPS));
        this.encoding = reading.encoding().orElseGet(() -> Arrays.stream(Encoding.values())
                .filter(known -> EnumNames.of(known).equals(file.metadata().get(NirFile.ENCODING))).findFirst().orElse(Encoding.UNIT));
        this.input = only("Input", site -> network.sites().get(site).isInput());
        this.output = only("Output", site -> network.sites().get(site).node() instanceof NirNode.Output && !isRead(site));
        check();
    }

    /**
     * Reads a file as a classifier of images.
     *
     * @param images whose shape, classes and normalisation those have that the network gets
     * @throws HasnasException what {@link NirReader#read} and {@link NirNetwork#of} say; BAD_INPUT with node and reason if the network does not take
     *     these images, does not give a score for each class, or has no weights
     */
    public static GraphOnChip read(Path file, GraphReading reading, ImageSet images) throws HasnasException {
        NirFile read = NirReader.read(file);
        try {
            return new GraphOnChip(read, reading, images);
        } catch (HasnasException unfit) {
            throw new HasnasException(unfit.code(), file + ": " + unfit.getMessage(), unfit);
        }
    }

    private boolean hasEvents() {
        return images.shape().kind() == InputKind.EVENTS;
    }

    private boolean isRead(int site) {
        return network.sites().stream().flatMap(reader -> reader.sources().stream()).anyMatch(source -> source.site() == site);
    }

    private int only(String type, IntPredicate isOne) throws HasnasException {
        int[] found = IntStream.range(0, network.sites().size()).filter(isOne).toArray();
        if (found.length != 1) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "the network has " + found.length + " nodes " + type + " ("
                    + IntStream.of(found).mapToObj(site -> "\"" + network.sites().get(site).name() + "\"").collect(Collectors.joining(", "))
                    + "), and images are classified by networks with one");
        }
        return found[0];
    }

    private void check() throws HasnasException {
        ImageShape shape = images.shape();
        Site first = network.sites().get(input);
        boolean isOther = first.inputShape().size() > 2 && !first.inputShape().equals(List.of(shape.channels(), shape.height(), shape.width()));
        if (isOther || NirTensor.size(first.inputShape()) != shape.size()) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "node \"" + first.name() + "\" takes " + NirTensor.written(first.inputShape())
                    + " values, and the data set has images of " + shape + " (channels, rows, columns)");
        }
        Site last = network.sites().get(output);
        if (NirTensor.size(last.outputShape()) != images.classes()) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "node \"" + last.name() + "\" gives " + NirTensor.written(last.outputShape())
                    + " values, and the data set has " + images.classes() + " classes");
        }
        if (hasEvents() && (reading.encoding().isPresent() || images.bins() % timeSteps != 0)) {
            throw new HasnasException(ErrorCode.BAD_INPUT, reading.encoding().isPresent()
                    ? "the data set has events, which enter as they are; leave the encoding out"
                    : images.bins() + " time bins of the data set can't be shared evenly among " + timeSteps + " time steps");
        }
        if (network.parameters() == 0) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "no node has weights: there is nothing to put on crossbars");
        }
    }

    /** Sentences for the user: how images enter and classes are read, and what the chip does not do as the network has it. */
    public List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        remarks.add(timeSteps + " time steps of " + TimeStep.written(step.dt()) + " (" + step.reason() + ").");
        remarks.add(
                "Input: " + (hasEvents() ? "a frame of events at each time step" : encoding.sentence()) + "; class: " + switch (reading.readout()) {
                    case SUM -> "the largest sum of an output over time";
                    case LAST -> "the largest output of the last time step";
                    case MAX -> "the largest output of any time step";
                } + ".");
        layers(Coding.SPIKES, WeightRounding.MIN_BITS).unmapped().forEach(node -> remarks.add("Not on crossbars as it is: \"" + node.node() + "\" ("
                + node.type() + "): " + node.reason() + "."));
        return remarks;
    }

    private ChipLayers layers(Coding pixels, int weightBits) {
        return new ChipLayers(network, pixels, weightBits);
    }

    private ChipLayers layers(HardwareProfile profile) {
        int bits = profile.layout().imageBits();
        double scale = images.normalization().scale();
        return layers(hasEvents() ? Coding.SPIKES : switch (encoding) {
            case RATE -> Coding.SPIKES;
            case NORMALIZED -> new Coding(bits, OptionalDouble.empty());
            case UNIT -> new Coding(bits, OptionalDouble.of(1 / Math.min(scale, (1 << bits) - 1)));
        }, profile.array().weightBits());
    }

    @Override
    public HardwareProfile chosen(HardwareProfile profile, MacroChoice chip) {
        return profile.chosenBy(chip);
    }

    @Override
    public double fraction(ImageSet set, int count, Workers workers, JobContext job) {
        return new ImageRuns(set.classes(), workers).run(set, count, this::real, 0, job).fraction();
    }

    /** The network with real weights. */
    Run real() {
        return new Run(_ -> Optional.empty());
    }

    @Override
    public PhysicalCostReport cost(PhysicalModel model, SpikeRates rates) {
        return layers(model.profile()).cost(model, timeSteps, rates);
    }

    @Override
    public CrossbarNetwork quantized(HardwareProfile profile, ImageSet calibration) {
        return new OnCrossbars(layers(profile), profile.array().weightBits(), calibration);
    }

    /** The simulation of a graph for one thread. */
    final class Run implements CrossbarNetwork.ImageRun {
        private final NirSimulation simulation;
        private final List<CrossbarNode> nodes = new ArrayList<>();

        /** @param onCrossbars makes the nodes that are not computed with real weights */
        Run(Function<Site, Optional<CrossbarNode>> onCrossbars) {
            try {
                simulation = new NirSimulation(network, step.dt(), site -> {
                    Optional<CrossbarNode> node = onCrossbars.apply(site);
                    node.ifPresent(nodes::add);
                    return node;
                });
            } catch (HasnasException tooLong) {
                throw new IllegalArgumentException(tooLong.getMessage(), tooLong);
            }
        }

        @Override
        public void run(ImageSet set, int image, ReadNoise noise, double[] scores, JobContext job) {
            run(set, image, noise, scores, _ -> {}, job);
        }

        /** @param watch sees the simulation behind each time step */
        void run(ImageSet set, int image, ReadNoise noise, double[] scores, Consumer<NirSimulation> watch, JobContext job) {
            nodes.forEach(node -> node.draws(noise));
            simulation.rest();
            RandomGenerator spikes = RandomByIdentity.of(1, "spikes of image " + image);
            double[] values = new double[set.shape().size()];
            for (int t = 0; t < timeSteps; t++) {
                job.checkpoint();
                enter(set, image, t, spikes, values);
                simulation.step(Map.of(network.sites().get(input).name(), values));
                double[] now = simulation.output(output);
                for (int c = 0; c < scores.length; c++) {
                    scores[c] = t == 0 ? now[c] : switch (reading.readout()) {
                        case SUM -> scores[c] + now[c];
                        case LAST -> now[c];
                        case MAX -> Math.max(scores[c], now[c]);
                    };
                }
                watch.accept(simulation);
            }
        }

        private void enter(ImageSet set, int image, int t, RandomGenerator spikes, double[] values) {
            ImageShape shape = set.shape();
            ImageSet.Normalization normal = set.normalization();
            for (int at = 0; at < values.length; at++) {
                int channel = at / (shape.height() * shape.width());
                int pixel = set.pixel(image, hasEvents() ? t : 0, hasEvents() ? timeSteps : 1, channel, at / shape.width() % shape.height(),
                        at % shape.width());
                double unit = pixel / (double) normal.scale();
                values[at] = hasEvents() ? pixel : switch (encoding) {
                    case UNIT -> unit;
                    case NORMALIZED -> (unit - normal.mean()[channel]) / normal.deviation()[channel];
                    case RATE -> spikes.nextDouble() < unit ? 1 : 0;
                };
            }
        }

        @Override
        public void addCountsTo(Map<String, long[]> bits) {
            nodes.forEach(node -> node.addCountsTo(bits));
        }
    }

    /** Integer weights, and what one unit of each matrix's inputs is worth. */
    private final class OnCrossbars implements CrossbarNetwork {
        private final int weightBits;
        private final Map<Integer, List<ChipLayers.Matrix>> matrices;
        private final Map<ChipLayers.Matrix, QuantizedLayer> layers = new LinkedHashMap<>();
        private final Map<Integer, Double> steps = new HashMap<>();

        OnCrossbars(ChipLayers chip, int weightBits, ImageSet calibration) {
            this.weightBits = weightBits;
            this.matrices = chip.matrices().stream().collect(Collectors.groupingBy(ChipLayers.Matrix::site));
            Map<Integer, Double> largest = largestInputs(calibration);
            for (ChipLayers.Matrix matrix : chip.matrices()) {
                ConvolutionLayer shape = matrix.layer();
                layers.put(matrix, QuantizedLayer.of(shape.name(), matrix.coding().bits(), shape.kernelSize(), shape.depthwise(),
                        CrossbarNode.weights(network.sites().get(matrix.site()), matrix), WeightRounding.largest(weightBits)));
                double seen = largest.getOrDefault(matrix.site(), 0.0) / matrix.coding().largest();
                steps.put(matrix.site(), matrix.coding().step().orElse(seen > 0 ? seen : 1));
            }
        }

        /** The largest magnitude of what each node with weights gets. */
        private Map<Integer, Double> largestInputs(ImageSet calibration) {
            Map<Integer, Double> largest = new HashMap<>();
            Run real = real();
            double[] scores = new double[calibration.classes()];
            for (int image = 0; image < calibration.size(); image++) {
                real.run(calibration, image, ReadNoise.of(0, image), scores, simulation -> matrices.keySet()
                        .forEach(site -> largest.merge(site, DoubleStream.of(simulation.input(site)).map(Math::abs).max().orElse(0), Math::max)),
                        JobContext.NONE);
            }
            return largest;
        }

        @Override
        public int weightBits() {
            return weightBits;
        }

        @Override
        public List<QuantizedLayer> layers() {
            return List.copyOf(layers.values());
        }

        @Override
        public int classes() {
            return images.classes();
        }

        @Override
        public ImageRun run(Function<QuantizedLayer, MatrixUnit> units, boolean isNoisy, ReadNoise noise) {
            return new Run(site -> {
                int index = network.sites().indexOf(site);
                List<ChipLayers.Matrix> own = matrices.getOrDefault(index, List.of());
                return own.isEmpty() ? Optional.empty() : Optional.of(new CrossbarNode(site, own, own.stream().map(this::layer).toList(),
                        steps.getOrDefault(index, 1.0), units, noise));
            });
        }

        private QuantizedLayer layer(ChipLayers.Matrix matrix) {
            QuantizedLayer layer = layers.get(matrix);
            if (layer == null) {
                throw new IllegalArgumentException("there is no matrix " + matrix);
            }
            return layer;
        }

        @Override
        public SpikeRates rates(Map<String, long[]> bits) {
            Map<String, Double> byLayer = new TreeMap<>();
            bits.forEach((name, counts) -> byLayer.put(name, (double) counts[0] / counts[1]));
            return SpikeRates.mean(byLayer);
        }
    }
}
