package org.hasnas.checks.benchmark;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hasnas.checks.model.PassMeasurement.WorkTime;

/** Seconds by kind of work. For one thread. */
final class WorkTimes {
    private final Map<String, Double> seconds = new TreeMap<>();

    void add(String kind, double more) {
        seconds.merge(kind, more, Double::sum);
    }

    void addSince(String kind, long startNanos) {
        add(kind, (System.nanoTime() - startNanos) * 1e-9);
    }

    double of(String kind) {
        return seconds.getOrDefault(kind, 0.0);
    }

    double sum() {
        return seconds.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /** Largest first. */
    List<WorkTime> totals() {
        return seconds.entrySet().stream().filter(entry -> entry.getValue() > 0).map(entry -> new WorkTime(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingDouble(WorkTime::seconds).reversed()).toList();
    }
}
