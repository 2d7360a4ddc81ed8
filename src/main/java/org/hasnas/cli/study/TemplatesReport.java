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
import org.hasnas.search.study.model.ShortTrainings;
import org.hasnas.search.study.model.TemplateResult;
import org.hasnas.search.study.model.TemplateStudy;

/** What a study of templates has found. */
record TemplatesReport(TemplateStudy study) implements Report {
    @Override
    public void text(PrintStream out) {
        SearchRequest search = study.request().search();
        out.println("Templates around '" + search.template().name() + "', " + study.request().candidates()
                + " random candidates of space '" + search.space().name() + "' in each");
        StudyFigures.printSource(out, search);
        out.println();
        TextTable table = new TextTable(around(Stream.of("template", "feasible"), kind -> Stream.of(kind.tableUnit().symbol(), "<"),
                "largest k"));
        TextTable fitness = new TextTable(around(Stream.of("template", "fitness", "size-free", "median", "best feasible", "change", "<"),
                kind -> Stream.of("per " + kind.tableUnit().symbol()), "<verdict"));
        for (TemplateResult result : study.results()) {
            table.row((Object[]) around(Stream.of(result.variant().name(), result.feasible() + "/" + result.priced()),
                    kind -> Stream.of(cost(result, kind), left(result, kind)), StudyFigures.plain(result.largestParameters() / 1e3)));
            boolean unchanged = result.variant().isUnchanged();
            fitness.row((Object[]) around(Stream.of(result.variant().name(), StudyFigures.plain(result.fitness().mean()),
                    StudyFigures.plain(result.comparable().mean()), StudyFigures.plain(result.median()), StudyFigures.plain(result.best()),
                    unchanged ? "" : StudyFigures.signed(result.comparableChange().mean()),
                    unchanged ? "" : StudyFigures.range(result.comparableChange())), kind -> Stream.of(ratio(result, kind)),
                    result.verdict().sentence()));
        }
        table.print(out);
        out.println("Mean costs, in brackets the median share of the limit that is left; largest: parameters of the largest cell of the space.");
        out.println();
        fitness.print(out);
        out.println("Changes are those of the size-free fitness against the template as it is, candidate by candidate, with the 95 % interval of"
                + " their mean.");
        if (study.request().trainings().isAsked()) {
            printTrainings(out);
        }
        out.println(TemplateStudy.comparability(search.fitness().score()));
        out.println(search.fitness().score().trust());
    }

    private void printTrainings(PrintStream out) {
        TextTable table = new TextTable("template", "networks", "accuracy %", "change in points", "<", "change of size-free fitness");
        for (TemplateResult result : study.results()) {
            Interval accuracy = result.trained().accuracy().times(100);
            boolean unchanged = result.variant().isUnchanged();
            table.row(result.variant().name(), accuracy.samples(), StudyFigures.plain(accuracy.mean()),
                    unchanged ? "" : StudyFigures.signed(result.trained().change().times(100).mean()),
                    unchanged ? "" : StudyFigures.range(result.trained().change().times(100)),
                    unchanged ? "" : StudyFigures.signed(result.comparableChange().mean()));
        }
        out.println();
        table.print(out);
        out.println(TemplateStudy.shortTrainings(study.request().trainings().epochs()));
        study.agreement().ifPresent(tau -> out.println(TemplateStudy.agreement(tau)));
        out.println();
    }

    /** Cells of a row: some, those of every cost, and a last one. */
    private static String[] around(Stream<String> first, Function<CostKind, Stream<String>> costs, String last) {
        return Stream.of(first, Stream.of(CostKind.values()).flatMap(costs), Stream.of(last)).flatMap(cells -> cells).toArray(String[]::new);
    }

    private static String cost(TemplateResult result, CostKind kind) {
        return StudyFigures.plain(result.meanCost(kind) * kind.tableUnit().factor());
    }

    private static String left(TemplateResult result, CostKind kind) {
        return Double.isFinite(result.left(kind)) ? "(" + Figures.percent(0, result.left(kind)) + ")" : "";
    }

    private static String ratio(TemplateResult result, CostKind kind) {
        Interval ratio = result.changePerCost().getOrDefault(kind, Interval.NONE);
        return ratio.samples() == 0 ? "-" : StudyFigures.signed(ratio.mean() / kind.tableUnit().factor());
    }

    @Override
    public JsonDocument json() {
        SearchRequest search = study.request().search();
        ShortTrainings trainings = study.request().trainings();
        return JsonDocument.of("hasnas-templates", 1).putAll(StudyFigures.json(search)).put("shared_candidates", study.request().candidates())
                .put("trained_networks", trainings.networks()).put("epochs", trainings.epochs())
                .put("agreement_kendall_tau_b", study.agreement())
                .put("failed", study.failures().size()).put("comparability", TemplateStudy.comparability(search.fitness().score()))
                .put("templates", study.results().stream().map(TemplatesReport::json).toList());
    }

    private static JsonDocument json(TemplateResult result) {
        JsonDocument costs = new JsonDocument();
        for (CostKind kind : CostKind.values()) {
            costs.put(kind.key(), new JsonDocument().put("mean", result.meanCost(kind) * kind.unit().factor())
                    .put("median_left_fraction", result.left(kind))
                    .put("change", StudyFigures.json(result.costChange(kind).times(kind.unit().factor())))
                    .put("size_free_change_per_unit", StudyFigures.json(
                            result.changePerCost().getOrDefault(kind, Interval.NONE).times(1 / kind.unit().factor()))));
        }
        return new JsonDocument().put("template", result.variant().name()).put("part", result.variant().part())
                .put("change", result.variant().change()).put("verdict", result.verdict()).put("feasible", result.feasible())
                .put("candidates", result.priced()).put("largest_parameters", result.largestParameters()).put("costs", costs)
                .put("fitness", StudyFigures.json(result.fitness())).put("size_free_fitness", StudyFigures.json(result.comparable()))
                .put("size_free_change", StudyFigures.json(result.comparableChange())).put("size_free_median", result.median())
                .put("size_free_best_feasible", result.best())
                .put("trained_accuracy_fraction", StudyFigures.json(result.trained().accuracy()))
                .put("trained_accuracy_change", StudyFigures.json(result.trained().change()));
    }
}
