package org.hasnas.ui.constraints;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import org.hasnas.chip.model.CostKind;
import org.hasnas.chip.model.HardwareCost;
import org.hasnas.chip.model.MemoryScope;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.ParetoArchive;
import org.hasnas.search.model.Trial;
import org.hasnas.ui.form.QuantityEntry;
import org.hasnas.ui.fx.Background;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.fx.UiServices;
import org.hasnas.ui.fx.UnitSigns;
import org.hasnas.ui.project.KnownTrials;
import org.hasnas.ui.project.OpenProject;

/** The feasible candidate nearest to a point of costs that the user gives; it becomes the selected one. */
public final class ClosestViewModel {
    /** A share of the wanted cost below which a cost is said to be the wanted one. */
    private static final double MIN_SHOWN = 5e-4;

    private final Background background;
    private final Texts texts;
    private final OpenProject project;
    private final KnownTrials known;
    private final ReadOnlyObjectProperty<FeasibilityViewModel.Answer> feasibility;
    private final Map<CostKind, QuantityEntry> wanted = new EnumMap<>(CostKind.class);
    private final BooleanProperty paretoOnly = new SimpleBooleanProperty(this, "paretoOnly");
    private final ReadOnlyBooleanWrapper open = new ReadOnlyBooleanWrapper(this, "open");
    private final ReadOnlyObjectWrapper<Answer> answer = new ReadOnlyObjectWrapper<>(this, "answer", Answer.NONE);
    /** Grows whenever the answer to an earlier question is no longer wanted. */
    private long questions;
    private long shows;

    /**
     * An answer.
     *
     * @param found whether there is such a candidate
     * @param sentence for the user; empty if nothing was asked
     */
    public record Answer(boolean found, String sentence) {
        static final Answer NONE = new Answer(false, "");
    }

    /** What was found among how many feasible candidates with a score. */
    private record Found(Optional<Trial> trial, long feasible) {}

    /** @param feasibility whether any network of the space can meet the limits */
    public ClosestViewModel(UiServices around, OpenProject project, ReadOnlyObjectProperty<FeasibilityViewModel.Answer> feasibility) {
        this.background = around.background();
        this.texts = around.texts();
        this.project = project;
        this.known = project.known();
        this.feasibility = feasibility;
        for (CostKind kind : CostKind.values()) {
            QuantityEntry entry = new QuantityEntry(texts.cost(kind), kind.quantity(), texts);
            entry.textProperty().subscribe((before, now) -> forget());
            wanted.put(kind, entry);
        }
        paretoOnly.subscribe((before, now) -> forget());
        project.limitsProperty().subscribe((before, now) -> forget());
        known.contentProperty().subscribe((before, now) -> {
            if (shows != known.shows()) {
                shows = known.shows();
                forget();
            }
        });
    }

    /** The wanted costs in the order of the limits; one without text does not count. */
    public List<QuantityEntry> wanted() {
        return Arrays.stream(CostKind.values()).map(this::wanted).toList();
    }

    public QuantityEntry wanted(CostKind kind) {
        QuantityEntry entry = wanted.get(kind);
        if (entry == null) {
            throw new IllegalStateException("no wanted cost of kind " + kind);
        }
        return entry;
    }

    /** Whether only candidates count that no other beats in fitness and all four costs. */
    public BooleanProperty paretoOnlyProperty() {
        return paretoOnly;
    }

    /** Whether the point is asked for at the moment. */
    public ReadOnlyBooleanProperty openProperty() {
        return open.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Answer> answerProperty() {
        return answer.getReadOnlyProperty();
    }

    /** Asks for the point; where none is written yet, it is the limits. */
    public void open() {
        if (wanted().stream().allMatch(entry -> entry.textProperty().get().isBlank())) {
            takeLimits();
        }
        open.set(true);
    }

    public void close() {
        open.set(false);
    }

    /** Writes the limits as the point; a limit of infinity does not count. */
    public void takeLimits() {
        ConstraintSet limits = project.limits();
        for (CostKind kind : CostKind.values()) {
            wanted(kind).set(limits.limit(kind));
        }
    }

    /**
     * Finds the candidate nearest to one cost, whatever the others are.
     *
     * @param cost a number of parameters or SI units, above 0
     */
    public void findAt(CostKind kind, double cost) {
        wanted().forEach(QuantityEntry::clear);
        wanted(kind).textProperty().set(UnitSigns.format(kind.quantity(), cost));
        open.set(true);
        find();
    }

    /** Finds and selects the feasible candidate nearest to the point; says what was found, or why there is none. */
    public void find() {
        List<String> problems = wanted().stream().map(entry -> entry.problemProperty().get()).filter(problem -> !problem.isEmpty()).toList();
        Map<CostKind, Double> point = point();
        if (!problems.isEmpty() || point.isEmpty()) {
            forget();
            answer.set(new Answer(false, problems.isEmpty() ? texts.get("closest.nothing-wanted") : String.join("\n", problems)));
            return;
        }
        long asked = ++questions;
        List<Trial> trials = IntStream.range(0, known.size()).filter(known::comparesFitness).mapToObj(known.trials()::get).toList();
        ConstraintSet limits = project.limits();
        boolean front = paretoOnly.get();
        background.run(() -> {
            List<Trial> among = front ? ParetoArchive.of(limits.memoryScope(), trials).front() : trials;
            return new Found(ParetoArchive.closest(among, limits, point), among.stream().filter(trial -> trial.fitness().isPresent())
                    .filter(trial -> trial.cost().filter(limits::isMetBy).isPresent()).count());
        }, found -> {
            if (asked == questions) {
                show(found, point);
            }
        }, sentence -> answer.set(new Answer(false, sentence)));
    }

    private Map<CostKind, Double> point() {
        Map<CostKind, Double> point = new EnumMap<>(CostKind.class);
        wanted.forEach((kind, entry) -> entry.value().ifPresent(value -> point.put(kind, value)));
        return point;
    }

    private void forget() {
        questions++;
        answer.set(Answer.NONE);
    }

    private void show(Found found, Map<CostKind, Double> point) {
        found.trial().ifPresentOrElse(trial -> {
            project.selectedProperty().set(known.trials().indexOf(trial));
            answer.set(new Answer(true, sentence(trial, found.feasible(), point)));
        }, () -> answer.set(new Answer(false, whyNone())));
    }

    private String sentence(Trial trial, long feasible, Map<CostKind, Double> point) {
        HardwareCost cost = trial.cost().orElseThrow();
        MemoryScope scope = project.limits().memoryScope();
        List<String> costs = new ArrayList<>();
        point.forEach((kind, value) -> costs.add(beside(kind, kind.costOf(cost, scope), value)));
        boolean front = paretoOnly.get();
        return texts.get(front ? "closest.found.pareto" : "closest.found", trial.index(), feasible, String.join(", ", costs),
                String.format(Locale.ROOT, "%.3f", ParetoArchive.distance(cost, scope, point)));
    }

    private String beside(CostKind kind, double cost, double value) {
        double more = cost / value - 1;
        String text = texts.cost(kind) + " " + UnitSigns.format(kind.quantity(), cost);
        if (Math.abs(more) < MIN_SHOWN) {
            return texts.get("closest.cost.same", text);
        }
        return texts.get(more > 0 ? "closest.cost.above" : "closest.cost.below", text, String.format(Locale.ROOT, "%.1f", Math.abs(more) * 100));
    }

    /** The limits are to blame: those of the whole space if none of its networks meets them, else the one that most candidates exceed. */
    private String whyNone() {
        if (known.costed() == 0) {
            return texts.get("closest.no-candidates");
        }
        if (known.feasible() > 0) {
            return texts.get("closest.not-scored", known.feasible());
        }
        if (feasibility.get().state() == FeasibilityViewModel.State.INFEASIBLE) {
            return feasibility.get().sentence();
        }
        CostKind worst = Arrays.stream(CostKind.values()).min(Comparator.comparingInt(known::passing)).orElseThrow();
        return texts.get("closest.none", texts.cost(worst), UnitSigns.format(worst.quantity(), project.limits().limit(worst)),
                known.costed() - known.passing(worst), known.costed());
    }
}
