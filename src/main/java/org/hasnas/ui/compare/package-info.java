/** Two to four designs side by side: what differs in their cells, and every number with its difference from the first. */
@NullMarked
package org.hasnas.ui.compare;

import org.jspecify.annotations.NullMarked;
