package org.hasnas.network;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * The values that designs of a space may choose from beside their cells. An empty list leaves the template's value to all of them.
 *
 * @param widths of the first stage, ascending; the other stages keep their ratio to it
 * @param timeSteps ascending
 * @param weightBits 2 to 8, ascending; a training rounds its weights to them
 */
public record DesignChoices(List<Integer> widths, List<Integer> timeSteps, List<Integer> weightBits) {
    /** Cells alone are chosen. */
    public static final DesignChoices NONE = new DesignChoices(List.of(), List.of(), List.of());

    public static final int MAX_WIDTH = 4096;
    public static final int MAX_TIME_STEPS = 64;
    public static final int MIN_WEIGHT_BITS = 2;
    public static final int MAX_WEIGHT_BITS = 8;

    public DesignChoices {
        widths = ascending("widths", widths, 1, MAX_WIDTH);
        timeSteps = ascending("time-steps", timeSteps, 1, MAX_TIME_STEPS);
        weightBits = ascending("weight-bits", weightBits, MIN_WEIGHT_BITS, MAX_WEIGHT_BITS);
    }

    private static List<Integer> ascending(String name, List<Integer> values, int minimum, int maximum) {
        List<Integer> sorted = values.stream().sorted().distinct().toList();
        if (sorted.size() < values.size()) {
            throw new IllegalArgumentException(name + " has a value twice: " + values);
        }
        for (int value : sorted) {
            if (value < minimum || value > maximum) {
                throw new IllegalArgumentException(name + " must be " + minimum + " to " + maximum + ", was " + value);
            }
        }
        return sorted;
    }

    /** Whether there is anything to choose. */
    public boolean any() {
        return !equals(NONE);
    }

    /** All combinations, in ascending order of width, time steps, bits; one that leaves all to the template if there is nothing to choose. */
    public List<MacroChoice> all() {
        List<MacroChoice> all = new ArrayList<>();
        for (OptionalInt width : options(widths)) {
            for (OptionalInt steps : options(timeSteps)) {
                for (OptionalInt bits : options(weightBits)) {
                    all.add(new MacroChoice(width, steps, bits));
                }
            }
        }
        return List.copyOf(all);
    }

    private static List<OptionalInt> options(List<Integer> values) {
        return values.isEmpty() ? List.of(OptionalInt.empty()) : values.stream().map(OptionalInt::of).toList();
    }
}
