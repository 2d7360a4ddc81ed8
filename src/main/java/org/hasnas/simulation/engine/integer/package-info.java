/**
 * The fast simulation: int8 weights and int16 sums, exact in any order, several images at once. For untrained networks, whose scale batch norm
 * takes away; trained weights don't belong here.
 */
@NullMarked
package org.hasnas.simulation.engine.integer;

import org.jspecify.annotations.NullMarked;
