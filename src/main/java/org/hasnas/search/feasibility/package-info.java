/** Whether any network of a space meets given limits, how many do, and which limit is to blame: branch and bound, exact. */
@NullMarked
package org.hasnas.search.feasibility;

import org.jspecify.annotations.NullMarked;
