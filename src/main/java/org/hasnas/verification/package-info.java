/**
 * Recomputes cases that other tools have solved ("oracles") and says how far this program is from them. Readers of the oracle formats and
 * comparisons only; the computations are those that every other part of the program uses.
 */
@NullMarked
package org.hasnas.verification;

import org.jspecify.annotations.NullMarked;
