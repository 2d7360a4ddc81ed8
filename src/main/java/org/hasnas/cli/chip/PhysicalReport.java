package org.hasnas.cli.chip;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.hasnas.chip.model.ExpectedError;
import org.hasnas.chip.model.HardwareProfile;
import org.hasnas.chip.model.HardwareProfile.Array;
import org.hasnas.chip.model.HardwareProfile.Converter;
import org.hasnas.chip.model.PhysicalCostReport;
import org.hasnas.chip.model.PhysicalCostReport.LayerCost;
import org.hasnas.chip.model.PhysicalCostReport.PartCost;
import org.hasnas.chip.model.Programming;
import org.hasnas.cli.report.CostSheet;
import org.hasnas.cli.report.Figures;
import org.hasnas.cli.report.JsonDocument;
import org.hasnas.cli.report.Naming;
import org.hasnas.cli.report.TableReport;
import org.hasnas.cli.report.TextTable;
import org.hasnas.data.model.RecordingFacts;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.units.EnumNames;
import org.hasnas.units.Numbers;
import org.hasnas.workbench.cost.Costs;
import org.jspecify.annotations.Nullable;

/**
 * What a network costs by the physical model.
 *
 * @param subject what it is that costs this, as text
 * @param subjectKeys the same as keys of JSON
 * @param rateSource where the spike rates come from
 * @param limits beside which the costs stand if {@code judged}
 * @param recordings of a network of events, if its data set was named
 * @param imagesPerSecond for which the energy of an image is told beside that of a usual camera
 * @param costs writes the CSV
 */
record PhysicalReport(String subject, JsonDocument subjectKeys, PhysicalCostReport cost, String rateSource, ConstraintSet limits, boolean judged,
        Optional<RecordingFacts> recordings, OptionalDouble imagesPerSecond, Costs costs) implements TableReport {
    /** Images per second of a usual camera. */
    private static final int VIDEO = 30;

    @Override
    public void text(PrintStream out) {
        HardwareProfile profile = cost.profile();
        out.println(subject);
        out.println("chip model physical, profile " + profile.id() + ": " + profile.description());
        Array array = profile.array();
        Converter converter = profile.converter();
        out.println("crossbars of " + array.size() + ", " + array.weightBits() + "-bit weights on " + array.cellBits() + "-bit cells ("
                + EnumNames.of(array.coding()) + "), " + converter.bits() + "-bit " + EnumNames.of(converter.kind()) + " ADC for "
                + converter.columns() + " columns, " + EnumNames.of(profile.layout().schedule()) + ", clock "
                + Figures.significant(cost.clock().seconds() * 1e9) + " ns");
        out.println("spike rates " + rateSource);
        out.println();
        printLayers(out);
        out.println();
        printComponents(out);
        out.println();
        out.println("leakage: " + Figures.significant(cost.leakage().microjoules()) + " uJ; utilisation "
                + Figures.significant(100 * cost.utilizationFraction()) + " %; a next time step every "
                + Figures.significant(cost.interval().milliseconds()) + " ms");
        out.println("at rest " + Figures.significant(cost.leakageWatts() * 1e6) + " uW leak away, below "
                + Figures.significant(cost.balancedImagesPerSecond()) + " images per second more than the work takes; an image takes "
                + Figures.significant(cost.perImage(VIDEO).microjoules()) + " uJ at " + VIDEO + " images per second");
        imagesPerSecond.ifPresent(rate -> out.println("at " + Numbers.brief(rate) + " images per second an image takes "
                + Figures.significant(cost.perImage(rate).microjoules()) + " uJ"
                + (follows(rate) ? "" : "; that is more than the chip can do, one in " + Figures.significant(cost.total().latency().milliseconds())
                        + " ms")));
        cost.programming().map(Programming::sentence).ifPresent(out::println);
        CostSheet.printStream(cost, recordings, out);
        cost.warnings().forEach(warning -> out.println("Warning: " + warning));
        out.println("Component catalogue: " + profile.catalog() + " " + cost.catalogHash());
        out.println("Expected error beside that source, on chips not fitted on: " + cost.expectedError().sentence());
        out.println("Coverage: " + cost.coverage());
        out.println("Known limits of the model:");
        cost.knownLimits().forEach(sentence -> out.println("  - " + sentence));
        if (judged) {
            CostSheet sheet = new CostSheet(cost.total(), limits);
            out.println();
            sheet.printLimits(out);
            sheet.printVerdict(out);
        }
    }

    /** Whether an image is done before the next one comes. */
    private boolean follows(double rate) {
        return cost.total().latency().seconds() * rate <= 1;
    }

    private static JsonDocument json(Programming programming) {
        return new JsonDocument().put("devices", programming.device().id()).put("cells", programming.cells()).put("weights", programming.weights())
                .put("pulses_per_cell", programming.device().writing().meanPulses()).put("energy_uJ", programming.energy().microjoules())
                .put("energy_pJ_per_weight", programming.perWeight().joules() * 1e12).put("side_by_side_s", programming.sideBySide().seconds())
                .put("one_by_one_s", programming.oneByOne().seconds()).put("least_times", programming.leastTimes())
                .put("most_times", programming.mostTimes());
    }

    private void printLayers(PrintStream out) {
        TextTable table = new TextTable("layer", "weights", "crossbars", "tiles", "copies", "used %", "bits", "rate", "area mm2", "latency ms",
                "energy uJ");
        for (LayerCost layer : cost.layers()) {
            table.row(layer.layer(), layer.weights(), layer.crossbars(), layer.tiles(), layer.copies(),
                    Figures.significant(100 * layer.utilizationFraction()), layer.inputBits(), Figures.significant(layer.spikeRate()),
                    Figures.significant(layer.area().squareMillimetres()), Figures.significant(layer.latency().milliseconds()),
                    Figures.significant(layer.energy().microjoules()));
        }
        table.print(out);
    }

    private void printComponents(PrintStream out) {
        TextTable table = new TextTable("component", "area mm2", "latency ms", "energy uJ");
        for (PartCost part : cost.components()) {
            table.row(part.component().label(), Figures.significant(part.area().squareMillimetres()),
                    Figures.significant(part.latency().milliseconds()), Figures.significant(part.energy().microjoules()));
        }
        table.row("whole chip", Figures.significant(cost.total().area().squareMillimetres()),
                Figures.significant(cost.total().latency().milliseconds()), Figures.significant(cost.total().energy().microjoules()));
        table.print(out);
    }

    @Override
    public JsonDocument json() {
        JsonDocument document = JsonDocument.of("hasnas-physical-cost", 1).putAll(subjectKeys)
                .put("model", cost.total().model().label()).put("hardware", Naming.json(cost.profile()))
                .put("catalog_hash", cost.catalogHash()).put("expected_error", json(cost.expectedError())).put("spike_rate_source", rateSource)
                .putAll(CostSheet.json(cost.total())).put("leakage_uJ", cost.leakage().microjoules())
                .put("leakage_uW", cost.leakageWatts() * 1e6).put("balanced_images_per_second", cost.balancedImagesPerSecond())
                .put("energy_uJ_at_30_images_per_second", cost.perImage(VIDEO).microjoules())
                .putAll(CostSheet.stream(cost, recordings)).put("clock_ns", cost.clock().seconds() * 1e9)
                .put("interval_ms", cost.interval().milliseconds())
                .put("utilization", cost.utilizationFraction()).put("layers", cost.layers().stream().map(PhysicalReport::json).toList())
                .put("components", json(cost.components()))
                .put("programming", cost.programming().map(PhysicalReport::json)).put("coverage", cost.coverage()).put("warnings", cost.warnings())
                .put("known_limits", cost.knownLimits());
        imagesPerSecond.ifPresent(rate -> document.put("images_per_second", rate).put("energy_uJ_per_image", cost.perImage(rate).microjoules())
                .put("follows_images", follows(rate)));
        return judged ? document.putAll(new CostSheet(cost.total(), limits).verdict()) : document;
    }

    /** Medians and worst relative differences; null where nothing was compared. */
    static JsonDocument json(ExpectedError error) {
        return new JsonDocument().put("area", json(error.area())).put("energy", json(error.energy())).put("latency", json(error.latency()));
    }

    private static @Nullable JsonDocument json(Optional<ExpectedError.Spread> spread) {
        return spread.map(known -> new JsonDocument().put("median", known.medianFraction()).put("worst", known.worstFraction())).orElse(null);
    }

    private static JsonDocument json(LayerCost layer) {
        return new JsonDocument().put("layer", layer.layer()).put("parameters", layer.weights()).put("crossbars", layer.crossbars())
                .put("tiles", layer.tiles()).put("copies", layer.copies()).put("utilization", layer.utilizationFraction())
                .put("input_bits", layer.inputBits()).put("spike_rate", layer.spikeRate()).put("area_mm2", layer.area().squareMillimetres())
                .put("latency_ms", layer.latency().milliseconds()).put("energy_uJ", layer.energy().microjoules())
                .put("components", json(layer.parts()));
    }

    private static List<JsonDocument> json(List<PartCost> parts) {
        return parts.stream().map(part -> new JsonDocument().put("component", part.component().label())
                .put("area_mm2", part.area().squareMillimetres()).put("latency_ms", part.latency().milliseconds())
                .put("energy_uJ", part.energy().microjoules())).toList();
    }

    @Override
    public void csv(Appendable out) throws IOException {
        costs.export(cost, limits, out);
    }
}
