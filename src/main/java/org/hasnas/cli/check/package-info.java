/** Commands that measure the program and hold it against other tools: {@code benchmark} and {@code verify}. */
@NullMarked
package org.hasnas.cli.check;

import org.jspecify.annotations.NullMarked;
