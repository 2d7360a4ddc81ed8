package org.hasnas.search.model;

import org.hasnas.units.Quantity;

/**
 * Declaration of a number a user sets: slider, option, file check and tooltip come from it. The scale is logarithmic.
 *
 * @param minimum smallest value in SI, > 0
 * @param maximum largest value in SI
 * @param defaultValue value in SI
 */
public record ParameterSpec(String name, Quantity quantity, double minimum, double maximum, double defaultValue) {
    public ParameterSpec {
        if (!(minimum > 0 && minimum <= defaultValue && defaultValue <= maximum)) {
            throw new IllegalArgumentException(name + ": need 0 < minimum <= default <= maximum, was " + minimum + ", " + defaultValue
                    + ", " + maximum);
        }
    }
}
