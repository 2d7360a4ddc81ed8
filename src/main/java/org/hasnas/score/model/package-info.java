/** What describes a score of a network: which score, with which settings, on which images, and its value. */
@NullMarked
package org.hasnas.score.model;

import org.jspecify.annotations.NullMarked;
