package org.hasnas.kernel;

/**
 * What takes nearly all the time of training: convolutions of spikes, their gradients, and neurons, all on flat arrays
 * [position][padded channel] of one frame. Event-driven where the input is spikes. Providers give equal bits; each sum is in one fixed
 * order.
 */
public interface TrainingKernels {
    /** Short name for reports. */
    String name();

    /**
     * {@code output = weights * spikes}: for each pixel the sum of the weight rows of the spikes under the kernel.
     *
     * @param weights [tap][in][padded out]
     * @param output overwritten from {@code to}
     */
    void convolve(SameConvolution shape, float[] weights, SpikeEvents spikes, float[] output, int to);

    /**
     * Adds the gradient of the weights: to the row of each spike under the kernel of a pixel, the pixel's output gradient.
     *
     * @param gradient bordered, see {@link SameConvolution#bordered}
     * @param weightGradient [tap][in][padded out]
     */
    void addWeightGradient(SameConvolution shape, SpikeEvents spikes, float[] gradient, float[] weightGradient);

    /**
     * Adds the gradient of the input, a dense convolution of the output gradient.
     *
     * @param turned weights as {@link SameConvolution#turn} gives them
     * @param gradient bordered
     * @param target [position][padded in] from {@code to}
     */
    void addInputGradient(SameConvolution shape, float[] turned, float[] gradient, float[] target, int to);

    /**
     * One time step of the LIF neurons of a frame: {@code v = rest + (input * gain + offset - rest) * decay}, where {@code rest} is the
     * potential before if it was below the threshold, else 0; a spike where {@code v >= vThreshold}.
     *
     * @param input [position][padded channel] from {@code from}
     * @param gain per padded channel; 0 in the padding
     * @param resting whether the neurons come from rest: then {@code before} is not read
     * @param before potentials of the time step before from {@code at}
     * @param potential v before the reset, overwritten from {@code at}
     * @param spikes words of the frame from {@code firstWord}, overwritten
     */
    void fire(SpikeLayout layout, float[] input, int from, float[] gain, float[] offset, boolean resting, float[] before, float[] potential, int at,
            float decay, float vThreshold, long[] spikes, int firstWord);

    /**
     * One time step back through the neurons of a frame, with the reset detached: {@code g = spikeGradient * surrogate(v - vThreshold) +
     * carry * (v < vThreshold)}; {@code carry = (1 - decay) * g}; {@code target (+)= decay * g}.
     *
     * @param count neurons; all arrays are used from {@code at}
     * @param carry gradient of the potential after the reset; updated for the time step before
     * @param target may be the same array as {@code spikeGradient}
     * @param add whether {@code target} is added to or overwritten
     */
    void fireBack(Surrogate surrogate, int count, float[] potential, int at, float[] spikeGradient, float[] carry, float decay,
            float vThreshold, float[] target, boolean add);
}
