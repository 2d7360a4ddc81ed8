package org.hasnas.training;

/** How a training ended. */
public sealed interface TrainingOutcome {
    /** All epochs were done; the state has the best weights. */
    record Trained(TrainingState state) implements TrainingOutcome {}

    /**
     * The loss diverged or stayed at the level of guessing.
     *
     * @param reason a sentence for the user that says what to change
     */
    record Diverged(String reason) implements TrainingOutcome {}
}
