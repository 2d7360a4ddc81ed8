/** Tests of one part of the window. */
@NullMarked
package org.hasnas.ui.training;

import org.jspecify.annotations.NullMarked;
