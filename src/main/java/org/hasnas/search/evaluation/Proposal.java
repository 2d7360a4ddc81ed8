package org.hasnas.search.evaluation;

import org.hasnas.network.Architecture;

/**
 * A candidate that an algorithm wants evaluated.
 *
 * @param limitsFirst whether the fitness is wanted only if the cost meets the limits of the request
 */
public record Proposal(Architecture architecture, boolean limitsFirst) {}
