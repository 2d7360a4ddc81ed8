package org.hasnas.ui.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.hasnas.chip.model.CostKind;
import org.hasnas.job.RunStatus;
import org.hasnas.search.model.LadderSettings;
import org.hasnas.search.model.Project;
import org.hasnas.search.model.SearchAlgorithmId;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.testdata.SampleLadders;
import org.hasnas.testdata.Samples;
import org.hasnas.ui.ViewModelFixture;
import org.hasnas.ui.project.KnownTrials;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class SearchViewModelTest extends ViewModelFixture {
    private final KnownTrials known = shared.known();
    private final RunsViewModel runs = new RunsViewModel(workbench.searches, workbench.costs, around, shared);
    private final SearchViewModel model = new SearchViewModel(workbench.searches, around, shared, runs);
    @SuppressWarnings("NullAway.Init") // set before each test
    private Project project;

    @BeforeEach
    void makeProject() throws Exception {
        project = project("my project");
    }

    private void open() {
        open(project);
    }

    /** Pulls as the window does until something holds. */
    private void pulseUntil(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "waited too long");
            model.pulse();
            settle();
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
        shared.form().budget().textProperty().set("50");
        model.start();
        settle();
        assertTrue(model.canStop().get());
        assertFalse(model.canStart().get());
        pulseUntil(() -> model.liveStatusProperty().get().isEmpty());
        assertEquals(Samples.trials(runs.shownProperty().get().orElseThrow().request(), 50), known.trials());
        assertEquals(RunStatus.FINISHED, runs.runs().getFirst().status());
        assertTrue(dialogs.notices.getLast().contains("finished"), dialogs.notices.toString());
        assertFalse(model.canContinue().get());
    }

    @Test
    void pauseStopAndContinueEndWithTheSameTrials() throws InterruptedException {
        open();
        shared.form().budget().textProperty().set("400");
        model.start();
        settle();
        pulseUntil(() -> known.size() > 10);
        model.pause();
        assertTrue(model.canContinue().get());
        assertFalse(model.canPause().get());
        model.continueRun();
        assertTrue(model.canPause().get());
        model.stop();
        pulseUntil(() -> model.liveStatusProperty().get().isEmpty());
        assertEquals(RunStatus.STOPPED, runs.shownProperty().get().orElseThrow().status());
        assertTrue(model.canContinue().get());
        model.continueRun();
        settle();
        pulseUntil(() -> model.liveStatusProperty().get().isEmpty());
        assertEquals(1, runs.runs().size());
        assertEquals(Samples.trials(runs.shownProperty().get().orElseThrow().request(), 400), known.trials());
    }

    @Test
    void movingALimitDoesNotReachTheRunningSearch() throws InterruptedException {
        open();
        model.start();
        settle();
        pulseUntil(() -> known.size() > 10);
        shared.limitsProperty().set(shared.limits().withLimit(CostKind.AREA, 1e-7));
        pulseUntil(() -> model.liveStatusProperty().get().isEmpty());
        assertEquals(project.search().limits(), runs.shownProperty().get().orElseThrow().request().limits());
        assertEquals(Samples.trials(project.search(), project.search().budget()), known.trials());
    }

    @Test
    void openingShowsTheNewestRunAndAnotherCanBeChosen() {
        workbench.searches.add(project, Samples.digits(100), 30, RunStatus.INTERRUPTED);
        workbench.searches.add(project, Samples.digits(60).withSeed(9), 60, RunStatus.FINISHED);
        open();
        assertEquals(2, runs.shownProperty().get().orElseThrow().id());
        assertEquals(60, known.size());
        assertFalse(model.canContinue().get());
        runs.show(runs.runs().get(1));
        settle();
        assertEquals(30, known.size());
        assertTrue(model.canContinue().get());
        assertTrue(model.command().orElseThrow().contains("--resume 1"), model.command().orElseThrow());
    }

    @Test
    void aStoredRunCanBeLookedAtWhileAnotherRuns() throws InterruptedException {
        workbench.searches.add(project, Samples.digits(60).withSeed(9), 60, RunStatus.FINISHED);
        open();
        model.start();
        settle();
        pulseUntil(() -> known.size() > 4);
        runs.show(runs.runs().get(1));
        pulseUntil(() -> known.size() == 60);
        runs.show(runs.runs().getFirst());
        pulseUntil(() -> model.liveStatusProperty().get().isEmpty());
        assertEquals(project.search().budget(), known.size());
    }

    @Test
    void aWrongNumberStopsTheStartWithASentence() {
        open();
        shared.form().budget().textProperty().set("many");
        model.start();
        settle();
        assertEquals(1, dialogs.problems.size());
        assertTrue(dialogs.problems.getFirst().contains("many"), dialogs.problems.getFirst());
        assertEquals(Optional.empty(), model.liveStatusProperty().get());
    }

    @Test
    void aSearchByTrainingsIsAskedForWithItsTimeAndTheTrainingOfTheProject() {
        open();
        shared.form().algorithmProperty().set(SearchAlgorithmId.LADDER);
        shared.form().minutes().textProperty().set("2.5");
        shared.form().sideBySide().set(3);
        model.start();
        settle();
        SearchRequest asked = workbench.searches.started.getLast();
        assertEquals(Optional.of(new LadderSettings(2.5, 3, project.training())), asked.ladder());
        assertEquals(SearchAlgorithmId.LADDER, asked.algorithm());
    }

    @Test
    void aWrongTimeStopsOnlyASearchByTrainings() {
        open();
        shared.form().minutes().textProperty().set("-1");
        assertTrue(shared.request().isPresent());
        shared.form().algorithmProperty().set(SearchAlgorithmId.LADDER);
        assertTrue(shared.request().isEmpty());
        model.start();
        settle();
        assertTrue(dialogs.problems.getFirst().contains("minutes must be above 0"), dialogs.problems.getFirst());
    }

    @Test
    void whatTheTrainingsOfARunSayIsShownWhileItRunsAndWhenItIsOpenedAgain() throws InterruptedException {
        workbench.searches.ladder = (request, trials) -> request.ladder().map(settings -> SampleLadders.progress(request, trials));
        workbench.searches.add(project, SampleLadders.request(40), 40, RunStatus.FINISHED);
        open();
        assertTrue(shared.outlooks().exist(), "of the stored run");
        shared.form().algorithmProperty().set(SearchAlgorithmId.LADDER);
        shared.form().budget().set(60);
        model.start();
        settle();
        pulseUntil(() -> model.liveStatusProperty().get().isEmpty());
        assertEquals(60, known.size());
        assertTrue(shared.outlooks().of(50).isPresent());
        assertEquals(shared.outlooks().best(), shared.selectedProperty().get());
        assertTrue(dialogs.notices.getLast().contains("on the front"), dialogs.notices.getLast());
        runs.show(runs.runs().getLast());
        settle();
        assertEquals(40, known.size());
        assertTrue(shared.outlooks().of(39).isPresent());
    }

    @Test
    void theCommandNamesWhatTheWindowShows() {
        open();
        shared.form().algorithmProperty().set(SearchAlgorithmId.HASNAS);
        shared.form().budget().textProperty().set("77");
        shared.form().seed().textProperty().set("-5");
        assertEquals("hasnas search '" + project.folder() + "' --algorithm hasnas --budget 77 --seed -5 --threads 2",
                model.command().orElseThrow());
        assertTrue(shared.isModified());
    }

    @Test
    void anUntouchedProjectIsNotModified() {
        open();
        assertFalse(shared.isModified());
        shared.limitsProperty().set(shared.limits().withLimit(CostKind.AREA, 1e-5));
        assertTrue(shared.isModified());
    }
}
