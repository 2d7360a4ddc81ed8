/**
 * The live plot: fitness or accuracy against one hardware cost, one mark per candidate.
 *
 * <p>Three layers lie on top of each other, so that only what changed is drawn again: axes and grid (JFreeChart), the marks (pixels
 * written into a buffer, 50 000 in a few milliseconds), and what follows the pointer and the sliders (limit line, best, selection).
 * What a point means, where it comes from and whether it is feasible is decided elsewhere: no search, store or constraint check here.
 */
@NullMarked
package org.hasnas.ui.plot.canvas;

import org.jspecify.annotations.NullMarked;
