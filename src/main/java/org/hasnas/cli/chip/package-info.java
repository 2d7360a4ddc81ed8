/** Commands about the chip: costs, accuracy on the chip, crossbars. */
@NullMarked
package org.hasnas.cli.chip;

import org.jspecify.annotations.NullMarked;
