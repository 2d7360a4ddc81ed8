/**
 * The trials the window knows, the search that produces them, its settings and the stored runs. Everything else in the window looks at the
 * trials through {@link org.hasnas.ui.run.KnownTrials}; no view here draws a candidate.
 */
@NullMarked
package org.hasnas.ui.run;

import org.jspecify.annotations.NullMarked;

