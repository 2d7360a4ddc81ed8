package org.hasnas.simulation.kernel;

/**
 * The two operations that take nearly all time of a simulation. Providers give equal bits for equal inputs; {@link ScalarKernels} is
 * the readable reference.
 */
public interface SpikeKernels {
    /**
     * Prepares a convolution.
     *
     * @param weights rows {@code (ky * kernelSize + kx) * inChannels + in} of {@code outChannels} weights; not copied, must not change
     */
    SpikeConvolution spikeConvolution(ConvolutionShape shape, float[][] weights);

    /**
     * One time step of the LIF neurons of one frame. Per neuron, with x the input after {@code affine}:
     * {@code v += (x - v) * decay; spike = v >= vThreshold; v = 0 where spiked}. Source: SNASNet, equation 1, with hard reset.
     *
     * @param layout positions and channels of the frame
     * @param input rows {@code firstInput + position}
     * @param affine applied to the input (a batch norm, or the identity)
     * @param membrane membrane potentials, rows {@code firstMembrane + position}; updated
     * @param decay 1 / tauSteps
     * @param spikes all words of the frame are overwritten
     */
    void integrateAndFire(SpikeLayout layout, float[][] input, int firstInput, ChannelAffine affine, float[][] membrane, int firstMembrane,
            float decay, float vThreshold, long[] spikes);
}
