package org.hasnas.checks.model;

import java.util.List;

/** Order statistics of a few measurements. */
final class Quantiles {
    private Quantiles() {}

    static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
