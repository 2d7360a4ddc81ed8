package org.hasnas.ui.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableBooleanValue;
import org.hasnas.chip.model.CostKind;
import org.hasnas.score.model.ScoreId;
import org.hasnas.search.model.Candidate;
import org.hasnas.search.model.Project;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.testdata.Samples;
import org.hasnas.ui.fx.NextFrame;
import org.hasnas.ui.fx.Texts;
import org.junit.jupiter.api.Test;

final class OpenProjectTest {
    private static final SearchRequest REQUEST = Samples.digits(100);

    private final OpenProject shared = new OpenProject(NextFrame.AT_ONCE, new Texts(), 2);

    private static Project project(String folder, SearchRequest search) {
        return new Project(Path.of(folder), "a project", "", search);
    }

    @Test
    void aProjectWithAnyScoreIsUnchangedUntilSomethingIsChanged() {
        for (ScoreId score : ScoreId.values()) {
            SearchRequest search = REQUEST.withFitness(REQUEST.fitness().withScore(score));
            shared.open(project(score.label(), search));
            assertEquals(Optional.of(search), shared.request());
            assertFalse(shared.isModified());
        }
        shared.limitsProperty().set(shared.limits().withLimit(CostKind.AREA, 1e-5));
        assertTrue(shared.isModified());
        shared.saved(shared.opened().orElseThrow().withSearch(shared.request().orElseThrow()));
        assertFalse(shared.isModified());
    }

    @Test
    void savingIsNoOtherProject() {
        List<Optional<Path>> seen = new ArrayList<>();
        shared.whenOther(now -> seen.add(now.map(Project::folder)));
        shared.open(project("a", REQUEST));
        shared.saved(project("a", REQUEST.withBudget(7)));
        shared.close();
        assertEquals(List.of(Optional.of(Path.of("a")), Optional.empty()), seen);
    }

    @Test
    void somethingIsDoneWithTheChosenCandidatesOrElseWithTheOneLookedAt() {
        shared.open(project("a", REQUEST));
        shared.show(REQUEST, Samples.trials(REQUEST, 20));
        assertEquals(List.of(), shared.chosen());
        shared.selectedProperty().set(3);
        Candidate third = shared.known().candidate(3).orElseThrow();
        assertEquals(List.of(third), shared.chosen());
        List<Candidate> two = List.of(shared.known().candidate(5).orElseThrow(), third);
        shared.choose(two);
        assertEquals(two, shared.chosen());
        shared.show(REQUEST, Samples.trials(REQUEST, 5));
        assertEquals(List.of(), shared.chosen());
        shared.lookAt(third);
        assertEquals(List.of(third), shared.chosen());
        shared.selectedProperty().set(0);
        assertEquals(shared.known().candidate(0), shared.candidateProperty().get());
    }

    @Test
    void workIsPulsedAtItsOwnPaceWhileItRuns() {
        Work slow = new Work(5);
        Work quick = new Work(1);
        shared.work().add(slow);
        shared.work().add(quick);
        quick.running.set(true);
        assertTrue(shared.work().runningProperty().get());
        for (int i = 0; i < 10; i++) {
            shared.work().pulse();
        }
        slow.running.set(true);
        assertEquals(Optional.of(slow), shared.work().first());
        for (int i = 0; i < 10; i++) {
            shared.work().pulse();
        }
        assertEquals(2, slow.pulses);
        assertEquals(20, quick.pulses);
        slow.running.set(false);
        quick.running.set(false);
        assertFalse(shared.work().runningProperty().get());
    }

    @Test
    void whatRunsIsListedAndCanBeCancelled() {
        Work work = new Work(1);
        shared.work().add(work);
        assertEquals(List.of(), shared.work().tasksProperty().get());
        work.running.set(true);
        assertEquals("pulse 0", shared.work().tasksProperty().get().getFirst().what());
        for (int i = 0; i < 10; i++) {
            shared.work().pulse();
        }
        RunningTask task = shared.work().tasksProperty().get().getFirst();
        assertEquals("pulse 10", task.what());
        task.cancel().run();
        assertEquals(List.of(), shared.work().tasksProperty().get());
    }

    @Test
    void whoeverWantsToIsToldWhatHasEndedAndHowLongItTook() {
        AtomicLong clock = new AtomicLong();
        RunningWork running = new RunningWork(clock::get);
        List<String> told = new ArrayList<>();
        running.whenEnded((work, took) -> told.add(work.title() + " " + took.toSeconds()));
        Work work = new Work(1);
        running.add(work);
        assertEquals(List.of(), told, "nothing has ended that never ran");
        clock.set(7_000_000_000L);
        work.running.set(true);
        clock.set(75_000_000_000L);
        assertEquals(List.of(), told);
        work.running.set(false);
        assertEquals(List.of("work 68"), told);
    }

    private static final class Work implements LongWork {
        private final SimpleBooleanProperty running = new SimpleBooleanProperty();
        private final int pace;
        private int pulses;

        Work(int pace) {
            this.pace = pace;
        }

        @Override
        public String title() {
            return "work";
        }

        @Override
        public ObservableBooleanValue running() {
            return running;
        }

        @Override
        public void pulse() {
            pulses++;
        }

        @Override
        public int pace() {
            return pace;
        }

        @Override
        public Optional<LeaveQuestion> leaveQuestion() {
            return Optional.of(new LeaveQuestion("", "", ""));
        }

        @Override
        public List<RunningTask> tasks() {
            return List.of(new RunningTask("work", "pulse " + pulses, 0.5, () -> running.set(false)));
        }

        @Override
        public void stopThen(Runnable next) {
            next.run();
        }
    }
}
