/** Use cases that measure the program and hold it against other tools. */
@NullMarked
package org.hasnas.workbench.check;

import org.jspecify.annotations.NullMarked;
