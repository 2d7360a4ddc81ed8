package org.hasnas.ui.study;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.hasnas.chip.model.CostKind;
import org.hasnas.error.HasnasException;
import org.hasnas.score.model.ScoreId;
import org.hasnas.search.study.model.Interval;
import org.hasnas.search.study.model.TemplateResult;
import org.hasnas.search.study.model.TemplateStudy;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.fx.UnitSigns;
import org.hasnas.units.EnumNames;
import org.hasnas.workbench.study.Studies;

/**
 * What each part of the template is worth.
 *
 * @param complete whether all trainings that were asked for have ended
 */
record TemplateOutcome(TemplateStudy study, boolean complete) implements StudyOutcome {
    /** From a fraction to points of percent. */
    private static final double POINTS = 100;

    @Override
    public StudyTable table(Texts texts) {
        boolean trained = study.request().trainings().isAsked();
        List<String> columns = new ArrayList<>(List.of(texts.get("study.template"), texts.get("study.size-free-change"),
                texts.get("study.interval")));
        if (trained) {
            columns.addAll(List.of(texts.get("study.trained.column.accuracy"), texts.get("study.trained.column.change"), texts.get("study.interval"),
                    texts.get("study.trained.column.networks")));
        }
        int verdict = columns.size();
        columns.addAll(List.of(texts.get("study.verdict"), texts.get("study.feasible"), texts.get("study.size-free")));
        for (CostKind kind : CostKind.values()) {
            columns.add(UnitSigns.of(kind.tableUnit().symbol()));
            columns.add(texts.get("study.left", texts.cost(kind)));
        }
        Map<String, List<Interval>> charts = new LinkedHashMap<>();
        charts.put(texts.get("study.size-free-change"), study.results().stream().map(TemplateResult::comparableChange).toList());
        if (trained) {
            charts.put(texts.get("study.trained.change"), study.results().stream().map(result -> result.trained().change().times(POINTS)).toList());
        }
        for (CostKind kind : CostKind.values()) {
            charts.put(texts.get("study.cost-change", UnitSigns.of(kind.tableUnit().symbol())),
                    study.results().stream().map(result -> result.costChange(kind).times(kind.tableUnit().factor())).toList());
        }
        for (CostKind kind : CostKind.values()) {
            charts.put(texts.get("study.size-free-per", UnitSigns.of(kind.tableUnit().symbol())), study.results().stream()
                    .map(result -> result.changePerCost().getOrDefault(kind, Interval.NONE).times(1 / kind.tableUnit().factor())).toList());
        }
        List<String> better = study.results().stream().filter(result -> result.verdict() == TemplateResult.Verdict.BETTER)
                .map(result -> result.variant().name()).toList();
        ScoreId score = study.request().search().fitness().score();
        return new StudyTable(columns, Set.of(0, verdict), study.results().stream().map(result -> row(result, trained, texts)).toList(),
                study.results().stream().map(result -> result.variant().name()).toList(), charts,
                summary(better.isEmpty() ? texts.get("study.none-better") : texts.get("study.better", String.join("; ", better)), texts),
                TemplateStudy.comparability(score) + "\n" + score.trust());
    }

    /** What the score says, what the accuracies are, whether they agree, and how much of the training is done. */
    private String summary(String byScore, Texts texts) {
        List<String> lines = new ArrayList<>(List.of(byScore));
        if (study.request().trainings().isAsked()) {
            lines.add(TemplateStudy.shortTrainings(study.request().trainings().epochs()));
        }
        if (complete) {
            study.agreement().ifPresent(tau -> lines.add(TemplateStudy.agreement(tau)));
        } else {
            long known = study.results().stream().filter(result -> result.trained().accuracy().samples() > 0).count();
            lines.add(texts.get("study.trained.incomplete", known, study.results().size()));
        }
        return String.join("\n", lines);
    }

    private static List<String> row(TemplateResult result, boolean trained, Texts texts) {
        boolean reference = result.variant().isUnchanged();
        List<String> row = new ArrayList<>(List.of(result.variant().name()));
        addChange(row, reference, result.comparableChange());
        if (trained) {
            Interval accuracy = result.trained().accuracy();
            row.add(StudyNumbers.plain(POINTS * accuracy.mean()));
            addChange(row, reference, result.trained().change().times(POINTS));
            row.add(Integer.toString(accuracy.samples()));
        }
        row.addAll(List.of(texts.get("study.verdict." + EnumNames.of(result.verdict())), result.feasible() + "/" + result.priced(),
                StudyNumbers.plain(result.comparable().mean())));
        for (CostKind kind : CostKind.values()) {
            row.add(StudyNumbers.plain(result.meanCost(kind) * kind.tableUnit().factor()));
            double left = result.left(kind);
            row.add(Double.isFinite(left) ? String.format(Locale.ROOT, "%.0f %%", 100 * left) : "");
        }
        return row;
    }

    private static void addChange(List<String> row, boolean reference, Interval change) {
        row.add(reference ? "" : StudyNumbers.signed(change.mean()));
        row.add(reference ? "" : StudyNumbers.range(change));
    }

    @Override
    public void export(Studies studies, Path file) throws HasnasException {
        studies.export(study, file);
    }
}
