package org.hasnas.chip.model;

import java.util.Locale;
import java.util.Optional;

/**
 * How far a cost model was off on chips of the same node and cell that its constants were not fitted on.
 *
 * @param area empty where nothing was compared
 * @param energy empty where nothing was compared
 * @param latency empty where nothing was compared
 */
public record ExpectedError(Optional<Spread> area, Optional<Spread> energy, Optional<Spread> latency) {
    /**
     * Relative differences, without their signs.
     *
     * @param medianFraction half of the chips were closer
     * @param worstFraction of all chips
     */
    public record Spread(double medianFraction, double worstFraction) {
        private String sentence(String what) {
            return String.format(Locale.ROOT, "%s %.1f %% (worst %.0f %%)", what, 100 * medianFraction, 100 * worstFraction);
        }
    }

    /** All in one sentence for the user, such as {@code area 1.2 % (worst 10 %), energy unknown, latency unknown}. */
    public String sentence() {
        return area.map(spread -> spread.sentence("area")).orElse("area unknown") + ", "
                + energy.map(spread -> spread.sentence("energy")).orElse("energy unknown") + ", "
                + latency.map(spread -> spread.sentence("latency")).orElse("latency unknown");
    }
}
