/** Tests of pages as PDF. */
@NullMarked
package org.hasnas.workbench.print;

import org.jspecify.annotations.NullMarked;
