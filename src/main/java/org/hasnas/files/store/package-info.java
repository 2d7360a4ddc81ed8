/** Port to the place where runs are kept. Implementations are in sub-packages; {@code store.sqlite} is the only JDBC code. */
@NullMarked
package org.hasnas.files.store;

import org.jspecify.annotations.NullMarked;

