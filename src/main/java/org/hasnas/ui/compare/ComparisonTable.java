package org.hasnas.ui.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hasnas.chip.model.CostKind;
import org.hasnas.chip.model.CostReport;
import org.hasnas.chip.model.MemoryScope;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.search.model.Margin;
import org.hasnas.training.model.Accuracy;
import org.hasnas.training.model.AccuracyDifference;
import org.hasnas.training.model.AccuracyKind;
import org.hasnas.ui.accuracy.AccuracyText;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.fx.UnitSigns;

/**
 * The numbers of compared designs, each with its difference from that of the first design.
 *
 * @param head names of the designs
 */
record ComparisonTable(List<String> head, List<Row> rows) {
    private static final String NONE = "\u2013";

    ComparisonTable {
        head = List.copyOf(head);
        rows = List.copyOf(rows);
    }

    /** How a number stands to that of the first design. */
    enum Verdict { BETTER, WORSE, EVEN }

    /**
     * A number of a design.
     *
     * @param difference from the first design, in words; blank for the first one and where nothing can be said
     */
    record Cell(String value, String difference, Verdict verdict) {
        static Cell plain(String value) {
            return new Cell(value, "", Verdict.EVEN);
        }
    }

    /**
     * A quantity with a cell for each design.
     *
     * @param section what it belongs to
     * @param meaning what it is, with its unit
     */
    record Row(String section, String name, String meaning, List<Cell> cells) {
        Row {
            cells = List.copyOf(cells);
        }
    }

    static ComparisonTable of(List<ComparedDesign> designs, MemoryScope scope, Texts texts) {
        return new ComparisonTable(designs.stream().map(ComparedDesign::name).toList(), new Maker(designs, scope, texts).rows());
    }

    /** With tabs between the columns, as spreadsheets take it; a value and its difference are two columns. */
    String text(String first) {
        List<String> lines = new ArrayList<>();
        lines.add(Stream.concat(Stream.of(first, head.getFirst()), head.stream().skip(1).flatMap(name -> Stream.of(name, "\u0394")))
                .reduce((a, b) -> a + "\t" + b).orElseThrow());
        for (Row row : rows) {
            StringBuilder line = new StringBuilder(row.section() + ": " + row.name()).append('\t').append(row.cells().getFirst().value());
            row.cells().stream().skip(1).forEach(cell -> line.append('\t').append(cell.value()).append('\t').append(cell.difference()));
            lines.add(line.toString());
        }
        return String.join("\n", lines) + "\n";
    }

    private record Maker(List<ComparedDesign> designs, MemoryScope scope, Texts texts) {
        List<Row> rows() {
            List<Row> rows = new ArrayList<>();
            String design = texts.get("compare.section.design");
            rows.add(whole(design, texts.get("compare.width"), "width",
                    known -> known.template().map(template -> template.stages().getFirst().width())));
            rows.add(whole(design, texts.get("compare.time-steps"), "time-steps", known -> known.template().map(NetworkTemplate::timeSteps)
                    .or(() -> known.imported().map(network -> network.report().timeSteps()))));
            rows.add(whole(design, texts.get("compare.weight-bits"), "weight-bits", known -> known.template().map(NetworkTemplate::weightBits)));
            String costs = texts.get("compare.section.costs");
            String margins = texts.get("compare.section.margins");
            Stream.of(CostKind.values()).forEach(kind -> rows.add(cost(costs, kind)));
            Stream.of(CostKind.values()).forEach(kind -> rows.add(margin(margins, kind)));
            String accuracy = texts.get("compare.section.accuracy");
            if (designs.stream().anyMatch(known -> known.outlook().isPresent())) {
                rows.add(accuracy(accuracy, texts.get("compare.expected"), "expected", known -> known.outlook().map(outlook -> outlook.expected())));
            }
            for (AccuracyKind kind : ComparedDesign.kindsOf(designs)) {
                rows.add(accuracy(accuracy, texts.accuracyTitle(kind), "accuracy-" + kind.label(), known -> known.accuracy(kind)));
            }
            rows.add(new Row(accuracy, texts.get("compare.fitness"), texts.meaning("fitness"),
                    designs.stream().map(known -> Cell.plain(known.candidate().flatMap(of -> of.trial().fitness())
                            .map(score -> score.isSingular() ? "-\u221e" : String.format(Locale.ROOT, "%.3f", score.value())).orElse(NONE)))
                            .toList()));
            return rows;
        }

        private Row whole(String section, String name, String id, Function<ComparedDesign, Optional<Integer>> number) {
            Optional<Integer> first = number.apply(designs.getFirst());
            return new Row(section, name, texts.meaning(id),
                    designs.stream().map(design -> number.apply(design).map(value -> new Cell(Integer.toString(value),
                            first.filter(reference -> !reference.equals(value)).map(reference -> String.format(Locale.ROOT, "%+d", value - reference))
                                    .orElse(""),
                            Verdict.EVEN)).orElse(Cell.plain(NONE))).toList());
        }

        private Row cost(String section, CostKind kind) {
            Optional<Double> first = cost(designs.getFirst(), kind);
            return new Row(section, texts.costTitle(kind), texts.meaning(kind.label()),
                    designs.stream().map(design -> cost(design, kind).map(value -> new Cell(
                            UnitSigns.format(kind.quantity(), value), first.map(reference -> percent(value, reference)).orElse(""),
                            first.map(reference -> lessIsBetter(value, reference)).orElse(Verdict.EVEN))).orElse(Cell.plain(NONE))).toList());
        }

        private Optional<Double> cost(ComparedDesign design, CostKind kind) {
            return design.cost().map(CostReport::total).map(total -> kind.costOf(total, scope));
        }

        private static String percent(double value, double reference) {
            return value == reference || !(reference > 0) ? "" : String.format(Locale.ROOT, "%+.1f %%", 100 * (value - reference) / reference);
        }

        private static Verdict lessIsBetter(double value, double reference) {
            return value < reference ? Verdict.BETTER : value > reference ? Verdict.WORSE : Verdict.EVEN;
        }

        /** Coloured by whether the limit is met, not by the difference, which the cost above tells. */
        private Row margin(String section, CostKind kind) {
            return new Row(section, texts.costTitle(kind), texts.meaning(kind.label()),
                    designs.stream().map(design -> design.margins().stream().filter(known -> known.kind() == kind)
                            .findFirst().map(this::margin).orElse(Cell.plain(NONE))).toList());
        }

        private Cell margin(Margin margin) {
            if (Double.isInfinite(margin.limit())) {
                return Cell.plain(texts.get("candidate.margin.unlimited"));
            }
            String share = String.format(Locale.ROOT, "%.1f", Math.abs(margin.leftFraction()) * 100);
            return margin.passes() ? new Cell(texts.get("candidate.margin.left", share), "", Verdict.BETTER)
                    : new Cell(texts.get("candidate.margin.over", share), "", Verdict.WORSE);
        }

        private Row accuracy(String section, String name, String id, Function<ComparedDesign, Optional<Accuracy>> of) {
            Optional<Accuracy> first = of.apply(designs.getFirst());
            List<Cell> cells = new ArrayList<>();
            for (int i = 0; i < designs.size(); i++) {
                Accuracy known = of.apply(designs.get(i)).orElse(null);
                Accuracy reference = i == 0 ? null : first.orElse(null);
                cells.add(known == null ? Cell.plain(NONE) : reference == null ? Cell.plain(text(known)) : compared(known, reference));
            }
            return new Row(section, name, texts.meaning(id), cells);
        }

        private String text(Accuracy accuracy) {
            return AccuracyText.withInterval(accuracy, texts);
        }

        private Cell compared(Accuracy accuracy, Accuracy reference) {
            String points = signed(accuracy.fraction() - reference.fraction());
            AccuracyDifference difference = AccuracyDifference.of(accuracy, reference).orElse(null);
            if (difference == null) {
                return new Cell(text(accuracy), texts.get("compare.points", points), Verdict.EVEN);
            }
            String interval = texts.get("compare.points.interval", points, signed(difference.lowFraction()), signed(difference.highFraction()));
            return difference.isSignificant()
                    ? new Cell(text(accuracy), interval, difference.fraction() > 0 ? Verdict.BETTER : Verdict.WORSE)
                    : new Cell(text(accuracy), texts.get("compare.undecided", interval), Verdict.EVEN);
        }

        private static String signed(double fraction) {
            return String.format(Locale.ROOT, "%+.2f", 100 * fraction);
        }
    }
}
