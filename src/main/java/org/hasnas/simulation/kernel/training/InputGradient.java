package org.hasnas.simulation.kernel.training;

/**
 * The gradient of a convolution's input, which is itself a convolution: that of the output's gradient with the weights turned around. With a
 * surrogate that is zero far from the threshold, only neurons near theirs need it. With others it is the one dense part of an event-driven
 * training and takes most of its time: 3x3 kernels on maps of even sides go by Winograd's minimal filtering, others directly. Holds weights;
 * memory that changes is in {@link Scratch}, so several threads may use one.
 */
public sealed interface InputGradient permits ActiveInputGradient, DirectInputGradient, WinogradInputGradient {
    /** The fastest way for a shape and the neurons that its input comes from. */
    static InputGradient of(SameConvolution shape, Surrogate surrogate) {
        return surrogate.isCompact() ? new ActiveInputGradient(shape) : dense(shape);
    }

    /** The fastest way for all neurons. */
    static InputGradient dense(SameConvolution shape) {
        int tile = WinogradInputGradient.tile(shape);
        return tile > 0 ? new WinogradInputGradient(shape, tile) : new DirectInputGradient(shape);
    }

    /** Takes over weights [tap][in][padded out]. */
    void setWeights(float[] weights);

    /**
     * Adds the gradients of frames, which lie one behind the other.
     *
     * @param gradient of the output, bordered, see {@link SameConvolution#bordered}
     * @param active the input's neurons whose gradient is needed, words of the frames; others may get theirs, too
     * @param target [position][padded in] from {@code to}
     */
    void add(int frames, float[] gradient, long[] active, float[] target, int to, TrainingKernels kernels, Scratch scratch);

    /** Memory of one thread, which gradients of any shape may use in turn. */
    final class Scratch {
        float[] spread = {};
        float[] products = {};

        static float[] atLeast(float[] array, int length) {
            return array.length >= length ? array : new float[length];
        }
    }
}
