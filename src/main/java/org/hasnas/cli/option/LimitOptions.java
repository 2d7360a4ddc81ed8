package org.hasnas.cli.option;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.hasnas.chip.model.CostKind;
import org.hasnas.chip.model.CostModelId;
import org.hasnas.chip.model.MemoryScope;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.search.model.ConstraintSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options for the four limits. */
public final class LimitOptions {
    @Option(names = "--limits", paramLabel = "LIMITS",
            description = "Limits such as 'memory=4 M,area=100 mm2,latency=400 ms,energy=120 uJ'; those not named stay."
                    + " 'published' and 'unlimited' set all four.")
    private @Nullable String limits;

    @Option(names = "--memory-scope", paramLabel = "SCOPE",
            description = "Parameters the memory limit counts: 'all' or 'convolutions' (what published comparisons count).")
    private @Nullable String memoryScope;

    public boolean isEmpty() {
        return limits == null && memoryScope == null;
    }

    /**
     * The limits of the options, on top of {@code base}.
     *
     * @param model whose costs they limit
     */
    public ConstraintSet applyTo(ConstraintSet base, CostModelId model) throws HasnasException {
        ConstraintSet result = base;
        String text = limits;
        if (text != null) {
            for (String item : items(text)) {
                result = apply(item, result, model);
            }
        }
        String scope = memoryScope;
        return scope == null ? result : result.withMemoryScope(scope(scope));
    }

    /** Wanted costs such as {@code memory=2 M,area=40 mm2}, in SI units. */
    public static Map<CostKind, Double> point(String option, String text) throws HasnasException {
        Map<CostKind, Double> point = new EnumMap<>(CostKind.class);
        for (String item : items(text)) {
            ConstraintSet one = applyNamed(option, item, ConstraintSet.UNLIMITED);
            for (CostKind kind : CostKind.values()) {
                double value = one.limit(kind);
                if (value == 0) {
                    throw new HasnasException(ErrorCode.BAD_INPUT, option + ": " + kind.label() + " must be above 0");
                }
                if (value != Double.POSITIVE_INFINITY) {
                    point.put(kind, value);
                }
            }
        }
        return point;
    }

    /** What stands between commas or semicolons; not those of a number, nor one at the end, as where a list was cut from a longer one. */
    private static List<String> items(String text) {
        return Arrays.stream(text.strip().replaceFirst("[,;]$", "").split("[,;](?![0-9])", -1)).map(String::strip).toList();
    }

    private static ConstraintSet apply(String item, ConstraintSet base, CostModelId model) throws HasnasException {
        return switch (item.toLowerCase(Locale.ROOT)) {
            case "published" -> published(model).withMemoryScope(base.memoryScope());
            case "unlimited" -> ConstraintSet.UNLIMITED.withMemoryScope(base.memoryScope());
            default -> applyNamed("--limits", item, base);
        };
    }

    private static ConstraintSet published(CostModelId model) throws HasnasException {
        return switch (model) {
            case SPIKESIM_ELA -> ConstraintSet.PUBLISHED;
            case PHYSICAL -> throw new HasnasException(ErrorCode.BAD_INPUT,
                    "--limits: the published limits are in units of the model spikesim-ela and"
                            + " mean nothing beside costs of the physical model; write limits of your own, for example area=20 mm2");
        };
    }

    private static ConstraintSet applyNamed(String option, String item, ConstraintSet base) throws HasnasException {
        int equals = item.indexOf('=');
        if (equals >= 0) {
            String name = item.substring(0, equals).strip();
            for (CostKind kind : CostKind.values()) {
                if (kind.label().equalsIgnoreCase(name)) {
                    return base.withLimit(kind, value(option, kind, item.substring(equals + 1).strip()));
                }
            }
        }
        throw new HasnasException(ErrorCode.BAD_INPUT, option + ": '" + item + "' is not understood; write NAME=VALUE with one of "
                + Arrays.stream(CostKind.values()).map(CostKind::label).collect(Collectors.joining(", "))
                + ", for example area=100mm2" + (option.equals("--limits") ? ", or published, or unlimited" : ""));
    }

    private static double value(String option, CostKind kind, String text) throws HasnasException {
        try {
            return kind.quantity().parse(text);
        } catch (IllegalArgumentException e) {
            throw new HasnasException(ErrorCode.BAD_INPUT, option + ": " + kind.label() + ": " + e.getMessage(), e);
        }
    }

    private static MemoryScope scope(String text) throws HasnasException {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "all", "all-parameters", "all parameters" -> MemoryScope.ALL_PARAMETERS;
            case "convolutions", "convolutions-only", "convolutions only" -> MemoryScope.CONVOLUTIONS_ONLY;
            default -> throw new HasnasException(ErrorCode.BAD_INPUT, "--memory-scope: '" + text + "' is not one of all, convolutions");
        };
    }
}
