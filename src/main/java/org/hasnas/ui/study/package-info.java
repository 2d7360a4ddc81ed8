/** The studies of steps 1 and 2: what each operation and each part of the template is worth, started, watched and exported. */
@NullMarked
package org.hasnas.ui.study;

import org.jspecify.annotations.NullMarked;
