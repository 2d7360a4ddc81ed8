/** Evaluates candidates in this process: cost, limits, fitness, and a cache so that no network is simulated twice. */
@NullMarked
package org.hasnas.search.evaluation;

import org.jspecify.annotations.NullMarked;

