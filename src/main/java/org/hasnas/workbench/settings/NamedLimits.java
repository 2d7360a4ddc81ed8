package org.hasnas.workbench.settings;

import org.hasnas.chip.model.CostModelId;
import org.hasnas.search.model.ConstraintSet;

/**
 * Limits that the user has given a name, for any project.
 *
 * @param model by whose costs they are meant
 */
public record NamedLimits(String name, CostModelId model, ConstraintSet limits) {
    public NamedLimits {
        if (name.isBlank()) {
            throw new IllegalArgumentException("limits need a name");
        }
    }
}
