package org.hasnas.checks.verification;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hasnas.chip.mapping.CrossbarLayer;
import org.hasnas.chip.model.HardwareProfile;
import org.hasnas.chip.model.HardwareProfile.AdcKind;
import org.hasnas.chip.model.HardwareProfile.Schedule;
import org.hasnas.chip.model.HardwareProfile.WeightCoding;
import org.hasnas.chip.model.SpikeRates;
import org.hasnas.error.HasnasException;

/**
 * A chip run of NeuroSim.
 *
 * @param node of the technology in nm
 * @param layers matrices of the network
 * @param rates part of ones among the input bits of each layer
 * @param result what NeuroSim found, for the chip and for each layer
 */
record NeuroSimRun(String name, int node, HardwareProfile profile, List<CrossbarLayer> layers, SpikeRates rates, CaseFields result) {
    /** Densities that a trace's name stands for, where the file says none. */
    private static final double DEFAULT_DENSITY = 0.145;

    /** Id of the catalogue of a node. */
    static String catalog(int node) {
        return "neurosim-" + node + "nm";
    }

    /** What NeuroSim found for the chip. */
    CaseFields chip() throws HasnasException {
        return result.object("chip");
    }

    static NeuroSimRun of(String name, CaseFields run, JsonNode root) throws HasnasException {
        CaseFields config = run.object("config");
        int node = config.size("technode");
        int inputBits = config.has("numBitInput") ? config.size("numBitInput") : run.size("numBitInput");
        int weightBits = config.has("synapseBit") ? config.size("synapseBit") : run.size("synapseBit");
        JsonNode network = run.has("network") ? run.node().path("network") : root.path("network");
        List<CrossbarLayer> layers = layers(run, network, inputBits);
        return new NeuroSimRun(name, node, profile(config, catalog(node), weightBits), layers, rates(run, root, layers),
                run.object("result"));
    }

    private static HardwareProfile profile(CaseFields config, String catalog, int weightBits) throws HasnasException {
        String off = config.text("resistanceOff");
        double offOhms = 1;
        double onOhms;
        try {
            for (String factor : off.split("\\*", -1)) {
                offOhms *= Double.parseDouble(factor);
            }
            onOhms = Double.parseDouble(config.text("resistanceOn"));
        } catch (NumberFormatException e) {
            throw config.problem("resistanceOn and resistanceOff must be numbers or products such as 6e3*150, was " + off);
        }
        int adcBits = 31 - Integer.numberOfLeadingZeros(config.size("levelOutput"));
        try {
            return new HardwareProfile("neurosim run", "", catalog, config.size("numRowSubArray"), config.size("cellBit"), weightBits,
                    WeightCoding.OFFSET, flag(config, "SARADC") ? AdcKind.SAR : AdcKind.FLASH, adcBits, config.size("numColMuxed"), onOhms, offOhms,
                    config.positiveNumber("readVoltage"), 0, 1, flag(config, "novelMapping"), false,
                    flag(config, "pipeline") ? Schedule.PIPELINED : Schedule.LAYER_BY_LAYER);
        } catch (IllegalArgumentException e) {
            throw config.problem(e.getMessage() == null ? "the configuration is not possible" : e.getMessage());
        }
    }

    private static boolean flag(CaseFields config, String name) {
        return config.node().path(name).asBoolean();
    }

    private static List<CrossbarLayer> layers(CaseFields run, JsonNode network, int inputBits) throws HasnasException {
        if (!network.isArray() || network.isEmpty()) {
            throw run.problem("there is no list 'network' with at least one layer");
        }
        List<CrossbarLayer> layers = new ArrayList<>();
        for (JsonNode row : network) {
            if (row.size() < 8) {
                throw run.problem("layer " + (layers.size() + 1) + " is " + row
                        + "; it must be 8 numbers: height, width, Cin, kernel height and width, Cout, pooling, stride");
            }
            int height = row.get(0).asInt();
            int width = row.get(1).asInt();
            int in = row.get(2).asInt();
            int kernel = row.get(3).asInt();
            int out = row.get(5).asInt();
            int stride = Math.max(1, row.get(7).asInt());
            if (kernel != row.get(4).asInt()) {
                throw run.problem("layer " + (layers.size() + 1) + " has a kernel that is not square");
            }
            try {
                layers.add(new CrossbarLayer("layer" + (layers.size() + 1), -1, (long) in * out * kernel * kernel, in, out, kernel,
                        (long) height * width, ((height - kernel) / stride + 1L) * ((width - kernel) / stride + 1L), inputBits, 0));
            } catch (IllegalArgumentException e) {
                throw run.problem("layer " + (layers.size() + 1) + " is " + row + ": " + e.getMessage());
            }
        }
        return layers;
    }

    private static SpikeRates rates(CaseFields run, JsonNode root, List<CrossbarLayer> layers) {
        JsonNode densities = root.path("bit_density").path(run.node().path("trace").asText(""));
        Map<String, Double> byLayer = new HashMap<>();
        for (int index = 0; index < Math.min(layers.size(), densities.size()); index++) {
            byLayer.put(layers.get(index).name(), densities.get(index).asDouble());
        }
        return new SpikeRates(run.node().path("spike_rate").asDouble(DEFAULT_DENSITY), byLayer);
    }
}
