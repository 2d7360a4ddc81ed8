package org.hasnas.search.model;

import java.time.Duration;
import java.util.Optional;
import org.hasnas.job.RunStatus;

/**
 * How far a run is.
 *
 * @param done trials known, those of before a resume counted
 * @param total budget
 * @param trialsPerSecond over the last trials of this session; 0 while unknown
 */
public record RunProgress(RunStatus status, int done, int total, double trialsPerSecond) {
    /** Estimate of the time left; empty while unknown. */
    public Optional<Duration> remaining() {
        return trialsPerSecond > 0 ? Optional.of(Duration.ofMillis((long) (1000 * (total - done) / trialsPerSecond))) : Optional.empty();
    }
}
