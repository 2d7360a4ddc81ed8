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
import org.hasnas.ui.FakeDialogs;
import org.hasnas.ui.FakeWorkbench;
import org.hasnas.ui.ManualExecutor;
import org.hasnas.ui.constraints.FeasibilityViewModel.State;
import org.hasnas.ui.fx.AfterPause;
import org.hasnas.ui.fx.Background;
import org.hasnas.ui.fx.NextFrame;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.fx.UiServices;
import org.hasnas.ui.project.OpenProject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class FeasibilityViewModelTest {
    private final ManualExecutor workers = new ManualExecutor();
    private final FakeWorkbench workbench = new FakeWorkbench(1);
    private final OpenProject shared = new OpenProject(NextFrame.AT_ONCE, new Texts(), 2);
    private final FeasibilityViewModel model = new FeasibilityViewModel(workbench.costs,
            new UiServices(new Background(workers, Runnable::run), new FakeDialogs(), new Texts()), AfterPause.AT_ONCE, shared);

    @AfterEach
    void close() {
        workbench.close();
    }

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
                reaches, Optional.empty());
    }

    @Test
    void countsTheNetworksThatMeetTheLimits() {
        assertEquals(State.NOTHING, model.answerProperty().get().state());
        workbench.costs.jobs.hold();
        open();
        assertEquals(State.ASKING, model.answerProperty().get().state());
        workbench.costs.jobs.goOn();
        assertEquals(State.FEASIBLE, model.answerProperty().get().state());
        assertTrue(model.answerProperty().get().sentence().startsWith("120 of the 1\u202f000 networks"), model.answerProperty().get().sentence());
    }

    @Test
    void theLimitToBlameCanBeMoved() {
        workbench.costs.feasible = FeasibilityViewModelTest::areaToBlame;
        open();
        limitArea(1e-5);
        workers.drain();
        FeasibilityViewModel.Answer answer = model.answerProperty().get();
        assertEquals(State.INFEASIBLE, answer.state());
        assertTrue(answer.sentence().contains("area"), answer.sentence());
        assertTrue(answer.moves().getFirst().label().startsWith("Move area to 20"), answer.moves().getFirst().label());
        model.apply(answer.moves().getFirst());
        assertEquals(2e-5, shared.limits().limit(CostKind.AREA), 1e-8);
        workers.drain();
        assertEquals(State.FEASIBLE, model.answerProperty().get().state());
    }

    @Test
    void anAnswerToLimitsThatWereMovedMeanwhileIsDropped() {
        workbench.costs.feasible = FeasibilityViewModelTest::areaToBlame;
        open();
        limitArea(1e-5);
        limitArea(1e-4);
        workers.drain();
        assertEquals(State.FEASIBLE, model.answerProperty().get().state());
    }

    @Test
    void aFailureIsASentence() {
        workbench.costs.feasible = limits -> {
            throw new IllegalStateException("no bound is known");
        };
        try (CaughtLog log = new CaughtLog(Background.class)) {
            open();
            workers.drain();
            assertEquals(List.of("ERROR unexpected failure"), log.lines());
        }
        assertEquals(new FeasibilityViewModel.Answer(State.UNKNOWN, "no bound is known", List.of()), model.answerProperty().get());
    }
}
