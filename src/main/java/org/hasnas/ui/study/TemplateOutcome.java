package org.hasnas.ui.study;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.hasnas.domain.error.HasnasException;
import org.hasnas.domain.run.ScoreId;
import org.hasnas.domain.study.CostUnit;
import org.hasnas.domain.study.Interval;
import org.hasnas.domain.study.TemplateResult;
import org.hasnas.domain.study.TemplateStudy;
import org.hasnas.ui.fx.Texts;
import org.hasnas.workbench.Studies;

/** What each part of the template is worth. */
record TemplateOutcome(TemplateStudy study) implements StudyOutcome {
    @Override
    public StudyTable table(Texts texts) {
        List<String> columns = new ArrayList<>(List.of(texts.get("study.template"), texts.get("study.verdict"), texts.get("study.feasible"),
                texts.get("study.size-free-change"), texts.get("study.interval"), texts.get("study.size-free")));
        for (CostUnit unit : CostUnit.values()) {
            columns.add(unit.unit());
            columns.add(texts.get("study.left", unit.kind().label()));
        }
        Map<String, List<Interval>> charts = new LinkedHashMap<>();
        charts.put(texts.get("study.size-free-change"), study.results().stream().map(TemplateResult::comparableChange).toList());
        for (CostUnit unit : CostUnit.values()) {
            charts.put(texts.get("study.cost-change", unit.unit()),
                    study.results().stream().map(result -> result.costChange(unit.kind()).times(unit.unitFactor())).toList());
        }
        for (CostUnit unit : CostUnit.values()) {
            charts.put(texts.get("study.size-free-per", unit.unit()), study.results().stream()
                    .map(result -> result.changePerCost().getOrDefault(unit.kind(), Interval.NONE).times(1 / unit.unitFactor())).toList());
        }
        List<String> better = study.results().stream().filter(result -> result.verdict() == TemplateResult.Verdict.BETTER)
                .map(result -> result.variant().name()).toList();
        ScoreId score = study.request().search().fitness().score();
        return new StudyTable(columns, Set.of(0, 1), study.results().stream().map(TemplateOutcome::row).toList(),
                study.results().stream().map(result -> result.variant().name()).toList(), charts,
                better.isEmpty() ? texts.get("study.none-better") : texts.get("study.better", String.join("; ", better)),
                TemplateStudy.comparability(score) + "\n" + score.trust());
    }

    private static List<String> row(TemplateResult result) {
        List<String> row = new ArrayList<>(List.of(result.variant().name(), result.verdict().sentence(), result.feasible() + "/" + result.priced()));
        boolean reference = result.variant().isUnchanged();
        row.add(reference ? "" : StudyNumbers.signed(result.comparableChange().mean()));
        row.add(reference ? "" : StudyNumbers.range(result.comparableChange()));
        row.add(StudyNumbers.plain(result.comparable().mean()));
        for (CostUnit unit : CostUnit.values()) {
            row.add(StudyNumbers.plain(result.meanCost(unit.kind()) * unit.unitFactor()));
            double left = result.left(unit.kind());
            row.add(Double.isFinite(left) ? String.format(Locale.ROOT, "%.0f %%", 100 * left) : "");
        }
        return row;
    }

    @Override
    public void export(Studies studies, Path file) throws HasnasException {
        studies.export(study, file);
    }
}
