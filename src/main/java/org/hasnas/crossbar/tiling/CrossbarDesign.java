package org.hasnas.crossbar.tiling;

import org.hasnas.crossbar.circuit.CellAccess;
import org.hasnas.crossbar.circuit.CircuitResistances;
import org.hasnas.crossbar.device.CellLevels;
import org.hasnas.crossbar.device.Imperfections;
import org.hasnas.crossbar.device.WeightCoding;

/**
 * The crossbars that a layer is put on.
 *
 * @param side cells in a row and in a column
 * @param coding of weights on cells
 * @param levels of the cells
 * @param access of the cells; not gated by the input
 * @param resistances of the circuit
 * @param imperfections of the devices
 */
public record CrossbarDesign(int side, WeightCoding coding, CellLevels levels, CellAccess access, CircuitResistances resistances,
        Imperfections imperfections) {
    public CrossbarDesign {
        if (side < coding.columnsPerOutput()) {
            throw new IllegalArgumentException("a crossbar of " + side + " columns is too narrow for one weight of " + coding.columnsPerOutput()
                    + " cells");
        }
        if (coding.cellBits() != levels.bits()) {
            throw new IllegalArgumentException("weights are cut into " + coding.cellBits() + " bits for cells of " + levels.bits());
        }
    }

    /** Outputs on one crossbar: the digits of a weight are never parted. */
    public int outputsPerArray() {
        return side / coding.columnsPerOutput();
    }
}
