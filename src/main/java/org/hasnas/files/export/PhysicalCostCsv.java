package org.hasnas.files.export;

import java.io.IOException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.hasnas.chip.model.HardwareCost;
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
            .setHeader("layer", "component", "area_mm2", "latency_ms", "energy_uJ").get();
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
        HardwareCost total = report.total();
        row(printer, CHIP, "total", total.area().squareMillimetres(), total.latency().milliseconds(), total.energy().microjoules());
    }

    private static void comments(Appendable text, PhysicalCostReport report, ConstraintSet limits) throws IOException {
        CostCsv.comment(text, "cost model: " + report.total().model().label() + ", profile " + report.profile().id() + ": "
                + report.profile().description());
        CostCsv.comment(text, "catalogue " + report.profile().catalog() + " (SHA-256): " + report.catalogHash());
        CostCsv.comment(text, "coverage: " + report.coverage());
        for (LayerCost layer : report.layers()) {
            CostCsv.comment(text, "spike rate of " + layer.layer() + ": " + CostCsv.number(layer.spikeRate()));
        }
        for (Margin margin : limits.margins(report.total())) {
            if (Double.isFinite(margin.limit())) {
                CostCsv.comment(text, "limit " + (margin.passes() ? "met: " : "exceeded: ") + margin.sentence());
            }
        }
        for (String sentence : report.warnings()) {
            CostCsv.comment(text, "warning: " + sentence);
        }
        for (String sentence : report.knownLimits()) {
            CostCsv.comment(text, "known limit: " + sentence);
        }
    }

    private static void part(CSVPrinter printer, String layer, PartCost part) throws IOException {
        row(printer, layer, part.component().label(), part.area().squareMillimetres(), part.latency().milliseconds(), part.energy().microjoules());
    }

    private static void row(CSVPrinter printer, String layer, String component, double area, double latency, double energy) throws IOException {
        printer.printRecord(layer, component, CostCsv.number(area), CostCsv.number(latency), CostCsv.number(energy));
    }
}
