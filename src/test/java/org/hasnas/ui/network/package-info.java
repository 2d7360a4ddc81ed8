/** Tests of {@link org.hasnas.ui.network}. */
@NullMarked
package org.hasnas.ui.network;

import org.jspecify.annotations.NullMarked;
