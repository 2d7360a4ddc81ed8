/**
 * The four limits: sliders, texts and how many known candidates pass; and the candidate closest to a point of costs. Moving a limit
 * re-classifies what is known and never reaches the search.
 */
@NullMarked
package org.hasnas.ui.constraints;

import org.jspecify.annotations.NullMarked;
