/** Tests of {@link org.hasnas.ui.parallel}. */
@NullMarked
package org.hasnas.ui.parallel;

import org.jspecify.annotations.NullMarked;
