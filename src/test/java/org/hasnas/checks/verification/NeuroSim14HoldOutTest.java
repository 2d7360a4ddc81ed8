package org.hasnas.checks.verification;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hasnas.checks.verification.NeuroSimVersion.Quantity;
import org.hasnas.chip.catalog.ComponentCatalog;
import org.hasnas.chip.cost.PhysicalInputs;
import org.hasnas.chip.cost.PhysicalModel;
import org.hasnas.chip.model.PhysicalCostReport;
import org.hasnas.document.Value;
import org.hasnas.testdata.SharedData;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Predicts the chip runs of a node, or of a cell, of V1.4 without any of its numbers: every constant is put between those of the next nodes of the same
 * cell, or taken from another cell of the same node. What is no measurement stays: the feature size, the size of a cell, rules of layout.
 */
final class NeuroSim14HoldOutTest {
    private static final NeuroSimVersion VERSION = NeuroSimVersion.V1_4;
    private static final Set<String> SETTINGS = Set.of("technology.feature", "cell.area", "cell.width", "cell.access");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir
    private Path folder = Path.of("");
    private final List<NeuroSimRun> runs = new ArrayList<>();
    private JsonNode bundled = MAPPER.createObjectNode();

    @BeforeEach
    void read() throws Exception {
        for (String file : List.of("chip.json", "chip_snasnet.json")) {
            Value root = OracleFiles.read(SharedData.require("oracle/neurosim14").resolve(file));
            for (OracleFiles.Case found : OracleFiles.cases(root.find("runs").orElseThrow(), "run")) {
                if (found.fields().text("status").equals("ok") && VERSION.otherSetting(found.fields().anyFields("config")).isEmpty()) {
                    runs.add(NeuroSimRun.of(VERSION, found.name(), found.fields(), root));
                }
            }
        }
        try (InputStream stream = ComponentCatalog.class.getResourceAsStream("/org/hasnas/assets/catalog/neurosim-1.4.json")) {
            bundled = MAPPER.readTree(stream);
        }
    }

    /**
     * Planar nodes follow from their neighbours within the goals; 22 nm, whose larger neighbour is planar and whose smaller one has fins, and the areas
     * below it do not: the bounds are what was reached.
     */
    @Test
    void aNodeIsPredictedByItsNeighbours() throws Exception {
        Map<String, Errors> byNode = new LinkedHashMap<>();
        Map<String, Errors> byCell = new LinkedHashMap<>();
        for (NeuroSimRun run : runs) {
            List<Integer> nodes = nodes(run.cell());
            int index = nodes.indexOf(run.node());
            if (index > 0 && index < nodes.size() - 1) {
                ComponentCatalog catalog = between(run.node(), run.cell(), nodes.get(index - 1), nodes.get(index + 1));
                for (Errors errors : List.of(byNode.computeIfAbsent(run.node() + " nm", _ -> new Errors()),
                        byCell.computeIfAbsent(run.cell(), _ -> new Errors()))) {
                    errors.add(run, catalog);
                }
            }
        }
        byNode.forEach((name, errors) -> System.out.println(name + errors));
        byCell.forEach((name, errors) -> System.out.println(name + errors));
        byNode.forEach((name, errors) -> {
            boolean planar = Set.of("90 nm", "65 nm", "45 nm", "32 nm").contains(name);
            assertTrue(errors.median(Quantity.AREA) < (planar ? 0.05 : 0.3), name + errors);
            assertTrue(errors.median(Quantity.ENERGY) < 0.15, name + errors);
            assertTrue(errors.median(Quantity.LATENCY) < 0.2, name + errors);
        });
        assertTrue(byNode.size() == 11 && byCell.size() == 3, byNode.keySet() + " " + byCell.keySet());
    }

    /** RRAM and FeFET lie alike in this source; SRAM has circuits that no other cell has. */
    @Test
    void aCellIsPredictedByTheOther() throws Exception {
        Map<String, Errors> byCell = new LinkedHashMap<>();
        for (NeuroSimRun run : runs) {
            String other = run.cell().equals("RRAM") ? "FeFET" : "RRAM";
            if (!run.cell().equals("SRAM") && nodes(other).contains(run.node())) {
                byCell.computeIfAbsent(run.cell() + " by " + other, _ -> new Errors()).add(run, between(run.node(), other, run.node(), run.node()));
            }
        }
        byCell.forEach((name, errors) -> System.out.println(name + errors));
        for (Errors errors : byCell.values()) {
            for (Quantity quantity : Quantity.values()) {
                assertTrue(errors.median(quantity) < 0.05, errors.toString());
            }
        }
    }

    private List<String> columns() {
        List<String> names = new ArrayList<>();
        bundled.path("columns").forEach(column -> names.add(column.textValue()));
        return names;
    }

    /** Nodes of a cell, from the largest. */
    private List<Integer> nodes(String cell) {
        String ending = "nm-" + cell.toLowerCase(Locale.ROOT);
        return columns().stream().filter(name -> name.endsWith(ending)).map(name -> Integer.valueOf(name.substring(0, name.indexOf("nm-")))).toList();
    }

    /** A catalogue of a node whose measured constants are those of two others, by the logarithm of the node. */
    private ComponentCatalog between(int node, String cell, int larger, int smaller) throws Exception {
        Path file = folder.resolve(node + cell + larger + smaller + ".json");
        if (!Files.exists(file)) {
            double part = larger == smaller ? 0 : Math.log((double) larger / node) / Math.log((double) larger / smaller);
            int own = column(node, cell);
            int first = column(larger, cell);
            int second = column(smaller, cell);
            ObjectNode catalog = MAPPER.createObjectNode();
            bundled.propertyStream().filter(field -> !Set.of("columns", "entries").contains(field.getKey()))
                    .forEach(field -> catalog.set(field.getKey(), field.getValue()));
            ArrayNode entries = catalog.putArray("entries");
            for (JsonNode entry : bundled.path("entries")) {
                ObjectNode copy = entry.deepCopy();
                JsonNode values = copy.remove("values");
                if (values != null) {
                    String key = entry.path("key").textValue();
                    boolean known = SETTINGS.contains(key) || key.startsWith("layout.");
                    copy.put("value", known ? values.path(own).doubleValue()
                            : between(values.path(first).doubleValue(), values.path(second).doubleValue(), part));
                }
                entries.add(copy);
            }
            Files.writeString(file, MAPPER.writeValueAsString(catalog));
        }
        return ComponentCatalog.read(file);
    }

    private static double between(double first, double second, double part) {
        return first > 0 && second > 0 ? Math.exp((1 - part) * Math.log(first) + part * Math.log(second)) : (1 - part) * first + part * second;
    }

    private int column(int node, String cell) throws IOException {
        int column = columns().indexOf(node + "nm-" + cell.toLowerCase(Locale.ROOT));
        if (column < 0) {
            throw new IOException("no column for " + node + " nm " + cell);
        }
        return column;
    }

    /** Relative differences of what is compared. */
    private static final class Errors {
        private final Map<Quantity, List<Double>> found = new EnumMap<>(Quantity.class);

        Errors() {
            for (Quantity quantity : Quantity.values()) {
                found.put(quantity, new ArrayList<>());
            }
        }

        void add(NeuroSimRun run, ComponentCatalog catalog) throws Exception {
            PhysicalModel model = new PhysicalModel(run.profile(), catalog);
            PhysicalCostReport report = model.cost(PhysicalInputs.matrices(run.layers()), run.rates());
            for (Quantity quantity : Quantity.values()) {
                Optional<String> why = VERSION.notCompared(quantity, run.node(), run.cell(), run.profile(), model);
                if (why.isEmpty()) {
                    double ours = switch (quantity) {
                        case AREA -> report.total().area().squareMetres() * 1e12 / OracleFiles.positive(run.chip(), "area_um2");
                        case ENERGY -> report.total().energy().joules() * 1e12 / OracleFiles.positive(run.chip(), "read_dynamic_energy_pJ");
                        case LATENCY -> report.interval().seconds() * 1e9 / OracleFiles.positive(run.chip(), "read_latency_ns");
                    };
                    found.getOrDefault(quantity, new ArrayList<>()).add(Math.abs(ours - 1));
                }
            }
        }

        private double quantile(Quantity quantity, double share) {
            double[] sorted = found.getOrDefault(quantity, List.of()).stream().mapToDouble(Double::doubleValue).sorted().toArray();
            return sorted.length == 0 ? 0 : sorted[(int) Math.min(sorted.length - 1, share * sorted.length)];
        }

        double median(Quantity quantity) {
            return quantile(quantity, 0.5);
        }

        @Override
        public String toString() {
            StringBuilder row = new StringBuilder();
            for (Quantity quantity : Quantity.values()) {
                row.append(String.format(Locale.ROOT, " | %s %d: %.1f %%, %.1f %%, %.1f %%", quantity.label(),
                        found.getOrDefault(quantity, List.of()).size(), 100 * median(quantity), 100 * quantile(quantity, 0.9),
                        100 * quantile(quantity, 1)));
            }
            return row.toString();
        }
    }
}
