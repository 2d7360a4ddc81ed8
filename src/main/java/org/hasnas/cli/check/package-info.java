/** Commands that measure the program and compare it with other tools: {@code benchmark} and {@code verify}. */
@NullMarked
package org.hasnas.cli.check;

import org.jspecify.annotations.NullMarked;
