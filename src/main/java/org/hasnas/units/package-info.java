/**
 * Typed physical quantities in SI units, with parsing and formatting in the units the field prints (mm2, ms, uJ).
 *
 * <p>A quantity is never negative and never NaN; positive infinity stands for "no limit". {@link org.hasnas.units.EnumNames} are the names of
 * constants in files and options. Nothing here knows networks or chips.
 */
@NullMarked
package org.hasnas.units;

import org.jspecify.annotations.NullMarked;
