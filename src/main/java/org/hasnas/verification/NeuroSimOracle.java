package org.hasnas.verification;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.hasnas.catalog.ComponentCatalog;
import org.hasnas.crossbar.cost.PhysicalInputs;
import org.hasnas.crossbar.cost.PhysicalModel;
import org.hasnas.crossbar.mapping.CrossbarLayer;
import org.hasnas.domain.error.HasnasException;
import org.hasnas.domain.hardware.ChipComponent;
import org.hasnas.domain.hardware.HardwareProfile;
import org.hasnas.domain.hardware.HardwareProfile.AdcKind;
import org.hasnas.domain.hardware.HardwareProfile.Schedule;
import org.hasnas.domain.hardware.HardwareProfile.WeightCoding;
import org.hasnas.domain.hardware.PhysicalCostReport;
import org.hasnas.domain.hardware.PhysicalCostReport.PartCost;
import org.hasnas.domain.hardware.SpikeRates;
import org.hasnas.units.Area;
import org.hasnas.units.Energy;
import org.hasnas.units.Latency;

/**
 * Compares the physical model with chip runs of DNN+NeuroSim V1.3: area, energy and latency of each run beside the goals, and the
 * breakdown of each. The runs are for calibration: the goals are 15, 25 and 30 %, not equality. At 65 nm only areas are compared,
 * since NeuroSim's flash timing there is an artefact.
 *
 * <p>A file is an object with {@code network}, {@code bit_density} and {@code runs}, or a list of runs with a network each.
 */
public final class NeuroSimOracle {
    private static final double AREA_GOAL = 0.15;
    private static final double ENERGY_GOAL = 0.25;
    private static final double LATENCY_GOAL = 0.30;
    private static final Set<Integer> NODES = Set.of(22, 32, 45, 65);
    /** Densities that a trace's name stands for, where the file says none. */
    private static final double DEFAULT_DENSITY = 0.145;

    private final Map<Integer, ComponentCatalog> catalogs = new HashMap<>();

    /**
     * Three comparisons for each run, one at 65 nm, none where the tool stopped without a result.
     *
     * @param path a file, or a folder of which the files with chip runs are taken
     * @throws HasnasException NOT_FOUND or IO if there is nothing to read; BAD_DATA with file and case if it is no such case
     */
    public List<OracleCase> verify(Path path) throws HasnasException {
        for (int node : NODES) {
            catalogs.put(node, ComponentCatalog.bundled("neurosim-" + node + "nm"));
        }
        List<OracleCase> results = new ArrayList<>();
        List<Path> files = OracleFiles.jsonFiles(path);
        for (Path file : files) {
            JsonNode root = OracleFiles.read(file);
            JsonNode runs = root.isArray() ? root : root.path("runs");
            if (!runs.isArray()) {
                if (files.size() > 1) {
                    continue; // other files of the same folder, such as sub-array probes
                }
                throw OracleFiles.problem(file, "", "there is no list 'runs'; is this a file of NeuroSim chip runs?");
            }
            for (int index = 0; index < runs.size(); index++) {
                JsonNode run = runs.get(index);
                String name = run.path("name").asText("run " + (index + 1));
                CaseFields node = new CaseFields(file, "run " + (index + 1) + " '" + name + "'", run);
                if (run.path("result").path("chip").isObject()) {
                    results.addAll(compare(name, node, root));
                }
            }
        }
        return List.copyOf(results);
    }

    private List<OracleCase> compare(String name, CaseFields run, JsonNode root) throws HasnasException {
        CaseFields config = run.object("config");
        int technology = config.size("technode");
        ComponentCatalog catalog = catalogs.get(technology);
        if (catalog == null) {
            return List.of(OracleCase.notCheckable(name, "area", AREA_GOAL, "there is no catalogue for " + technology + " nm"));
        }
        int inputBits = config.has("numBitInput") ? config.size("numBitInput") : run.size("numBitInput");
        int weightBits = config.has("synapseBit") ? config.size("synapseBit") : run.size("synapseBit");
        HardwareProfile profile = profile(config, catalog.id(), weightBits);
        JsonNode network = run.has("network") ? run.node().path("network") : root.path("network");
        List<CrossbarLayer> layers = layers(run, network, inputBits);
        PhysicalCostReport report = new PhysicalModel(profile, catalog).cost(PhysicalInputs.matrices(layers), rates(run, root, layers));
        CaseFields chip = run.object("result").object("chip");
        double area = report.total().area().squareMillimetres() * 1e6;
        List<OracleCase> cases = new ArrayList<>();
        cases.add(oracleCase(name, "area", area, chip.positiveNumber("area_um2"), AREA_GOAL, areas(report, chip)));
        if (technology < 65) {
            double energy = report.total().energy().joules() * 1e12;
            double latency = report.interval().seconds() * 1e9;
            cases.add(oracleCase(name, "energy", energy, chip.positiveNumber("read_dynamic_energy_pJ"), ENERGY_GOAL, energies(report, chip)));
            cases.add(oracleCase(name, "latency", latency, chip.positiveNumber("read_latency_ns"), LATENCY_GOAL,
                    profile.schedule() == Schedule.PIPELINED ? "" : latencies(report, chip)));
        }
        return cases;
    }

    private static OracleCase oracleCase(String name, String quantity, double ours, double reference, double goal, String breakdown) {
        return new OracleCase(name, quantity, Differences.relative(ours, reference), goal,
                String.format(Locale.ROOT, "%+.1f %%%s", 100 * (ours / reference - 1), breakdown.isEmpty() ? "" : ": " + breakdown));
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
                throw run.problem("layer " + (layers.size() + 1) + " is " + row + "; it must be 8 numbers: height, width, Cin, kernel height and width,"
                        + " Cout, pooling, stride");
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
                layers.add(new CrossbarLayer("layer" + (layers.size() + 1), -1, (long) in * out * kernel * kernel, in, out, kernel, (long) height * width,
                        ((height - kernel) / stride + 1L) * ((width - kernel) / stride + 1L), inputBits, 0));
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

    private static String areas(PhysicalCostReport report, CaseFields chip) {
        return breakdown("array", area(report, ChipComponent.CELLS), chip.node().path("area_array_um2").asDouble())
                + breakdown(", ADC", area(report, ChipComponent.ADC), chip.node().path("area_adc_um2").asDouble())
                + breakdown(", accumulation", area(report, ChipComponent.ACCUMULATION), chip.node().path("area_accum_um2").asDouble())
                + breakdown(", interconnect", area(report, ChipComponent.INTERCONNECT), chip.node().path("area_ic_um2").asDouble())
                + breakdown(", other", area(report, ChipComponent.DRIVERS, ChipComponent.BUFFER), chip.node().path("area_other_um2").asDouble());
    }

    private static String energies(PhysicalCostReport report, CaseFields chip) {
        JsonNode json = chip.node();
        double buffer = json.path("buffer_energy_pJ").asDouble();
        double wires = json.path("ic_energy_pJ").asDouble();
        return breakdown("ADC and array", energy(report, ChipComponent.CELLS, ChipComponent.ADC), json.path("adc_energy_pJ").asDouble())
                + breakdown(", accumulation", energy(report, ChipComponent.ACCUMULATION), json.path("accum_energy_pJ").asDouble())
                + breakdown(", buffer", energy(report, ChipComponent.BUFFER), buffer)
                + breakdown(", interconnect", energy(report, ChipComponent.INTERCONNECT), wires)
                + breakdown(", other", energy(report, ChipComponent.DRIVERS), json.path("other_energy_pJ").asDouble() - buffer - wires);
    }

    private static String latencies(PhysicalCostReport report, CaseFields chip) {
        return breakdown("buffer", latency(report, ChipComponent.BUFFER), chip.node().path("buffer_latency_ns").asDouble())
                + breakdown(", interconnect", latency(report, ChipComponent.INTERCONNECT), chip.node().path("ic_latency_ns").asDouble())
                + breakdown(", ADC", latency(report, ChipComponent.ADC), chip.node().path("adc_latency_ns").asDouble())
                + breakdown(", accumulation", latency(report, ChipComponent.ACCUMULATION), chip.node().path("accum_latency_ns").asDouble());
    }

    private static String breakdown(String name, double ours, double reference) {
        return reference > 0 ? String.format(Locale.ROOT, "%s %+.0f %%", name, 100 * (ours / reference - 1)) : "";
    }

    private static double area(PhysicalCostReport report, ChipComponent... components) {
        Area sum = Area.ZERO;
        for (ChipComponent component : components) {
            sum = new Area(sum.squareMetres() + part(report, component).area().squareMetres());
        }
        return sum.squareMillimetres() * 1e6;
    }

    private static double energy(PhysicalCostReport report, ChipComponent... components) {
        Energy sum = Energy.ZERO;
        for (ChipComponent component : components) {
            sum = sum.plus(part(report, component).energy());
        }
        return sum.joules() * 1e12;
    }

    private static double latency(PhysicalCostReport report, ChipComponent component) {
        Latency latency = part(report, component).latency();
        return latency.seconds() * 1e9;
    }

    private static PartCost part(PhysicalCostReport report, ChipComponent component) {
        return report.component(component);
    }
}
