/** Tests of one part of the window. */
@NullMarked
package org.hasnas.ui.settings;

import org.jspecify.annotations.NullMarked;
