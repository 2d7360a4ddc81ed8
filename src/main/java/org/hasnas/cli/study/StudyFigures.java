package org.hasnas.cli.study;

import java.io.PrintStream;
import org.hasnas.cli.report.Figures;
import org.hasnas.cli.report.JsonDocument;
import org.hasnas.cli.report.Naming;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.study.model.Interval;

/** What the reports of studies share. */
final class StudyFigures {
    private StudyFigures() {}

    static void printSource(PrintStream out, SearchRequest search) {
        out.println("template '" + search.template().name() + "', " + Naming.text(search.dataset()) + ", score "
                + search.fitness().score().label()
                + (search.fitness().score().isSimulated() ? ", " + search.fitness().batches() + " batches of " + search.fitness().batchSize()
                        + " images" : "")
                + ", seed " + search.seed() + ", cost model " + search.hardware().model().label() + ", memory counts "
                + search.limits().memoryScope().label());
    }

    static JsonDocument json(SearchRequest search) {
        return new JsonDocument().put("template", search.template().name()).put("space", search.space().name())
                .put("dataset", Naming.text(search.dataset()))
                .put("score", search.fitness().score().label()).put("batch_size", search.fitness().batchSize())
                .put("batches", search.fitness().batches()).put("seed", search.seed()).put("model", search.hardware().model().label())
                .put("limits", Naming.json(search.limits()));
    }

    static JsonDocument json(Interval interval) {
        return new JsonDocument().put("mean", interval.mean()).put("low", interval.low()).put("high", interval.high())
                .put("samples", interval.samples());
    }

    /** Three significant digits with sign; a dash for what is not known. */
    static String signed(double value) {
        return Double.isFinite(value) ? (value > 0 ? "+" : "") + plain(value) : "-";
    }

    /** Three significant digits. */
    static String plain(double value) {
        if (!Double.isFinite(value)) {
            return "-";
        }
        int decimals = value == 0 ? 0 : Math.clamp(2 - (int) Math.floor(Math.log10(Math.abs(value))), 0, 6);
        return Figures.decimals(decimals, value);
    }

    static String range(Interval interval) {
        return Double.isFinite(interval.low()) ? "[" + signed(interval.low()) + ", " + signed(interval.high()) + "]" : "";
    }
}
