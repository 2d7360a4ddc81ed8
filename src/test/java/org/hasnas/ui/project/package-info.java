/** Tests of one part of the window. */
@NullMarked
package org.hasnas.ui.project;

import org.jspecify.annotations.NullMarked;
