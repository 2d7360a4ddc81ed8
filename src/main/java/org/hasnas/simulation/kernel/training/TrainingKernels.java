package org.hasnas.simulation.kernel.training;

import org.hasnas.simulation.kernel.layout.SpikeLayout;

/**
 * What takes nearly all the time of training: convolutions of spikes, their gradients, and neurons, all on flat arrays
 * [position][padded channel] of one frame. Event-driven where the input is spikes. Plain Java and vectors give the same bits: each sum
 * is in one fixed order. {@link ScalarTrainingKernels} is the readable reference.
 */
public interface TrainingKernels {
    /** Positions summed in float32 before they go to float64. */
    int FLOAT_SUMS = 32;

    /**
     * {@code output = weights * spikes}: for each pixel the sum of the weight rows of the spikes under the kernel.
     *
     * @param weights bordered, see {@link SameConvolution#border}
     * @param spikes of a frame, listed for this shape
     * @param output overwritten from {@code to}
     */
    void convolve(SameConvolution shape, float[] weights, SpikeEvents spikes, float[] output, int to);

    /**
     * Adds the gradient of the weights: to the row of a tap and an input channel, the output gradients of the pixels that see a spike of this
     * channel through this tap. Summed by bands of image rows.
     *
     * @param spikes of frames, listed for this shape; its lists by channel are overwritten
     * @param gradient of the same frames, one behind the other, bordered, see {@link SameConvolution#bordered}
     * @param weightGradient [tap][in][padded out]
     */
    void addWeightGradient(SameConvolution shape, SpikeEvents spikes, float[] gradient, float[] weightGradient);

    /**
     * Adds a product of matrices, {@code c += a * b}; each element adds up over the depth in ascending order, by fused multiply-adds.
     *
     * @param a rows of {@code depth} floats, the first from {@code fromA}, each {@code stepA} behind the one before
     * @param b {@code depth} rows of {@code columns} floats in {@link PanelMatrix} layout from {@code fromB}
     * @param columns a multiple of {@link SameConvolution#LANES}
     * @param c rows of {@code columns} floats one behind the other from {@code fromC}
     */
    void multiply(float[] a, int fromA, int stepA, int rows, int depth, float[] b, int fromB, int columns, float[] c, int fromC);

    /**
     * Fused multiply-adds that wait for nothing but each other, in registers: as many as the machine can do.
     *
     * @param rounds of the loop
     * @param sums overwritten from 0, at least {@link SameConvolution#LANES} floats; so that nothing is left out
     * @return the multiply-adds done
     */
    long multiplyAdds(int rounds, float[] sums);

    /**
     * The input transform of {@link WinogradInputGradient}: {@code B^T d B} of the pixels around a tile, two more than its side in both directions,
     * for each channel.
     *
     * @param tile side of the tile, 2 or 4
     * @param source pixels of {@code channels} floats, the first from {@code from}, the next row {@code row} floats on
     * @param target result i, row by row, from {@code to + i * step}
     */
    void spread(int tile, float[] source, int from, int row, int channels, float[] target, int to, int step);

    /**
     * The output transform: adds {@code A^T m A}, the pixels of a tile, for each channel.
     *
     * @param products number i from {@code from + i * step}; overwritten
     * @param target pixels of {@code channels} floats, the first from {@code to}, the next row {@code row} floats on
     */
    void gather(int tile, float[] products, int from, int step, int channels, float[] target, int to, int row);

    /**
     * Adds, per channel, the sums of x and of x * y over positions: {@link #FLOAT_SUMS} of them in float32, those sums in float64.
     *
     * @param sums of x
     * @param products of x * y
     */
    void addSums(float[] x, int atX, float[] y, int atY, int positions, int channels, double[] sums, double[] products);

    /**
     * One time step of the LIF neurons of a frame: {@code v = rest + (input * gain + offset - rest) * decay}, where {@code rest} is the
     * potential before if it was below its threshold, else 0; a spike where {@code v >= thresholds[c]}.
     *
     * @param input [position][padded channel] from {@code from}
     * @param gain per padded channel; 0 in the padding
     * @param resting whether the neurons come from rest: then {@code before} is not read
     * @param before potentials of the time step before from {@code at}
     * @param thresholdsBefore of that time step
     * @param potential v before the reset, overwritten from {@code at}
     * @param thresholds per padded channel; above all potentials in the padding
     * @param spikes words of the frame from {@code firstWord}, overwritten
     */
    void fire(SpikeLayout layout, float[] input, int from, float[] gain, float[] offset, boolean resting, float[] before, float[] thresholdsBefore,
            float[] potential, int at, float decay, float[] thresholds, long[] spikes, int firstWord);

    /**
     * One time step back through the neurons of pixels in a row, with the reset detached: {@code g = spikeGradient * surrogate(v - threshold) +
     * carry * (v < threshold)}; {@code carry = (1 - decay) * g}; {@code target (+)= decay * g}.
     *
     * @param pixels of as many values as there are thresholds; all other arrays are used from {@code at}
     * @param carry gradient of the potential after the reset; updated for the time step before
     * @param target may be the same array as {@code spikeGradient}
     * @param add whether {@code target} is added to or overwritten
     */
    void fireBack(Surrogate surrogate, int pixels, float[] potential, int at, float[] spikeGradient, float[] carry, float decay,
            float[] thresholds, float[] target, boolean add);

    /**
     * Finds the neurons of a frame whose surrogate is not zero: {@code |v - threshold| < width}.
     *
     * @param potential [position][padded channel] from {@code at}
     * @param active words of the frame from {@code firstWord}, overwritten
     */
    void findActive(SpikeLayout layout, float[] potential, int at, float[] thresholds, float width, long[] active, int firstWord);

    /**
     * Adds to the gradient of each active neuron of a frame the sum of its weights times the output gradients under its kernel: in
     * {@link SameConvolution#LANES} partial sums by fused multiply-adds, which are then added by halves.
     *
     * @param layout of the input
     * @param turned [in][tap turned around][padded out]
     * @param gradient bordered, from {@code from}, see {@link SameConvolution#bordered}
     * @param active words of the frame from {@code firstWord}
     * @param target [position][padded in] from {@code to}
     */
    void addActive(SameConvolution shape, SpikeLayout layout, float[] turned, float[] gradient, int from, long[] active, int firstWord,
            float[] target, int to);

    /** {@code target[to + i] += source[from + i]}. */
    void add(float[] target, int to, float[] source, int from, int count);

    /** {@code target[to + i] += source[from + i] * factor}. */
    void addScaled(float[] target, int to, float[] source, int from, float factor, int count);

    /** Adds {@code rows} rows of {@code count} values, one behind the other, each times its factor and in their order, as {@link #addScaled} does. */
    void addRows(float[] target, int to, float[] source, int from, float[] factors, int firstFactor, int rows, int count);

    /** {@code target[to + p * n + c] += source[from + p * n + c] * gain[c] + offset[c]} for n padded channels. */
    void addAffine(float[] target, int to, float[] source, int from, int positions, float[] gain, float[] offset);

    /** {@code target = gradient * a[c] + source * b[c] + d[c]} for {@code pixels} pixels in a row: the backward pass of a batch norm. */
    void normBack(float[] target, int to, float[] gradient, int g, float[] source, int s, int pixels, float[] a, float[] b, float[] d);
}
