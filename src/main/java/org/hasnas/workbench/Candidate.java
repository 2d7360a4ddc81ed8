package org.hasnas.workbench;

import org.hasnas.domain.run.SearchRequest;
import org.hasnas.domain.run.Trial;

/** A trial together with the request it belongs to: all that is needed to rebuild the network, its cost and its fitness. */
public record Candidate(SearchRequest request, Trial trial) {}
