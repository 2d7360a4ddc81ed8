/** Tests of one part of the window. */
@NullMarked
package org.hasnas.ui.run;

import org.jspecify.annotations.NullMarked;

