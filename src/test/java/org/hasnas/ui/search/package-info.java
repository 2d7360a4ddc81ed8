/** Tests of one part of the window. */
@NullMarked
package org.hasnas.ui.search;

import org.jspecify.annotations.NullMarked;
