/** Tests of one part of the window. */
@NullMarked
package org.hasnas.ui.hardware;

import org.jspecify.annotations.NullMarked;
