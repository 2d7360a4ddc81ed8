package org.hasnas.ui.project;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;

/** What runs in the open project. */
public final class RunningWork {
    private final List<LongWork> all = new ArrayList<>();
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper(this, "running");
    private long pulses;

    /** Makes a kind of work known; the first that is known is the first that has to end. */
    public void add(LongWork work) {
        all.add(work);
        work.running().subscribe(now -> running.set(first().isPresent()));
    }

    /** Whether anything runs. */
    public ReadOnlyBooleanProperty runningProperty() {
        return running.getReadOnlyProperty();
    }

    /** Looks how far everything is; called some times a second while anything runs. */
    public void pulse() {
        pulses++;
        all.stream().filter(work -> work.running().get() && pulses % work.pace() == 0).forEach(LongWork::pulse);
    }

    /** The first that runs. */
    Optional<LongWork> first() {
        return all.stream().filter(work -> work.running().get()).findFirst();
    }
}
