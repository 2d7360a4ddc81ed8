package org.hasnas.checks.model;

import java.util.List;
import java.util.Optional;

/**
 * @param runs algorithm by algorithm, seed by seed
 * @param published SNASNet's protocol, if it was asked for
 */
public record ComparisonResult(List<AlgorithmRun> runs, Optional<PublishedProtocol> published) {
    public ComparisonResult {
        runs = List.copyOf(runs);
    }
}
