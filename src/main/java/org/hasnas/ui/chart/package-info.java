/** Small charts of a few curves, drawn by JFreeChart. The plot of the candidates is elsewhere, since it draws many thousand points. */
@NullMarked
package org.hasnas.ui.chart;

import org.jspecify.annotations.NullMarked;
