/**
 * The resistive circuit of a crossbar: cells, wires, drivers, sense resistances; its currents and voltages, and its effective
 * conductance matrix. Knows nothing of layers, devices, costs or files. Matrices are plain arrays, row by row.
 *
 * <pre>
 * row i   : V_i --[Rdrv]-- o --rw-- w(i,0) --rw-- w(i,1) -- ... -- w(i,M-1)          (right end open)
 * cell    : w(i,j) --[ 1/G(i,j) + Racc ]-- b(i,j)
 * column j: (top open) b(0,j) --rb-- b(1,j) -- ... -- b(N-1,j) --rb-- o --[Rsense]-- ground
 * </pre>
 *
 * <p>All eliminations are written so that no resistance is divided by: wires, drivers and sense resistances of 0 are exact.
 */
@NullMarked
package org.hasnas.chip.circuit;

import org.jspecify.annotations.NullMarked;
