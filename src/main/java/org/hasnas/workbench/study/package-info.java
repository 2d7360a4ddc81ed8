/** Use cases of steps 1 and 2. */
@NullMarked
package org.hasnas.workbench.study;

import org.jspecify.annotations.NullMarked;
