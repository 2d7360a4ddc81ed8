/**
 * What all kernels share: how spikes lie in words, the shape of a convolution, the width of vectors.
 */
@NullMarked
package org.hasnas.simulation.kernel.layout;

import org.jspecify.annotations.NullMarked;
