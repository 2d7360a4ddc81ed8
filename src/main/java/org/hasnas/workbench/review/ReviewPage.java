package org.hasnas.workbench.review;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hasnas.chip.model.CostKind;
import org.hasnas.chip.model.CostReport;
import org.hasnas.chip.model.HardwareSettings;
import org.hasnas.chip.model.PhysicalCostReport;
import org.hasnas.chip.model.PhysicalSettings;
import org.hasnas.chip.model.SpikeSimCostReport;
import org.hasnas.chip.model.SpikeSimSettings;
import org.hasnas.document.Markup;
import org.hasnas.search.model.DesignOutlook;
import org.hasnas.search.model.Margin;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.model.Trial;
import org.hasnas.training.model.Accuracy;
import org.hasnas.training.model.AccuracyDifference;
import org.hasnas.training.model.AccuracyKind;
import org.hasnas.training.model.TrainingSummary;
import org.hasnas.units.EnumNames;
import org.hasnas.workbench.chart.ChartFiles;
import org.hasnas.workbench.chart.Curves;
import org.hasnas.workbench.diagram.DiagramSvg;
import org.hasnas.workbench.diagram.LayerFacts;
import org.hasnas.workbench.diagram.NetworkDiagram;

/** A {@link Review} as one page of HTML that is XML too, without script or anything from elsewhere. */
final class ReviewPage {
    private static final String STYLE = """
            :root { color-scheme: light dark; }
            body { font: 15px/1.45 system-ui, sans-serif; max-width: 72em; margin: 2em auto; padding: 0 1em; background: Canvas; color: CanvasText; }
            h2 { margin-top: 2em; border-bottom: 1px solid #8888; } h3 { margin-top: 1.6em; }
            .wide { overflow-x: auto; } table { border-collapse: collapse; margin: .8em 0; }
            th, td { border: 1px solid #8886; padding: .2em .6em; text-align: left; vertical-align: top; }
            td { font-variant-numeric: tabular-nums; overflow-wrap: anywhere; } th { background: #8882; }
            td.number { text-align: right; white-space: nowrap; } small { opacity: .8; }
            svg { width: 100%; max-width: 52em; }
            @media print { body { margin: 0; } h2, h3 { break-after: avoid; } table, svg { break-inside: avoid; } }
            """;
    /** In the CSS of {@code PdfPage}: without the colours of a theme, and with numbers of pages. */
    private static final String PAPER = """
            @page { size: A4; margin: 16mm 15mm 18mm 15mm; @bottom-left { content: "TITLE"; font-size: 8pt; color: #666; white-space: nowrap; }
              @bottom-right { content: counter(page) " / " counter(pages); font-size: 8pt; color: #666; } }
            body { font-size: 9.5pt; line-height: 1.35; color: #1f2328; margin: 0; }
            h1 { font-size: 18pt; font-weight: normal; margin: 0 0 4mm 0; }
            h2 { font-size: 13pt; font-weight: normal; color: #0b4a7a; margin: 7mm 0 2mm 0; border-bottom: 0.5pt solid #999; page-break-after: avoid; }
            h3 { font-size: 10.5pt; font-weight: normal; color: #0b4a7a; margin: 5mm 0 1mm 0; page-break-after: avoid; }
            table { border-collapse: collapse; margin: 2mm 0; font-size: 8pt; -fs-table-paginate: paginate; }
            tr { page-break-inside: avoid; }
            th, td { border: 0.5pt solid #bbb; padding: 0.7mm 1.6mm; text-align: left; vertical-align: top; }
            td { word-wrap: break-word; } td:first-child { white-space: nowrap; } th { background-color: #e8edf2; font-weight: normal; } td.number { text-align: right; white-space: nowrap; }
            p { margin: 1.5mm 0; } small { font-size: 8pt; color: #555; } svg { display: block; margin: 2mm 0; }
            """;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final MathContext DIGITS = new MathContext(4);
    private static final String NONE = "\u2013";

    private final Review review;
    private final Markup out = new Markup();

    ReviewPage(Review review) {
        this.review = review;
    }

    /** For screens, and for whatever a browser prints. */
    String html() {
        return page(STYLE);
    }

    /** For {@code PdfPage}. */
    String paper() {
        return page(PAPER.replace("TITLE", title().replaceAll("[\\\\\"\n]", " ")));
    }

    private String title() {
        return review.run().map(searched -> "Run " + searched.run().id() + " of " + review.project()).orElse("Designs of " + review.project());
    }

    private String page(String style) {
        String title = title();
        out.html().open("html", "xmlns", "http://www.w3.org/1999/xhtml", "lang", "en").open("head").empty("meta", "charset", "utf-8")
                .empty("meta", "name", "viewport", "content", "width=device-width").element("title", title).element("style", style).close()
                .open("body").element("h1", title);
        review.run().ifPresent(this::run);
        if (review.designs().size() > 1) {
            comparison();
        }
        review.designs().forEach(this::design);
        if (review.designs().isEmpty()) {
            out.element("p", "No design of this run meets all limits, so there is none to tell more about.");
        } else {
            model(review.designs().getFirst().cost());
        }
        return out.text();
    }

    private void run(Review.Searched searched) {
        SearchRequest request = searched.run().request();
        out.element("h2", "What was asked for");
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("run", EnumNames.of(searched.run().status()) + ", started " + TIME.format(searched.run().started()) + " by version "
                + searched.run().programVersion()));
        rows.add(List.of("search", request.algorithm().label() + ", seed " + request.seed() + ", " + searched.trials().size() + " of "
                + request.budget() + " designs" + request.ladder().map(ladder -> ", " + number(ladder.minutes()) + " min of trainings").orElse("")));
        rows.add(List.of("data", data(request)));
        rows.add(List.of("networks", "template " + request.template().name() + ", cells of " + request.space().name()));
        rows.add(List.of("chip", chip(review.chip())));
        for (CostKind kind : CostKind.values()) {
            rows.add(List.of("limit of " + kind.label(), kind.quantity().format(review.limits().limit(kind)).strip()
                    + (kind == CostKind.MEMORY ? " (counting " + review.limits().memoryScope().label() + ")" : "")));
        }
        table(List.of("", ""), rows);
        chart(searched);
        found(searched);
    }

    private static String data(SearchRequest request) {
        return EnumNames.of(request.dataset().format()) + (request.dataset().path().isEmpty() ? ", embedded" : ", " + request.dataset().path());
    }

    private static String chip(HardwareSettings settings) {
        return switch (settings) {
            case SpikeSimSettings chip -> "model " + chip.model().label() + ": crossbars of " + chip.crossbarSize() + " by " + chip.crossbarSize()
                    + " cells, " + chip.pesPerTile() + " PEs per tile, " + chip.device().name();
            case PhysicalSettings chip -> "model " + chip.model().label() + ": " + chip.profile().id() + ", " + chip.profile().description();
        };
    }

    private void chart(Review.Searched searched) {
        boolean trained = !searched.outlooks().isEmpty();
        List<Curves.Point> all = new ArrayList<>();
        for (Trial trial : searched.trials()) {
            height(searched, trial)
                    .ifPresent(height -> trial.cost().ifPresent(cost -> all.add(new Curves.Point(cost.energy().microjoules(), height))));
        }
        List<Curves.Point> front = new ArrayList<>();
        List<Curves.Point> best = new ArrayList<>();
        for (Trial trial : searched.found().stream().map(Review.Found::trial).toList()) {
            height(searched, trial).ifPresent(height -> (trained ? front : best).add(
                    new Curves.Point(trial.cost().orElseThrow().energy().microjoules(), height)));
        }
        List<Curves.Curve> curves = new ArrayList<>(List.of(new Curves.Curve("all designs", 0, Curves.Style.POINTS, all)));
        if (!front.isEmpty()) {
            curves.add(new Curves.Curve("front", 1, Curves.Style.LINE, front));
        }
        if (!best.isEmpty()) {
            curves.add(new Curves.Curve("best by score", 1, Curves.Style.POINTS, best));
        }
        String vertical = trained ? "expected accuracy (%)" : "training-free score";
        Curves chart = new Curves("energy (uJ)", vertical, false, true, curves, List.of());
        if (!chart.isEmpty()) {
            out.element("h2", trained ? "Expected accuracy against energy" : "Score against energy");
            ChartFiles.svg(chart, vertical + " against energy (uJ) of all designs", out);
            out.element("p", trained ? "Expected: on validation images after a whole training, as the search predicts it from the trainings so far."
                    : "The score ranks untrained networks; it is not an accuracy. " + searched.run().request().fitness().score().trust());
        }
    }

    private static Optional<Double> height(Review.Searched searched, Trial trial) {
        return searched.outlooks().isEmpty() ? trial.fitness().filter(score -> !score.isSingular()).map(score -> score.value())
                : searched.outlooks().stream().filter(outlook -> outlook.trial() == trial.index()).findFirst()
                        .map(outlook -> 100 * outlook.expected().fraction());
    }

    private void found(Review.Searched searched) {
        if (searched.found().isEmpty()) {
            return;
        }
        boolean trained = !searched.outlooks().isEmpty();
        out.element("h2", trained ? "Front: no cheaper design is expected to be better" : "Best designs within the limits by score");
        List<AccuracyKind> kinds = kinds(searched.found());
        List<String> head = new ArrayList<>(List.of("design"));
        head.addAll(trained ? List.of("expected % (95 % interval)", "epochs") : List.of("score"));
        kinds.forEach(kind -> head.add(kind.label() + " % (95 % interval)"));
        Stream.of(CostKind.values()).forEach(kind -> head.add(unit(kind)));
        head.add("cells and choices");
        List<List<String>> rows = new ArrayList<>();
        for (Review.Found found : searched.found()) {
            List<String> row = new ArrayList<>(List.of("#" + found.trial().index()));
            if (trained) {
                DesignOutlook outlook = found.outlook().orElseThrow();
                row.addAll(List.of(percent(outlook.expected()), outlook.epochs() + "/" + outlook.wholeEpochs()));
            } else {
                row.add(number(found.trial().fitness().orElseThrow().value()));
            }
            kinds.forEach(kind -> row.add(found.accuracy(kind).map(ReviewPage::percent).orElse(NONE)));
            review.limits().margins(found.trial().cost().orElseThrow()).forEach(margin -> row.add(cost(margin)));
            row.add(found.trial().architecture().text());
            rows.add(row);
        }
        table(head, rows);
        sources(searched.found());
    }

    private static List<AccuracyKind> kinds(List<Review.Found> designs) {
        Set<AccuracyKind> kinds = EnumSet.noneOf(AccuracyKind.class);
        designs.forEach(design -> design.accuracies().forEach(accuracy -> kinds.add(accuracy.kind())));
        return List.copyOf(kinds);
    }

    /** Where accuracies come from, each source once, with the designs that have theirs from it. */
    private void sources(List<Review.Found> designs) {
        Map<String, List<String>> bySource = new LinkedHashMap<>();
        designs.forEach(design -> design.accuracies().forEach(accuracy -> bySource
                .computeIfAbsent(accuracy.kind().label() + ": " + accuracy.source(), _ -> new ArrayList<>()).add("#" + design.trial().index())));
        bySource.forEach((source, of) -> out.open("p")
                .element("small", (of.size() == designs.size() ? "all designs" : String.join(", ", of)) + ": " + source).close());
    }

    private static String name(Review.Design design) {
        return "design #" + design.known().trial().index();
    }

    private void comparison() {
        out.element("h2", "Comparison");
        Review.Design first = review.designs().getFirst();
        List<String> head = new ArrayList<>(List.of(""));
        review.designs().forEach(design -> head.add(name(design)));
        List<List<String>> rows = new ArrayList<>();
        for (CostKind kind : CostKind.values()) {
            rows.add(row(unit(kind), design -> {
                Margin margin = margin(design, kind);
                double reference = margin(first, kind).cost();
                return cost(margin) + (design.equals(first) || !(reference > 0) ? ""
                        : String.format(Locale.ROOT, " (%+.1f %%)", 100 * (margin.cost() - reference) / reference));
            }));
        }
        rows.add(row("limits", design -> {
            List<String> over = review.limits().violations(design.cost().total()).stream().map(margin -> margin.kind().label()).toList();
            return over.isEmpty() ? "all met" : "exceeds " + String.join(", ", over);
        }));
        if (review.designs().stream().anyMatch(design -> design.known().outlook().isPresent())) {
            rows.add(accuracies("expected", known -> known.outlook().map(DesignOutlook::expected)));
        }
        for (AccuracyKind kind : kinds(review.designs().stream().map(Review.Design::known).toList())) {
            rows.add(accuracies(kind.label(), known -> known.accuracy(kind)));
        }
        table(head, rows);
        out.element("p", "Differences are from " + name(first) + ". A difference of accuracies is significant if its 95 % interval leaves out 0.");
    }

    private List<String> accuracies(String kind, Function<Review.Found, Optional<Accuracy>> of) {
        Review.Found first = review.designs().getFirst().known();
        return row(kind + " % (95 % interval)",
                design -> of.apply(design.known()).map(accuracy -> percent(accuracy) + (design.known().equals(first) ? ""
                        : of.apply(first).flatMap(reference -> AccuracyDifference.of(accuracy, reference)).map(ReviewPage::verdict).orElse("")))
                        .orElse(NONE));
    }

    private List<String> row(String name, Function<Review.Design, String> cell) {
        return Stream.concat(Stream.of(name), review.designs().stream().map(cell)).toList();
    }

    private Margin margin(Review.Design design, CostKind kind) {
        return review.limits().margins(design.cost().total()).stream().filter(margin -> margin.kind() == kind).findFirst().orElseThrow();
    }

    private static String verdict(AccuracyDifference difference) {
        return String.format(Locale.ROOT, "; %+.2f points, %s", 100 * difference.fraction(),
                difference.isSignificant() ? "significant" : "not significant");
    }

    private void design(Review.Design design) {
        out.element("h2", Character.toUpperCase(name(design).charAt(0)) + name(design).substring(1));
        List<List<String>> what = new ArrayList<>();
        what.add(List.of("cells and choices", design.known().trial().architecture().text()));
        what.add(List.of("networks", "template " + design.request().template().name() + ", cells of " + design.request().space().name()));
        what.add(List.of("data", data(design.request())));
        what.add(List.of("candidate (hash)", design.hash()));
        design.known().trial().fitness().filter(score -> !design.request().algorithm().paysForTrainings())
                .ifPresent(score -> what.add(List.of("training-free score", design.request().fitness().score().title() + ": "
                        + (score.isSingular() ? "singular" : number(score.value())))));
        table(List.of("", ""), what);
        out.element("h3", "Costs of one inference and their limits");
        table(List.of("", "cost", "limit", "left of the limit"), review.limits().margins(design.cost().total()).stream().map(margin -> List.of(
                unit(margin.kind()), cost(margin),
                Double.isInfinite(margin.limit()) ? "none" : number(margin.kind().unit().factor() * margin.limit()),
                Double.isInfinite(margin.limit()) ? NONE : String.format(Locale.ROOT, "%.1f %%", 100 * margin.leftFraction()))).toList());
        accuracies(design);
        out.element("h3", "Network");
        List<LayerFacts> layers = LayerFacts.of(design.candidate().network(), Optional.of(design.cost()), design.rates());
        DiagramSvg.draw(NetworkDiagram.of(design.candidate().network(), layers, NetworkDiagram.Words.ENGLISH), "Network of " + name(design), out);
        out.element("p", "MACs: multiply-accumulates of one image over all time steps, as if no input were 0."
                + (design.rates().isEmpty() ? "" : " SOPs: those whose input is a spike, as measured on held-out images."));
        switch (design.cost()) {
            case SpikeSimCostReport report -> {
                parts("Components", List.of("component", "area mm2", "energy uJ"), report.components(), part -> List.of(part.component(),
                        number(part.area().squareMillimetres()), number(part.energy().microjoules())));
                parts("Layers", List.of("layer", "weights", "crossbars", "area of its PEs mm2", "latency ms", "energy uJ"), report.layers(),
                        layer -> List.of(layer.layer(), Long.toString(layer.weights()), Long.toString(layer.crossbars()),
                                number(layer.peArea().squareMillimetres()), number(layer.latency().milliseconds()),
                                number(layer.energy().microjoules())));
            }
            case PhysicalCostReport report -> {
                parts("Components", List.of("component", "area mm2", "latency ms", "energy uJ"), report.components(), part -> List.of(
                        part.component().label(), number(part.area().squareMillimetres()), number(part.latency().milliseconds()),
                        number(part.energy().microjoules())));
                parts("Layers", List.of("layer", "weights", "crossbars", "tiles", "cells used %", "ones among input bits", "area mm2", "latency ms",
                        "energy uJ"), report.layers(),
                        layer -> List.of(layer.layer(), Long.toString(layer.weights()),
                                Long.toString(layer.crossbars()), Long.toString(layer.tiles()), number(100 * layer.utilizationFraction()),
                                number(layer.spikeRate()), number(layer.area().squareMillimetres()), number(layer.latency().milliseconds()),
                                number(layer.energy().microjoules())));
                report.warnings().forEach(warning -> out.element("p", warning));
            }
        }
    }

    private void accuracies(Review.Design design) {
        List<Accuracy> known = Stream.concat(design.known().outlook().map(DesignOutlook::expected).stream(), design.known().accuracies().stream())
                .toList();
        out.element("h3", "Accuracy");
        if (known.isEmpty()) {
            out.element("p", "None was measured: this design was not trained.");
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        for (Accuracy accuracy : known) {
            boolean expected = design.known().outlook().filter(outlook -> outlook.expected().equals(accuracy)).isPresent();
            rows.add(List.of(expected ? "expected" : accuracy.kind().label(), percent(accuracy), accuracy.source()));
        }
        table(List.of("", "% (95 % interval)", "source"), rows);
        List<Curves.Curve> curves = new ArrayList<>();
        for (TrainingSummary training : design.trainings()) {
            curves.add(new Curves.Curve("training " + training.id(), curves.size(), Curves.Style.LINE, training.epochs().stream()
                    .map(epoch -> new Curves.Point(epoch.epoch(), 100 * epoch.validationAccuracy())).toList()));
        }
        Curves chart = new Curves("epoch", "validation accuracy (%)", true, false, curves, List.of());
        if (!chart.isEmpty()) {
            ChartFiles.svg(chart, "Learning curves of " + name(design), out);
        }
    }

    private void model(CostReport report) {
        out.element("h2", "Where the costs come from");
        out.element("p", "Computed, not measured on silicon: " + chip(review.chip()) + ". " + report.coverage());
        out.element("p", "Component catalogue (SHA-256): " + report.catalogHash());
        if (report instanceof PhysicalCostReport physical) {
            out.element("p", "Catalogue " + physical.profile().catalog() + "; expected error beside its source, on chips not fitted on: "
                    + physical.expectedError().sentence());
            physical.programming().ifPresent(programming -> out.element("p", programming.sentence()));
        }
        if (!report.knownLimits().isEmpty()) {
            out.element("p", "What the model leaves out or gets wrong:").open("ul");
            report.knownLimits().forEach(limit -> out.element("li", limit));
            out.close();
        }
    }

    private <P> void parts(String title, List<String> head, List<P> parts, Function<P, List<String>> row) {
        out.element("h3", title);
        table(head, parts.stream().map(row).toList());
    }

    /** A table; a cell that is a number, or of so many, stands to the right. An empty head is left out. */
    private void table(List<String> head, List<List<String>> rows) {
        out.open("div", "class", "wide").open("table");
        if (head.stream().anyMatch(name -> !name.isEmpty())) {
            out.open("thead").open("tr"); // on paper again on each sheet
            head.forEach(name -> out.element("th", name));
            out.close().close();
        }
        out.open("tbody");
        for (List<String> row : rows) {
            out.open("tr");
            for (String cell : row) {
                if (cell.matches("-?[0-9.]+(/[0-9]+)?")) {
                    out.element("td", cell, "class", "number");
                } else {
                    out.element("td", cell);
                }
            }
            out.close();
        }
        out.close().close().close();
    }

    private static String unit(CostKind kind) {
        return kind == CostKind.MEMORY ? kind.unit().symbol() : kind.label() + " " + kind.unit().symbol();
    }

    private static String cost(Margin margin) {
        return number(margin.kind().unit().factor() * margin.cost());
    }

    private static String percent(Accuracy accuracy) {
        return String.format(Locale.ROOT, "%.2f", 100 * accuracy.fraction()) + (accuracy.lowFraction() == accuracy.highFraction() ? ""
                : String.format(Locale.ROOT, " (%.1f to %.1f)", 100 * accuracy.lowFraction(), 100 * accuracy.highFraction()));
    }

    /** Four significant digits; a whole number has all of its own. The score of a network that never spikes is no number. */
    private static String number(double value) {
        return !Double.isFinite(value) ? NONE : value == Math.rint(value) && Math.abs(value) < 1e15 ? Long.toString((long) value)
                : BigDecimal.valueOf(value).round(DIGITS).toPlainString();
    }
}
