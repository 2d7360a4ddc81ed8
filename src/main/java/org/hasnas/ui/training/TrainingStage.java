package org.hasnas.ui.training;

/** What a training is doing. */
public enum TrainingStage {
    /** Behind others in the queue. */
    WAITING,
    RUNNING,
    PAUSED,
    /** Asked to stop, has not done so yet. */
    STOPPING,
    FINISHED,
    STOPPED,
    FAILED,
    /** The program ended while it ran. */
    INTERRUPTED;

    /** Whether it runs, or will run, in this window. */
    boolean isLive() {
        return switch (this) {
            case WAITING, RUNNING, PAUSED, STOPPING -> true;
            case FINISHED, STOPPED, FAILED, INTERRUPTED -> false;
        };
    }
}
