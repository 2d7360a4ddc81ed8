/**
 * A layer's weight matrix cut into crossbars, and what these compute once devices and wires are real. Rows are inputs of the unrolled
 * convolution (kernel row, kernel column, input channel), columns are the digits of the output channels' weights. Counts and costs of chips
 * are not here.
 */
@NullMarked
package org.hasnas.chip.tiling;

import org.jspecify.annotations.NullMarked;
