package org.hasnas.cli.search;

import java.io.PrintStream;
import java.util.Locale;
import org.hasnas.chip.model.CostKind;
import org.hasnas.cli.report.CostSheet;
import org.hasnas.cli.report.JsonDocument;
import org.hasnas.cli.report.Naming;
import org.hasnas.cli.report.Report;
import org.hasnas.cli.report.TextTable;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.Feasibility;
import org.hasnas.search.model.Project;
import org.hasnas.search.model.SearchRequest;

/** Whether the limits of a project can be met. */
record FeasibilityReport(Project project, SearchRequest request, Feasibility feasibility) implements Report {
    @Override
    public JsonDocument json() {
        return JsonDocument.of("hasnas-feasibility", 1).put("project", project.folder().toString()).put("preset", request.template().name())
                .put("search_space", request.space().name()).putAll(Naming.json(request.hardware())).putAll(json(feasibility));
    }

    /** What is known of feasibility; also part of the report of a search that found nothing. */
    static JsonDocument json(Feasibility feasibility) {
        JsonDocument document = new JsonDocument().put("answer", feasibility.answer().name().toLowerCase(Locale.ROOT))
                .put("explanation", feasibility.sentences()).put("limits", Naming.json(feasibility.limits()))
                .put("reaches", feasibility.reaches().stream().map(FeasibilityReport::json).toList())
                .put("architectures", feasibility.counts().map(Feasibility.Counts::all))
                .put("feasible_architectures", feasibility.counts().map(Feasibility.Counts::feasible))
                .put("feasible_fraction", feasibility.counts().map(Feasibility.Counts::feasibleFraction))
                .put("example", feasibility.example().map(priced -> json(priced, feasibility.limits())))
                .put("nearest_architecture", feasibility.nearest().map(priced -> json(priced, feasibility.limits())));
        return feasibility.isChoosing() ? document.put("combinations", feasibility.combinations().stream().map(FeasibilityReport::json).toList())
                : document;
    }

    private static JsonDocument json(Feasibility.Combination combination) {
        JsonDocument least = new JsonDocument();
        for (CostKind kind : CostKind.values()) {
            Double value = combination.least().get(kind);
            least.put(kind.key(), value == null ? null : value * kind.unit().factor());
        }
        return Naming.json(combination.macro()).put("feasible", combination.isFeasible())
                .put("architectures", combination.counts().map(Feasibility.Counts::all))
                .put("feasible_architectures", combination.counts().map(Feasibility.Counts::feasible)).put("least", least);
    }

    private static JsonDocument json(Feasibility.Reach reach) {
        CostKind.Unit unit = reach.kind().unit();
        return new JsonDocument().put("limit", reach.kind().label()).put("unit", unit.symbol()).put("is", reach.limit() * unit.factor())
                .put("least_possible", reach.leastAlone() * unit.factor())
                .put("least_beside_others", reach.leastBesideOthers().map(value -> value * unit.factor()))
                .put("to_blame", reach.isToBlame()).put("needed", reach.isToBlame() || reach.isImpossible() ? reach.needed() : null);
    }

    private static JsonDocument json(Feasibility.Priced priced, ConstraintSet limits) {
        return new JsonDocument().put("matrix", priced.architecture().text()).putAll(new CostSheet(priced.cost(), limits).json());
    }

    @Override
    public void text(PrintStream out) {
        out.println(request.template().name() + " (search space " + request.space().name() + "); " + Naming.text(request.hardware()));
        feasibility.sentences().forEach(out::println);
        out.println();
        TextTable table = new TextTable("limit", "is", "least possible", "least beside the other limits");
        for (Feasibility.Reach reach : feasibility.reaches()) {
            table.row(reach.kind().label(), reach.kind().quantity().format(reach.limit()), reach.kind().quantity().format(reach.leastAlone()),
                    reach.leastBesideOthers().map(reach.kind().quantity()::format).orElse("the others can't be met"));
        }
        table.print(out);
        out.println("memory counts " + request.limits().memoryScope().label());
        feasibility.example().or(feasibility::nearest).ifPresent(priced -> {
            out.println();
            out.println((feasibility.example().isPresent() ? "One that meets all: " : "Nearest to the limits: ") + priced.architecture().text());
            new CostSheet(priced.cost(), request.limits()).printLimits(out);
        });
    }
}
