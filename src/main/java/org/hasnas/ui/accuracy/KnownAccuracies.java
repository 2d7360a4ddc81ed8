package org.hasnas.ui.accuracy;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.hasnas.network.Architecture;
import org.hasnas.search.model.CandidateAccuracies;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.Project;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.model.Trial;
import org.hasnas.training.model.AccuracyKind;
import org.hasnas.ui.fx.AfterPause;
import org.hasnas.ui.fx.Background;
import org.hasnas.ui.fx.Dialogs;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.fx.UiServices;
import org.hasnas.ui.project.KnownTrials;
import org.hasnas.ui.project.OpenProject;
import org.hasnas.workbench.candidate.KnownCandidates;

/**
 * The accuracies of the known trials, by position. They are read and predicted in the background, some hundred candidates at a time, so
 * that they follow a running search; whoever asks gets what is there.
 */
public final class KnownAccuracies {
    /** Candidates per step in the background: the answer of a step is awaited before a new project or run can begin. */
    private static final int STEP = 256;

    private final KnownCandidates candidates;
    private final Background background;
    private final AfterPause afterPause;
    private final Dialogs dialogs;
    private final Texts texts;
    private final OpenProject project;
    private final KnownTrials known;
    private final ReadOnlyLongWrapper version = new ReadOnlyLongWrapper(this, "version");
    private final ReadOnlyObjectWrapper<Optional<CandidateAccuracies>> source = new ReadOnlyObjectWrapper<>(this, "source", Optional.empty());
    private final Set<AccuracyKind> existing = EnumSet.noneOf(AccuracyKind.class);
    private AccuracyColumns columns = new AccuracyColumns(0);
    private int filled;
    private boolean computing;
    /** Grows with everything that makes running work out of date. */
    private long generation;
    private long shown = -1;

    public KnownAccuracies(KnownCandidates candidates, UiServices around, AfterPause afterPause, OpenProject project) {
        this.candidates = candidates;
        this.background = around.background();
        this.afterPause = afterPause;
        this.dialogs = around.dialogs();
        this.texts = around.texts();
        this.project = project;
        this.known = project.known();
        known.contentProperty().subscribe(content -> follow());
        project.projectProperty().subscribe((before, now) -> reload());
        project.measurementsProperty().subscribe((before, now) -> reload());
        project.limitsProperty().subscribe((before, now) -> {
            if (source.get().flatMap(CandidateAccuracies::table).isPresent()) {
                afterPause.request(this::judgeAnew);
            }
        });
    }

    /** Grows whenever accuracies became known or were dropped. */
    public ReadOnlyLongProperty versionProperty() {
        return version.getReadOnlyProperty();
    }

    /** Where accuracies of single candidates can be asked; empty while it is read or no project is open. Its answers can take a while. */
    public ReadOnlyObjectProperty<Optional<CandidateAccuracies>> sourceProperty() {
        return source.getReadOnlyProperty();
    }

    /** What the accuracies are of: the shown run or, while none is shown, the project as it is set, whose trained networks can be imported. */
    Optional<SearchRequest> request() {
        return known.request().or(() -> project.opened().map(Project::search));
    }

    /** Whether any known trial has an accuracy of a kind. */
    public boolean exists(AccuracyKind kind) {
        return existing.contains(kind);
    }

    /** How many of the known trials were looked at; the others follow. */
    public int lookedAt() {
        return filled;
    }

    /** The accuracy at a position in percent, NaN if there is none. */
    public double percent(AccuracyKind kind, int position) {
        return position < filled ? columns.values(kind)[position] : Double.NaN;
    }

    /** Lower end of the 95 % interval in percent, NaN without accuracy. */
    public double lowPercent(AccuracyKind kind, int position) {
        return position < filled ? columns.lows(kind)[position] : Double.NaN;
    }

    /** Upper end of the 95 % interval in percent, NaN without accuracy. */
    public double highPercent(AccuracyKind kind, int position) {
        return position < filled ? columns.highs(kind)[position] : Double.NaN;
    }

    /** What the candidate at a position loses against the best network of the table within the limits, in points; NaN if not known. */
    public double regretPoints(int position) {
        return position < filled ? columns.regrets()[position] : Double.NaN;
    }

    /** Reads everything anew, for example after a training has ended. */
    private void reload() {
        generation++;
        computing = false;
        filled = 0;
        existing.clear();
        source.set(Optional.empty());
        version.set(version.get() + 1);
        Project opened = project.opened().orElse(null);
        SearchRequest request = request().orElse(null);
        if (opened == null || request == null) {
            return;
        }
        long asked = generation;
        ConstraintSet limits = project.limits();
        background.run(() -> candidates.accuracies(opened, request.withLimits(limits)), read -> {
            if (asked == generation) {
                source.set(Optional.of(read));
                version.set(version.get() + 1);
                fillNext();
            }
        }, sentence -> {
            if (asked == generation) {
                dialogs.problem(texts.get("accuracy.problem"), sentence);
            }
        });
    }

    private void follow() {
        if (shown != known.shows()) {
            shown = known.shows();
            reload();
        } else {
            fillNext();
        }
    }

    private void fillNext() {
        CandidateAccuracies asked = source.get().orElse(null);
        if (asked == null || computing || filled >= known.size()) {
            return;
        }
        computing = true;
        int from = filled;
        List<Architecture> next = known.trials().subList(from, Math.min(known.size(), from + STEP)).stream().map(Trial::architecture).toList();
        long now = generation;
        background.run(() -> columnsOf(asked, next), part -> {
            if (now == generation) {
                take(part, from);
                computing = false;
                if (!source.get().equals(Optional.of(asked))) {
                    afterPause.request(this::judgeAnew); // limits moved meanwhile
                }
                fillNext();
            }
        }, sentence -> {
            if (now == generation) {
                dialogs.problem(texts.get("accuracy.problem"), sentence); // and no more of this run, or it would come again and again
            }
        });
    }

    private static AccuracyColumns columnsOf(CandidateAccuracies source, List<Architecture> candidates) {
        AccuracyColumns part = new AccuracyColumns(candidates.size());
        for (int i = 0; i < candidates.size(); i++) {
            int place = i;
            for (AccuracyKind kind : AccuracyKind.values()) {
                source.accuracy(candidates.get(i), kind).ifPresent(accuracy -> part.put(place, accuracy));
            }
            source.regretFraction(candidates.get(i)).ifPresent(fraction -> part.putRegret(place, fraction));
        }
        return part;
    }

    private void take(AccuracyColumns part, int from) {
        if (columns.size() < from + part.size()) {
            columns = columns.grownTo(Math.max(known.size(), 2 * columns.size()));
        }
        columns.copyIn(part, from);
        filled = from + part.size();
        for (AccuracyKind kind : AccuracyKind.values()) {
            for (double value : part.values(kind)) {
                if (!Double.isNaN(value)) {
                    existing.add(kind);
                    break;
                }
            }
        }
        version.set(version.get() + 1);
    }

    /** Other limits, another best network of the table. */
    private void judgeAnew() {
        CandidateAccuracies before = source.get().orElse(null);
        if (before == null) {
            return;
        }
        ConstraintSet limits = project.limits();
        int count = filled;
        List<Architecture> candidates = known.trials().subList(0, Math.min(count, known.size())).stream().map(Trial::architecture).toList();
        long now = generation;
        background.run(() -> {
            CandidateAccuracies judged = before.withLimits(limits);
            List<OptionalDouble> regrets = candidates.stream().map(judged::regretFraction).toList();
            return new Judged(judged, regrets);
        }, judged -> {
            if (now == generation && limits.equals(project.limits())) {
                for (int i = 0; i < judged.regrets().size(); i++) {
                    columns.putRegret(i, judged.regrets().get(i).orElse(Double.NaN));
                }
                source.set(Optional.of(judged.source()));
                version.set(version.get() + 1);
            }
        }, sentence -> dialogs.problem(texts.get("accuracy.problem"), sentence));
    }

    private record Judged(CandidateAccuracies source, List<OptionalDouble> regrets) {}
}
