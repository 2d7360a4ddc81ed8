/** Use cases about costs: both cost models on networks and layer lists. */
@NullMarked
package org.hasnas.workbench.cost;

import org.jspecify.annotations.NullMarked;
