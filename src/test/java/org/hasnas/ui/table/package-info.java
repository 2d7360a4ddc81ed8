/** Tests of one part of the window. */
@NullMarked
package org.hasnas.ui.table;

import org.jspecify.annotations.NullMarked;
