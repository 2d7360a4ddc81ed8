/** The numbers of the known designs, of whatever run: what axes and colours tell, the same in every view of the page Explore. */
@NullMarked
package org.hasnas.ui.quantities;

import org.jspecify.annotations.NullMarked;
