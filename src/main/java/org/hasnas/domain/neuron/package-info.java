/**
 * The leaky integrate-and-fire (LIF) neuron: {@code v <- v + (input - v) / tauSteps}; it spikes where {@code v >= vThreshold}
 * (at equality too) and is then reset to 0 (hard reset). Source: SNASNet (Kim et al., ECCV 2022), public code.
 */
@NullMarked
package org.hasnas.domain.neuron;

import org.jspecify.annotations.NullMarked;
