package org.hasnas.simulation.kernel;

/**
 * Convolutions of a batch of spike maps and their gradients, computed otherwise than by {@link TrainingKernels}: the port for a dense
 * library, as the baseline of speed and accuracy.
 */
public interface BatchConvolutions {
    /**
     * Convolves the spikes of a time step.
     *
     * @param weights [tap][in][padded out]
     * @param layout of the spikes of an image
     * @param output [image][position][padded out], overwritten
     */
    void convolve(SameConvolution shape, float[] weights, SpikeLayout layout, long[] spikes, int images, float[] output);

    /**
     * Adds the gradients of weights and input.
     *
     * @param gradient of the output, [image][position][padded out]
     * @param weightGradient [tap][in][padded out]
     * @param inputGradient [image][position][padded in]
     */
    void addGradients(SameConvolution shape, float[] weights, SpikeLayout layout, long[] spikes, int images, float[] gradient,
            float[] weightGradient, float[] inputGradient);
}
