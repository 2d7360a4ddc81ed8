package org.hasnas.benchmark;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.hasnas.domain.measurement.PassMeasurement.WorkTime;
import org.hasnas.engine.WorkKind;
import org.hasnas.engine.WorkObserver;

/** A stop watch with one total per kind of work; exactly one kind runs at a time. Not for use by several threads at once. */
final class WorkClock implements WorkObserver {
    private static final String UNTOLD = "simulation, kind not told";

    private final Map<String, Long> nanosByKind = new TreeMap<>();
    private String kind = UNTOLD;
    private long since;

    /** Starts to count, with work whose kind nobody has told yet. */
    void start() {
        kind = UNTOLD;
        since = System.nanoTime();
    }

    /** Counts the time since the last switch for the kind that was running. */
    void stop() {
        turnTo(UNTOLD);
    }

    @Override
    public void turnTo(WorkKind newKind) {
        turnTo(newKind.name().toLowerCase(Locale.ROOT).replace('_', ' '));
    }

    /** @return the kind that was running */
    String turnTo(String newKind) {
        String before = kind;
        long now = System.nanoTime();
        nanosByKind.merge(before, now - since, Long::sum);
        kind = newKind;
        since = now;
        return before;
    }

    /** Totals, largest first. */
    List<WorkTime> totals() {
        return nanosByKind.entrySet().stream().filter(entry -> entry.getValue() > 0)
                .map(entry -> new WorkTime(entry.getKey(), entry.getValue() * 1e-9))
                .sorted(Comparator.comparingDouble(WorkTime::seconds).reversed()).toList();
    }
}
