/**
 * Spike and feature-map arithmetic on primitive arrays, behind the port {@link org.hasnas.simulation.kernel.SpikeKernels}.
 *
 * <p>A feature map is an array of rows, one row of channels per pixel ({@code float[pixel][channel]}); a frame (one image at one time
 * step) is {@code height * width} consecutive rows. One row is one Java array because the just-in-time compiler vectorises
 * {@code a[o] += b[o]} over whole arrays but not over slices with two different starts. Spikes are bits, see
 * {@link org.hasnas.simulation.kernel.SpikeLayout}.
 *
 * <p>The integer kernels ({@link org.hasnas.simulation.kernel.IntegerKernels}) are a family of their own: int8 weights, int16 maps in one array with
 * channels padded to blocks of 64, exact sums. The Vector API is used here and nowhere else.
 *
 * <p>No networks, no threads, no files and no other package of this program here.
 */
@NullMarked
package org.hasnas.simulation.kernel;

import org.jspecify.annotations.NullMarked;

