package org.hasnas.cli.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hasnas.chip.model.CostKind;
import org.hasnas.cli.console.JsonDocument;
import org.hasnas.search.model.Feasibility;
import org.jspecify.annotations.Nullable;

/** What is known of feasibility, as JSON: in the document of {@code feasibility} and in that of a search that found nothing. */
public final class FeasibilityDocument {
    private FeasibilityDocument() {}

    /** Keys of an answer. */
    public static JsonDocument of(Feasibility feasibility) {
        List<Map<String, @Nullable Object>> reaches = new ArrayList<>();
        for (Feasibility.Reach reach : feasibility.reaches()) {
            CostKind.Unit unit = reach.kind().unit();
            reaches.add(new JsonDocument().put("limit", reach.kind().label()).put("unit", unit.symbol()).put("is", reach.limit() * unit.factor())
                    .put("least_possible", reach.leastAlone() * unit.factor())
                    .put("least_beside_others", reach.leastBesideOthers().map(value -> value * unit.factor()).orElse(null))
                    .put("to_blame", reach.isToBlame()).put("needed", reach.isToBlame() || reach.isImpossible() ? reach.needed() : null).map());
        }
        JsonDocument document = new JsonDocument().put("answer", feasibility.answer().name().toLowerCase(Locale.ROOT))
                .put("explanation", feasibility.sentences()).put("limits", CostDocument.limits(feasibility.limits())).put("reaches", reaches)
                .put("architectures", feasibility.counts().map(counts -> (Object) counts.all()).orElse(null))
                .put("feasible_architectures", feasibility.counts().map(counts -> (Object) counts.feasible()).orElse(null))
                .put("feasible_fraction", feasibility.counts().map(counts -> (Object) counts.feasibleFraction()).orElse(null));
        return document.put("example", feasibility.example().map(priced -> priced(priced, feasibility)).orElse(null))
                .put("nearest_architecture", feasibility.nearest().map(priced -> priced(priced, feasibility)).orElse(null));
    }

    private static Map<String, @Nullable Object> priced(Feasibility.Priced priced, Feasibility feasibility) {
        return new JsonDocument().put("matrix", priced.architecture().text()).putAll(CostDocument.cost(priced.cost()))
                .putAll(CostDocument.verdict(priced.cost(), feasibility.limits())).map();
    }
}
