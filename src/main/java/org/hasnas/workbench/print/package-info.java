/** Pages of the program as PDF: text that can be searched, pictures as vectors, fonts within the file. Nothing of it is loaded before one is written. */
@NullMarked
package org.hasnas.workbench.print;

import org.jspecify.annotations.NullMarked;
