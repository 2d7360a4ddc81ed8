package org.hasnas.cli.chip;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hasnas.chip.model.PhysicalCostReport;
import org.hasnas.cli.report.Figures;
import org.hasnas.cli.report.JsonDocument;
import org.hasnas.cli.report.TableReport;
import org.hasnas.cli.report.TextTable;

/**
 * One network on several chips, or on one chip by several sources. Where two catalogues are about the same node and cell, the costs differ by what
 * their sources disagree about: that spread is the uncertainty of any one of them.
 *
 * @param subject what it is that costs this, as text
 * @param subjectKeys the same as keys of JSON
 * @param rateSource where the spike rates come from
 * @param costs on each chip, at least two
 */
record ChipComparison(String subject, JsonDocument subjectKeys, String rateSource, List<PhysicalCostReport> costs) implements TableReport {
    private static final Pattern NODE_AND_CELL = Pattern.compile(".*-(\\d+nm-[a-z]+)");
    private static final int SHORT_HASH = 12;

    /**
     * How far sources are apart for a node and cell.
     *
     * @param area largest over smallest, as the others
     */
    private record Spread(String nodeAndCell, int chips, double area, double latency, double energy) {
        static Spread of(String nodeAndCell, List<PhysicalCostReport> costs) {
            return new Spread(nodeAndCell, costs.size(), ratio(costs, cost -> cost.total().area().squareMillimetres()),
                    ratio(costs, cost -> cost.total().latency().seconds()), ratio(costs, cost -> cost.total().energy().joules()));
        }

        private static double ratio(List<PhysicalCostReport> costs, ToDoubleFunction<PhysicalCostReport> quantity) {
            return costs.stream().mapToDouble(quantity).max().orElse(1) / costs.stream().mapToDouble(quantity).min().orElse(1);
        }

        JsonDocument json() {
            return new JsonDocument().put("node_and_cell", nodeAndCell).put("chips", chips).put("area_ratio", area).put("latency_ratio", latency)
                    .put("energy_ratio", energy);
        }
    }

    /** Of the nodes and cells that several catalogues are about. */
    private List<Spread> spreads() {
        Map<String, List<PhysicalCostReport>> byNode = new LinkedHashMap<>();
        for (PhysicalCostReport cost : costs) {
            Matcher matcher = NODE_AND_CELL.matcher(cost.profile().catalog());
            if (matcher.matches()) {
                byNode.computeIfAbsent(matcher.group(1), key -> new ArrayList<>()).add(cost);
            }
        }
        return byNode.entrySet().stream().filter(entry -> entry.getValue().stream().map(cost -> cost.profile().catalog()).distinct().count() > 1)
                .map(entry -> Spread.of(entry.getKey(), entry.getValue())).toList();
    }

    /** Energy x delay x area in uJ ms mm2. */
    private static double edap(PhysicalCostReport cost) {
        return cost.total().energy().microjoules() * cost.total().latency().milliseconds() * cost.total().area().squareMillimetres();
    }

    @Override
    public void text(PrintStream out) {
        out.println(subject);
        out.println("chip model physical, spike rates " + rateSource);
        out.println();
        TextTable table =
                new TextTable("chip", "<catalogue", "<hash", "area mm2", "latency ms", "energy uJ", "leakage uW", "EDAP", "<expected error");
        for (PhysicalCostReport cost : costs) {
            table.row(cost.profile().id(), cost.profile().catalog(), cost.catalogHash().substring(0, SHORT_HASH),
                    Figures.significant(cost.total().area().squareMillimetres()), Figures.significant(cost.total().latency().milliseconds()),
                    Figures.significant(cost.total().energy().microjoules()), Figures.significant(cost.leakageWatts() * 1e6),
                    Figures.significant(edap(cost)), cost.expectedError().sentence());
        }
        table.print(out);
        out.println();
        for (Spread spread : spreads()) {
            out.println("Sources and settings for " + spread.nodeAndCell + " are apart by factors of " + Figures.significant(spread.area)
                    + " in area, " + Figures.significant(spread.latency) + " in latency and " + Figures.significant(spread.energy)
                    + " in energy: no one of them is surer than that.");
        }
        out.println("EDAP is energy x delay x area in uJ ms mm2. Expected errors are beside the catalogue's own source, on chips not fitted on.");
    }

    @Override
    public JsonDocument json() {
        return JsonDocument.of("hasnas-chip-comparison", 1).putAll(subjectKeys).put("spike_rate_source", rateSource)
                .put("chips", costs.stream().map(ChipComparison::json).toList()).put("spreads", spreads().stream().map(Spread::json).toList());
    }

    private static JsonDocument json(PhysicalCostReport cost) {
        return new JsonDocument().put("profile", cost.profile().id()).put("catalog", cost.profile().catalog())
                .put("catalog_hash", cost.catalogHash()).put("area_mm2", cost.total().area().squareMillimetres())
                .put("latency_ms", cost.total().latency().milliseconds()).put("energy_uJ", cost.total().energy().microjoules())
                .put("leakage_uW", cost.leakageWatts() * 1e6).put("edap_uJ_ms_mm2", edap(cost))
                .put("expected_error", PhysicalReport.json(cost.expectedError())).put("warnings", cost.warnings());
    }

    @Override
    public void csv(Appendable out) throws IOException {
        out.append("profile,catalog,catalog_hash,area_mm2,latency_ms,energy_uJ,leakage_uW,edap_uJ_ms_mm2\n");
        for (PhysicalCostReport cost : costs) {
            out.append(cost.profile().id()).append(',').append(cost.profile().catalog()).append(',').append(cost.catalogHash()).append(',')
                    .append(String.valueOf(cost.total().area().squareMillimetres())).append(',')
                    .append(String.valueOf(cost.total().latency().milliseconds())).append(',')
                    .append(String.valueOf(cost.total().energy().microjoules())).append(',')
                    .append(String.valueOf(cost.leakageWatts() * 1e6)).append(',').append(String.valueOf(edap(cost))).append('\n');
        }
    }
}
