package org.hasnas.network;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What a design chooses beside its cells; what is left open is the template's.
 *
 * @param width channels of the first stage; the other stages keep their ratio to it
 * @param timeSteps simulated time steps T
 * @param weightBits bits of a weight on the chip, to which a training rounds
 */
public record MacroChoice(OptionalInt width, OptionalInt timeSteps, OptionalInt weightBits) {
    /** Nothing but cells is chosen. */
    public static final MacroChoice OF_TEMPLATE = new MacroChoice(OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty());

    private static final String WIDTH = "width";
    private static final String TIME_STEPS = "time-steps";
    private static final String WEIGHT_BITS = "weight-bits";

    public MacroChoice {
        requirePositive(WIDTH, width);
        requirePositive(TIME_STEPS, timeSteps);
        requirePositive(WEIGHT_BITS, weightBits);
    }

    private static void requirePositive(String name, OptionalInt value) {
        if (value.isPresent() && value.getAsInt() < 1) {
            throw new IllegalArgumentException(name + " must be >= 1, was " + value.getAsInt());
        }
    }

    /**
     * The template with what is chosen; a template that has it already stays the same.
     *
     * @throws IllegalArgumentException if a stage would get no whole number of channels, or the bits are not those of a chip
     */
    public NetworkTemplate appliedTo(NetworkTemplate template) {
        NetworkTemplate chosen = width.isPresent() ? template.withFirstWidth(width.getAsInt()) : template;
        chosen = timeSteps.isPresent() ? chosen.withTimeSteps(timeSteps.getAsInt()) : chosen;
        return weightBits.isPresent() ? chosen.withWeightBits(weightBits.getAsInt()) : chosen;
    }

    /** Such as {@code width=8 time-steps=2 weight-bits=4}; empty where nothing is chosen. */
    public String text() {
        List<String> parts = new ArrayList<>();
        width.ifPresent(value -> parts.add(WIDTH + "=" + value));
        timeSteps.ifPresent(value -> parts.add(TIME_STEPS + "=" + value));
        weightBits.ifPresent(value -> parts.add(WEIGHT_BITS + "=" + value));
        return String.join(" ", parts);
    }

    /** Reads the form printed by {@link #text}, in any order. */
    public static MacroChoice parse(String text) {
        OptionalInt width = OptionalInt.empty();
        OptionalInt timeSteps = OptionalInt.empty();
        OptionalInt weightBits = OptionalInt.empty();
        Set<String> given = new HashSet<>();
        for (String part : text.strip().split("\\s+", -1)) {
            int at = part.indexOf('=');
            String name = at < 0 ? part : part.substring(0, at);
            if (!given.add(name)) {
                throw new IllegalArgumentException("'" + text.strip() + "' has " + name + " twice");
            }
            switch (name) {
                case WIDTH -> width = value(part, at);
                case TIME_STEPS -> timeSteps = value(part, at);
                case WEIGHT_BITS -> weightBits = value(part, at);
                default -> throw refused(part);
            }
        }
        return new MacroChoice(width, timeSteps, weightBits);
    }

    private static OptionalInt value(String part, int at) {
        try {
            return OptionalInt.of(Integer.parseInt(part.substring(at + 1)));
        } catch (NumberFormatException notANumber) {
            throw refused(part);
        }
    }

    private static IllegalArgumentException refused(String part) {
        return new IllegalArgumentException("behind @ a design has " + WIDTH + "=N, " + TIME_STEPS + "=N and " + WEIGHT_BITS + "=N, not '" + part
                + "'");
    }

    @Override
    public String toString() {
        return text();
    }
}
