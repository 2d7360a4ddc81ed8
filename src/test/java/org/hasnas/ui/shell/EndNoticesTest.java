package org.hasnas.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableBooleanValue;
import org.hasnas.ui.fx.Background;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.project.LongWork;
import org.hasnas.ui.project.RunningTask;
import org.hasnas.ui.project.RunningWork;
import org.junit.jupiter.api.Test;

/** When the desktop tells that work has ended. */
final class EndNoticesTest {
    private final List<String> shown = new ArrayList<>();
    private final AtomicBoolean elsewhere = new AtomicBoolean(true);
    private long nanos;

    private void work(long seconds, Locale language) {
        RunningWork running = new RunningWork(() -> nanos);
        EndNotices.watch(running, () -> "digits & more", elsewhere::get, new Background(Runnable::run, Runnable::run), new Texts(language),
                (headline, sentence) -> shown.add(headline + " | " + sentence));
        Search search = new Search();
        running.add(search);
        search.running.set(true);
        nanos += seconds * 1_000_000_000L;
        search.running.set(false);
    }

    @Test
    void longWorkIsToldInTheLanguageOfTheWindowWhileTheUserIsElsewhere() {
        work(60, Locale.ROOT);
        work(12 * 60 + 30, Locale.GERMAN);
        assertEquals(List.of("HASNAS Studio | Search: ended after 1 min (project digits & more)",
                "HASNAS Studio | Search: beendet nach 12 min (Projekt digits & more)"), shown);
    }

    @Test
    void shortWorkAndWorkThatTheUserLooksAtIsNot() {
        work(59, Locale.ROOT);
        elsewhere.set(false);
        work(600, Locale.ROOT);
        assertEquals(List.of(), shown);
    }

    private static final class Search implements LongWork {
        private final SimpleBooleanProperty running = new SimpleBooleanProperty();

        @Override
        public String title() {
            return "Search";
        }

        @Override
        public ObservableBooleanValue running() {
            return running;
        }

        @Override
        public void pulse() {
            // nothing is shown of it
        }

        @Override
        public int pace() {
            return 1;
        }

        @Override
        public Optional<LeaveQuestion> leaveQuestion() {
            return Optional.empty();
        }

        @Override
        public List<RunningTask> tasks() {
            return List.of();
        }

        @Override
        public void stopThen(Runnable next) {
            next.run();
        }
    }
}
