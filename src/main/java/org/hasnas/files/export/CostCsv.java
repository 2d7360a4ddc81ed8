package org.hasnas.files.export;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.hasnas.chip.model.CostKind;
import org.hasnas.chip.model.CostReport;
import org.hasnas.chip.model.HardwareCost;
import org.hasnas.chip.model.MemoryScope;
import org.hasnas.chip.model.PhysicalCostReport;
import org.hasnas.chip.model.SpikeSimCostReport;
import org.hasnas.chip.model.SpikeSimCostReport.ComponentCost;
import org.hasnas.chip.model.SpikeSimCostReport.LayerCost;
import org.hasnas.chip.model.SpikeSimSettings;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.Margin;

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
            .setHeader(Stream.of(Stream.of("scope", "name", "weights", "processing_elements", "crossbars"),
                    CostKind.OF_THE_CHIP.stream().map(CostKind::key), Stream.of("note")).flatMap(titles -> titles).toArray(String[]::new))
            .get();

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
            row(printer, List.of("layer", layer.layer(), layer.weights(), layer.processingElements(), layer.crossbars()),
                    Map.of(CostKind.AREA, layer.peArea().squareMetres(), CostKind.LATENCY, layer.latency().seconds(),
                            CostKind.ENERGY, layer.energy().joules()),
                    "area of its processing elements");
        }
        for (ComponentCost component : report.components()) {
            row(printer, List.of("component", component.component(), "", "", ""),
                    Map.of(CostKind.AREA, component.area().squareMetres(), CostKind.ENERGY, component.energy().joules()), "");
        }
        total(printer, report);
        for (Margin margin : limits.margins(report.total())) {
            limit(printer, margin);
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
        row(printer, List.of("total", "chip", weights, processingElements, crossbars), costs(total),
                "parameters: " + total.parameters() + "; convolution weights: " + total.convolutionWeights());
    }

    /** What a chip costs, by kind, in SI units. */
    static Map<CostKind, Double> costs(HardwareCost total) {
        return CostKind.OF_THE_CHIP.stream().collect(Collectors.toMap(kind -> kind, kind -> kind.costOf(total, MemoryScope.ALL_PARAMETERS)));
    }

    private static void limit(CSVPrinter printer, Margin margin) throws IOException {
        String note = (margin.passes() ? "met: " : "exceeded: ") + margin.sentence();
        boolean ofTheChip = margin.kind().isOfTheChip();
        row(printer, List.of("limit", margin.kind().label(), ofTheChip ? "" : number(margin.limit()), "", ""),
                ofTheChip ? Map.of(margin.kind(), margin.limit()) : Map.of(), note);
    }

    private static void row(CSVPrinter printer, List<Object> first, Map<CostKind, Double> costs, String note) throws IOException {
        printer.printRecord(Stream.of(first.stream(), cells(costs), Stream.of(note)).flatMap(cells -> cells));
    }

    /** Costs in SI units as cells in the units of the header; empty where there is none. */
    static Stream<String> cells(Map<CostKind, Double> costs) {
        return CostKind.OF_THE_CHIP.stream()
                .map(kind -> Optional.ofNullable(costs.get(kind)).map(cost -> number(kind.unit().factor() * cost)).orElse(""));
    }

    static String number(double value) {
        return Double.isInfinite(value) ? "unlimited" : new BigDecimal(value).round(DIGITS).stripTrailingZeros().toPlainString();
    }
}
