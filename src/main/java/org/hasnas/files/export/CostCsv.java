package org.hasnas.files.export;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.hasnas.chip.model.CostReport;
import org.hasnas.chip.model.HardwareCost;
import org.hasnas.chip.model.PhysicalCostReport;
import org.hasnas.chip.model.SpikeSimCostReport;
import org.hasnas.chip.model.SpikeSimCostReport.ComponentCost;
import org.hasnas.chip.model.SpikeSimCostReport.LayerCost;
import org.hasnas.chip.model.SpikeSimSettings;
import org.hasnas.search.model.ConstraintKind;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.Margin;
import org.hasnas.units.Area;
import org.hasnas.units.Energy;
import org.hasnas.units.Latency;

/**
 * A cost report with its limits as one tidy CSV table.
 *
 * <p>Comment lines with {@code #} give model, settings, catalogue hash, coverage, memory scope and known limits. Then one row per layer
 * (its area is that of its PEs alone), component, the total, and one per limit with the limit in the column it is about and the margin as
 * note. Cells that don't apply are empty; numbers have 15 significant digits and the units of the header; an infinite limit is
 * {@code unlimited}.
 */
public final class CostCsv {
    private static final CSVFormat FORMAT = CSVFormat.DEFAULT.builder().setRecordSeparator('\n')
            .setHeader("scope", "name", "weights", "processing_elements", "crossbars", "area_mm2", "latency_ms", "energy_uJ", "note").get();

    /** All digits that survive the conversion from SI: 100 mm2 stays 100. */
    private static final MathContext DIGITS = new MathContext(15);

    private CostCsv() {}

    /** Writes the whole text, lines ended by a line feed; of the physical model as {@link PhysicalCostCsv} says. */
    public static void write(CostReport report, ConstraintSet limits, Appendable out) throws IOException {
        switch (report) {
            case SpikeSimCostReport spikeSim -> spikeSim(spikeSim, limits, out);
            case PhysicalCostReport physical -> PhysicalCostCsv.write(physical, limits, out);
        }
    }

    private static void spikeSim(SpikeSimCostReport report, ConstraintSet limits, Appendable out) throws IOException {
        comments(out, report, limits);
        CSVPrinter printer = FORMAT.print(out);
        for (LayerCost layer : report.layers()) {
            printer.printRecord("layer", layer.layer(), layer.weights(), layer.processingElements(), layer.crossbars(), area(layer.peArea()),
                    latency(layer.latency()), energy(layer.energy()), "area of its processing elements");
        }
        for (ComponentCost component : report.components()) {
            printer.printRecord("component", component.component(), "", "", "", area(component.area()), "", energy(component.energy()), "");
        }
        total(printer, report);
        for (Margin margin : limits.margins(report.total())) {
            limit(printer, limits, margin);
        }
    }

    private static void comments(Appendable text, SpikeSimCostReport report, ConstraintSet limits) throws IOException {
        SpikeSimSettings settings = report.settings();
        comment(text, "cost model: " + settings.model().label());
        comment(text, "settings: crossbar " + settings.crossbarSize() + "x" + settings.crossbarSize() + ", " + settings.pesPerTile()
                + " processing elements per tile, " + settings.device().name().toLowerCase(Locale.ROOT) + " cells");
        comment(text, "catalogue (SHA-256): " + report.catalogHash());
        comment(text, "coverage: " + report.coverage());
        comment(text, "memory limit counts: " + limits.memoryScope().label());
        for (String sentence : report.knownLimits()) {
            comment(text, "known limit: " + sentence);
        }
    }

    static void comment(Appendable text, String sentence) throws IOException {
        text.append("# ").append(sentence.replaceAll("\\R", " ")).append('\n');
    }

    private static void total(CSVPrinter printer, SpikeSimCostReport report) throws IOException {
        HardwareCost total = report.total();
        long processingElements = report.layers().stream().mapToLong(LayerCost::processingElements).sum();
        long crossbars = report.layers().stream().mapToLong(LayerCost::crossbars).sum();
        long weights = report.layers().stream().mapToLong(LayerCost::weights).sum();
        printer.printRecord("total", "chip", weights, processingElements, crossbars, area(total.area()), latency(total.latency()),
                energy(total.energy()), "parameters: " + total.parameters() + "; convolution weights: " + total.convolutionWeights());
    }

    private static void limit(CSVPrinter printer, ConstraintSet limits, Margin margin) throws IOException {
        ConstraintKind kind = margin.kind();
        String note = (margin.passes() ? "met: " : "exceeded: ") + margin.sentence();
        printer.printRecord("limit", kind.label(),
                kind == ConstraintKind.MEMORY ? number(limits.maxParameters()) : "", "", "",
                kind == ConstraintKind.AREA ? area(limits.maxArea()) : "",
                kind == ConstraintKind.LATENCY ? latency(limits.maxLatency()) : "",
                kind == ConstraintKind.ENERGY ? energy(limits.maxEnergy()) : "", note);
    }

    private static String area(Area area) {
        return number(area.squareMillimetres());
    }

    private static String latency(Latency latency) {
        return number(latency.milliseconds());
    }

    private static String energy(Energy energy) {
        return number(energy.microjoules());
    }

    static String number(double value) {
        return Double.isInfinite(value) ? "unlimited" : new BigDecimal(value).round(DIGITS).stripTrailingZeros().toPlainString();
    }
}
