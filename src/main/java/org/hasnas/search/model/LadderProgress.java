package org.hasnas.search.model;

import java.util.List;

/**
 * How far the trainings of a search are.
 *
 * @param outlooks of all designs, by trial; empty before the first training
 * @param front trials of the designs within the limits that no cheaper one (by {@link LadderSettings#front}) is expected to surpass, the cheapest first
 * @param predictions how well it has predicted so far
 * @param activity what is being trained now and why, a sentence per training
 * @param usedMinutes of work
 * @param minutes to be used
 */
public record LadderProgress(List<DesignOutlook> outlooks, List<Integer> front, PredictionRecord predictions, List<String> activity,
        double usedMinutes, double minutes) {
    public LadderProgress {
        outlooks = List.copyOf(outlooks);
        front = List.copyOf(front);
        activity = List.copyOf(activity);
    }
}
