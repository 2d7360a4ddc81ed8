/**
 * A trained network on the crossbars of a simulated chip, and what accuracy is left of it.
 *
 * <p>Three steps. {@link org.hasnas.chip.inference.QuantizedNetwork}: weights become integers with one scale per output channel, batch norm one
 * gain and one offset per channel and time step. {@link org.hasnas.chip.inference.ProgrammedChip}: every weight matrix, stem and classifier
 * included, is cut into crossbars, programmed into imperfect cells and solved with its wires. {@link org.hasnas.chip.inference.ChipInference}:
 * images run through it; every partial sum of every array passes a converter:
 *
 * <pre>{@code
 * sum[output] = sum over input bits b, row blocks r, digits d of 2^b * factor[d] * code(column current of array r)   (integers)
 * x[output]   = sum[output] * gain[t][output] + offset[t][output]                                                    (float32)
 * }</pre>
 *
 * What is digital on the chip (adding up, batch norm, edge sums, pools, LIF neurons, votes) is exact or float32 here. No training, no
 * costs, no files.
 */
@NullMarked
package org.hasnas.chip.inference;

import org.jspecify.annotations.NullMarked;
