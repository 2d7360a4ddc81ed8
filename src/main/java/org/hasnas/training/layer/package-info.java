/** The differentiable layers of a network: each with a forward pass over all time steps and its way back. */
@NullMarked
package org.hasnas.training.layer;

import org.jspecify.annotations.NullMarked;
