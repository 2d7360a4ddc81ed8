/** The kinds of accuracy: predicted, from a benchmark, trained, on the simulated chip. A training-free score is none of them. */
@NullMarked
package org.hasnas.domain.accuracy;

import org.jspecify.annotations.NullMarked;
