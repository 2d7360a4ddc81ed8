package org.hasnas.search.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How far a run is.
 *
 * @param run as it was when this process began with it
 * @param trials known in the order in which they became known (not by index), those of before a resume first; not copied, unmodifiable
 * @param trialsPerSecond over the last trials of this session; 0 while unknown
 * @param ladder how far trainings are, if the search pays for any and has begun with them
 */
public record RunProgress(RunSummary run, List<Trial> trials, double trialsPerSecond, Optional<LadderProgress> ladder) {
    /** Of a search without trainings. */
    public RunProgress(RunSummary run, List<Trial> trials, double trialsPerSecond) {
        this(run, trials, trialsPerSecond, Optional.empty());
    }

    /** Trials known. */
    public int done() {
        return trials.size();
    }

    /** Trials to be made. */
    public int total() {
        return run.request().budget();
    }

    /** Estimate of the time left; empty while unknown. */
    public Optional<Duration> remaining() {
        if (ladder.isPresent()) {
            return Optional.of(Duration.ofMillis((long) (60_000 * Math.max(0, ladder.get().minutes() - ladder.get().usedMinutes()))));
        }
        return trialsPerSecond > 0 ? Optional.of(Duration.ofMillis((long) (1000 * (total() - done()) / trialsPerSecond))) : Optional.empty();
    }
}
