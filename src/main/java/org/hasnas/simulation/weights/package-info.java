/** Weights of a network: their layout, initial values drawn by identity, and rounding to integers. */
@NullMarked
package org.hasnas.simulation.weights;

import org.jspecify.annotations.NullMarked;
