package org.hasnas.ui.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.hasnas.chip.model.CostKind;
import org.hasnas.job.RunStatus;
import org.hasnas.search.model.SearchAlgorithmId;
import org.hasnas.ui.FakeDialogs;
import org.hasnas.ui.FakeWorkbench;
import org.hasnas.ui.ManualExecutor;
import org.hasnas.ui.Samples;
import org.hasnas.ui.fx.Background;
import org.hasnas.ui.fx.NextFrame;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.fx.UiServices;
import org.hasnas.workbench.project.Project;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SearchViewModelTest {
    private final ManualExecutor window = new ManualExecutor();
    private final FakeDialogs dialogs = new FakeDialogs();
    private final FakeWorkbench workbench = new FakeWorkbench(1);
    private final KnownTrials known = new KnownTrials(NextFrame.AT_ONCE);
    private final SearchViewModel model = new SearchViewModel(workbench.searches(), workbench.costs(),
            new UiServices(new Background(Runnable::run, window), dialogs, new Texts()), known, 2);
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path temporary;
    @SuppressWarnings("NullAway.Init") // set before each test
    private Project project;

    @BeforeEach
    void makeProject() throws Exception {
        project = workbench.projects().create(temporary.resolve("my project"), "digits");
    }

    @AfterEach
    void close() {
        workbench.close();
    }

    private void open() {
        model.open(project);
        window.drain();
    }

    /** Pulls as the window does until something holds. */
    private void pulseUntil(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "waited too long");
            model.pulse();
            window.drain();
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    @Test
    void withoutProjectNothingCanBeDone() {
        assertFalse(model.canStart().get());
        assertFalse(model.canPause().get());
        assertFalse(model.canContinue().get());
        assertFalse(model.canStop().get());
        assertEquals(Optional.empty(), model.command());
    }

    @Test
    void aSearchRunsToItsEndAndAllTrialsAreShownInOrder() throws InterruptedException {
        open();
        model.settings().budget().textProperty().set("50");
        model.start();
        window.drain();
        assertTrue(model.canStop().get());
        assertFalse(model.canStart().get());
        pulseUntil(() -> model.liveStatusProperty().get().isEmpty());
        assertEquals(Samples.trials(model.shownRunProperty().get().orElseThrow().request(), 50), known.trials());
        assertEquals(RunStatus.FINISHED, model.runs().getFirst().status());
        assertTrue(dialogs.notices.getLast().contains("finished"), dialogs.notices.toString());
        assertFalse(model.canContinue().get());
    }

    @Test
    void pauseStopAndContinueEndWithTheSameTrials() throws InterruptedException {
        open();
        model.settings().budget().textProperty().set("400");
        model.start();
        window.drain();
        pulseUntil(() -> known.size() > 10);
        model.pause();
        assertTrue(model.canContinue().get());
        assertFalse(model.canPause().get());
        model.continueRun();
        assertTrue(model.canPause().get());
        model.stop();
        pulseUntil(() -> model.liveStatusProperty().get().isEmpty());
        assertEquals(RunStatus.STOPPED, model.shownRunProperty().get().orElseThrow().status());
        assertTrue(model.canContinue().get());
        model.continueRun();
        window.drain();
        pulseUntil(() -> model.liveStatusProperty().get().isEmpty());
        assertEquals(1, model.runs().size());
        assertEquals(Samples.trials(model.shownRunProperty().get().orElseThrow().request(), 400), known.trials());
    }

    @Test
    void movingALimitDoesNotReachTheRunningSearch() throws InterruptedException {
        open();
        model.start();
        window.drain();
        pulseUntil(() -> known.size() > 10);
        known.limitsProperty().set(known.limits().withLimit(CostKind.AREA, 1e-7));
        pulseUntil(() -> model.liveStatusProperty().get().isEmpty());
        assertEquals(project.search().limits(), model.shownRunProperty().get().orElseThrow().request().limits());
        assertEquals(Samples.trials(project.search(), project.search().budget()), known.trials());
    }

    @Test
    void openingShowsTheNewestRunAndAnotherCanBeChosen() {
        workbench.searches.add(project, Samples.digits(100), 30, RunStatus.INTERRUPTED);
        workbench.searches.add(project, Samples.digits(60).withSeed(9), 60, RunStatus.FINISHED);
        open();
        assertEquals(2, model.shownRunProperty().get().orElseThrow().id());
        assertEquals(60, known.size());
        assertFalse(model.canContinue().get());
        model.show(model.runs().get(1));
        window.drain();
        assertEquals(30, known.size());
        assertTrue(model.canContinue().get());
        assertTrue(model.command().orElseThrow().contains("--resume 1"), model.command().orElseThrow());
    }

    @Test
    void aStoredRunCanBeLookedAtWhileAnotherRuns() throws InterruptedException {
        workbench.searches.add(project, Samples.digits(60).withSeed(9), 60, RunStatus.FINISHED);
        open();
        model.start();
        window.drain();
        pulseUntil(() -> known.size() > 4);
        model.show(model.runs().get(1));
        pulseUntil(() -> known.size() == 60);
        model.show(model.runs().getFirst());
        pulseUntil(() -> model.liveStatusProperty().get().isEmpty());
        assertEquals(project.search().budget(), known.size());
    }

    @Test
    void aWrongNumberStopsTheStartWithASentence() {
        open();
        model.settings().budget().textProperty().set("many");
        model.start();
        window.drain();
        assertEquals(1, dialogs.problems.size());
        assertTrue(dialogs.problems.getFirst().contains("many"), dialogs.problems.getFirst());
        assertEquals(Optional.empty(), model.liveStatusProperty().get());
    }

    @Test
    void theCommandNamesWhatTheWindowShows() {
        open();
        model.settings().algorithmProperty().set(SearchAlgorithmId.HASNAS);
        model.settings().budget().textProperty().set("77");
        model.settings().seed().textProperty().set("-5");
        assertEquals("hasnas search '" + project.folder() + "' --algorithm hasnas --budget 77 --seed -5 --threads 2",
                model.command().orElseThrow());
        assertTrue(model.isModified());
    }

    @Test
    void anUntouchedProjectIsNotModified() {
        open();
        assertFalse(model.isModified());
        known.limitsProperty().set(known.limits().withLimit(CostKind.AREA, 1e-5));
        assertTrue(model.isModified());
    }
}
