/** Tests of one part of the window. */
@NullMarked
package org.hasnas.ui.candidate;

import org.jspecify.annotations.NullMarked;
