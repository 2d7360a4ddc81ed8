/** Tests of one part of the window. */
@NullMarked
package org.hasnas.ui.chip;

import org.jspecify.annotations.NullMarked;
