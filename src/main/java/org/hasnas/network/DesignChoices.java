package org.hasnas.network;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The values that designs of a space may choose from beside their cells. What is not listed is left to the template, or to the chip.
 *
 * @param options ascending and different; a value is one number, or one for each stage
 */
public record DesignChoices(Map<Dimension, List<List<Integer>>> options) {
    /** Cells alone are chosen. */
    public static final DesignChoices NONE = new DesignChoices(Map.of());

    /** More would take minutes to look through before anything is searched. */
    public static final int MAX_COMBINATIONS = 10_000;

    private static final Comparator<List<Integer>> BY_NUMBERS = (one, other) -> IntStream.range(0, Math.min(one.size(), other.size()))
            .map(place -> one.get(place).compareTo(other.get(place))).filter(order -> order != 0).findFirst()
            .orElse(Integer.compare(one.size(), other.size()));

    public DesignChoices {
        Map<Dimension, List<List<Integer>>> ordered = new EnumMap<>(Dimension.class);
        options.forEach((dimension, values) -> {
            if (!values.isEmpty()) {
                ordered.put(dimension, ascending(dimension, values));
            }
        });
        long combinations = 1;
        for (List<List<Integer>> values : ordered.values()) {
            combinations *= values.size();
            if (combinations > MAX_COMBINATIONS) {
                throw new IllegalArgumentException("a space has at most " + MAX_COMBINATIONS + " combinations of what designs choose beside their"
                        + " cells; shorten a list");
            }
        }
        options = Collections.unmodifiableMap(ordered);
    }

    /** Widths of the first stage, time steps and weight bits. */
    public DesignChoices(List<Integer> widths, List<Integer> timeSteps, List<Integer> weightBits) {
        this(Map.of(Dimension.WIDTH, single(widths), Dimension.TIME_STEPS, single(timeSteps), Dimension.WEIGHT_BITS, single(weightBits)));
    }

    private static List<List<Integer>> single(List<Integer> numbers) {
        return numbers.stream().map(List::of).toList();
    }

    private static List<List<Integer>> ascending(Dimension dimension, List<List<Integer>> values) {
        List<List<Integer>> sorted = values.stream().map(List::copyOf).sorted(BY_NUMBERS).distinct().toList();
        List<String> texts = values.stream().map(value -> MacroChoice.text(dimension, value)).toList();
        if (sorted.size() < values.size()) {
            throw new IllegalArgumentException(dimension.listKey() + " has a value twice: " + texts);
        }
        if (sorted.stream().mapToInt(List::size).distinct().count() > 1) {
            throw new IllegalArgumentException(dimension.listKey() + " are numbers for all stages, or lists of a number for each stage, not both: "
                    + texts);
        }
        for (List<Integer> value : sorted) {
            MacroChoice.check(dimension, value);
            if (value.stream().anyMatch(number -> number < dimension.minimum() || number > dimension.maximum())) {
                throw new IllegalArgumentException(dimension.listKey() + " must be " + dimension.minimum() + " to " + dimension.maximum() + ", was "
                        + MacroChoice.text(dimension, value));
            }
        }
        return sorted;
    }

    /** The same with these single numbers to choose from; none leaves it open again. */
    public DesignChoices with(Dimension dimension, List<Integer> numbers) {
        Map<Dimension, List<List<Integer>>> other = new EnumMap<>(Dimension.class);
        other.putAll(options);
        other.put(dimension, single(numbers));
        return new DesignChoices(other);
    }

    /** What may be chosen of the chip alone. */
    public DesignChoices ofChip() {
        return new DesignChoices(options.entrySet().stream().filter(entry -> entry.getKey().of() == Dimension.Of.CHIP)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** Whether there is anything to choose. */
    public boolean any() {
        return !options.isEmpty();
    }

    /** What may be chosen of one dimension; empty where it is left open. */
    public List<List<Integer>> of(Dimension dimension) {
        return options.getOrDefault(dimension, List.of());
    }

    /** Such as {@code widths 4, 8, 16, time-steps 1, 2}; empty if there is nothing to choose. */
    public String text() {
        return options.entrySet().stream().map(entry -> entry.getKey().listKey() + " "
                + entry.getValue().stream().map(value -> MacroChoice.text(entry.getKey(), value)).collect(Collectors.joining(", ")))
                .collect(Collectors.joining(", "));
    }

    /** All combinations, ascending, the first dimension slowest; one that leaves all open if there is nothing to choose. */
    public List<MacroChoice> all() {
        List<MacroChoice> all = List.of(MacroChoice.OF_TEMPLATE);
        for (Map.Entry<Dimension, List<List<Integer>>> entry : options.entrySet()) {
            List<MacroChoice> longer = new ArrayList<>();
            for (MacroChoice begun : all) {
                entry.getValue().forEach(value -> longer.add(begun.with(entry.getKey(), value)));
            }
            all = longer;
        }
        return List.copyOf(all);
    }
}
