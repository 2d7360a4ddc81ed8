/**
 * The differentiable layers of a network: each with a forward and a backward pass over all time steps. What the optimiser does with the gradients
 * is not decided here.
 */
@NullMarked
package org.hasnas.training.layer;

import org.jspecify.annotations.NullMarked;
