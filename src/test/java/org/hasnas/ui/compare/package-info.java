/** Tests of {@link org.hasnas.ui.compare}. */
@NullMarked
package org.hasnas.ui.compare;

import org.jspecify.annotations.NullMarked;
