/** One candidate: its cell as a graph, limits with margins, fitness and cost. Computes no cost itself; the workbench does. */
@NullMarked
package org.hasnas.ui.candidate;

import org.jspecify.annotations.NullMarked;
