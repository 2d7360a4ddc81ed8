/** The one checked exception of the program: the world failed (a file, a disk, a data set), in a sentence a user can act on. */
@NullMarked
package org.hasnas.error;

import org.jspecify.annotations.NullMarked;
