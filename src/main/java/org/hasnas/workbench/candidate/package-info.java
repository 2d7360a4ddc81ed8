/** Use cases about candidates: known accuracies, predictions, exports. */
@NullMarked
package org.hasnas.workbench.candidate;

import org.jspecify.annotations.NullMarked;
