/**
 * Searches that pay for trainings: which design to train next, and how far, so that little training finds the best. A search is a state that is asked
 * and told; it trains nothing, reads no clock and draws from its seed alone, so that a run can be replayed from what it was told.
 */
@NullMarked
package org.hasnas.search.ladder;

import org.jspecify.annotations.NullMarked;
