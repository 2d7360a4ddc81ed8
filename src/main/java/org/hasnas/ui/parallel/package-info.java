/**
 * Parallel coordinates: an axis for each number of the known designs, a line for each design. Ranges marked on the axes pick designs out, for the
 * plot and the table as well. {@link org.hasnas.ui.parallel.LineRaster} paints, without any toolkit, fast enough for 50 000 designs.
 */
@NullMarked
package org.hasnas.ui.parallel;

import org.jspecify.annotations.NullMarked;
