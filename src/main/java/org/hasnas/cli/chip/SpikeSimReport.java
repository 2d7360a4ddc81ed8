package org.hasnas.cli.chip;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Optional;
import org.hasnas.chip.model.HardwareCost;
import org.hasnas.chip.model.SpikeSimCostReport;
import org.hasnas.chip.model.SpikeSimCostReport.ComponentCost;
import org.hasnas.chip.model.SpikeSimCostReport.LayerCost;
import org.hasnas.cli.report.CostSheet;
import org.hasnas.cli.report.Figures;
import org.hasnas.cli.report.JsonDocument;
import org.hasnas.cli.report.Naming;
import org.hasnas.cli.report.TableReport;
import org.hasnas.cli.report.TextTable;
import org.hasnas.data.model.RecordingFacts;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.workbench.cost.Costs;

/**
 * What a network or a list of convolutions costs by the model of SpikeSim, beside limits.
 *
 * @param subject what it is that costs this, as text
 * @param subjectKeys the same as keys of JSON
 * @param recordings of a network of events, if its data set was named
 * @param costs writes the CSV
 */
record SpikeSimReport(String subject, JsonDocument subjectKeys, SpikeSimCostReport cost, ConstraintSet limits,
        Optional<RecordingFacts> recordings, Costs costs) implements TableReport {
    @Override
    public void text(PrintStream out) {
        CostSheet sheet = new CostSheet(cost.total(), limits);
        out.println(subject);
        out.println(Naming.text(cost.settings()));
        out.println();
        printLayers(out);
        out.println();
        printComponents(out);
        out.println();
        sheet.printLimits(out);
        out.println();
        sheet.printVerdict(out);
        CostSheet.printStream(cost, recordings, out);
        CostSheet.printProvenance(cost, out);
    }

    private void printLayers(PrintStream out) {
        TextTable table = new TextTable("layer", "weights", "PEs", "crossbars", "PE area mm2", "latency ms", "energy uJ");
        for (LayerCost layer : cost.layers()) {
            table.row(layer.layer(), Figures.whole(layer.weights()), Figures.whole(layer.processingElements()), Figures.whole(layer.crossbars()),
                    Figures.significant(layer.peArea().squareMillimetres()), Figures.significant(layer.latency().milliseconds()),
                    Figures.significant(layer.energy().microjoules()));
        }
        HardwareCost total = cost.total();
        table.row("all layers", Figures.whole(cost.layers().stream().mapToLong(LayerCost::weights).sum()),
                Figures.whole(cost.layers().stream().mapToLong(LayerCost::processingElements).sum()),
                Figures.whole(cost.layers().stream().mapToLong(LayerCost::crossbars).sum()),
                Figures.significant(cost.layers().stream().mapToDouble(layer -> layer.peArea().squareMillimetres()).sum()),
                Figures.significant(total.latency().milliseconds()), Figures.significant(total.energy().microjoules()));
        table.print(out);
    }

    private void printComponents(PrintStream out) {
        TextTable table = new TextTable("component", "area mm2", "energy uJ");
        for (ComponentCost component : cost.components()) {
            table.row(component.component(), Figures.significant(component.area().squareMillimetres()),
                    Figures.significant(component.energy().microjoules()));
        }
        table.row("whole chip", Figures.significant(cost.total().area().squareMillimetres()),
                Figures.significant(cost.total().energy().microjoules()));
        table.print(out);
    }

    @Override
    public JsonDocument json() {
        CostSheet sheet = new CostSheet(cost.total(), limits);
        return JsonDocument.of("hasnas-cost", 1).putAll(subjectKeys).putAll(sheet.json()).put("other_memory_scope", sheet.otherMemoryScope())
                .putAll(CostSheet.stream(cost, recordings)).putAll(CostSheet.provenance(cost.settings(), cost))
                .put("layers", cost.layers().stream().map(SpikeSimReport::json).toList())
                .put("components", cost.components().stream().map(SpikeSimReport::json).toList());
    }

    private static JsonDocument json(LayerCost layer) {
        return new JsonDocument().put("layer", layer.layer()).put("parameters", layer.weights())
                .put("processing_elements", layer.processingElements()).put("crossbars", layer.crossbars())
                .put("pe_area_mm2", layer.peArea().squareMillimetres()).put("latency_ms", layer.latency().milliseconds())
                .put("energy_uJ", layer.energy().microjoules());
    }

    private static JsonDocument json(ComponentCost component) {
        return new JsonDocument().put("component", component.component()).put("area_mm2", component.area().squareMillimetres())
                .put("energy_uJ", component.energy().microjoules());
    }

    @Override
    public void csv(Appendable out) throws IOException {
        costs.export(cost, limits, out);
    }
}
