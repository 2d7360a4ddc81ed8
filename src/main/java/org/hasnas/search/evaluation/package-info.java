/**
 * Evaluates candidates in this process: cost, limits, fitness, and a cache so that no network is simulated twice. Which candidates those are is
 * the algorithms' business.
 */
@NullMarked
package org.hasnas.search.evaluation;

import org.jspecify.annotations.NullMarked;
