package org.hasnas.checks.verification;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.hasnas.checks.verification.NeuroSimVersion.Quantity;
import org.hasnas.chip.catalog.ComponentCatalog;
import org.hasnas.chip.cost.PhysicalInputs;
import org.hasnas.chip.cost.PhysicalModel;
import org.hasnas.chip.model.ChipComponent;
import org.hasnas.chip.model.HardwareProfile.AdcKind;
import org.hasnas.chip.model.HardwareProfile.Schedule;
import org.hasnas.chip.model.PhysicalCostReport;
import org.hasnas.chip.model.PhysicalCostReport.LayerCost;
import org.hasnas.testdata.SharedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Predicts groups of chip runs with constants that were fitted without them. All constants that come from chip runs are fitted anew, by
 * least squares of relative errors with no constant below 0; those of sub-array probes (converters, cells, rows, clock) stay. Runs with
 * inputs of 8 bits can't be left out: what adds the bits up is in no other run.
 */
final class NeuroSimHoldOutTest {
    /** Constants in which a component is linear, and the field of a layer (or of the chip's area) that they are fitted to. */
    @SuppressWarnings("ImmutableEnumChecker") // lists that nobody can change
    private enum Family {
        ACCUMULATION_AREA("accumulation.area.", "area_accum_um2", ChipComponent.ACCUMULATION),
        OTHER_AREA("driver.area.|buffer.area.", "area_other_um2", ChipComponent.DRIVERS, ChipComponent.BUFFER),
        INTERCONNECT_AREA("interconnect.area.", "area_ic_um2", ChipComponent.INTERCONNECT),
        ACCUMULATION_ENERGY("accumulation.energy.", "accum_energy_pJ", ChipComponent.ACCUMULATION),
        BUFFER_ENERGY("buffer.energy.", "buffer_energy_pJ", ChipComponent.BUFFER),
        INTERCONNECT_ENERGY("interconnect.energy.", "ic_energy_pJ", ChipComponent.INTERCONNECT),
        BUFFER_CYCLES("buffer.cycles.", "buffer_latency_ns", ChipComponent.BUFFER),
        INTERCONNECT_CYCLES("interconnect.cycles.", "ic_latency_ns", ChipComponent.INTERCONNECT);

        private final List<String> prefixes;
        private final String field;
        private final List<ChipComponent> components;

        Family(String prefixes, String field, ChipComponent... components) {
            this.prefixes = List.of(prefixes.split("\\|", -1));
            this.field = field;
            this.components = List.of(components);
        }

        boolean has(String key) {
            return prefixes.stream().anyMatch(key::startsWith);
        }

        boolean isArea() {
            return field.startsWith("area");
        }

        double value(LayerCost layer) {
            return components.stream().map(layer::part).mapToDouble(part -> isArea() ? part.area().squareMetres() * 1e12
                    : field.endsWith("_pJ") ? part.energy().joules() * 1e12 : part.latency().seconds() * 1e9).sum();
        }
    }

    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir
    private Path folder = Path.of("");
    private final Map<Integer, JsonNode> bundled = new HashMap<>();
    private final Map<String, Equations> equations = new HashMap<>();
    private int files;

    @Test
    void groupsOfRunsArePredictedByTheOthers() throws Exception {
        List<NeuroSimRun> runs = new ArrayList<>();
        for (String file : List.of("oracle.json", "snasnet_cifar100.json")) {
            Path path = SharedData.require("oracle/neurosim").resolve(file);
            runs.addAll(NeuroSimOracle.runs(OracleFiles.read(path)));
        }
        runs.removeIf(run -> run.node() > 32);
        Map<String, Predicate<NeuroSimRun>> groups = new LinkedHashMap<>();
        groups.put("SAR", run -> run.profile().converter().kind() == AdcKind.SAR);
        groups.put("X 64", run -> run.profile().array().size() == 64);
        groups.put("1-bit inputs", run -> run.layers().getFirst().inputBits() == 1);
        groups.put("cells of 1 bit", run -> run.profile().array().cellBits() == 1);
        groups.put("2 cells per weight", run -> run.profile().array().cellsPerWeight() == 2);
        groups.put("mux 4 and 16", run -> run.profile().converter().columns() != 8);
        groups.put("3, 4, 6, 8 bits", run -> run.profile().converter().bits() != 5);
        groups.put("SNASNet", run -> run.name().startsWith("snas"));
        List<String> failures = new ArrayList<>();
        for (var group : groups.entrySet()) {
            List<NeuroSimRun> held = runs.stream().filter(group.getValue()).toList();
            assertTrue(!held.isEmpty(), group.getKey());
            double[] worst = predict(runs.stream().filter(group.getValue().negate()).toList(), held);
            String row = String.format(Locale.ROOT, "%-20s %2d runs: area %.1f %%, energy %.1f %%, latency %.1f %%", group.getKey(), held.size(),
                    100 * worst[0], 100 * worst[1], 100 * worst[2]);
            System.out.println(row);
            if (worst[0] > goal(Quantity.AREA) || worst[1] > goal(Quantity.ENERGY) || worst[2] > goal(Quantity.LATENCY)) {
                failures.add(row);
            }
        }
        assertTrue(failures.isEmpty(), failures.toString());
    }

    private JsonNode bundled(int node) throws IOException {
        JsonNode known = bundled.get(node);
        if (known == null) {
            try (InputStream stream =
                    ComponentCatalog.class.getResourceAsStream("/org/hasnas/assets/catalog/neurosim-1.3-" + node + "nm-rram.json")) {
                known = MAPPER.readTree(stream);
            }
            bundled.put(node, known);
        }
        return known;
    }

    /** Worst relative errors of area, energy and latency of the runs that were held out. */
    private static double goal(Quantity quantity) {
        return NeuroSimVersion.V1_3.goal(quantity);
    }

    private double[] predict(List<NeuroSimRun> training, List<NeuroSimRun> held) throws Exception {
        Map<String, Double> factors = new HashMap<>();
        for (Family family : Family.values()) {
            fit(family, training, factors);
        }
        double[] worst = new double[3];
        for (NeuroSimRun run : held) {
            PhysicalCostReport report = cost(run, factors);
            worst[0] = Math.max(worst[0], error(report.total().area().squareMetres() * 1e12, run, "area_um2"));
            worst[1] = Math.max(worst[1], error(report.total().energy().joules() * 1e12, run, "read_dynamic_energy_pJ"));
            worst[2] = Math.max(worst[2], error(report.interval().seconds() * 1e9, run, "read_latency_ns"));
        }
        return worst;
    }

    private static double error(double ours, NeuroSimRun run, String field) throws Exception {
        return Math.abs(ours / OracleFiles.positive(run.chip(), field) - 1);
    }

    private void fit(Family family, List<NeuroSimRun> training, Map<String, Double> factors) throws Exception {
        List<String> keys = new ArrayList<>();
        bundled(22).path("entries").forEach(entry -> {
            if (family.has(entry.path("key").textValue())) {
                keys.add(entry.path("key").textValue());
            }
        });
        List<double[]> rows = new ArrayList<>();
        List<Double> targets = new ArrayList<>();
        for (NeuroSimRun run : training) {
            if (family.isArea() || run.profile().layout().schedule() == Schedule.LAYER_BY_LAYER) {
                Equations equations = equations(family, run, keys);
                rows.addAll(equations.rows());
                targets.addAll(equations.targets());
            }
        }
        double[] solution = leastSquares(rows, targets, keys.size());
        for (int key = 0; key < solution.length; key++) {
            factors.put(keys.get(key), solution[key]);
        }
    }

    /** What a run says about the factors of a family: the parts of each layer, relative to the run's sum, and NeuroSim's. */
    private record Equations(List<double[]> rows, List<Double> targets) {}

    private Equations equations(Family family, NeuroSimRun run, List<String> keys) throws Exception {
        Equations known = equations.get(family + run.name());
        if (known != null) {
            return known;
        }
        List<double[]> rows = new ArrayList<>();
        List<Double> targets = new ArrayList<>();
        List<List<Double>> parts = new ArrayList<>(); // by key, then by layer: a constant doubled adds its part once more
        List<Double> base = values(family, run, Map.of());
        for (String key : keys) {
            List<Double> doubled = values(family, run, Map.of(key, 2.0));
            List<Double> part = new ArrayList<>();
            for (int layer = 0; layer < base.size(); layer++) {
                part.add(doubled.get(layer) - base.get(layer));
            }
            parts.add(part);
        }
        double sum = OracleFiles.positive(run.chip(), family.field);
        for (int layer = 0; layer < base.size(); layer++) {
            double[] row = new double[keys.size()];
            for (int key = 0; key < row.length; key++) {
                row[key] = parts.get(key).get(layer) / sum;
            }
            rows.add(row);
            targets.add((family.isArea() ? sum : run.result().items("layers").get(layer).anyFields().number(family.field)) / sum);
        }
        Equations found = new Equations(rows, targets);
        equations.put(family + run.name(), found);
        return found;
    }

    /** The family's component by layer, or of the chip for areas. */
    private List<Double> values(Family family, NeuroSimRun run, Map<String, Double> factors) throws Exception {
        List<Double> byLayer = cost(run, factors).layers().stream().map(family::value).toList();
        return family.isArea() ? List.of(byLayer.stream().mapToDouble(Double::doubleValue).sum()) : byLayer;
    }

    /** Coordinate descent with no value below 0. */
    private static double[] leastSquares(List<double[]> rows, List<Double> targets, int size) {
        double[] solution = new double[size];
        double[] rest = targets.stream().mapToDouble(Double::doubleValue).toArray();
        for (int round = 0; round < 5_000; round++) {
            for (int key = 0; key < size; key++) {
                double square = 0;
                double product = 0;
                for (int row = 0; row < rest.length; row++) {
                    double x = rows.get(row)[key];
                    square += x * x;
                    product += x * rest[row];
                }
                double step = square == 0 ? 0 : Math.max(-solution[key], product / square);
                solution[key] += step;
                for (int row = 0; row < rest.length; row++) {
                    rest[row] -= step * rows.get(row)[key];
                }
            }
        }
        return solution;
    }

    private PhysicalCostReport cost(NeuroSimRun run, Map<String, Double> factors) throws Exception {
        JsonNode catalog = bundled(run.node()).deepCopy();
        for (JsonNode entry : catalog.path("entries")) {
            Double factor = factors.get(entry.path("key").textValue());
            if (factor != null) {
                ((ObjectNode) entry).put("value", Math.max(1e-30, entry.path("value").doubleValue() * factor));
            }
        }
        Path file = Files.writeString(folder.resolve("catalog" + files++ + ".json"), MAPPER.writeValueAsString(catalog));
        return new PhysicalModel(run.profile(), ComponentCatalog.read(file)).cost(PhysicalInputs.matrices(run.layers()), run.rates());
    }
}
