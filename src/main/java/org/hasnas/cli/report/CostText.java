package org.hasnas.cli.report;

import java.io.PrintStream;
import java.util.Locale;
import java.util.stream.Collectors;
import org.hasnas.chip.model.CostKind;
import org.hasnas.chip.model.CostReport;
import org.hasnas.chip.model.HardwareCost;
import org.hasnas.chip.model.HardwareSettings;
import org.hasnas.chip.model.MemoryScope;
import org.hasnas.chip.model.PhysicalSettings;
import org.hasnas.chip.model.SpikeRateSource;
import org.hasnas.chip.model.SpikeRates;
import org.hasnas.chip.model.SpikeSimCostReport;
import org.hasnas.chip.model.SpikeSimSettings;
import org.hasnas.cli.console.TextTable;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.Margin;
import org.hasnas.units.EnumNames;

/** Costs and limits as tables for people. */
public final class CostText {
    private final PrintStream out;

    public CostText(PrintStream out) {
        this.out = out;
    }

    public static String hardware(HardwareSettings settings) {
        return "chip model " + settings.model().label() + switch (settings) {
            case SpikeSimSettings chip -> ": crossbars of " + chip.crossbarSize() + ", " + chip.pesPerTile() + " PEs per tile, "
                    + EnumNames.of(chip.device()) + ", classifier " + (chip.includeClassifier() ? "mapped too" : "not mapped");
            case PhysicalSettings chip -> ", profile " + chip.profile().id() + ": " + chip.profile().description() + "; "
                    + spikeRates(chip.spikeRates()) + "; catalogue " + chip.profile().catalog() + " " + chip.catalogHash().substring(0, 12);
        };
    }

    private static String spikeRates(SpikeRateSource source) {
        return switch (source) {
            case SpikeRateSource.Given(SpikeRates rates) -> "spike rate " + rates.commonRate()
                    + (rates.byLayer().isEmpty() ? "" : " and " + rates.byLayer().size() + " of layers");
            case SpikeRateSource.Measured(double least) -> "energy at every candidate's own firing rate, at " + least + " before it is simulated";
        };
    }

    public void layersAndComponents(SpikeSimCostReport report) {
        TextTable layers = new TextTable("layer", "weights", "PEs", "crossbars", "PE area mm2", "latency ms", "energy uJ");
        long processingElements = 0;
        long crossbars = 0;
        long weights = 0;
        double peArea = 0;
        for (SpikeSimCostReport.LayerCost layer : report.layers()) {
            layers.row(layer.layer(), whole(layer.weights()), whole(layer.processingElements()), whole(layer.crossbars()),
                    number(layer.peArea().squareMillimetres()), number(layer.latency().milliseconds()), number(layer.energy().microjoules()));
            processingElements += layer.processingElements();
            crossbars += layer.crossbars();
            weights += layer.weights();
            peArea += layer.peArea().squareMillimetres();
        }
        HardwareCost total = report.total();
        layers.row("all layers", whole(weights), whole(processingElements), whole(crossbars), number(peArea),
                number(total.latency().milliseconds()), number(total.energy().microjoules()));
        layers.print(out);
        out.println();
        TextTable components = new TextTable("component", "area mm2", "energy uJ");
        for (SpikeSimCostReport.ComponentCost component : report.components()) {
            components.row(component.component(), number(component.area().squareMillimetres()), number(component.energy().microjoules()));
        }
        components.row("whole chip", number(total.area().squareMillimetres()), number(total.energy().microjoules()));
        components.print(out);
    }

    /** The four costs beside their limits, with what memory counts and would be if it counted the other way. */
    public void limits(HardwareCost cost, ConstraintSet limits) {
        TextTable table = new TextTable("limit", "cost", "limit", "<margin");
        for (Margin margin : limits.margins(cost)) {
            table.row(margin.kind().label(), quantity(margin.kind(), margin.cost()), quantity(margin.kind(), margin.limit()), margin(margin));
        }
        table.print(out);
        MemoryScope other = CostDocument.otherScope(limits.memoryScope());
        Margin otherMargin = limits.withMemoryScope(other).margin(CostKind.MEMORY, cost);
        out.println("memory counts " + limits.memoryScope().label() + "; with '" + other.label() + "' it would be "
                + quantity(CostKind.MEMORY, otherMargin.cost()) + " (" + margin(otherMargin) + ")");
    }

    public void verdict(HardwareCost cost, ConstraintSet limits) {
        out.println(limits.isMetBy(cost) ? "All four limits are met." : "Over the limit: "
                + limits.violations(cost).stream().map(Margin::sentence).collect(Collectors.joining("; ")) + ".");
    }

    public void provenance(CostReport report) {
        out.println("Coverage: " + report.coverage());
        out.println("Component catalogue: " + report.catalogHash());
        if (!report.knownLimits().isEmpty()) {
            out.println("Known limits of the model:");
            report.knownLimits().forEach(sentence -> out.println("  - " + sentence));
        }
    }

    private static String quantity(CostKind kind, double value) {
        return kind == CostKind.MEMORY && Double.isFinite(value) ? whole(Math.round(value)) + " parameters" : kind.quantity().format(value);
    }

    static String margin(Margin margin) {
        if (margin.limit() == Double.POSITIVE_INFINITY) {
            return "no limit";
        }
        if (margin.leftFraction() < -9) {
            return margin.limit() == 0 ? "over a limit of 0" : String.format(Locale.ROOT, "%.0f times the limit", margin.cost() / margin.limit());
        }
        return String.format(Locale.ROOT, margin.passes() ? "%.1f %% left" : "over by %.1f %%", Math.abs(margin.leftFraction()) * 100);
    }

    /** At least four significant digits. */
    public static String number(double value) {
        int decimals = value == 0 ? 0 : Math.clamp(3 - (int) Math.floor(Math.log10(Math.abs(value))), 1, 9);
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    private static String whole(long value) {
        return String.format(Locale.ROOT, "%,d", value).replace(',', ' ');
    }
}
