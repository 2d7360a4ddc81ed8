package org.hasnas.ui.project;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** What runs in the open project. */
public final class RunningWork {
    /** Pulses after which the list of running work is renewed. */
    private static final int TASKS_PACE = 5;

    private final List<LongWork> all = new ArrayList<>();
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper(this, "running");
    private final ReadOnlyObjectWrapper<List<RunningTask>> tasks = new ReadOnlyObjectWrapper<>(this, "tasks", List.of());
    private final Map<LongWork, Long> startNanos = new HashMap<>();
    private final List<BiConsumer<LongWork, Duration>> whenEnded = new ArrayList<>();
    private final LongSupplier nanos;
    private long pulses;

    public RunningWork() {
        this(System::nanoTime);
    }

    /** @param nanos a clock, in nanoseconds since anything */
    public RunningWork(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Makes a kind of work known; the first that is known is the first that has to end. */
    public void add(LongWork work) {
        all.add(work);
        work.running().subscribe(now -> {
            running.set(first().isPresent());
            refreshTasks();
            watch(work, now);
        });
    }

    private void watch(LongWork work, boolean now) {
        if (now) {
            startNanos.putIfAbsent(work, nanos.getAsLong());
            return;
        }
        Optional.ofNullable(startNanos.remove(work)).map(start -> Duration.ofNanos(nanos.getAsLong() - start))
                .ifPresent(took -> whenEnded.forEach(listener -> listener.accept(work, took)));
    }

    /** Calls a listener with all work of a kind that has ended, however, and the time from its begin. */
    public void whenEnded(BiConsumer<LongWork, Duration> listener) {
        whenEnded.add(listener);
    }

    /** Everything that runs, waits or is paused, from the first to the last kind of work. */
    public ReadOnlyObjectProperty<List<RunningTask>> tasksProperty() {
        return tasks.getReadOnlyProperty();
    }

    private void refreshTasks() {
        tasks.set(all.stream().filter(work -> work.running().get()).flatMap(work -> work.tasks().stream()).toList());
    }

    /** Whether anything runs. */
    public ReadOnlyBooleanProperty runningProperty() {
        return running.getReadOnlyProperty();
    }

    /** Looks how far everything is; called some times a second while anything runs. */
    public void pulse() {
        pulses++;
        all.stream().filter(work -> work.running().get() && pulses % work.pace() == 0).forEach(LongWork::pulse);
        if (pulses % TASKS_PACE == 0) {
            refreshTasks();
        }
    }

    /** The first that runs. */
    Optional<LongWork> first() {
        return all.stream().filter(work -> work.running().get()).findFirst();
    }
}
