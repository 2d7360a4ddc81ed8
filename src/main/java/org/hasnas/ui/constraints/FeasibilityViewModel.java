package org.hasnas.ui.constraints;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.hasnas.chip.model.CostKind;
import org.hasnas.chip.model.HardwareSettings;
import org.hasnas.job.JobEnd;
import org.hasnas.job.Progress;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.Feasibility;
import org.hasnas.search.model.Margin;
import org.hasnas.search.model.Project;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.ui.fx.AfterPause;
import org.hasnas.ui.fx.Background;
import org.hasnas.ui.fx.JobViewModel;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.fx.UiServices;
import org.hasnas.ui.fx.UnitSigns;
import org.hasnas.ui.project.OpenProject;
import org.hasnas.workbench.cost.Costs;

/**
 * Whether any network of the project's space can meet the limits of the sliders on the chosen chip, asked again in the background whenever they
 * have come to rest, and the moves of limits that would let one.
 */
public final class FeasibilityViewModel {
    private static final int DIGITS = 4;

    /** What is known at the moment. */
    public enum State {
        /** No project is open. */
        NOTHING,
        /** The answer is being computed. */
        ASKING,
        FEASIBLE,
        INFEASIBLE,
        /** It can't be told, for a reason that the sentence gives. */
        UNKNOWN
    }

    /**
     * A proposal.
     *
     * @param label what a button says
     * @param limits the new limits by kind, in SI
     */
    public record Move(String label, Map<CostKind, Double> limits) {}

    /**
     * An answer.
     *
     * @param sentence for the user
     * @param moves each of which is enough
     */
    public record Answer(State state, String sentence, List<Move> moves) {}

    private final Costs costs;
    private final AfterPause afterPause;
    private final Texts texts;
    private final OpenProject project;
    private final ReadOnlyObjectWrapper<Answer> answer = new ReadOnlyObjectWrapper<>(this, "answer", new Answer(State.NOTHING, "", List.of()));
    private final JobViewModel<Progress, Feasibility> job;

    public FeasibilityViewModel(Costs costs, UiServices around, AfterPause afterPause, OpenProject project) {
        this.costs = costs;
        this.job = new JobViewModel<>(around.background());
        this.texts = around.texts();
        this.afterPause = afterPause;
        this.project = project;
        project.limitsProperty().subscribe((before, now) -> limitsMoved());
        project.chipProperty().subscribe((before, now) -> limitsMoved());
        project.projectProperty().subscribe(open -> limitsMoved());
    }

    public ReadOnlyObjectProperty<Answer> answerProperty() {
        return answer.getReadOnlyProperty();
    }

    /** Sets the limits of a proposal. */
    public void apply(Move move) {
        ConstraintSet limits = project.limits();
        for (Map.Entry<CostKind, Double> limit : move.limits().entrySet()) {
            limits = limits.withLimit(limit.getKey(), limit.getValue());
        }
        project.propose(limits);
    }

    private void limitsMoved() {
        job.drop();
        if (project.folder().isEmpty()) {
            answer.set(new Answer(State.NOTHING, "", List.of()));
            return;
        }
        answer.set(new Answer(State.ASKING, texts.get("feasibility.asking"), List.of()));
        afterPause.request(this::ask);
    }

    private void ask() {
        job.drop();
        Project opened = project.opened().orElse(null);
        if (opened == null) {
            return;
        }
        SearchRequest request = opened.search();
        ConstraintSet limits = project.limits();
        HardwareSettings chip = project.chip();
        job.follow(costs.feasibility(request.template(), request.space(), chip, limits), end -> {
            switch (end) {
                case JobEnd.Finished<Feasibility>(Feasibility found) -> show(found);
                case JobEnd.Stopped<Feasibility> _ -> {} // nobody stops it but to ask anew
                case JobEnd.Failed<Feasibility>(Throwable cause) -> answer.set(new Answer(State.UNKNOWN, Background.sentenceOf(cause), List.of()));
            }
        });
    }

    private void show(Feasibility found) {
        answer.set(switch (found.answer()) {
            case FEASIBLE -> new Answer(State.FEASIBLE, found.counts().map(counts -> counted(found, counts))
                    .orElseGet(() -> texts.get("feasibility.some", many(found))), List.of());
            case UNKNOWN -> new Answer(State.UNKNOWN, texts.get("feasibility.unknown", one(found)), List.of());
            case INFEASIBLE -> infeasible(found);
        });
    }

    private String one(Feasibility found) {
        boolean choosing = found.isChoosing();
        return texts.get(choosing ? "feasibility.design" : "feasibility.network");
    }

    private String many(Feasibility found) {
        boolean choosing = found.isChoosing();
        return texts.get(choosing ? "feasibility.designs" : "feasibility.networks");
    }

    private String counted(Feasibility found, Feasibility.Counts counts) {
        double percent = 100 * counts.feasibleFraction();
        return texts.get("feasibility.counted", grouped(counts.feasible()), grouped(counts.all()),
                percent > 0 && percent < 0.01 ? "< 0.01" : new BigDecimal(percent).round(new MathContext(3)).toPlainString(), many(found));
    }

    private static String grouped(long count) {
        return String.format(Locale.ROOT, "%,d", count).replace(',', '\u202f');
    }

    private Answer infeasible(Feasibility found) {
        List<Feasibility.Reach> blamed = found.toBlame();
        if (!blamed.isEmpty()) {
            String which = String.join(texts.get("feasibility.or"), blamed.stream().map(reach -> texts.get("feasibility.blame",
                    texts.cost(reach.kind()), UnitSigns.format(reach.kind().quantity(), reach.limit()), reach.needed())).toList());
            return new Answer(State.INFEASIBLE, texts.get("feasibility.none", which, one(found)), blamed.stream().map(this::move).toList());
        }
        Map<CostKind, Double> together = new TreeMap<>();
        found.nearest().ifPresent(priced -> found.limits().violations(priced.cost())
                .forEach(margin -> together.put(margin.kind(), roundedUp(margin.cost()))));
        return new Answer(State.INFEASIBLE, texts.get("feasibility.several", names(found), one(found)), together.isEmpty() ? List.of()
                : List.of(new Move(texts.get("feasibility.move-all", moves(together)), together)));
    }

    private Move move(Feasibility.Reach reach) {
        double needed = reach.kind().quantity().parse(reach.needed());
        return new Move(texts.get("feasibility.move", texts.cost(reach.kind()), reach.needed()), Map.of(reach.kind(), needed));
    }

    private String names(Feasibility found) {
        List<String> names = new ArrayList<>();
        found.nearest().ifPresent(priced -> found.limits().violations(priced.cost()).stream().map(Margin::kind).map(texts::cost)
                .forEach(names::add));
        return String.join(", ", names);
    }

    private String moves(Map<CostKind, Double> limits) {
        return String.join(", ", limits.entrySet().stream().map(limit -> texts.cost(limit.getKey()) + " "
                + UnitSigns.formatExact(limit.getKey().quantity(), limit.getValue())).toList());
    }

    /** With four digits, not below the value. */
    static double roundedUp(double value) {
        return new BigDecimal(value).round(new MathContext(DIGITS, RoundingMode.CEILING)).doubleValue();
    }
}
