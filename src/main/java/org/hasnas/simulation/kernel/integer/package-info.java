/**
 * Simulation with int8 weights: int16 maps in one array, [pixel][channel] with channels padded to blocks of 64, and exact sums of packed
 * weights. {@link org.hasnas.simulation.kernel.integer.IntegerKernels} are the inner loops, in plain Java and with the Vector API.
 */
@NullMarked
package org.hasnas.simulation.kernel.integer;

import org.jspecify.annotations.NullMarked;
