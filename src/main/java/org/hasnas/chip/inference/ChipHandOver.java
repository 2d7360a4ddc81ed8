package org.hasnas.chip.inference;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.hasnas.chip.circuit.CrossbarCircuit;
import org.hasnas.chip.circuit.EffectiveConductance;
import org.hasnas.chip.inference.model.ChipConditions;
import org.hasnas.chip.inference.model.HandOverRequest;
import org.hasnas.chip.model.HardwareProfile;
import org.hasnas.data.ImageSet;
import org.hasnas.document.AtomicFile;
import org.hasnas.document.NumpyFile;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;
import org.hasnas.network.ConvolutionLayer;
import org.hasnas.network.Network;
import org.hasnas.simulation.weights.Weights;

/**
 * A quantised network on the crossbars of a chip, as files for tools that simulate chips:
 *
 * <pre>
 * mapping.csv                         a line for each crossbar: which rows and outputs of which layer it holds; of a depthwise layer, "rows_together" follow
 *                                     each other, then those of the next kernel position
 * conductances/LAYER.npy              siemens of all its cells, [crossbar over rows][over columns][row][column]
 * neurosim/NetWork_Bbit.csv           layers that read B bits, as DNN+NeuroSim V1.3 and V1.4 take them (maps with their padding)
 * neurosim/weightLAYER.csv            weights / 2^(bits - 1), [channel, row, column of the kernel][output]
 * neurosim/inputLAYER.csv             bits that enter at the last time step at which the layer is read, [the same][pixel, bit, the highest first]
 * neurosim/run.sh                     the tool's command for each number of bits: it knows one for all layers
 * spikesim/layers.py                  layer lists of SpikeSim's ela_spikesim.py
 * spice/crossbar.cir                  a crossbar for ngspice, with the vectors of that time step
 * spice/conductances.csv, currents.csv   its cells in siemens, and what must come out of its columns, in ampere, a line for each vector
 * </pre>
 *
 * Cells are at their exact levels.
 */
public final class ChipHandOver {
    /** Vectors of a circuit, those without spikes left out. */
    private static final int MOST_VECTORS = 16;
    private static final int NAMES_PER_LINE = 8;

    private final Network network;
    private final QuantizedNetwork quantized;
    private final HardwareProfile profile;
    private final HandOverRequest request;
    private final CellCircuit circuit;
    private final List<LayerPlacement> placements;
    private final Map<String, List<BitSet>> vectors = new LinkedHashMap<>();

    private ChipHandOver(Network network, Weights weights, ImageSet images, HardwareProfile profile, HandOverRequest request) {
        this.network = network;
        this.profile = profile;
        this.request = request;
        this.quantized = QuantizedNetwork.of(network, weights, images.normalization(), profile.array().weightBits(), profile.layout().imageBits());
        this.placements = LayerPlacement.of(quantized, profile);
        ChipConditions ideal = ChipConditions.ideal(profile.converter().bits());
        ChipConditions wired = new ChipConditions(ideal.converters().bits(), ideal.converters().range(), 0, 0, 0, 0, 0, 0, 1, request.wireOhms(),
                ideal.compensation());
        this.circuit = CellCircuit.of(profile, wired);
    }

    /**
     * Writes the zip.
     *
     * @param images of which one is run
     * @param profile the chip that the request names
     * @return sentences for the user
     * @throws HasnasException BAD_INPUT if the network can't be put on this chip, or if there is no such layer, crossbar or image; IO
     */
    public static List<String> write(Network network, Weights weights, ImageSet images, HardwareProfile profile, HandOverRequest request, Path file,
            JobContext job) throws HasnasException {
        if (request.image() >= images.size()) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "There is no image " + request.image() + "; the data set has " + images.size()
                    + " images, counted from 0.");
        }
        ChipHandOver handOver;
        try {
            handOver = new ChipHandOver(network, weights, images, profile, request);
        } catch (IllegalArgumentException unfit) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "The network can't be put on this chip: " + unfit.getMessage() + ".", unfit);
        }
        LayerPlacement chosen = handOver.chosen();
        handOver.record(images, job);
        AtomicFile.write(file, temporary -> {
            try (OutputStream out = Files.newOutputStream(temporary); ZipOutputStream zip = new ZipOutputStream(out)) {
                handOver.writeAll(chosen, zip, job);
            }
        });
        String told = "crossbars of " + profile.id() + ": " + handOver.placements.stream().mapToInt(LayerPlacement::arrays).sum()
                + "; as a circuit, crossbar " + request.rowBlock() + "," + request.columnBlock() + " of layer " + chosen.layer().name();
        return handOver.active(chosen).isEmpty()
                ? List.of(told, "Image " + request.image() + " sends no spike into that crossbar, so that its circuit"
                        + " has no operating points: choose another image, layer or crossbar, or a trained network.")
                : List.of(told);
    }

    private LayerPlacement chosen() throws HasnasException {
        String name = request.layer().orElse(placements.get(1).layer().name());
        LayerPlacement layer = placements.stream().filter(one -> one.layer().name().equals(name)).findFirst().orElseThrow(() -> new HasnasException(
                ErrorCode.BAD_INPUT, "The network has no layer '" + name + "'; its layers are " + placements.stream().map(one -> one.layer().name())
                        .collect(Collectors.joining(", ")) + "."));
        if (request.rowBlock() >= layer.rowBlocks() || request.columnBlock() >= layer.columnBlocks()) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "Layer " + name + " has " + layer.rowBlocks() + " crossbars over its rows and "
                    + layer.columnBlocks() + " over its columns, counted from 0: there is no " + request.rowBlock() + "," + request.columnBlock()
                    + ".");
        }
        return layer;
    }

    /** Exact sums, and which inputs were on. */
    private record Recorder(MatrixUnit exact, List<BitSet> seen) implements MatrixUnit {
        @Override
        public int width() {
            return exact.width();
        }

        @Override
        public void multiply(int[] rows, int count, int[] sums, ReadNoise noise) {
            BitSet active = new BitSet();
            for (int i = 0; i < count; i++) {
                active.set(rows[i]);
            }
            seen.add(active);
            exact.multiply(rows, count, sums, noise);
        }
    }

    /** Runs the image; of each layer the vectors of the last time step in which it is read are kept. */
    private void record(ImageSet images, JobContext job) {
        Function<QuantizedLayer, MatrixUnit> units = layer -> new Recorder(new MatrixUnit.Exact(layer),
                vectors.computeIfAbsent(layer.name(), name -> new ArrayList<>()));
        new NetworkRun(quantized, units, false, ReadNoise.of(0, 0)).run(images, request.image(), ReadNoise.of(0, 0), SpikeWatch.NONE,
                new double[network.template().classes()], job);
        for (QuantizedLayer layer : quantized.layers()) {
            vectors.computeIfPresent(layer.name(), (_, all) -> all.subList(all.size() - vectorsPerStep(layer), all.size()));
        }
    }

    private int vectorsPerStep(QuantizedLayer layer) {
        return layer.inputBits() * convolution(layer).map(one -> {
            int pool = one.outHeight() / one.pooledHeight();
            return one.pooledHeight() * pool * one.pooledWidth() * pool;
        }).orElse(1);
    }

    private Optional<ConvolutionLayer> convolution(QuantizedLayer layer) {
        return network.convolutions().stream().filter(one -> one.name().equals(layer.name())).findFirst();
    }

    private List<BitSet> vectors(QuantizedLayer layer) {
        return vectors.getOrDefault(layer.name(), List.of());
    }

    private void writeAll(LayerPlacement chosen, ZipOutputStream zip, JobContext job) throws IOException {
        put(zip, "mapping.csv", mapping());
        for (LayerPlacement placement : placements) {
            job.checkpoint();
            zip.putNextEntry(new ZipEntry("conductances/" + placement.layer().name() + ".npy"));
            conductances(placement).writeTo(zip);
            zip.closeEntry();
            put(zip, "neurosim/weight" + placement.layer().name() + ".csv", weights(placement.layer()));
            put(zip, "neurosim/input" + placement.layer().name() + ".csv", inputs(placement.layer()));
        }
        StringBuilder commands = new StringBuilder("#!/bin/sh\n# DNN+NeuroSim reads the same number of bits in all layers: one run for each\n"
                + ": \"${NEUROSIM:=./NeuroSIM/main}\"\n");
        for (int bits : placements.stream().map(one -> one.layer().inputBits()).collect(Collectors.toCollection(TreeSet::new))) {
            List<QuantizedLayer> layers = quantized.layers().stream().filter(layer -> layer.inputBits() == bits).toList();
            put(zip, "neurosim/NetWork_" + bits + "bit.csv", layers.stream().map(this::neuroSimLine).collect(Collectors.joining("\n", "", "\n")));
            commands.append("\"$NEUROSIM\" NetWork_").append(bits).append("bit.csv ").append(quantized.weightBits()).append(' ').append(bits);
            layers.forEach(layer -> commands.append(" weight").append(layer.name()).append(".csv input").append(layer.name()).append(".csv"));
            commands.append('\n');
        }
        put(zip, "neurosim/run.sh", commands.toString());
        put(zip, "spikesim/layers.py", spikeSim());
        writeCircuit(chosen, zip);
    }

    private static void put(ZipOutputStream zip, String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    private String mapping() {
        StringBuilder text =
                new StringBuilder("layer,row_block,column_block,first_row,rows,rows_together,first_output,outputs,cell_columns,input_bits\n");
        for (LayerPlacement placement : placements) {
            for (int row = 0; row < placement.rowBlocks(); row++) {
                for (int column = 0; column < placement.columnBlocks(); column++) {
                    int outputs = placement.blocks().outputsOf(column);
                    int[] rows = placement.blocks().rowsOf(row, column);
                    text.append(placement.layer().name()).append(',').append(row).append(',').append(column).append(',')
                            .append(rows[0])
                            .append(',').append(rows.length).append(',').append(placement.layer().depthwise() ? outputs : rows.length)
                            .append(',').append(placement.blocks().firstOutput(column)).append(',').append(outputs)
                            .append(',').append(outputs * placement.coding().columnsPerOutput()).append(',').append(placement.layer().inputBits())
                            .append('\n');
                }
            }
        }
        return text.toString();
    }

    /** All cells of a crossbar, [row][column]; those that hold no weight are at level 0. */
    private double[][] siemens(LayerPlacement placement, int rowBlock, int columnBlock) {
        int[][] levels = placement.coding().encode(placement.weights(rowBlock, columnBlock));
        double[][] siemens = new double[circuit.side()][circuit.side()];
        for (int row = 0; row < circuit.side(); row++) {
            for (int column = 0; column < circuit.side(); column++) {
                boolean used = row < levels.length && column < levels[row].length;
                siemens[row][column] = circuit.levels().siemens(used ? levels[row][column] : 0);
            }
        }
        return siemens;
    }

    private NumpyFile.Array conductances(LayerPlacement placement) {
        int side = circuit.side();
        float[] all = new float[Math.multiplyExact(placement.arrays(), side * side)];
        int at = 0;
        for (int row = 0; row < placement.rowBlocks(); row++) {
            for (int column = 0; column < placement.columnBlocks(); column++) {
                for (double[] line : siemens(placement, row, column)) {
                    for (double cell : line) {
                        all[at++] = (float) cell;
                    }
                }
            }
        }
        return NumpyFile.Array.of(List.of(placement.rowBlocks(), placement.columnBlocks(), side, side), all);
    }

    /** Rows of a matrix here, [row and column of the kernel][channel], in the order of DNN+NeuroSim. */
    private static int[] byChannel(QuantizedLayer layer) {
        int positions = layer.kernelSize() * layer.kernelSize();
        int channels = layer.rows() / positions;
        return IntStream.range(0, layer.rows()).map(row -> row % positions * channels + row / positions).toArray();
    }

    private String weights(QuantizedLayer layer) {
        double one = 1 << (quantized.weightBits() - 1);
        return IntStream.of(byChannel(layer)).mapToObj(row -> IntStream.range(0, layer.outputs())
                .mapToObj(output -> String.format(Locale.ROOT, "%.6f", layer.weights()[row][output] / one)).collect(Collectors.joining(",")))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private String inputs(QuantizedLayer layer) {
        List<BitSet> seen = vectors(layer);
        int bits = layer.inputBits();
        return IntStream.of(byChannel(layer)).mapToObj(row -> IntStream.range(0, seen.size())
                .mapToObj(at -> seen.get(at / bits * bits + bits - 1 - at % bits).get(row) ? "1" : "0").collect(Collectors.joining(",")))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private String neuroSimLine(QuantizedLayer layer) {
        return convolution(layer).map(convolution -> {
            int padding = convolution.kernelSize() / 2 * 2;
            return String.join(",", List.of(convolution.inHeight() + padding, convolution.inWidth() + padding, convolution.inChannels(),
                    convolution.kernelSize(), convolution.kernelSize(), convolution.outChannels(),
                    convolution.pooledHeight() < convolution.outHeight() ? 1 : 0, convolution.stride()).stream().map(String::valueOf).toList());
        }).orElseGet(() -> "1,1," + layer.rows() + ",1,1," + layer.outputs() + ",0,1");
    }

    private String spikeSim() {
        List<ConvolutionLayer> layers = network.convolutions();
        return "# layer lists and settings of SpikeSim's ela_spikesim.py, which knows convolutions of one kernel size\n"
                + list("in_ch_list", layers, ConvolutionLayer::inChannels) + list("out_ch_list", layers, ConvolutionLayer::outChannels)
                + list("in_dim_list", layers, ConvolutionLayer::inHeight) + list("out_dim_list", layers, ConvolutionLayer::pooledHeight)
                + "xbar_size = " + profile.array().size() + "\nkernel_size = "
                + layers.stream().mapToInt(ConvolutionLayer::kernelSize).max().orElse(1) + "\ntime_steps = " + network.template().timeSteps() + "\n";
    }

    private static String list(String name, List<ConvolutionLayer> layers, Function<ConvolutionLayer, Integer> value) {
        return name + " = " + layers.stream().map(value).toList() + "\n";
    }

    /** The first vectors with spikes that enter the crossbar of the request. */
    private List<BitSet> active(LayerPlacement placement) {
        int[] rows = placement.blocks().rowsOf(request.rowBlock(), request.columnBlock());
        return vectors(placement.layer()).stream()
                .map(seen -> IntStream.range(0, rows.length).filter(row -> seen.get(rows[row])).collect(BitSet::new, BitSet::set, BitSet::or))
                .filter(seen -> !seen.isEmpty()).limit(MOST_VECTORS).toList();
    }

    private void writeCircuit(LayerPlacement placement, ZipOutputStream zip) throws IOException {
        double[][] siemens = siemens(placement, request.rowBlock(), request.columnBlock());
        List<BitSet> active = active(placement);
        put(zip, "spice/crossbar.cir", netlist(placement, siemens, active));
        put(zip, "spice/conductances.csv", lines(siemens));
        put(zip, "spice/currents.csv", lines(currents(siemens, active)));
    }

    private static String lines(double[][] values) {
        StringBuilder text = new StringBuilder();
        for (double[] row : values) {
            text.append(IntStream.range(0, row.length).mapToObj(column -> Double.toString(row[column])).collect(Collectors.joining(",")))
                    .append('\n');
        }
        return text.toString();
    }

    /** Currents of all columns in ampere, by vector. */
    private double[][] currents(double[][] siemens, List<BitSet> active) {
        CrossbarCircuit crossbar = new CrossbarCircuit(circuit.access(), circuit.resistances(), siemens);
        EffectiveConductance effective = EffectiveConductance.of(crossbar);
        double volts = profile.device().readVolts();
        return active.stream().map(rows -> IntStream.range(0, circuit.side())
                .mapToDouble(column -> rows.stream().mapToDouble(row -> volts * effective.siemens(row, column)).sum()).toArray())
                .toArray(double[][]::new);
    }

    private String netlist(LayerPlacement placement, double[][] siemens, List<BitSet> active) {
        int side = circuit.side();
        boolean wired = request.wireOhms() > 0;
        StringBuilder text =
                new StringBuilder(String.format(Locale.ROOT, "* crossbar %d,%d of layer %s on %s: %d rows, %d columns\n", request.rowBlock(),
                        request.columnBlock(), placement.layer().name(), profile.id(), side, side));
        text.append("* run: ngspice -b crossbar.cir; vsJ#branch is the current of column J, in ampere, as in currents.csv\n");
        for (int row = 0; row < side; row++) {
            text.append(String.format(Locale.ROOT, "vr%d r%d 0 dc 0\n", row, row));
            for (int column = 0; column < side; column++) {
                String word = wired ? "w" + row + "_" + column : "r" + row;
                String bit = wired ? "b" + row + "_" + column : "s" + column;
                if (wired) {
                    text.append(
                            resistor("rw" + row + "_" + column, column == 0 ? "r" + row : "w" + row + "_" + (column - 1), word, request.wireOhms()))
                            .append(resistor("rb" + row + "_" + column, bit, row == side - 1 ? "s" + column : "b" + (row + 1) + "_" + column,
                                    request.wireOhms()));
                }
                text.append(resistor("rc" + row + "_" + column, word, bit, 1 / siemens[row][column]));
            }
        }
        for (int column = 0; column < side; column++) {
            text.append("vs").append(column).append(" s").append(column).append(" 0 dc 0\n");
        }
        for (int column = 0; column < side; column += NAMES_PER_LINE) {
            text.append(".save").append(IntStream.range(column, Math.min(side, column + NAMES_PER_LINE)).mapToObj(one -> " i(vs" + one + ")")
                    .collect(Collectors.joining())).append('\n');
        }
        text.append(".control\nset numdgt=12\n");
        BitSet before = new BitSet();
        for (BitSet rows : active) {
            BitSet changed = (BitSet) before.clone();
            changed.xor(rows);
            changed.stream().forEach(row -> text.append("alter vr").append(row).append(" dc = ")
                    .append(rows.get(row) ? profile.device().readVolts() : 0.0).append('\n'));
            text.append("op\nprint all\n");
            before = rows;
        }
        return text.append(".endc\n.end\n").toString();
    }

    private static String resistor(String name, String from, String to, double ohms) {
        return name + " " + from + " " + to + " " + ohms + "\n";
    }
}
