package org.hasnas.checks.verification;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hasnas.chip.mapping.CrossbarLayer;
import org.hasnas.chip.model.HardwareProfile;
import org.hasnas.chip.model.HardwareProfile.AdcKind;
import org.hasnas.chip.model.HardwareProfile.Array;
import org.hasnas.chip.model.HardwareProfile.Converter;
import org.hasnas.chip.model.HardwareProfile.Device;
import org.hasnas.chip.model.HardwareProfile.Layout;
import org.hasnas.chip.model.HardwareProfile.Schedule;
import org.hasnas.chip.model.HardwareProfile.SignCoding;
import org.hasnas.chip.model.SpikeRates;
import org.hasnas.document.Fields;
import org.hasnas.document.Value;
import org.hasnas.error.HasnasException;

/**
 * A chip run of NeuroSim.
 *
 * @param node of the technology in nm
 * @param cell kind of the cells
 * @param layers matrices of the network
 * @param rates part of ones among the input bits of each layer
 * @param result what NeuroSim found, for the chip and for each layer
 */
record NeuroSimRun(String name, int node, String cell, HardwareProfile profile, List<CrossbarLayer> layers, SpikeRates rates, Fields result) {
    /** Densities that a trace's name stands for, where the file says none. */
    private static final double DEFAULT_DENSITY = 0.145;
    private static final String ROWS = "numRowParallel";

    /** What NeuroSim found for the chip. */
    Fields chip() throws HasnasException {
        return result.anyFields("chip");
    }

    static NeuroSimRun of(NeuroSimVersion version, String name, Fields run, Value root) throws HasnasException {
        Fields config = run.anyFields("config");
        String cell = version.cell(config);
        int node = OracleFiles.size(config, "technode");
        int inputBits = config.has("numBitInput") ? OracleFiles.size(config, "numBitInput") : OracleFiles.size(run, "numBitInput");
        int weightBits = config.has("synapseBit") ? OracleFiles.size(config, "synapseBit") : OracleFiles.size(run, "synapseBit");
        Value network = switch (version) {
            case V1_3 -> run.has("network") ? run.value("network") : root.find("network").orElseThrow(
                    () -> run.problem("there is no list 'network' with at least one layer"));
            case V1_4 -> ofNetwork(root, "networks", run);
        };
        List<CrossbarLayer> layers = layers(network, inputBits);
        Optional<Value> densities = switch (version) {
            case V1_3 -> root.find("bit_density");
            case V1_4 -> Optional.of(ofNetwork(root, "bit_density", run));
        };
        return new NeuroSimRun(name, node, cell, profile(config, version.catalog(node, cell), weightBits), layers, rates(run, densities, layers),
                run.anyFields("result"));
    }

    /** What a file has by the names of networks. */
    private static Value ofNetwork(Value root, String key, Fields run) throws HasnasException {
        String network = run.text("network");
        return root.find(key).flatMap(byName -> byName.find(network))
                .orElseThrow(() -> run.problem("there is no network '" + network + "' in '" + key + "'"));
    }

    private static HardwareProfile profile(Fields config, String catalog, int weightBits) throws HasnasException {
        String off = config.value("resistanceOff").written();
        double offOhms = 1;
        double onOhms;
        try {
            for (String factor : off.split("\\*", -1)) {
                offOhms *= Double.parseDouble(factor);
            }
            onOhms = Double.parseDouble(config.value("resistanceOn").written());
        } catch (NumberFormatException e) {
            throw config.problem("resistanceOn and resistanceOff must be numbers or products such as 6e3*150, was " + off);
        }
        int adcBits = 31 - Integer.numberOfLeadingZeros(OracleFiles.size(config, "levelOutput"));
        try {
            return new HardwareProfile("neurosim run", "", catalog,
                    new Array(OracleFiles.size(config, "numRowSubArray"), OracleFiles.size(config, "cellBit"), weightBits, SignCoding.OFFSET),
                    new Converter(flag(config, "SARADC") ? AdcKind.SAR : AdcKind.FLASH, adcBits, OracleFiles.size(config, "numColMuxed"),
                            config.has(ROWS) ? OracleFiles.size(config, ROWS) : 0, 0),
                    new Device(onOhms, offOhms, OracleFiles.positive(config, "readVoltage")),
                    new Layout(1, flag(config, "novelMapping"), false,
                            flag(config, "pipeline") ? Schedule.PIPELINED : Schedule.LAYER_BY_LAYER));
        } catch (IllegalArgumentException e) {
            throw config.problem(e.getMessage() == null ? "the configuration is not possible" : e.getMessage());
        }
    }

    /** Some files have flags as texts. */
    private static boolean flag(Fields config, String key) throws HasnasException {
        return config.has(key) && config.value(key).is("true");
    }

    private static List<CrossbarLayer> layers(Value network, int inputBits) throws HasnasException {
        List<CrossbarLayer> layers = new ArrayList<>();
        for (Value row : network.items()) {
            List<Value> numbers = row.items();
            if (numbers.size() < 8) {
                throw row.wrong("8 numbers: height, width, Cin, kernel height and width, Cout, pooling, stride");
            }
            int height = size(numbers.get(0));
            int width = size(numbers.get(1));
            int in = size(numbers.get(2));
            int kernel = size(numbers.get(3));
            int out = size(numbers.get(5));
            int stride = Math.max(1, numbers.get(7).integer(0, Integer.MAX_VALUE));
            if (kernel != size(numbers.get(4))) {
                throw row.problem("layer " + (layers.size() + 1) + " has a kernel that is not square");
            }
            layers.add(row.source().checked(row.position(), () -> new CrossbarLayer("layer" + (layers.size() + 1), -1,
                    (long) in * out * kernel * kernel, in, out, kernel, (long) height * width,
                    ((height - kernel) / stride + 1L) * ((width - kernel) / stride + 1L), inputBits, 0)));
        }
        if (layers.isEmpty()) {
            throw network.problem("'network' is empty; it must be a list with at least one layer");
        }
        return layers;
    }

    private static int size(Value number) throws HasnasException {
        return number.integer(1, Integer.MAX_VALUE);
    }

    private static SpikeRates rates(Fields run, Optional<Value> byTraces, List<CrossbarLayer> layers) throws HasnasException {
        String trace = run.has("trace") ? run.text("trace") : "";
        Optional<Value> densities = byTraces.flatMap(byTrace -> byTrace.find(trace));
        Map<String, Double> byLayer = new LinkedHashMap<>();
        if (densities.isPresent()) {
            List<Value> list = densities.get().items();
            for (int index = 0; index < Math.min(layers.size(), list.size()); index++) {
                byLayer.put(layers.get(index).name(), list.get(index).number());
            }
        }
        return new SpikeRates(run.has("spike_rate") ? run.number("spike_rate") : DEFAULT_DENSITY, byLayer);
    }
}
