package org.hasnas.ui.project;

import java.util.List;
import java.util.Optional;
import javafx.beans.value.ObservableBooleanValue;

/** Something that goes on for long in the open project, and has to end before the project is left. */
public interface LongWork {
    /** What kind of work it is, in a word or two. */
    String title();

    /** Whether it runs, waits for its turn or is paused. */
    ObservableBooleanValue running();

    /** Looks how far it is; called each time so many pulses of the window have passed. */
    void pulse();

    /** After how many pulses of the window what is shown of it changes. */
    int pace();

    /** Asks whether it may be stopped; empty if that costs nothing worth a question. */
    Optional<LeaveQuestion> leaveQuestion();

    /**
     * A question before the project is left.
     *
     * @param stop what the button that agrees says
     */
    record LeaveQuestion(String headline, String question, String stop) {}

    /** What of it runs, waits or is paused at the moment, for the list of running work. */
    List<RunningTask> tasks();

    /** Stops it, if it runs, and does something when it has ended. */
    void stopThen(Runnable next);
}
