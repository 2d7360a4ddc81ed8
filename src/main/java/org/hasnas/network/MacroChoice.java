package org.hasnas.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hasnas.network.Dimension.Of;
import org.hasnas.network.NetworkTemplate.Stage;

/**
 * What a design chooses beside its cells; what is left open is the template's, or the chip's.
 *
 * @param chosen one number each, or, of what stages have, one for each stage
 */
public record MacroChoice(Map<Dimension, List<Integer>> chosen) {
    /** Nothing but cells is chosen. */
    public static final MacroChoice OF_TEMPLATE = new MacroChoice(Map.of());

    private static final String EACH_STAGE = "-";

    public MacroChoice {
        Map<Dimension, List<Integer>> ordered = new EnumMap<>(Dimension.class);
        chosen.forEach((dimension, numbers) -> ordered.put(dimension, List.copyOf(numbers)));
        ordered.forEach(MacroChoice::check);
        chosen = Collections.unmodifiableMap(ordered);
    }

    /** @throws IllegalArgumentException if these can't be the numbers of a dimension */
    static void check(Dimension dimension, List<Integer> numbers) {
        if (numbers.isEmpty() || numbers.stream().anyMatch(number -> number < 1)) {
            throw new IllegalArgumentException(dimension.key() + " must be >= 1, was " + text(dimension, numbers));
        }
        if (numbers.size() > 1 && dimension.of() != Of.STAGES) {
            throw new IllegalArgumentException(dimension.key() + " is one number, was " + text(dimension, numbers));
        }
    }

    /** The same with one thing chosen more. */
    public MacroChoice with(Dimension dimension, List<Integer> numbers) {
        Map<Dimension, List<Integer>> more = new EnumMap<>(Dimension.class);
        more.putAll(chosen);
        more.put(dimension, numbers);
        return new MacroChoice(more);
    }

    public boolean has(Dimension dimension) {
        return chosen.containsKey(dimension);
    }

    /** The number chosen, or the usual one of what is left open; of one for each stage the first. */
    public int orElse(Dimension dimension, int usual) {
        return chosen.getOrDefault(dimension, List.of(usual)).getFirst();
    }

    /** The number chosen, or the mean of one for each stage; empty where it is left open. */
    public OptionalDouble number(Dimension dimension) {
        return chosen.getOrDefault(dimension, List.of()).stream().mapToInt(Integer::intValue).average();
    }

    /** The same with what another one chooses. */
    public MacroChoice with(MacroChoice other) {
        Map<Dimension, List<Integer>> both = new EnumMap<>(Dimension.class);
        both.putAll(chosen);
        both.putAll(other.chosen);
        return new MacroChoice(both);
    }

    /** Without what is chosen of the chip alone: designs of equal cells that choose these are one network. */
    public MacroChoice ofNetwork() {
        return part(of -> of != Of.CHIP);
    }

    /** What is chosen of the chip alone. */
    public MacroChoice ofChip() {
        return part(of -> of == Of.CHIP);
    }

    private MacroChoice part(Predicate<Of> wanted) {
        return new MacroChoice(chosen.entrySet().stream().filter(entry -> wanted.test(entry.getKey().of()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /**
     * The template with what is chosen; a template that has it already stays the same.
     *
     * @throws IllegalArgumentException if a stage would get no whole number of channels, a list has not as many numbers as there are stages, or the
     *         bits are not those of a chip
     */
    public NetworkTemplate appliedTo(NetworkTemplate template) {
        NetworkTemplate result = template;
        for (Map.Entry<Dimension, List<Integer>> entry : chosen.entrySet()) {
            List<Integer> numbers = entry.getValue();
            int first = numbers.getFirst();
            result = switch (entry.getKey()) {
                case WIDTH -> numbers.size() == 1 ? result.withFirstWidth(first) : result.withStages(stages(result, entry.getKey(), numbers));
                case CELLS -> result.withStages(stages(result, entry.getKey(), numbers));
                case TIME_STEPS -> result.withTimeSteps(first);
                case WEIGHT_BITS -> result.withWeightBits(first);
                case CROSSBAR_SIZE, PES_PER_TILE, CELL_BITS, ADC_BITS, ADC_KIND, COLUMNS_PER_ADC, INTERCONNECT, LAYER_COPIES -> result;
            };
        }
        return result;
    }

    private static List<Stage> stages(NetworkTemplate template, Dimension dimension, List<Integer> numbers) {
        List<Stage> now = template.stages();
        if (numbers.size() != 1 && numbers.size() != now.size()) {
            throw new IllegalArgumentException(dimension.key() + "=" + text(dimension, numbers) + " has " + numbers.size() + " numbers; template '"
                    + template.name() + "' has " + now.size() + " stages: give one number for all of them or one for each");
        }
        return IntStream.range(0, now.size()).mapToObj(stage -> {
            int number = numbers.get(numbers.size() == 1 ? 0 : stage);
            return dimension == Dimension.WIDTH ? new Stage(number, now.get(stage).cells()) : new Stage(now.get(stage).width(), number);
        }).toList();
    }

    /** Such as {@code width=8 cells-per-stage=1-2 time-steps=2 weight-bits=4 adc-bits=5}; empty where nothing is chosen. */
    public String text() {
        return chosen.isEmpty() ? ""
                : chosen.entrySet().stream().map(entry -> entry.getKey().key() + "=" + text(entry.getKey(), entry.getValue()))
                        .collect(Collectors.joining(" "));
    }

    /** Such as {@code 8}, or {@code 8-24} for two stages; empty where it is left open. */
    public String text(Dimension dimension) {
        return text(dimension, chosen.getOrDefault(dimension, List.of()));
    }

    static String text(Dimension dimension, List<Integer> numbers) {
        return numbers.stream().map(dimension::text).collect(Collectors.joining(EACH_STAGE));
    }

    /** Reads the form printed by {@link #text()}, in any order. */
    public static MacroChoice parse(String text) {
        Map<Dimension, List<Integer>> chosen = new EnumMap<>(Dimension.class);
        for (String part : text.strip().split("\\s+", -1)) {
            int at = part.indexOf('=');
            String name = at < 0 ? part : part.substring(0, at);
            Dimension dimension = Arrays.stream(Dimension.values()).filter(known -> known.key().equals(name)).findFirst()
                    .orElseThrow(() -> refused(part));
            if (chosen.put(dimension, numbers(dimension, part, at)) != null) {
                throw new IllegalArgumentException("'" + text.strip() + "' has " + name + " twice");
            }
        }
        return new MacroChoice(chosen);
    }

    private static List<Integer> numbers(Dimension dimension, String part, int at) {
        List<Integer> numbers = new ArrayList<>();
        try {
            for (String number : part.substring(at + 1).split(EACH_STAGE, -1)) {
                numbers.add(dimension.parse(number));
            }
        } catch (NumberFormatException notANumber) {
            throw refused(part);
        }
        return numbers;
    }

    private static IllegalArgumentException refused(String part) {
        return new IllegalArgumentException("behind @ a design has "
                + Arrays.stream(Dimension.values())
                        .map(dimension -> dimension.key() + "=" + (dimension.names().isEmpty() ? "N" : String.join("|", dimension.names())))
                        .collect(Collectors.joining(", "))
                + ", not '" + part
                + "'; " + Dimension.WIDTH.key() + " and " + Dimension.CELLS.key() + " may have a number for each stage, as in "
                + Dimension.WIDTH.key() + "=8" + EACH_STAGE + "24");
    }

    /** The same in every process, which hashes of enums are not. */
    @Override
    public int hashCode() {
        return text().hashCode();
    }

    @Override
    public String toString() {
        return text();
    }
}
