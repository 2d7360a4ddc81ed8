package org.hasnas.search.model;

import java.util.Optional;
import org.hasnas.network.Architecture;

/**
 * A table of trained networks beside the limits of a request.
 *
 * @param name its file
 * @param networks in the table
 * @param feasible networks that meet the limits; their costs are those known before any simulation
 * @param best the feasible network of the highest accuracy; empty if there is none
 */
public record KnownTable(String name, int networks, int feasible, Optional<Architecture> best) {}
