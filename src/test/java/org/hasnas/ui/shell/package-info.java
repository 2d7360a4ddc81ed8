/** Tests of the window as a whole. */
@NullMarked
package org.hasnas.ui.shell;

import org.jspecify.annotations.NullMarked;
