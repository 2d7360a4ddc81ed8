package org.hasnas.files.export;

import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.hasnas.chip.model.CostKind;
import org.hasnas.chip.model.PhysicalCostReport;
import org.hasnas.chip.model.PhysicalCostReport.LayerCost;
import org.hasnas.chip.model.PhysicalCostReport.PartCost;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.Margin;

/**
 * A report of the physical model as CSV: comment lines with {@code #}, then one row per component of each layer and of the whole chip
 * (layer {@code chip}), and the total. Numbers have 15 significant digits and the units of the header.
 */
final class PhysicalCostCsv {
    private static final CSVFormat FORMAT = CSVFormat.DEFAULT.builder().setRecordSeparator('\n')
            .setHeader(Stream.concat(Stream.of("layer", "component"), CostKind.OF_THE_CHIP.stream().map(CostKind::key)).toArray(String[]::new)).get();
    private static final String CHIP = "chip";

    private PhysicalCostCsv() {}

    static void write(PhysicalCostReport report, ConstraintSet limits, Appendable out) throws IOException {
        comments(out, report, limits);
        CSVPrinter printer = FORMAT.print(out);
        for (LayerCost layer : report.layers()) {
            for (PartCost part : layer.parts()) {
                part(printer, layer.layer(), part);
            }
        }
        for (PartCost part : report.components()) {
            part(printer, CHIP, part);
        }
        row(printer, CHIP, "total", CostCsv.costs(report.total()));
    }

    private static void comments(Appendable text, PhysicalCostReport report, ConstraintSet limits) throws IOException {
        CostCsv.comment(text, "cost model: " + report.total().model().label() + ", profile " + report.profile().id() + ": "
                + report.profile().description());
        CostCsv.comment(text, "catalogue " + report.profile().catalog() + " (SHA-256): " + report.catalogHash());
        CostCsv.comment(text, "expected error: " + report.expectedError().sentence());
        CostCsv.comment(text, "coverage: " + report.coverage());
        for (LayerCost layer : report.layers()) {
            CostCsv.comment(text, "spike rate of " + layer.layer() + ": " + CostCsv.number(layer.spikeRate()));
        }
        for (Margin margin : limits.margins(report.total())) {
            if (Double.isFinite(margin.limit())) {
                CostCsv.comment(text, "limit " + (margin.passes() ? "met: " : "exceeded: ") + margin.sentence());
            }
        }
        if (report.programming().isPresent()) {
            CostCsv.comment(text, report.programming().get().sentence());
        }
        for (String sentence : report.warnings()) {
            CostCsv.comment(text, "warning: " + sentence);
        }
        for (String sentence : report.knownLimits()) {
            CostCsv.comment(text, "known limit: " + sentence);
        }
    }

    private static void part(CSVPrinter printer, String layer, PartCost part) throws IOException {
        row(printer, layer, part.component().label(), Map.of(CostKind.AREA, part.area().squareMetres(), CostKind.LATENCY, part.latency().seconds(),
                CostKind.ENERGY, part.energy().joules()));
    }

    private static void row(CSVPrinter printer, String layer, String component, Map<CostKind, Double> costs) throws IOException {
        printer.printRecord(Stream.concat(Stream.of(layer, component), CostCsv.cells(costs)));
    }
}
