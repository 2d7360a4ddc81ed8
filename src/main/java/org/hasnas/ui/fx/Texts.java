package org.hasnas.ui.fx;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.input.KeyCombination;
import org.hasnas.chip.inference.model.ChipParameter;
import org.hasnas.chip.model.CostKind;
import org.hasnas.chip.model.ExpectedError;
import org.hasnas.chip.model.FrontCost;
import org.hasnas.chip.model.MemoryScope;
import org.hasnas.job.RunStatus;
import org.hasnas.score.model.ScoreId;
import org.hasnas.training.model.AccuracyKind;
import org.hasnas.units.Quantity;

/** The texts of the window in one language, by key. Numbers are passed as text, since the program writes numbers the same in every locale. */
public final class Texts {
    private static final String BUNDLE = "org.hasnas.ui.texts";

    private final ResourceBundle bundle;

    /** In English. */
    public Texts() {
        this(Locale.ROOT);
    }

    /** @param locale {@link Locale#ROOT} for English, or one of a bundle beside it */
    public Texts(Locale locale) {
        bundle = ResourceBundle.getBundle(BUNDLE, locale);
    }

    /** The text of a key, with {@code {0}}, {@code {1}} ... replaced. */
    public String get(String key, Object... arguments) {
        Object[] plain = new Object[arguments.length];
        for (int i = 0; i < arguments.length; i++) {
            plain[i] = String.valueOf(arguments[i]);
        }
        return new MessageFormat(bundle.getString(key), Locale.ROOT).format(plain);
    }

    /**
     * Keys, written in the language.
     *
     * @param keys as {@link KeyCombination#valueOf} reads them
     */
    public KeyCombination keys(String keys) {
        KeyCombination combination = KeyCombination.valueOf(keys);
        return new Shortcut(combination,
                combination.getDisplayText().replace("Ctrl+", get("keys.control") + "+").replace("Shift+", get("keys.shift") + "+"));
    }

    /** Two numbers and what lies between them, or the number if they are equal. */
    public String range(int decimals, double least, double most) {
        String first = String.format(Locale.ROOT, "%." + decimals + "f", least);
        return least == most ? first : get("range", first, String.format(Locale.ROOT, "%." + decimals + "f", most));
    }

    /** A kind of cost, within a sentence. */
    public String cost(CostKind kind) {
        return get("cost.kind." + kind.label());
    }

    public String cost(FrontCost cost) {
        return get("cost.kind." + cost.label());
    }

    /** A kind of cost, as a title. */
    public String costTitle(CostKind kind) {
        return title(cost(kind));
    }

    /** A kind of accuracy, as a title. */
    public String accuracyTitle(AccuracyKind kind) {
        return title(accuracy(kind));
    }

    /**
     * What a quantity of designs is, with its unit.
     *
     * @param id as that of an axis or a column
     */
    public String meaning(String id) {
        return get("meaning." + id.replace(' ', '-'));
    }

    private String title(String name) {
        return name.substring(0, 1).toUpperCase(bundle.getLocale()) + name.substring(1);
    }

    /** How far a cost model was off, as one sentence. */
    public String expectedError(ExpectedError error) {
        return Stream.of(Map.entry(CostKind.AREA, error.area()), Map.entry(CostKind.ENERGY, error.energy()),
                Map.entry(CostKind.LATENCY, error.latency()))
                .map(known -> known.getValue().map(spread -> get("cost.error", cost(known.getKey()),
                        String.format(Locale.ROOT, "%.1f", 100 * spread.medianFraction()),
                        String.format(Locale.ROOT, "%.0f", 100 * spread.worstFraction())))
                        .orElseGet(() -> get("cost.error.unknown", cost(known.getKey()))))
                .collect(Collectors.joining(", "));
    }

    /** A limit with its unit, or the word for none. */
    public String limit(CostKind kind, double siValue) {
        return Double.isInfinite(siValue) ? get("limits.unlimited") : UnitSigns.format(kind.quantity(), siValue);
    }

    /** A limit with all its digits, or the word for none: {@link #readLimit} gives back the same. */
    public String exactLimit(CostKind kind, double siValue) {
        return Double.isInfinite(siValue) ? get("limits.unlimited") : UnitSigns.formatExact(kind.quantity(), siValue);
    }

    /**
     * Reads a limit, as files have it or as it is shown.
     *
     * @return the value in SI, infinite for none
     * @throws IllegalArgumentException with a sentence for the user if the text is no limit
     */
    public double readLimit(Quantity quantity, String text) {
        return text.strip().equalsIgnoreCase(get("limits.unlimited")) ? Double.POSITIVE_INFINITY : quantity.parse(text);
    }

    /** What a limit of memory counts. */
    public String scope(MemoryScope scope) {
        return switch (scope) {
            case ALL_PARAMETERS -> get("limits.scope.all");
            case CONVOLUTIONS_ONLY -> get("limits.scope.convolutions");
        };
    }

    /** Where an accuracy comes from, within a sentence. */
    public String accuracy(AccuracyKind kind) {
        return switch (kind) {
            case PREDICTED -> get("accuracy.kind.predicted");
            case BENCHMARK -> get("accuracy.kind.benchmark");
            case TRAINED -> get("accuracy.kind.trained");
            case QUANTIZED -> get("accuracy.kind.quantized");
            case ON_CHIP -> get("accuracy.kind.on-chip");
        };
    }

    /** A kind of component of a chip, by the name that reports give it; one that has no other name here keeps it. */
    public String component(String label) {
        String key = "component." + label.replace(' ', '-');
        return bundle.containsKey(key) ? get(key) : label;
    }

    /** A condition of a chip. */
    public String condition(ChipParameter parameter) {
        return get("condition." + parameter.label());
    }

    /** A condition of a chip with its unit. */
    public String conditionTitle(ChipParameter parameter) {
        return parameter.unit().isEmpty() ? condition(parameter) : condition(parameter) + " (" + get("condition.unit." + parameter.label()) + ")";
    }

    /** A score of networks; names of publications are the same in every language. */
    public String score(ScoreId score) {
        String key = "score." + score.label();
        return bundle.containsKey(key) ? get(key) : score.title();
    }

    /** What a job, a run or a training is doing. */
    public String status(RunStatus status) {
        return switch (status) {
            case WAITING -> get("training.waiting");
            case RUNNING -> get("status.running");
            case PAUSED -> get("status.paused");
            case STOPPING -> get("training.stopping");
            case FINISHED -> get("status.finished");
            case STOPPED -> get("status.stopped");
            case FAILED -> get("status.failed");
            case INTERRUPTED -> get("status.interrupted");
        };
    }
}
