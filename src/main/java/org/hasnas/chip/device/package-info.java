/**
 * Memory cells as devices: conductance levels, errors of programming and reading, and how integer weights become levels of
 * cells and column currents become integers again. No circuits, no costs. Draws depend on a seed and on which cell they are for, never on
 * the order of draws.
 */
@NullMarked
package org.hasnas.chip.device;

import org.jspecify.annotations.NullMarked;
