package org.hasnas.domain.hardware;

import java.util.List;

/**
 * A condition of a chip and the values it takes one after the other.
 *
 * @param values at least one
 */
public record ChipSweep(ChipParameter parameter, List<Double> values) {
    public ChipSweep {
        values = List.copyOf(values);
        if (values.isEmpty()) {
            throw new IllegalArgumentException("a sweep needs at least one value");
        }
    }
}
