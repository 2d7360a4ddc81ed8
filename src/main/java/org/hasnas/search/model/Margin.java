package org.hasnas.search.model;

import java.util.Locale;
import org.hasnas.chip.model.CostKind;

/**
 * A cost beside its limit.
 *
 * @param cost number of parameters, or SI units
 * @param limit the limit in the same unit
 */
public record Margin(CostKind kind, double cost, double limit) {
    public boolean passes() {
        return cost <= limit;
    }

    /** Share of the limit that is left; negative where it is exceeded, 1 without limit. */
    public double leftFraction() {
        return limit == Double.POSITIVE_INFINITY ? 1 : limit == 0 ? (cost == 0 ? 0 : Double.NEGATIVE_INFINITY) : 1 - cost / limit;
    }

    /** For example {@code area 102.8 mm2 of 100.0 mm2 (over by 2.8 %)}; without a share where the limit is 0 or infinite. */
    public String sentence() {
        return kind.label() + " " + kind.quantity().format(cost) + " of " + kind.quantity().format(limit) + share();
    }

    private String share() {
        if (limit == Double.POSITIVE_INFINITY || limit == 0) {
            return passes() ? "" : " (over)";
        }
        return String.format(Locale.ROOT, passes() ? " (%.1f %% left)" : " (over by %.1f %%)", Math.abs(leftFraction()) * 100);
    }
}
