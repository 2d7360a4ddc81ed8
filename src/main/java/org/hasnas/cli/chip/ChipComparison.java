package org.hasnas.cli.chip;

import java.io.IOException;
import java.io.PrintStream;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.stream.Collectors;
import org.hasnas.chip.model.ComparedChip;
import org.hasnas.chip.model.CostKind;
import org.hasnas.chip.model.HardwareCost;
import org.hasnas.chip.model.PhysicalCostReport;
import org.hasnas.cli.report.CostSheet;
import org.hasnas.cli.report.Figures;
import org.hasnas.cli.report.JsonDocument;
import org.hasnas.cli.report.TableReport;
import org.hasnas.cli.report.TextTable;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.Margin;
import org.hasnas.workbench.cost.Costs;

/**
 * One network on several chips, each also by the other sources of its node and cell.
 *
 * @param subject what it is that costs this, as text
 * @param subjectKeys the same as keys of JSON
 * @param rateSource where the spike rates come from
 * @param limits beside which the costs stand if {@code judged}
 * @param costs writes the CSV
 */
record ChipComparison(String subject, JsonDocument subjectKeys, String rateSource, List<ComparedChip> chips, ConstraintSet limits, boolean judged,
        Costs costs) implements TableReport {
    private static final int SHORT_HASH = 12;
    private static final String NONE = "-";

    @Override
    public void text(PrintStream out) {
        out.println(subject);
        out.println("chip model physical, spike rates " + rateSource + "; memory " + Figures.whole(chips.getFirst().cost().total().parameters())
                + " parameters on every chip");
        out.println();
        TextTable table = new TextTable("chip", "<catalogue", "<hash", "area mm2", "latency ms", "energy uJ", "leakage uW", "EDAP", "<on chip",
                "<limits", "<expected error");
        for (ComparedChip chip : chips) {
            PhysicalCostReport cost = chip.cost();
            table.row(cost.profile().id(), cost.profile().catalog(), cost.catalogHash().substring(0, SHORT_HASH),
                    Figures.significant(cost.total().area().squareMillimetres()), Figures.significant(cost.total().latency().milliseconds()),
                    Figures.significant(cost.total().energy().microjoules()), Figures.significant(cost.leakageWatts() * 1e6),
                    Figures.significant(cost.total().energyDelayArea()), onChip(chip), judged ? verdict(cost.total()) : NONE,
                    cost.expectedError().sentence());
        }
        table.print(out);
        out.println();
        for (ComparedChip chip : chips) {
            if (!chip.byOthers().isEmpty()) {
                out.println(chip.cost().profile().id() + " by " + String.join(" and by ", chip.sources()) + ": " + CostKind.OF_THE_CHIP.stream()
                        .map(kind -> spread(chip, kind)).collect(Collectors.joining(", ")) + "; no one of them is surer than that.");
            }
        }
        out.println("EDAP is energy x delay x area in uJ ms mm2. Expected errors are beside the catalogue's own source, on chips not fitted on.");
    }

    private String spread(ComparedChip chip, CostKind kind) {
        DoubleSummaryStatistics range = chip.range(cost -> kind.tableUnit().factor() * kind.costOf(cost, limits.memoryScope()));
        return kind.label() + " " + Figures.significant(range.getMin()) + " to " + Figures.significant(range.getMax()) + " "
                + kind.tableUnit().symbol();
    }

    private static String onChip(ComparedChip chip) {
        return chip.onChip().map(known -> Figures.percent(1, known.fraction()) + " (" + Figures.percent(1, known.lowFraction()) + " to "
                + Figures.percent(1, known.highFraction()) + ")").orElse(NONE);
    }

    private String verdict(HardwareCost cost) {
        return limits.isMetBy(cost) ? "met"
                : "over: " + limits.violations(cost).stream().map(Margin::kind).map(CostKind::label).collect(Collectors.joining(", "));
    }

    @Override
    public JsonDocument json() {
        return JsonDocument.of("hasnas-chip-comparison", 2).putAll(subjectKeys).put("spike_rate_source", rateSource)
                .put("chips", chips.stream().map(this::json).toList());
    }

    private JsonDocument json(ComparedChip chip) {
        PhysicalCostReport cost = chip.cost();
        JsonDocument document = json(cost).put("leakage_uW", cost.leakageWatts() * 1e6).put("edap_uJ_ms_mm2", cost.total().energyDelayArea())
                .put("on_chip_accuracy", chip.onChip().map(known -> new JsonDocument().put("accuracy", known.fraction())
                        .put("low", known.lowFraction()).put("high", known.highFraction()).put("source", known.source())))
                .put("by_other_sources", chip.byOthers().stream().map(ChipComparison::json).toList())
                .put("expected_error", PhysicalReport.json(cost.expectedError())).put("warnings", cost.warnings());
        return judged ? document.putAll(new CostSheet(cost.total(), limits).verdict()) : document;
    }

    private static JsonDocument json(PhysicalCostReport cost) {
        return new JsonDocument().put("profile", cost.profile().id()).put("catalog", cost.profile().catalog())
                .put("catalog_hash", cost.catalogHash()).putAll(CostSheet.json(cost.total()));
    }

    @Override
    public void csv(Appendable out) throws IOException {
        costs.export(chips, limits, out);
    }
}
