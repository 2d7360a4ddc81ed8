package org.hasnas.cli.study;

import java.io.PrintStream;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hasnas.chip.model.CostKind;
import org.hasnas.cli.report.Figures;
import org.hasnas.cli.report.JsonDocument;
import org.hasnas.cli.report.Report;
import org.hasnas.cli.report.TextTable;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.study.model.Interval;
import org.hasnas.search.study.model.OperationEffect;
import org.hasnas.search.study.model.OperationStudy;
import org.hasnas.search.study.model.TableEffect;

/** What a study of operations has found. */
record OperationsReport(OperationStudy study) implements Report {
    @Override
    public void text(PrintStream out) {
        SearchRequest search = study.request().search();
        out.println("What leaving out an operation of space '" + search.space().name() + "' does (mean and 95 % interval over "
                + study.request().pairs() + " pairs)");
        StudyFigures.printSource(out, search);
        out.println();
        TextTable effects = new TextTable(row(Stream.of("left out", "fitness", "<"), kind -> kind.tableUnit().symbol(),
                Stream.of("<recommended", "<because")));
        for (OperationEffect effect : study.effects()) {
            effects.row((Object[]) row(Stream.of(effect.operation(), StudyFigures.signed(effect.fitnessChange().mean()),
                    StudyFigures.range(effect.fitnessChange())), kind -> cost(effect, kind),
                    Stream.of(effect.kept() ? "keep" : "drop", effect.reason())));
        }
        effects.print(out);
        out.println();
        TextTable ratios = new TextTable(row(Stream.of("fitness lost or won per"), kind -> kind.tableUnit().symbol(), Stream.empty()));
        for (OperationEffect effect : study.effects()) {
            ratios.row((Object[]) row(Stream.of(effect.operation()), kind -> ratio(effect, kind), Stream.empty()));
        }
        ratios.print(out);
        out.println("Above 0: fitness is bought with that cost; below 0: the operation is both fitter and cheaper than what replaces it, or"
                + " neither. A dash, or a ? above: the cost does not change for sure.");
        if (!study.table().isEmpty()) {
            out.println();
            out.println("Trained accuracies from benchmark " + study.table() + ", all pairs of its networks:");
            TextTable trained = new TextTable("left out", "accuracy, points", "<", "pairs", "learn nothing with it", "without it");
            for (OperationEffect effect : study.effects()) {
                effect.table().ifPresent(known -> trained.row(effect.operation(), StudyFigures.signed(100 * known.accuracyChangeFraction().mean()),
                        StudyFigures.range(known.accuracyChangeFraction().times(100)), known.pairs(), Figures.percent(1, known.deadWithFraction()),
                        Figures.percent(1, known.deadWithoutFraction())));
            }
            trained.print(out);
            out.println("The interval is that of the mean over the networks of the table that have the operation.");
        }
        out.println();
        out.println("Recommended: " + String.join(", ", study.recommended()));
        out.println("Rule: " + OperationStudy.RULE);
        out.println("Intervals are not corrected for looking at " + study.effects().size() + " operations at once. "
                + search.fitness().score().trust());
    }

    /** Cells of a row: some, one of every cost, and the last ones. */
    private static String[] row(Stream<String> first, Function<CostKind, String> cost, Stream<String> last) {
        return Stream.of(first, Stream.of(CostKind.values()).map(cost), last).flatMap(cells -> cells).toArray(String[]::new);
    }

    private static String cost(OperationEffect effect, CostKind kind) {
        Interval change = effect.costChange(kind).times(kind.tableUnit().factor());
        return StudyFigures.signed(change.mean()) + (change.isNegative() || change.isPositive() ? "" : " ?");
    }

    private static String ratio(OperationEffect effect, CostKind kind) {
        Interval ratio = effect.fitnessPerCost().getOrDefault(kind, Interval.NONE);
        return ratio.samples() == 0 ? "-" : StudyFigures.signed(ratio.mean() / kind.tableUnit().factor()) + " "
                + StudyFigures.range(ratio.times(1 / kind.tableUnit().factor()));
    }

    @Override
    public JsonDocument json() {
        return JsonDocument.of("hasnas-operations", 1).putAll(StudyFigures.json(study.request().search())).put("pairs", study.request().pairs())
                .put("scored", study.scored()).put("failed", study.failures().size())
                .put("change", "without minus with the operation").put("pairing", OperationStudy.PAIRING).put("rule", OperationStudy.RULE)
                .put("benchmark_table", study.table().isEmpty() ? null : study.table())
                .put("operations", study.effects().stream().map(OperationsReport::json).toList())
                .put("recommended", study.recommended());
    }

    private static JsonDocument json(OperationEffect effect) {
        JsonDocument costs = new JsonDocument();
        JsonDocument ratios = new JsonDocument();
        for (CostKind kind : CostKind.values()) {
            costs.put(kind.key(), StudyFigures.json(effect.costChange(kind).times(kind.unit().factor())));
            ratios.put(kind.key(), StudyFigures.json(effect.fitnessPerCost().getOrDefault(kind, Interval.NONE).times(1 / kind.unit().factor())));
        }
        JsonDocument row = new JsonDocument().put("digit", effect.digit()).put("operation", effect.operation()).put("kept", effect.kept())
                .put("reason", effect.reason()).put("pairs", effect.pairs()).put("unscored", effect.unscored())
                .put("fitness_change", StudyFigures.json(effect.fitnessChange())).put("cost_change", costs).put("fitness_per_cost", ratios);
        effect.table().ifPresent(known -> row.put("benchmark", json(known)));
        return row;
    }

    private static JsonDocument json(TableEffect known) {
        return new JsonDocument().put("pairs", known.pairs()).put("accuracy_change", StudyFigures.json(known.accuracyChangeFraction()))
                .put("dead_with", known.deadWithFraction()).put("dead_without", known.deadWithoutFraction());
    }
}
