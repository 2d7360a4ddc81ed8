package org.hasnas.files.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.hasnas.chip.model.CostKind;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.study.model.Interval;
import org.hasnas.search.study.model.OperationEffect;
import org.hasnas.search.study.model.OperationStudy;
import org.hasnas.search.study.model.TableEffect;
import org.hasnas.search.study.model.TemplateResult;
import org.hasnas.search.study.model.TemplateStudy;

/**
 * Studies as tidy CSV tables with the units in the header: one row per operation or template. Comment lines with {@code #} say how it was
 * measured. A mean stands beside its 95 % interval in columns {@code _low} and {@code _high}; what is not known is empty.
 */
public final class StudyCsv {
    private static final MathContext DIGITS = new MathContext(10);

    private StudyCsv() {}

    /** Changes are without minus with the operation. */
    public static String write(OperationStudy study) {
        List<String> header = new ArrayList<>(List.of("digit", "operation", "kept", "reason", "pairs", "unscored"));
        interval(header, "fitness_change");
        for (CostKind kind : CostKind.values()) {
            interval(header, kind.key() + "_change");
            interval(header, "fitness_per_" + kind.key());
        }
        interval(header, "benchmark_accuracy_change");
        header.addAll(List.of("benchmark_dead_with", "benchmark_dead_without"));
        StringBuilder text = new StringBuilder();
        comment(text, "operations of space " + study.request().search().space().name() + ": change when an operation is left out");
        comments(text, study.request().search());
        comment(text, OperationStudy.PAIRING);
        comment(text, OperationStudy.RULE);
        if (!study.table().isEmpty()) {
            comment(text, "benchmark accuracies: " + study.table());
        }
        List<List<String>> rows = new ArrayList<>();
        for (OperationEffect effect : study.effects()) {
            List<String> row = new ArrayList<>(List.of(Integer.toString(effect.digit()), effect.operation(), Boolean.toString(effect.kept()),
                    effect.reason(), Integer.toString(effect.pairs()), Integer.toString(effect.unscored())));
            add(row, effect.fitnessChange());
            for (CostKind kind : CostKind.values()) {
                add(row, effect.costChange(kind).times(kind.unit().factor()));
                add(row, effect.fitnessPerCost().getOrDefault(kind, Interval.NONE).times(1 / kind.unit().factor()));
            }
            add(row, effect.table().map(TableEffect::accuracyChangeFraction).orElse(Interval.NONE));
            row.add(effect.table().map(table -> number(table.deadWithFraction())).orElse(""));
            row.add(effect.table().map(table -> number(table.deadWithoutFraction())).orElse(""));
            rows.add(row);
        }
        return print(text, header, rows);
    }

    /** Changes are against the template as it is. */
    public static String write(TemplateStudy study) {
        List<String> header = new ArrayList<>(List.of("part", "change", "verdict", "feasible", "candidates", "largest_parameters"));
        interval(header, "fitness");
        interval(header, "size_free_fitness");
        interval(header, "size_free_change");
        header.addAll(List.of("size_free_median", "size_free_best_feasible"));
        interval(header, "trained_accuracy_fraction");
        interval(header, "trained_accuracy_change");
        for (CostKind kind : CostKind.values()) {
            header.add(kind.key());
            header.add(kind.label() + "_left");
            interval(header, kind.key() + "_change");
            interval(header, "change_per_" + kind.key());
        }
        StringBuilder text = new StringBuilder();
        comment(text, "templates around " + study.request().search().template().name() + ", space " + study.request().search().space().name());
        comments(text, study.request().search());
        comment(text, TemplateStudy.comparability(study.request().search().fitness().score()));
        List<List<String>> rows = new ArrayList<>();
        for (TemplateResult result : study.results()) {
            List<String> row = new ArrayList<>(List.of(result.variant().part(), result.variant().change(), result.verdict().sentence(),
                    Integer.toString(result.feasible()), Integer.toString(result.priced()), Long.toString(result.largestParameters())));
            add(row, result.fitness());
            add(row, result.comparable());
            add(row, result.comparableChange());
            row.add(number(result.median()));
            row.add(number(result.best()));
            add(row, result.trained().accuracy());
            add(row, result.trained().change());
            for (CostKind kind : CostKind.values()) {
                row.add(number(result.meanCost(kind) * kind.unit().factor()));
                row.add(number(result.left(kind)));
                add(row, result.costChange(kind).times(kind.unit().factor()));
                add(row, result.changePerCost().getOrDefault(kind, Interval.NONE).times(1 / kind.unit().factor()));
            }
            rows.add(row);
        }
        return print(text, header, rows);
    }

    private static void comments(StringBuilder text, SearchRequest search) {
        comment(text, "score: " + search.fitness().score().label() + ", " + search.fitness().batches() + " batches of " + search.fitness().batchSize()
                + " images, seed " + search.seed());
        comment(text, "cost model: " + search.hardware().model().label() + "; memory counts " + search.limits().memoryScope().label());
    }

    private static void comment(StringBuilder text, String sentence) {
        text.append("# ").append(sentence.replaceAll("\\R", " ")).append('\n');
    }

    private static void interval(List<String> header, String name) {
        header.addAll(List.of(name, name + "_low", name + "_high"));
    }

    private static void add(List<String> row, Interval interval) {
        row.addAll(List.of(number(interval.mean()), number(interval.low()), number(interval.high())));
    }

    private static String number(double value) {
        return Double.isFinite(value) ? new BigDecimal(value).round(DIGITS).stripTrailingZeros().toPlainString() : "";
    }

    private static String print(StringBuilder text, List<String> header, List<List<String>> rows) {
        CSVFormat format = CSVFormat.DEFAULT.builder().setRecordSeparator('\n').setHeader(header.toArray(String[]::new)).get();
        try (CSVPrinter printer = new CSVPrinter(text, format)) {
            for (List<String> row : rows) {
                printer.printRecord(row);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a StringBuilder takes every text", e);
        }
        return text.toString();
    }
}
