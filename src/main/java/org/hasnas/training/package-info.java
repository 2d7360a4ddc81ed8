/**
 * Trains a {@link org.hasnas.network.Network} by backpropagation through time with surrogate gradients.
 *
 * <p>Forward as in {@code engine}, bit for bit in evaluation mode: {@code v = rest + (x - rest) / tau; spike = v >= vThreshold}, hard reset.
 * Back, with the reset detached: {@code g(t) = dL/dspike(t) * surrogate(v(t) - vThreshold) + (1 - spike(t)) * (1 - 1/tau) * g(t + 1)}.
 * The constants tau and vThreshold of a layer may be learnt with the weights.
 *
 * <p>Convolutions and the gradients of their weights are event-driven, since their inputs are spikes; the gradient of their inputs is
 * dense. Work is spread over a fixed number of groups of images and summed in their order, so the number of threads changes no bit;
 * random numbers depend on seed, epoch and batch alone, so a resumed training ends with the weights of an undisturbed one.
 *
 * <p>No files, no threads, no data base here.
 */
@NullMarked
package org.hasnas.training;

import org.jspecify.annotations.NullMarked;
