package org.hasnas.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hasnas.domain.hardware.HardwareProfile;
import org.hasnas.domain.hardware.PhysicalCostReport;
import org.hasnas.domain.hardware.PhysicalCostReport.LayerCost;
import org.hasnas.domain.hardware.PhysicalCostReport.PartCost;
import org.jspecify.annotations.Nullable;

/** Reports of the physical model as tables, JSON and CSV. The limits are in units of the other model and don't appear here. */
final class PhysicalCostOutput {
    private final PhysicalCostReport report;

    PhysicalCostOutput(PhysicalCostReport report) {
        this.report = report;
    }

    void text(PrintStream out) {
        HardwareProfile profile = report.profile();
        out.println("chip model physical, profile " + profile.id() + ": " + profile.description());
        out.println("crossbars of " + profile.crossbarSize() + ", " + profile.weightBits() + "-bit weights on " + profile.cellBits() + "-bit cells ("
                + Converters.word(profile.coding()) + "), " + profile.adcBits() + "-bit " + Converters.word(profile.adc()) + " ADC for "
                + profile.columnsPerAdc() + " columns, " + Converters.word(profile.schedule()) + ", clock "
                + CostText.number(report.clock().seconds() * 1e9) + " ns");
        out.println();
        TextTable layers = new TextTable("layer", "weights", "crossbars", "tiles", "copies", "used %", "bits", "rate", "area mm2", "latency ms", "energy uJ");
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
        out.println("leakage: " + CostText.number(report.leakage().microjoules()) + " uJ; utilisation " + CostText.number(100 * report.utilizationFraction())
                + " %; a next time step every " + CostText.number(report.interval().milliseconds()) + " ms");
        report.warnings().forEach(warning -> out.println("Warning: " + warning));
        out.println("Component catalogue: " + profile.catalog() + " " + report.catalogHash());
        out.println("Known limits of the model:");
        report.knownLimits().forEach(sentence -> out.println("  - " + sentence));
    }

    JsonDocument json() {
        HardwareProfile profile = report.profile();
        List<Map<String, @Nullable Object>> layers = new ArrayList<>();
        for (LayerCost layer : report.layers()) {
            layers.add(new JsonDocument().put("layer", layer.layer()).put("parameters", layer.weights()).put("crossbars", layer.crossbars())
                    .put("tiles", layer.tiles()).put("copies", layer.copies()).put("utilization", layer.utilizationFraction())
                    .put("input_bits", layer.inputBits()).put("spike_rate", layer.spikeRate()).put("area_mm2", layer.area().squareMillimetres())
                    .put("latency_ms", layer.latency().milliseconds()).put("energy_uJ", layer.energy().microjoules())
                    .put("components", parts(layer.parts())).map());
        }
        JsonDocument chip = new JsonDocument().put("id", profile.id()).put("description", profile.description()).put("catalog", profile.catalog())
                .put("crossbar_size", profile.crossbarSize()).put("cell_bits", profile.cellBits()).put("weight_bits", profile.weightBits())
                .put("weight_coding", Converters.word(profile.coding())).put("adc", Converters.word(profile.adc())).put("adc_bits", profile.adcBits())
                .put("columns_per_adc", profile.columnsPerAdc()).put("on_resistance_ohm", profile.onResistanceOhms())
                .put("off_resistance_ohm", profile.offResistanceOhms()).put("read_V", profile.readVolts()).put("image_bits", profile.imageBits())
                .put("kernel_tiles", profile.kernelTiles()).put("include_classifier", profile.includeClassifier())
                .put("schedule", Converters.word(profile.schedule()));
        return new JsonDocument().put("model", report.total().model().label()).put("hardware", chip).put("catalog_hash", report.catalogHash())
                .putAll(CostDocument.cost(report.total())).put("leakage_uJ", report.leakage().microjoules())
                .put("clock_ns", report.clock().seconds() * 1e9).put("interval_ms", report.interval().milliseconds())
                .put("utilization", report.utilizationFraction()).put("layers", layers).put("components", parts(report.components()))
                .put("warnings", report.warnings()).put("known_limits", report.knownLimits());
    }

    private static List<Map<String, @Nullable Object>> parts(List<PartCost> parts) {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (PartCost part : parts) {
            rows.add(new JsonDocument().put("component", part.component().label()).put("area_mm2", part.area().squareMillimetres())
                    .put("latency_ms", part.latency().milliseconds()).put("energy_uJ", part.energy().microjoules()).map());
        }
        return rows;
    }

    /** One row for each component of each layer and of the chip; layer names hold neither comma nor quote. */
    void csv(PrintStream out) {
        out.print("# model physical, profile " + report.profile().id() + ", catalogue " + report.catalogHash() + "\n");
        out.print("layer,component,area_mm2,latency_ms,energy_uJ\n");
        for (LayerCost layer : report.layers()) {
            layer.parts().forEach(part -> row(out, layer.layer(), part));
        }
        report.components().forEach(part -> row(out, "chip", part));
        out.print(String.format(Locale.ROOT, "chip,total,%s,%s,%s%n", report.total().area().squareMillimetres(),
                report.total().latency().milliseconds(), report.total().energy().microjoules()));
    }

    private static void row(PrintStream out, String layer, PartCost part) {
        out.print(layer + "," + part.component().label() + "," + part.area().squareMillimetres() + "," + part.latency().milliseconds() + ","
                + part.energy().microjoules() + "\n");
    }
}
