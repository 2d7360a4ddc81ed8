package org.hasnas.ui.project;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import org.hasnas.search.model.DesignOutlook;
import org.hasnas.search.model.LadderProgress;

/** What a search by trainings expects of the known trials, by position; nothing while a run is shown that pays for no trainings. */
public final class Outlooks {
    private static final double PERCENT = 100;

    private final KnownTrials known;
    private final ReadOnlyLongWrapper version = new ReadOnlyLongWrapper(this, "version");
    private Optional<LadderProgress> progress = Optional.empty();
    private List<Optional<DesignOutlook>> byPosition = List.of();
    /** Of {@link #byPosition}: read at every step of a slider. */
    private double[] percents = new double[0];

    Outlooks(KnownTrials known) {
        this.known = known;
        known.contentProperty().subscribe((before, now) -> place());
    }

    /** Grows whenever other accuracies are expected; further trials alone don't change it. */
    public ReadOnlyLongProperty versionProperty() {
        return version.getReadOnlyProperty();
    }

    /** Whether anything is expected. */
    public boolean exist() {
        return progress.filter(now -> !now.outlooks().isEmpty()).isPresent();
    }

    /** What is expected of the trial at a position. */
    public Optional<DesignOutlook> of(int position) {
        return position >= 0 && position < byPosition.size() ? byPosition.get(position) : Optional.empty();
    }

    /** The expected accuracy at a position in percent, NaN if there is none. */
    public double percent(int position) {
        return position >= 0 && position < percents.length ? percents[position] : Double.NaN;
    }

    /** Position of the feasible trial of which most is expected, -1 if there is none. */
    public int best() {
        int best = -1;
        for (int position = 0; position < percents.length; position++) {
            if (known.isFeasible(position) && isBetter(position, best)) {
                best = position;
            }
        }
        return best;
    }

    /** Whether more is expected of the trial at a position than of another one, which is -1 for none. */
    public boolean isBetter(int position, int than) {
        return than < 0 ? !Double.isNaN(percent(position)) : percent(position) > percent(than);
    }

    /** Takes what the shown run says now; asked often, it tells only of changes. */
    public void take(Optional<LadderProgress> now) {
        boolean same = now.map(LadderProgress::outlooks).equals(progress.map(LadderProgress::outlooks));
        progress = now;
        if (!same) {
            place();
            version.set(version.get() + 1);
        }
    }

    private void place() {
        Map<Integer, DesignOutlook> byTrial = new HashMap<>();
        progress.ifPresent(now -> now.outlooks().forEach(outlook -> byTrial.put(outlook.trial(), outlook)));
        byPosition = byTrial.isEmpty() ? List.of()
                : known.trials().stream().map(trial -> Optional.ofNullable(byTrial.get(trial.index()))).toList();
        percents = byPosition.stream().mapToDouble(found -> found.map(outlook -> PERCENT * outlook.expected().fraction()).orElse(Double.NaN))
                .toArray();
    }
}
