/** The plot of the known candidates: what stands on its axes, which points there are, and how they and the candidates select each other. */
@NullMarked
package org.hasnas.ui.plot;

import org.jspecify.annotations.NullMarked;
