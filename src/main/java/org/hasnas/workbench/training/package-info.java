/** Use cases about trainings: start, follow, resume, files of weights. */
@NullMarked
package org.hasnas.workbench.training;

import org.jspecify.annotations.NullMarked;
