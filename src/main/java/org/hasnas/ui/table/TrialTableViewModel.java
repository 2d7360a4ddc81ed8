package org.hasnas.ui.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import org.hasnas.chip.model.CostKind;
import org.hasnas.score.model.FitnessScore;
import org.hasnas.search.model.Trial;
import org.hasnas.search.model.TrialOutcome;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.project.KnownTrials;
import org.hasnas.ui.project.OpenProject;

/** The rows of the table: all known trials, or those that contain a text and, if asked for, meet all limits. */
public final class TrialTableViewModel {
    private final OpenProject project;
    private final KnownTrials known;
    private final Texts texts;
    private final ObservableList<TrialRow> all = FXCollections.observableArrayList();
    private final FilteredList<TrialRow> rows = new FilteredList<>(all);
    private final StringProperty filter = new SimpleStringProperty(this, "filter", "");
    private final BooleanProperty feasibleOnly = new SimpleBooleanProperty(this, "feasibleOnly");

    public TrialTableViewModel(OpenProject project, Texts texts) {
        this.project = project;
        this.known = project.known();
        this.texts = texts;
        known.contentProperty().subscribe((before, now) -> takeNewTrials());
        known.classificationProperty().subscribe((before, now) -> {
            if (feasibleOnly.get()) {
                refilter();
            }
        });
        project.filter().versionProperty().subscribe((before, now) -> refilter());
        filter.subscribe((before, now) -> refilter());
        feasibleOnly.subscribe((before, now) -> refilter());
        takeNewTrials();
    }

    /** The rows that pass the filter, in the order in which they became known; unmodifiable. */
    public ObservableList<TrialRow> rows() {
        return FXCollections.unmodifiableObservableList(rows);
    }

    public OpenProject project() {
        return project;
    }

    public KnownTrials known() {
        return known;
    }

    /** The rows that the user has selected, in the order of the table: those of them that are still known are what something is done with. */
    void choose(List<TrialRow> rowsChosen) {
        project.choose(rowsChosen.stream().filter(row -> row.position() < known.size() && known.trials().get(row.position()).equals(row.trial()))
                .flatMap(row -> known.candidate(row.position()).stream()).toList());
    }

    /** Text that a row must contain: part of the matrix, or the index with a leading #. */
    public StringProperty filterProperty() {
        return filter;
    }

    public BooleanProperty feasibleOnlyProperty() {
        return feasibleOnly;
    }

    /** Number of the run that a row is of; empty for a design of no run. */
    public OptionalDouble run(TrialRow row) {
        OptionalLong run = row.position() < known.size() ? known.run(row.position()) : OptionalLong.empty();
        return run.isPresent() ? OptionalDouble.of((double) run.getAsLong()) : OptionalDouble.empty();
    }

    /** The fitness of a row, if it compares with that of the others. */
    public Optional<FitnessScore> fitness(TrialRow row) {
        return row.position() < known.size() && known.comparesFitness(row.position()) ? row.trial().fitness() : Optional.empty();
    }

    /** What the limits say of a row, as text. */
    public String verdict(TrialRow row) {
        if (row.trial().outcome() instanceof TrialOutcome.Failed(String reason)) {
            return texts.get("table.failed", reason);
        }
        if (known.isFeasible(row.position())) {
            return texts.get("table.feasible");
        }
        return Stream.of(CostKind.values()).filter(kind -> !known.passes(row.position(), kind)).map(texts::cost)
                .collect(Collectors.joining(", ", texts.get("table.exceeds") + " ", ""));
    }

    private void takeNewTrials() {
        List<Trial> trials = known.trials();
        boolean continues = continuesWith(trials);
        List<TrialRow> fresh = new ArrayList<>();
        for (int i = continues ? all.size() : 0; i < trials.size(); i++) {
            fresh.add(new TrialRow(i, trials.get(i)));
        }
        if (continues) {
            all.addAll(fresh);
        } else {
            all.setAll(fresh);
        }
    }

    /** Whether the rows are the beginning of these trials, so that the rest can be added. */
    private boolean continuesWith(List<Trial> trials) {
        if (all.isEmpty()) {
            return true;
        }
        return all.size() <= trials.size() && all.getFirst().trial().equals(trials.getFirst())
                && all.getLast().trial().equals(trials.get(all.size() - 1));
    }

    private void refilter() {
        String wanted = filter.get().strip().toLowerCase(Locale.ROOT);
        boolean onlyFeasible = feasibleOnly.get();
        // A new predicate object each time: the list filters again only when the predicate changes.
        rows.setPredicate(row -> project.filter().passes(row.position()) && (!onlyFeasible || known.isFeasible(row.position()))
                && matches(row.trial(), wanted));
    }

    private static boolean matches(Trial trial, String wanted) {
        return wanted.isEmpty() || trial.architecture().text().contains(wanted) || ("#" + trial.index()).equals(wanted);
    }
}
