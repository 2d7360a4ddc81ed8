package org.hasnas.job;

/** Where a job stands, or a stored run or training. One whose process was killed is found as {@link #INTERRUPTED}. */
public enum RunStatus {
    /** For its turn behind other jobs. */
    WAITING,
    RUNNING,
    PAUSED,
    /** Cancelled, but has not ended yet. */
    STOPPING,
    FINISHED,
    STOPPED,
    FAILED,
    INTERRUPTED;

    /** Whether there is, or will be, more work without somebody asking for it. */
    public boolean isLive() {
        return switch (this) {
            case WAITING, RUNNING, PAUSED, STOPPING -> true;
            case FINISHED, STOPPED, FAILED, INTERRUPTED -> false;
        };
    }
}
