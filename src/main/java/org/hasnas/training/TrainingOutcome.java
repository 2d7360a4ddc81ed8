package org.hasnas.training;

import org.hasnas.training.model.TrainingHealth;

/** How a training ended. */
public sealed interface TrainingOutcome {
    /** All epochs that were asked for were done, or those until it over-fitted; the state has the weights to keep. */
    record Trained(TrainingState state) implements TrainingOutcome {}

    /**
     * It was hopeless, and ended as its settings say.
     *
     * @param health why, and what to change
     */
    record GivenUp(TrainingHealth health) implements TrainingOutcome {}
}
