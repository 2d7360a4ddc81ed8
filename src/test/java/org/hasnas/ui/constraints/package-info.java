/** Tests of one part of the window. */
@NullMarked
package org.hasnas.ui.constraints;

import org.jspecify.annotations.NullMarked;
