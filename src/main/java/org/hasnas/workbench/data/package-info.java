/** Use cases about image sets: summary, import, and the sets that are held in memory. */
@NullMarked
package org.hasnas.workbench.data;

import org.jspecify.annotations.NullMarked;
