package org.hasnas.search.ladder;

import java.util.List;
import org.hasnas.training.model.EpochResult;

/**
 * How far the training of a design is.
 *
 * @param epochs results so far
 * @param state whether it may go on
 */
public record DesignCurve(List<EpochResult> epochs, State state) {
    /** Of a design that was not trained. */
    public static final DesignCurve NONE = new DesignCurve(List.of(), State.OPEN);

    /** Whether a training may go on. */
    public enum State {
        OPEN,
        /** It has come to its end, which may be before the last epoch. */
        ENDED,
        /** It was hopeless. */
        GIVEN_UP
    }

    public DesignCurve {
        epochs = List.copyOf(epochs);
    }

    /** What was known of it when it had been trained for so many epochs, or all if it has no more. */
    DesignCurve until(int epoch) {
        return epochs.size() > epoch ? new DesignCurve(epochs.subList(0, epoch), State.OPEN) : this;
    }
}
