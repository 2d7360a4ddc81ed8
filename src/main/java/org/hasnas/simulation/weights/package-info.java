/**
 * Weights of a network: their layout, initial values drawn by identity, and rounding to integers. Files of weights and the arithmetic with
 * them are elsewhere.
 */
@NullMarked
package org.hasnas.simulation.weights;

import org.jspecify.annotations.NullMarked;
