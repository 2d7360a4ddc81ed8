/** Use cases that measure the program and compare it with other tools. */
@NullMarked
package org.hasnas.workbench.check;

import org.jspecify.annotations.NullMarked;
