package org.hasnas.ui.constraints;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.hasnas.chip.model.CostKind;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.Feasibility;
import org.hasnas.search.model.Project;
import org.hasnas.testdata.CaughtLog;
import org.hasnas.testdata.Samples;
import org.hasnas.ui.ViewModelFixture;
import org.hasnas.ui.constraints.FeasibilityViewModel.State;
import org.hasnas.ui.fx.AfterPause;
import org.hasnas.ui.fx.Background;
import org.junit.jupiter.api.Test;

final class FeasibilityViewModelTest extends ViewModelFixture {
    private final FeasibilityViewModel model = new FeasibilityViewModel(workbench.costs,
            around, AfterPause.AT_ONCE, shared);

    private void open() {
        shared.open(new Project(Path.of("project"), "a project", "", Samples.digits(10)));
    }

    private void limitArea(double squareMetres) {
        shared.limitsProperty().set(shared.limits().withLimit(CostKind.AREA, squareMetres));
    }

    private static Feasibility areaToBlame(ConstraintSet limits) {
        boolean enough = limits.limit(CostKind.AREA) >= 2e-5;
        List<Feasibility.Reach> reaches = List.of(new Feasibility.Reach(CostKind.AREA, limits.limit(CostKind.AREA), 1e-6,
                Optional.of(2e-5)));
        return new Feasibility(limits, enough ? Feasibility.Answer.FEASIBLE : Feasibility.Answer.INFEASIBLE, Optional.empty(), Optional.empty(),
                reaches, Optional.empty(), List.of());
    }

    @Test
    void countsTheNetworksThatMeetTheLimits() {
        assertEquals(State.NOTHING, model.answerProperty().get().state());
        workbench.costs.feasible = (_, _, _, limits) -> new Feasibility(limits, Feasibility.Answer.FEASIBLE, Optional.empty(), Optional.empty(),
                List.of(), Optional.of(new Feasibility.Counts(1000, 120)), List.of());
        workbench.costs.jobs.hold();
        open();
        assertEquals(State.ASKING, model.answerProperty().get().state());
        workbench.costs.jobs.goOn();
        settle();
        assertEquals(State.FEASIBLE, model.answerProperty().get().state());
        assertTrue(model.answerProperty().get().sentence().startsWith("120 of the 1\u202f000 networks"), model.answerProperty().get().sentence());
    }

    @Test
    void theLimitToBlameCanBeMoved() {
        workbench.costs.feasible = (_, _, _, limits) -> areaToBlame(limits);
        open();
        limitArea(1e-5);
        settle();
        FeasibilityViewModel.Answer answer = model.answerProperty().get();
        assertEquals(State.INFEASIBLE, answer.state());
        assertTrue(answer.sentence().contains("area"), answer.sentence());
        assertTrue(answer.moves().getFirst().label().startsWith("Move area to 20"), answer.moves().getFirst().label());
        model.apply(answer.moves().getFirst());
        assertEquals(2e-5, shared.limits().limit(CostKind.AREA), 1e-8);
        settle();
        assertEquals(State.FEASIBLE, model.answerProperty().get().state());
    }

    @Test
    void anAnswerToLimitsThatWereMovedMeanwhileIsDropped() {
        workbench.costs.feasible = (_, _, _, limits) -> areaToBlame(limits);
        open();
        limitArea(1e-5);
        limitArea(1e-4);
        settle();
        assertEquals(State.FEASIBLE, model.answerProperty().get().state());
    }

    @Test
    void aFailureIsASentence() {
        workbench.costs.feasible = (_, _, _, limits) -> {
            throw new IllegalStateException("no bound is known");
        };
        try (CaughtLog log = new CaughtLog(Background.class)) {
            open();
            settle();
            assertEquals(List.of("ERROR unexpected failure"), log.lines());
        }
        assertEquals(new FeasibilityViewModel.Answer(State.UNKNOWN, "no bound is known", List.of()), model.answerProperty().get());
    }
}
