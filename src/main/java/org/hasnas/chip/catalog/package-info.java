/**
 * Component catalogues: the constants of the chip models as data files under {@code assets/catalog}, every one with unit, source and
 * description.
 *
 * <p>Reading is strict: an entry without unit or source, an unknown field, a negative or non-finite value is refused with file, line
 * and key. Formulas over the constants are in {@code chip.cost}.
 */
@NullMarked
package org.hasnas.chip.catalog;

import org.jspecify.annotations.NullMarked;
