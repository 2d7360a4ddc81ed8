/** Ports to the place where runs and trainings are kept; {@code store.sqlite} implements them and is the only JDBC code. */
@NullMarked
package org.hasnas.files.store;

import org.jspecify.annotations.NullMarked;
