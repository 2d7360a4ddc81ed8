/** Use cases about searches: start, follow, resume, feasibility. */
@NullMarked
package org.hasnas.workbench.search;

import org.jspecify.annotations.NullMarked;
