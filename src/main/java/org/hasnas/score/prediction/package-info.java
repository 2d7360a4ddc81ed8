/**
 * Predicts the trained accuracy of networks from those whose accuracy is known: a Gaussian process over structure, with the training-free
 * score as its starting point. A prediction is never shown as a measured accuracy.
 */
@NullMarked
package org.hasnas.score.prediction;

import org.jspecify.annotations.NullMarked;
