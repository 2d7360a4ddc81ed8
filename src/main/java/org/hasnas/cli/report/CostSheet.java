package org.hasnas.cli.report;

import java.io.PrintStream;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hasnas.chip.model.CostKind;
import org.hasnas.chip.model.CostReport;
import org.hasnas.chip.model.HardwareCost;
import org.hasnas.chip.model.HardwareSettings;
import org.hasnas.chip.model.MemoryScope;
import org.hasnas.chip.model.PhysicalCostReport;
import org.hasnas.data.model.RecordingFacts;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.Margin;

/** The part of a report that holds the four costs of a network beside the limits. */
public record CostSheet(HardwareCost cost, ConstraintSet limits) {
    /** The costs beside their limits, with what memory counts and would be if it counted the other way. */
    public void printLimits(PrintStream out) {
        TextTable table = new TextTable("limit", "cost", "limit", "<margin");
        for (Margin margin : limits.margins(cost)) {
            table.row(margin.kind().label(), quantity(margin.kind(), margin.cost()), quantity(margin.kind(), margin.limit()), text(margin));
        }
        table.print(out);
        Margin other = otherMemory();
        out.println("memory counts " + limits.memoryScope().label() + "; with '" + otherScope().label() + "' it would be "
                + quantity(CostKind.MEMORY, other.cost()) + " (" + text(other) + ")");
    }

    /** Whether the limits are met, and if not by how much they are exceeded. */
    public void printVerdict(PrintStream out) {
        out.println(limits.isMetBy(cost) ? "All four limits are met." : "Over the limit: "
                + limits.violations(cost).stream().map(Margin::sentence).collect(Collectors.joining("; ")) + ".");
    }

    private static String quantity(CostKind kind, double value) {
        return kind == CostKind.MEMORY && Double.isFinite(value) ? Figures.whole(Math.round(value)) + " parameters"
                : kind.quantity().format(value);
    }

    private static String text(Margin margin) {
        if (margin.limit() == Double.POSITIVE_INFINITY) {
            return "no limit";
        }
        if (margin.leftFraction() < -9) {
            return margin.limit() == 0 ? "over a limit of 0" : Figures.decimals(0, margin.cost() / margin.limit()) + " times the limit";
        }
        String share = Figures.percent(1, Math.abs(margin.leftFraction()));
        return margin.passes() ? share + " left" : "over by " + share;
    }

    private MemoryScope otherScope() {
        return switch (limits.memoryScope()) {
            case ALL_PARAMETERS -> MemoryScope.CONVOLUTIONS_ONLY;
            case CONVOLUTIONS_ONLY -> MemoryScope.ALL_PARAMETERS;
        };
    }

    private Margin otherMemory() {
        return limits.withMemoryScope(otherScope()).margin(CostKind.MEMORY, cost);
    }

    /** The costs. */
    public static JsonDocument json(HardwareCost cost) {
        JsonDocument document = new JsonDocument().put(CostKind.MEMORY.key(), cost.parameters())
                .put("convolution_parameters", cost.convolutionWeights());
        CostKind.OF_THE_CHIP.forEach(kind -> document.put(kind.key(), kind.unit().factor() * kind.costOf(cost, MemoryScope.ALL_PARAMETERS)));
        return document;
    }

    /** The costs, memory scope, verdict, and how much of each limit is left. */
    public JsonDocument json() {
        return json(cost).putAll(verdict());
    }

    /** What {@link #json()} says but the costs. */
    public JsonDocument verdict() {
        JsonDocument margins = new JsonDocument();
        for (Margin margin : limits.margins(cost)) {
            margins.put(margin.kind().label() + "_left_percent", 100 * margin.leftFraction());
        }
        return new JsonDocument()
                .put("memory_scope", limits.memoryScope().label())
                .put("feasible", limits.isMetBy(cost))
                .put("violated", limits.violations(cost).stream().map(margin -> margin.kind().label()).toList())
                .put("limits", Naming.json(limits))
                .put("margins", margins);
    }

    /** What the memory limit would say if it counted the other way. */
    public JsonDocument otherMemoryScope() {
        Margin margin = otherMemory();
        return new JsonDocument().put("memory_scope", otherScope().label()).put("parameters", otherScope().parametersOf(cost))
                .put("passes", margin.passes()).put("memory_left_percent", 100 * margin.leftFraction());
    }

    /** What a stream of recordings costs, a line; none of images. */
    public static void printStream(CostReport report, Optional<RecordingFacts> recordings, PrintStream out) {
        recordings.filter(facts -> facts.seconds() > 0).ifPresent(facts -> {
            double latency = report.total().latency().seconds();
            out.println("a second of the stream takes " + Figures.significant(report.perSecond(facts.seconds()).microjoules())
                    + " uJ: recordings of " + Figures.significant(facts.seconds()) + " s, one after the other"
                    + (report instanceof PhysicalCostReport ? ", with what leaks away between answers"
                            : "; the model knows no leakage between answers")
                    + (latency > facts.seconds() ? ". An answer takes longer than a recording lasts: the chip can't follow" : ""));
        });
    }

    /** The same as a key of JSON; none of images. */
    public static JsonDocument stream(CostReport report, Optional<RecordingFacts> recordings) {
        return recordings.filter(facts -> facts.seconds() > 0)
                .map(facts -> new JsonDocument().put("stream", new JsonDocument().put("recording_seconds", facts.seconds())
                        .put("energy_uJ_per_second", report.perSecond(facts.seconds()).microjoules())
                        .put("follows", report.total().latency().seconds() <= facts.seconds())))
                .orElseGet(JsonDocument::new);
    }

    /** How the costs were computed and what the model leaves out. */
    public static void printProvenance(CostReport report, PrintStream out) {
        out.println("Coverage: " + report.coverage());
        out.println("Component catalogue: " + report.catalogHash());
        if (!report.knownLimits().isEmpty()) {
            out.println("Known limits of the model:");
            report.knownLimits().forEach(sentence -> out.println("  - " + sentence));
        }
    }

    /** Model and its inputs, how the costs were computed and what the model leaves out. */
    public static JsonDocument provenance(HardwareSettings settings, CostReport report) {
        return Naming.json(settings)
                .put("catalog_hash", report.catalogHash())
                .put("coverage", report.coverage())
                .put("known_limits", report.knownLimits());
    }
}
