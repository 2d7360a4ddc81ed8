/** The four limits: sliders, texts and how many known candidates pass. Moving a limit re-classifies what is known and never reaches the search. */
@NullMarked
package org.hasnas.ui.constraints;

import org.jspecify.annotations.NullMarked;
