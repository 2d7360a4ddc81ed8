package org.hasnas.ui.project;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import org.hasnas.search.model.DesignOutlook;
import org.hasnas.search.model.LadderProgress;

/** What searches by trainings expect of the known trials, by position; nothing while only runs are shown that pay for no trainings. */
public final class Outlooks {
    private static final double PERCENT = 100;

    private final KnownTrials known;
    private final ReadOnlyLongWrapper version = new ReadOnlyLongWrapper(this, "version");
    /** By the place that trials come from. */
    private List<Optional<LadderProgress>> progress = List.of();
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
        return progress.stream().flatMap(Optional::stream).anyMatch(now -> !now.outlooks().isEmpty());
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

    /** Takes what the newest run says now; asked often, it tells only of changes. */
    public void take(Optional<LadderProgress> now) {
        List<Optional<LadderProgress>> all = new ArrayList<>(progress);
        if (!all.isEmpty()) {
            all.removeLast();
        }
        all.add(now);
        take(all);
    }

    /** Takes what each of the shown runs says. */
    void take(List<Optional<LadderProgress>> all) {
        boolean same = outlooks(all).equals(outlooks(progress));
        progress = List.copyOf(all);
        if (!same) {
            place();
            version.set(version.get() + 1);
        }
    }

    private static List<List<DesignOutlook>> outlooks(List<Optional<LadderProgress>> all) {
        return all.stream().map(now -> now.map(LadderProgress::outlooks).orElse(List.of())).toList();
    }

    private void place() {
        List<Map<Integer, DesignOutlook>> byTrial = outlooks(progress).stream()
                .map(all -> all.stream().collect(Collectors.toMap(DesignOutlook::trial, Function.identity()))).toList();
        byPosition = exist() ? IntStream.range(0, known.size()).mapToObj(position -> {
            int group = known.group(position);
            return group < byTrial.size() ? Optional.ofNullable(byTrial.get(group).get(known.trials().get(position).index()))
                    : Optional.<DesignOutlook>empty();
        }).toList() : List.of();
        percents = byPosition.stream().mapToDouble(found -> found.map(outlook -> PERCENT * outlook.expected().fraction()).orElse(Double.NaN))
                .toArray();
    }
}
