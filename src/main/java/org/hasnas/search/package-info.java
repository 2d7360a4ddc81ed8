/**
 * Search algorithms as ask/tell, and the loop that runs them against two ports: an evaluator and a sink.
 *
 * <p>An algorithm is a deterministic function of its request and of the trials it was told. So a run is resumed by replaying its
 * stored trials, and threads change nothing. Nothing here knows how a candidate is simulated or stored.
 */
@NullMarked
package org.hasnas.search;

import org.jspecify.annotations.NullMarked;
