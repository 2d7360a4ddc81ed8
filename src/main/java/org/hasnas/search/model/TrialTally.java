package org.hasnas.search.model;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.hasnas.chip.model.CostKind;

/**
 * What the trials of a run come to under limits, without the trials.
 *
 * @param feasible within the limits, scored or not
 * @param violations how many trials exceed each limit
 * @param best the best feasible one, by {@link BestTrial}
 * @param nearest the one whose worst limit is exceeded least, as a ratio; the earliest of equals; empty where there is a best one
 * @param first the earliest
 */
public record TrialTally(int evaluated, int overLimits, int failed, int feasible, Map<CostKind, Integer> violations, Optional<Trial> best,
        Optional<Trial> nearest, Optional<Trial> first) {
    public TrialTally {
        Map<CostKind, Integer> all = new EnumMap<>(CostKind.class);
        for (CostKind kind : CostKind.values()) {
            all.put(kind, violations.getOrDefault(kind, 0));
        }
        violations = Collections.unmodifiableMap(all);
    }

    public int trials() {
        return evaluated + overLimits + failed;
    }
}
