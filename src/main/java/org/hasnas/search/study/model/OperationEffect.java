package org.hasnas.search.study.model;

import java.util.Map;
import java.util.Optional;
import org.hasnas.chip.model.CostKind;

/**
 * What leaving out an operation does: every change is without minus with, so a negative fitness change says that the operation helps.
 *
 * @param digit digit of the operation in its space
 * @param operation its name
 * @param pairs pairs that were evaluated
 * @param unscored pairs of these without a fitness on one side: singular kernel, dead network or failure
 * @param fitnessChange change of the training-free score
 * @param costChanges changes of the four costs: parameters, or SI units
 * @param fitnessPerCost ratio of fitness change and cost change, where the cost changes for sure
 * @param table the same from trained networks, if a table was given
 * @param kept whether the recommended set has it
 * @param reason why
 */
public record OperationEffect(int digit, String operation, int pairs, int unscored, Interval fitnessChange,
        Map<CostKind, Interval> costChanges, Map<CostKind, Interval> fitnessPerCost, Optional<TableEffect> table, boolean kept,
        String reason) {
    public OperationEffect {
        costChanges = Map.copyOf(costChanges);
        fitnessPerCost = Map.copyOf(fitnessPerCost);
    }

    public Interval costChange(CostKind kind) {
        return costChanges.getOrDefault(kind, Interval.NONE);
    }
}
