/** Commands about image sets: {@code data info} and {@code data import}. */
@NullMarked
package org.hasnas.cli.data;

import org.jspecify.annotations.NullMarked;
