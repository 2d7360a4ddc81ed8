package org.hasnas.search.model;

import org.hasnas.training.model.Accuracy;

/**
 * A piece of a training that a search decided to pay for. They are stored in order, so that a run which was interrupted goes on with the decisions it
 * made, and what it said can be compared with what came.
 *
 * @param trial index of the design in its run
 * @param fromEpoch epochs that the design will have been trained before
 * @param untilEpoch epochs that it will have been trained then
 * @param told how many results of the run's steps were known when it was decided
 * @param usedMinutes of the run's minutes
 * @param expected what a whole training of the design was then expected to reach on the validation images, with its 95 % interval
 */
public record LadderStep(int trial, int fromEpoch, int untilEpoch, Purpose purpose, int told, double usedMinutes, Accuracy expected) {
    /** Why it is paid for. */
    public enum Purpose {
        /** It was, before the run began. */
        KNOWN,
        /** To find out more. */
        FIND,
        /** To have the designs of the front trained to their end. */
        FINISH
    }

    public LadderStep {
        if (trial < 0 || fromEpoch < 0 || untilEpoch <= fromEpoch || told < 0 || !(usedMinutes >= 0)) {
            throw new IllegalArgumentException("a step goes on with a training after some results and minutes, was " + trial + ", " + fromEpoch
                    + " to " + untilEpoch + ", " + told + ", " + usedMinutes);
        }
    }
}
