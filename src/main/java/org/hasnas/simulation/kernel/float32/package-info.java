/**
 * Simulation with float32 weights, in plain Java. A feature map is an array of rows, one row of channels per pixel
 * ({@code float[pixel][channel]}); a frame (one image at one time step) is {@code height * width} consecutive rows. One row is one Java array
 * because the just-in-time compiler vectorises {@code a[o] += b[o]} over whole arrays but not over slices with two different starts.
 */
@NullMarked
package org.hasnas.simulation.kernel.float32;

import org.jspecify.annotations.NullMarked;
