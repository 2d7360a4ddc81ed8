/** Other machines that do the arithmetic of searches and trainings: what is asked of them, and what they find there. */
@NullMarked
package org.hasnas.workbench.cluster;

import org.jspecify.annotations.NullMarked;
