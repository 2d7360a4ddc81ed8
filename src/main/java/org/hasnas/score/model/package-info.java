/**
 * What describes a score of a network: which score, with which settings, on which images, and its value. No score is computed here, and an
 * accuracy is none.
 */
@NullMarked
package org.hasnas.score.model;

import org.jspecify.annotations.NullMarked;
