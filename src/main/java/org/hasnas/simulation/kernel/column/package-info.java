/**
 * Crossbars that are read: float32 columns of conductances added up for the active word lines, and the converters behind them.
 */
@NullMarked
package org.hasnas.simulation.kernel.column;

import org.jspecify.annotations.NullMarked;
