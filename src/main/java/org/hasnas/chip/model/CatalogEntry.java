package org.hasnas.chip.model;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * One constant of a chip model.
 *
 * @param key unique in the catalogue, such as {@code adc.energy}
 * @param value the number, not negative
 * @param unit unit of the value
 * @param source where the number comes from
 * @param description what it is, for the user
 * @param caveat what is wrong or doubtful about it
 * @param formula the arithmetic behind the value, a product of numbers such as {@code 19.64 * 8}
 * @param validRange where the value may be used
 * @param scalingLaw how the value enters its formula
 * @param line line of the entry in its file, from 1
 */
public record CatalogEntry(
        String key,
        BigDecimal value,
        CatalogUnit unit,
        Source source,
        String description,
        Optional<String> caveat,
        Optional<String> formula,
        Optional<String> validRange,
        Optional<String> scalingLaw,
        int line) {

    /**
     * Where a constant comes from.
     *
     * @param citation paper or tool with its version
     * @param where table, equation or line in it
     */
    public record Source(String citation, String where) {}
}
