package org.hasnas.score.spikenas;

import java.util.Collections;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How one training of a network went.
 *
 * @param epochs of the whole training
 * @param seconds of the whole training, on the machine of its authors; empty if not known
 * @param validationFractions right answers on the validation images, 0 to 1, by the epoch after which they were counted; the last key is
 *        {@code epochs}
 */
public record LearningCurve(int epochs, OptionalDouble seconds, SortedMap<Integer, Double> validationFractions) {
    public LearningCurve {
        validationFractions = Collections.unmodifiableSortedMap(new TreeMap<>(validationFractions));
        if (validationFractions.isEmpty() || validationFractions.lastKey() != epochs) {
            throw new IllegalArgumentException("a curve ends with its training, after epoch " + epochs + ", has " + validationFractions.keySet());
        }
    }

    /**
     * Right answers on the validation images after an epoch.
     *
     * @throws IllegalArgumentException if they were not counted then
     */
    public double fractionAfter(int epoch) {
        Double fraction = validationFractions.get(epoch);
        if (fraction == null) {
            throw new IllegalArgumentException("accuracies are known after epochs " + validationFractions.keySet() + ", not after " + epoch);
        }
        return fraction;
    }

    /** Right answers on the validation images at the end. */
    public double endFraction() {
        return fractionAfter(epochs);
    }
}
