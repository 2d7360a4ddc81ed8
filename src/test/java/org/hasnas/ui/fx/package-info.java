/** Tests of one part of the window. */
@NullMarked
package org.hasnas.ui.fx;

import org.jspecify.annotations.NullMarked;
