package org.hasnas.files.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.hasnas.chip.cost.SpikeSimElaModel;
import org.hasnas.chip.model.CostKind;
import org.hasnas.chip.model.MemoryScope;
import org.hasnas.chip.model.SpikeSimCostReport;
import org.hasnas.chip.model.SpikeSimSettings;
import org.hasnas.error.HasnasException;
import org.hasnas.network.Architecture;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.search.model.ConstraintSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class CostCsvTest {
    private SpikeSimCostReport report;

    @BeforeEach
    void compute() throws HasnasException {
        Network network = Network.of(NetworkTemplates.SNASNET_CIFAR10.template(), NetworkTemplates.SNASNET_CIFAR10.space(),
                Architecture.parse("0303 0030 2002 0200"));
        report = SpikeSimElaModel.bundled().cost(network, SpikeSimSettings.DEFAULT);
    }

    private static List<CSVRecord> rows(String text) throws IOException {
        CSVFormat format = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).setCommentMarker('#').get();
        try (CSVParser parser = CSVParser.parse(new StringReader(text), format)) {
            return parser.getRecords();
        }
    }

    private String csv(ConstraintSet limits) throws IOException {
        StringBuilder text = new StringBuilder();
        CostCsv.write(report, limits, text);
        return text.toString();
    }

    private static double sum(List<CSVRecord> rows, String scope, String column) {
        return rows.stream().filter(row -> row.get("scope").equals(scope)).mapToDouble(row -> Double.parseDouble(row.get(column))).sum();
    }

    @Test
    void tableHoldsEveryLayerComponentTotalAndLimit() throws IOException {
        List<CSVRecord> rows = rows(csv(ConstraintSet.PUBLISHED));
        assertEquals(14 + report.components().size() + 1 + 4, rows.size());
        CSVRecord total = rows.stream().filter(row -> row.get("scope").equals("total")).findFirst().orElseThrow();
        assertEquals(report.total().area().squareMillimetres(), Double.parseDouble(total.get("area_mm2")), 1e-12);
        assertEquals("11016960", total.get("weights"));
        assertTrue(total.get("note").contains("19520356"), total.get("note"));
        for (String column : List.of("latency_ms", "energy_uJ")) {
            double expected = Double.parseDouble(total.get(column));
            assertEquals(expected, sum(rows, "layer", column), expected * 1e-12);
        }
        for (String column : List.of("weights", "processing_elements", "crossbars")) {
            assertEquals(Double.parseDouble(total.get(column)), sum(rows, "layer", column), 0);
        }
        for (String column : List.of("area_mm2", "energy_uJ")) {
            double expected = Double.parseDouble(total.get(column));
            assertEquals(expected, sum(rows, "component", column), expected * 1e-12);
        }
    }

    @Test
    void limitsStandInTheirColumnsWithTheirMargins() throws IOException {
        ConstraintSet limits = ConstraintSet.PUBLISHED.withLimit(CostKind.MEMORY, Double.POSITIVE_INFINITY)
                .withLimit(CostKind.ENERGY, report.total().energy().joules()).withMemoryScope(MemoryScope.CONVOLUTIONS_ONLY);
        String text = csv(limits);
        List<CSVRecord> rows = rows(text).stream().filter(row -> row.get("scope").equals("limit")).toList();
        assertEquals(List.of("memory", "area", "latency", "energy"), rows.stream().map(row -> row.get("name")).toList());
        assertEquals("unlimited", rows.get(0).get("weights"));
        assertEquals("100", rows.get(1).get("area_mm2"));
        assertEquals("400", rows.get(2).get("latency_ms"));
        assertTrue(rows.get(0).get("note").startsWith("met: memory 11.02 M of unlimited"), rows.get(0).get("note"));
        assertTrue(rows.get(1).get("note").startsWith("exceeded: area 102.8 mm2 of 100.0 mm2"), rows.get(1).get("note"));
        assertTrue(rows.get(3).get("note").startsWith("met: "), "a cost equal to its limit passes");
        assertTrue(text.contains("# memory limit counts: convolutions only\n"), text);
    }

    @Test
    void commentsSayHowTheNumbersWereMade() throws IOException {
        String text = csv(ConstraintSet.PUBLISHED);
        assertTrue(text.startsWith("# cost model: spikesim-ela\n# settings: crossbar 64x64, 8 processing elements per tile, rram cells\n"), text);
        assertTrue(text.contains("# catalogue (SHA-256): " + report.catalogHash() + "\n"));
        assertTrue(text.contains("# coverage: convolutions only, as in the tool\n"));
        assertTrue(text.contains("# memory limit counts: all parameters\n"));
        report.knownLimits().forEach(sentence -> assertTrue(text.contains("# known limit: " + sentence + "\n"), sentence));
    }
}
