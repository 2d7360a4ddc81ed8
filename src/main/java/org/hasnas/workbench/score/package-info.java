/** Use cases about training-free scores. */
@NullMarked
package org.hasnas.workbench.score;

import org.jspecify.annotations.NullMarked;
