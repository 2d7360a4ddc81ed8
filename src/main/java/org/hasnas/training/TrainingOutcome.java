package org.hasnas.training;

/** How a training ended. */
public sealed interface TrainingOutcome {
    /** All epochs were done; the state has the best weights. */
    record Trained(TrainingState state) implements TrainingOutcome {}

    /**
     * The loss left all bounds or did not move.
     *
     * @param reason a sentence for the user that says what to change
     */
    record Diverged(String reason) implements TrainingOutcome {}
}
