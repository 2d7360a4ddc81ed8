package org.hasnas.ui.study;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hasnas.chip.model.CostKind;
import org.hasnas.error.HasnasException;
import org.hasnas.search.study.model.Interval;
import org.hasnas.search.study.model.OperationEffect;
import org.hasnas.search.study.model.OperationStudy;
import org.hasnas.search.study.model.TableEffect;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.fx.UnitSigns;
import org.hasnas.workbench.study.Studies;

/** What each operation is worth. */
record OperationOutcome(OperationStudy study) implements StudyOutcome {
    @Override
    public StudyTable table(Texts texts) {
        boolean trained = !study.table().isEmpty();
        List<String> columns = new ArrayList<>(List.of(texts.get("study.left-out"), texts.get("study.recommended"), texts.get("study.fitness-change"),
                texts.get("study.interval")));
        if (trained) {
            columns.add(texts.get("study.accuracy-change"));
            columns.add(texts.get("study.interval"));
        }
        for (CostKind kind : CostKind.values()) {
            columns.add(UnitSigns.of(kind.tableUnit().symbol()));
        }
        columns.add(texts.get("study.because"));
        return new StudyTable(columns, Set.of(0, 1, columns.size() - 1), study.effects().stream().map(effect -> row(effect, trained, texts)).toList(),
                study.effects().stream().map(OperationEffect::operation).toList(), charts(trained, texts),
                texts.get("study.recommended.set", String.join(", ", study.recommended())),
                OperationStudy.PAIRING + "\n" + OperationStudy.RULE + "\n" + study.request().search().fitness().score().trust());
    }

    private static List<String> row(OperationEffect effect, boolean trained, Texts texts) {
        List<String> row = new ArrayList<>(List.of(effect.operation(), effect.kept() ? texts.get("study.keep") : texts.get("study.drop"),
                StudyNumbers.signed(effect.fitnessChange().mean()), StudyNumbers.range(effect.fitnessChange())));
        if (trained) {
            Interval points = accuracy(effect);
            row.add(StudyNumbers.signed(points.mean()));
            row.add(StudyNumbers.range(points));
        }
        for (CostKind kind : CostKind.values()) {
            row.add(StudyNumbers.signed(effect.costChange(kind).mean() * kind.tableUnit().factor()));
        }
        row.add(effect.reason());
        return row;
    }

    private static Interval accuracy(OperationEffect effect) {
        return effect.table().map(TableEffect::accuracyChangeFraction).orElse(Interval.NONE).times(100);
    }

    private Map<String, List<Interval>> charts(boolean trained, Texts texts) {
        Map<String, List<Interval>> charts = new LinkedHashMap<>();
        charts.put(texts.get("study.fitness-change"), study.effects().stream().map(OperationEffect::fitnessChange).toList());
        if (trained) {
            charts.put(texts.get("study.accuracy-change"), study.effects().stream().map(OperationOutcome::accuracy).toList());
        }
        for (CostKind kind : CostKind.values()) {
            charts.put(texts.get("study.cost-change", UnitSigns.of(kind.tableUnit().symbol())),
                    study.effects().stream().map(effect -> effect.costChange(kind).times(kind.tableUnit().factor())).toList());
        }
        return charts;
    }

    @Override
    public void export(Studies studies, Path file) throws HasnasException {
        studies.export(study, file);
    }
}
