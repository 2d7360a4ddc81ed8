/**
 * Training: convolutions of spikes forward, their gradients back, and neurons with a surrogate gradient. Maps are float32 in one array,
 * [position][channel] with channels padded to 16, see {@link org.hasnas.simulation.kernel.training.SameConvolution}.
 * {@link org.hasnas.simulation.kernel.training.TrainingKernels} are the inner loops, in plain Java and with the Vector API.
 */
@NullMarked
package org.hasnas.simulation.kernel.training;

import org.jspecify.annotations.NullMarked;
