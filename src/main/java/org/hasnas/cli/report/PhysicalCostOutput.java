package org.hasnas.cli.report;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hasnas.chip.model.HardwareCost;
import org.hasnas.chip.model.HardwareProfile;
import org.hasnas.chip.model.PhysicalCostReport;
import org.hasnas.chip.model.PhysicalCostReport.LayerCost;
import org.hasnas.chip.model.PhysicalCostReport.PartCost;
import org.hasnas.cli.console.JsonDocument;
import org.hasnas.cli.console.TextTable;
import org.hasnas.units.EnumNames;
import org.jspecify.annotations.Nullable;

/** Reports of the physical model as tables and JSON. */
public final class PhysicalCostOutput {
    private final PhysicalCostReport report;
    private final String rateSource;

    /** @param rateSource where the spike rates come from */
    public PhysicalCostOutput(PhysicalCostReport report, String rateSource) {
        this.report = report;
        this.rateSource = rateSource;
    }

    public HardwareCost total() {
        return report.total();
    }

    public void text(PrintStream out) {
        HardwareProfile profile = report.profile();
        out.println("chip model physical, profile " + profile.id() + ": " + profile.description());
        out.println("crossbars of " + profile.crossbarSize() + ", " + profile.weightBits() + "-bit weights on " + profile.cellBits() + "-bit cells ("
                + EnumNames.of(profile.coding()) + "), " + profile.adcBits() + "-bit " + EnumNames.of(profile.adc()) + " ADC for "
                + profile.columnsPerAdc() + " columns, " + EnumNames.of(profile.schedule()) + ", clock "
                + CostText.number(report.clock().seconds() * 1e9) + " ns");
        out.println("spike rates " + rateSource);
        out.println();
        TextTable layers = new TextTable("layer", "weights", "crossbars", "tiles", "copies", "used %", "bits", "rate", "area mm2", "latency ms",
                "energy uJ");
        for (LayerCost layer : report.layers()) {
            layers.row(layer.layer(), Long.toString(layer.weights()), Long.toString(layer.crossbars()), Long.toString(layer.tiles()),
                    Long.toString(layer.copies()), CostText.number(100 * layer.utilizationFraction()), Integer.toString(layer.inputBits()),
                    CostText.number(layer.spikeRate()), CostText.number(layer.area().squareMillimetres()),
                    CostText.number(layer.latency().milliseconds()), CostText.number(layer.energy().microjoules()));
        }
        layers.print(out);
        out.println();
        TextTable components = new TextTable("component", "area mm2", "latency ms", "energy uJ");
        for (PartCost part : report.components()) {
            components.row(part.component().label(), CostText.number(part.area().squareMillimetres()),
                    CostText.number(part.latency().milliseconds()), CostText.number(part.energy().microjoules()));
        }
        components.row("whole chip", CostText.number(report.total().area().squareMillimetres()),
                CostText.number(report.total().latency().milliseconds()), CostText.number(report.total().energy().microjoules()));
        components.print(out);
        out.println();
        out.println("leakage: " + CostText.number(report.leakage().microjoules()) + " uJ; utilisation "
                + CostText.number(100 * report.utilizationFraction())
                + " %; a next time step every " + CostText.number(report.interval().milliseconds()) + " ms");
        report.warnings().forEach(warning -> out.println("Warning: " + warning));
        out.println("Component catalogue: " + profile.catalog() + " " + report.catalogHash());
        out.println("Coverage: " + report.coverage());
        out.println("Known limits of the model:");
        report.knownLimits().forEach(sentence -> out.println("  - " + sentence));
    }

    public JsonDocument json() {
        List<Map<String, @Nullable Object>> layers = new ArrayList<>();
        for (LayerCost layer : report.layers()) {
            layers.add(new JsonDocument().put("layer", layer.layer()).put("parameters", layer.weights()).put("crossbars", layer.crossbars())
                    .put("tiles", layer.tiles()).put("copies", layer.copies()).put("utilization", layer.utilizationFraction())
                    .put("input_bits", layer.inputBits()).put("spike_rate", layer.spikeRate()).put("area_mm2", layer.area().squareMillimetres())
                    .put("latency_ms", layer.latency().milliseconds()).put("energy_uJ", layer.energy().microjoules())
                    .put("components", parts(layer.parts())).map());
        }
        return new JsonDocument().put("model", report.total().model().label()).put("hardware", CostDocument.chip(report.profile()).map())
                .put("catalog_hash", report.catalogHash())
                .put("spike_rate_source", rateSource)
                .putAll(CostDocument.cost(report.total())).put("leakage_uJ", report.leakage().microjoules())
                .put("clock_ns", report.clock().seconds() * 1e9).put("interval_ms", report.interval().milliseconds())
                .put("utilization", report.utilizationFraction()).put("layers", layers).put("components", parts(report.components()))
                .put("coverage", report.coverage()).put("warnings", report.warnings()).put("known_limits", report.knownLimits());
    }

    private static List<Map<String, @Nullable Object>> parts(List<PartCost> parts) {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (PartCost part : parts) {
            rows.add(new JsonDocument().put("component", part.component().label()).put("area_mm2", part.area().squareMillimetres())
                    .put("latency_ms", part.latency().milliseconds()).put("energy_uJ", part.energy().microjoules()).map());
        }
        return rows;
    }
}
