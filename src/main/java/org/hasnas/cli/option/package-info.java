/** Options that several commands share, and the converters from text to values. */
@NullMarked
package org.hasnas.cli.option;

import org.jspecify.annotations.NullMarked;
