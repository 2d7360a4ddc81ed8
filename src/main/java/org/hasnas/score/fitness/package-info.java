/**
 * Training-free scores of untrained networks. SAHD: {@code K_lt[i,j] = n - 0.5 / (n (r_i (1 - r_j) + (1 - r_i) r_j) + 0.001) *
 * Hamming(x_i, x_j)}, averaged over LIF layers and time steps; the score is {@code log |det K|}. {@link
 * org.hasnas.score.fitness.TrainingFreeScore#of} lists all. A score knows no limits, no costs and no search.
 */
@NullMarked
package org.hasnas.score.fitness;

import org.jspecify.annotations.NullMarked;
