/** Files and folders of data sets: how they are listed, and the sentences about what is wrong with them. */
@NullMarked
package org.hasnas.data.file;

import org.jspecify.annotations.NullMarked;
