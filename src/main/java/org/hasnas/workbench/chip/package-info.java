/** Use cases about the chip: accuracy on the chip, crossbar circuits. */
@NullMarked
package org.hasnas.workbench.chip;

import org.jspecify.annotations.NullMarked;
