/** The chip: which cost model, which hardware profile, which spike rates. Another chip prices all known candidates anew and touches no run. */
@NullMarked
package org.hasnas.ui.hardware;

import org.jspecify.annotations.NullMarked;
