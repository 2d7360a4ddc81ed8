package org.hasnas.nir;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.hasnas.document.AtomicFile;
import org.hasnas.document.Header;
import org.hasnas.document.JsonText;
import org.hasnas.error.HasnasException;
import org.hasnas.nir.FixedPointNetwork.Unit;
import org.hasnas.nir.NirNetwork.Site;
import org.hasnas.nir.NirNetwork.Source;
import org.hasnas.nir.model.NirNode;
import org.hasnas.nir.model.NirTensor;
import org.hasnas.nir.model.NirWindow;

/**
 * A network for hardware description languages: a zip of memory files for Verilog's {@code $readmemh} with integer weights, factors and offsets, the
 * inputs of some images with the spikes that must come out, and {@code manifest.json}, which says how they belong together.
 */
public final class MemoryFiles {
    private static final Header HEADER = new Header("hasnas-memory-files", 1);
    private static final String MANIFEST = "manifest.json";
    private static final int WORD = 32;
    private static final int SCORE = 64;
    private static final String ARITHMETIC = "All numbers are integers in two's complement. A value v is v * 2^valueFractionBits, a spike is"
            + " 2^valueFractionBits (1 in the files of spikes), a factor f is f * 2^factorFractionBits. A node's input is the sum of its inputs;"
            + " a delayed one is that of the time step before, 0 at first. '>>' shifts arithmetically by factorFractionBits, in Conv2d, Linear and"
            + " Affine, whose factors are f * 2^weightFactorFractionBits, by weightFactorFractionBits. Conv2d, Linear, Affine: out = ((sum of"
            + " weight * input) * factor[t][channel] >>) + offset[t][channel], the last line of constants going on; AvgPool2d, Scale:"
            + " out = (sum * factor >>); LIF: v = v + ((input - v) * decay >>), spike = (v >= threshold), v = 0 where it spikes, v = 0 at first;"
            + " thresholds, instead of threshold, is a file with one for each channel."
            + " decayShift, where it is given, does the same: v + ((input - v) >>> decayShift). An image's input has inputSteps parts; time step t takes"
            + " part t, the last one going on; scores are sums over time.";

    private final NirNetwork network;
    private final double dt;
    private final int timeSteps;
    private final int weightBits;
    private final FixedPointNetwork integers;
    private final Map<String, String> files = new LinkedHashMap<>();

    private MemoryFiles(NirNetwork network, double dt, int timeSteps, int weightBits) throws HasnasException {
        this.network = network;
        this.dt = dt;
        this.timeSteps = timeSteps;
        this.weightBits = weightBits;
        this.integers = FixedPointNetwork.of(network, dt, weightBits);
    }

    /**
     * An image or a recording of events with its class.
     *
     * @param values as they enter the graph, see {@link NetworkGraph#input}
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Example(int label, double[][] values) {}

    /**
     * How near integers come to the network's own arithmetic.
     *
     * @param sameClass of so many images
     * @param differentSpikes of all {@code spikes} of the images, those that fire in one arithmetic only
     */
    public record Agreement(int sameClass, int images, long differentSpikes, long spikes) {}

    /**
     * Writes the zip.
     *
     * @param network with one input and one output
     * @param dt length of a time step in the unit of time of the graph
     * @param weightBits 2 to 16
     * @param about what the network is, by key
     * @throws HasnasException BAD_INPUT if a node can't be written; IO
     */
    public static Agreement write(NirNetwork network, double dt, int timeSteps, int weightBits, List<Example> images, Map<String, String> about,
            Path file) throws HasnasException {
        MemoryFiles memory = new MemoryFiles(network, dt, timeSteps, weightBits);
        ObjectNode manifest = HEADER.start().put("arithmetic", ARITHMETIC).put("timeSteps", timeSteps)
                .put("valueFractionBits", FixedPointNetwork.VALUE_BITS).put("factorFractionBits", FixedPointNetwork.FACTOR_BITS)
                .put("weightFactorFractionBits", FixedPointNetwork.weightFactorBits(weightBits))
                .put("weightBits", weightBits).put("wordBits", WORD).put("scoreBits", SCORE);
        about.forEach(manifest.putObject("about")::put);
        Agreement agreement = memory.addImages(images, manifest.putArray("images"));
        manifest.putObject("agreementWithFloats").put("sameClass", agreement.sameClass).put("images", agreement.images)
                .put("differentSpikes", agreement.differentSpikes).put("spikes", agreement.spikes);
        ArrayNode nodes = manifest.putArray("nodes");
        for (int index = 0; index < network.sites().size(); index++) {
            memory.addNode(index, nodes.addObject());
        }
        AtomicFile.write(file, temporary -> memory.writeZip(JsonText.pretty(manifest), temporary));
        return agreement;
    }

    private void writeZip(String manifest, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file); ZipOutputStream zip = new ZipOutputStream(out)) {
            files.put(MANIFEST, manifest);
            for (Map.Entry<String, String> text : files.entrySet()) {
                ZipEntry entry = new ZipEntry(text.getKey());
                entry.setTime(0);
                zip.putNextEntry(entry);
                zip.write(text.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
    }

    /** A name for files: the place in the order of computation, and what is plain of the node's name. */
    private String plain(int index) {
        return index + "_" + network.sites().get(index).name().replaceAll("[^A-Za-z0-9]+", "_");
    }

    private String add(String name, long[] values, int bits) {
        files.put(name, IntStream.range(0, values.length).mapToObj(i -> hex(values[i], bits)).collect(Collectors.joining("\n", "", "\n")));
        return name;
    }

    private static String hex(long value, int bits) {
        int digits = Math.ceilDiv(bits, 4);
        return hex(BigInteger.valueOf(value).mod(BigInteger.ONE.shiftLeft(4 * digits)), bits);
    }

    private static String hex(BigInteger value, int bits) {
        String digits = value.toString(16);
        return "0".repeat(Math.ceilDiv(bits, 4) - digits.length()) + digits;
    }

    private void addNode(int index, ObjectNode tree) {
        Site site = network.sites().get(index);
        tree.put("name", site.name()).put("type", site.node().type());
        ArrayNode inputs = tree.putArray("inputs");
        for (Source source : site.sources()) {
            inputs.addObject().put("node", network.sites().get(source.site()).name()).put("delayed", source.delayed());
        }
        site.inputShape().forEach(tree.putArray("inputShape")::add);
        site.outputShape().forEach(tree.putArray("outputShape")::add);
        tree.put("sumBits", integers.sumBits(index)).put("valueBits", integers.valueBits(index));
        switch (site.node()) {
            case NirNode.Convolution convolution -> {
                window(convolution.window(), tree);
                tree.put("groups", convolution.groups());
            }
            case NirNode.Pool pool -> window(pool.window(), tree);
            case NirNode.Delay(NirTensor delay) -> tree.put("steps", Math.round(delay.values()[0] / dt));
            case NirNode.Input _,NirNode.Output _,NirNode.Affine _,NirNode.Flatten _,NirNode.Scale _,NirNode.Threshold _,NirNode.Neuron _,NirNode.Subgraph _ ->
                    {}
        }
        switch (integers.unit(index)) {
            case Unit.Sum() -> {}
            case Unit.Scaled(long factor) -> tree.put("factor", factor);
            case Unit.Neurons(long decay, long[] thresholds) -> {
                tree.put("decay", decay);
                if (thresholds.length == 1) {
                    tree.put("threshold", thresholds[0]);
                } else {
                    tree.put("channels", thresholds.length).put("thresholds", add("thresholds/" + plain(index) + ".hex", thresholds, WORD));
                }
                if (Long.bitCount(decay) == 1) {
                    tree.put("decayShift", FixedPointNetwork.FACTOR_BITS - Long.numberOfTrailingZeros(decay));
                }
            }
            case Unit.Weighted weighted -> tree.put("weightOrder", "output, input (of the group), row, column")
                    .put("weights", add("weights/" + plain(index) + ".hex", weighted.weights(), weightBits))
                    .put("channels", weighted.channels()).put("constantSteps", weighted.steps())
                    .put("factors", add("factors/" + plain(index) + ".hex", weighted.factors(), WORD))
                    .put("offsets", add("offsets/" + plain(index) + ".hex", weighted.offsets(), WORD));
        }
    }

    private static void window(NirWindow window, ObjectNode tree) {
        window.kernel().forEach(tree.putArray("kernel")::add);
        window.stride().forEach(tree.putArray("stride")::add);
        window.dilation().forEach(tree.putArray("dilation")::add);
        IntStream.range(0, window.axes()).map(window::front).forEach(tree.putArray("padding")::add);
    }

    private int output() {
        return IntStream.range(0, network.sites().size()).filter(index -> network.sites().get(index).node() instanceof NirNode.Output)
                .findFirst().orElseThrow();
    }

    private Agreement addImages(List<Example> images, ArrayNode list) throws HasnasException {
        String input = network.sites().stream().filter(Site::isInput).findFirst().orElseThrow().name();
        int sameClass = 0;
        long different = 0;
        long all = 0;
        for (int image = 0; image < images.size(); image++) {
            double[][] values = images.get(image).values();
            long[][] entering = Arrays.stream(values).map(frame -> integers(frame, FixedPointNetwork.ONE)).toArray(long[][]::new);
            Recording ours = new Recording();
            integers.run(input, Arrays.stream(entering).map(frame -> Arrays.stream(frame).asDoubleStream().toArray()).toArray(double[][]::new),
                    timeSteps,
                    ours::take);
            Recording floats = new Recording();
            NirSimulation simulation = new NirSimulation(network, dt);
            for (int step = 0; step < timeSteps; step++) {
                simulation.step(Map.of(input, NetworkGraph.at(step, values)), floats::take);
            }
            sameClass += ours.best() == floats.best() ? 1 : 0;
            different += ours.difference(floats);
            all += floats.count();
            String folder = "images/" + image + "/";
            ObjectNode tree = list.addObject().put("label", images.get(image).label()).put("predicted", ours.best())
                    .put("predictedByFloats", floats.best()).put("inputSteps", entering.length)
                    .put("input", add(folder + "input.hex", Arrays.stream(entering).flatMapToLong(Arrays::stream).toArray(), WORD));
            tree.put("scores", add(folder + "scores.hex", integers(ours.scores, 1), SCORE));
            ObjectNode spikes = tree.putObject("spikes");
            ours.spikes.forEach((site, steps) -> spikes.put(network.sites().get(site).name(), add(folder, site, steps)));
        }
        return new Agreement(sameClass, images.size(), different, all);
    }

    /** A line for each time step: one number whose bit i is neuron i. */
    private String add(String folder, int site, List<BigInteger> steps) {
        int neurons = NirTensor.size(network.sites().get(site).outputShape());
        String name = folder + plain(site) + ".spikes.hex";
        files.put(name, steps.stream().map(bits -> hex(bits, neurons)).collect(Collectors.joining("\n", "", "\n")));
        return name;
    }

    private static long[] integers(double[] values, long unit) {
        return Arrays.stream(values).mapToLong(value -> Math.round(value * unit)).toArray();
    }

    /** Spikes and scores of one image. */
    private final class Recording {
        final Map<Integer, List<BigInteger>> spikes = new LinkedHashMap<>();
        final double[] scores = new double[NirTensor.size(network.sites().get(output()).outputShape())];

        void take(int site, double[] values) {
            if (network.sites().get(site).node() instanceof NirNode.Neuron) {
                byte[] bytes = new byte[values.length / 8 + 1]; // the first is the highest
                for (int i = 0; i < values.length; i++) {
                    if (values[i] != 0) {
                        bytes[bytes.length - 1 - i / 8] |= (byte) (1 << (i % 8));
                    }
                }
                spikes.computeIfAbsent(site, _ -> new ArrayList<>()).add(new BigInteger(1, bytes));
            } else if (site == output()) {
                for (int i = 0; i < values.length; i++) {
                    scores[i] += values[i];
                }
            }
        }

        int best() {
            return IntStream.range(0, scores.length).reduce((a, b) -> scores[b] > scores[a] ? b : a).orElseThrow();
        }

        long count() {
            return spikes.values().stream().flatMap(List::stream).mapToLong(BigInteger::bitCount).sum();
        }

        long difference(Recording other) {
            long sum = 0;
            for (Map.Entry<Integer, List<BigInteger>> entry : spikes.entrySet()) {
                List<BigInteger> theirs = other.spikes.getOrDefault(entry.getKey(), List.of());
                for (int step = 0; step < timeSteps; step++) {
                    sum += entry.getValue().get(step).xor(theirs.get(step)).bitCount();
                }
            }
            return sum;
        }
    }
}
