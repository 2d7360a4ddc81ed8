/**
 * How the layers of a network lie on the chip: layers to processing elements (PEs), PEs to crossbars and tiles.
 *
 * <p>PEs of a layer = ceil(Cin / X) * ceil(Cout / X), each of one crossbar per kernel position; tiles = ceil(all PEs / PEs per tile).
 * One {@link org.hasnas.chip.mapping.Mapping} feeds area, energy and latency, so that no count is derived twice. No constants and
 * no costs here.
 */
@NullMarked
package org.hasnas.chip.mapping;

import org.jspecify.annotations.NullMarked;
