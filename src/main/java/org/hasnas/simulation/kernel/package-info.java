/**
 * Arithmetic of spikes and feature maps on primitive arrays, and the choice between plain Java and the Vector API, which is used below this
 * package and nowhere else. Each family of kernels has a package: {@code integer} simulates with int8 weights, {@code training} computes
 * gradients, {@code column} reads crossbars, {@code float32} simulates with float weights; {@code layout} is what they share.
 *
 * <p>A vector kernel gives the bits of its scalar reference, at any width of the vectors: vectors run across channels, never along a sum.
 *
 * <p>No networks, no threads, no files and no other package of this program here.
 */
@NullMarked
package org.hasnas.simulation.kernel;

import org.jspecify.annotations.NullMarked;
