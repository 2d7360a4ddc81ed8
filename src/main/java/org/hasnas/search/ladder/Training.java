package org.hasnas.search.ladder;

/**
 * A piece of a training: it goes on where the design's last piece stopped, and is never started anew.
 *
 * @param design position in the list of designs, from 0
 * @param fromEpoch epochs that the design has been trained already
 * @param untilEpoch epochs that it will have been trained then
 */
public record Training(int design, int fromEpoch, int untilEpoch) {
    public Training {
        if (design < 0 || fromEpoch < 0 || untilEpoch <= fromEpoch) {
            throw new IllegalArgumentException(
                    "a piece of a training has a design and goes on, was " + design + ", " + fromEpoch + " to " + untilEpoch);
        }
    }
}
