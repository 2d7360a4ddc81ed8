package org.hasnas.chip.tiling;

import org.hasnas.chip.circuit.CellAccess;
import org.hasnas.chip.circuit.CircuitResistances;
import org.hasnas.chip.device.CellLevels;
import org.hasnas.chip.device.WeightCoding;
import org.hasnas.chip.mapping.CrossbarLayer;
import org.hasnas.chip.mapping.MatrixBlocks;
import org.hasnas.chip.model.Imperfections;

/**
 * The crossbars that a layer is put on.
 *
 * @param side cells in a row and in a column
 * @param coding of weights on cells
 * @param levels of the cells
 * @param access of the cells; not gated by the input
 * @param resistances of the circuit
 * @param imperfections of the devices; read noise is that of one read, which all inputs see
 * @param ageRatio time since programming over that of the first read; at least 1
 */
public record CrossbarDesign(int side, WeightCoding coding, CellLevels levels, CellAccess access, CircuitResistances resistances,
        Imperfections imperfections, double ageRatio) {
    public CrossbarDesign {
        if (side < coding.columnsPerOutput()) {
            throw new IllegalArgumentException("a crossbar of " + side + " columns is too narrow for one weight of " + coding.columnsPerOutput()
                    + " cells");
        }
        if (!(ageRatio >= 1 && ageRatio < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("the age is " + ageRatio + " times that of the first read; it must be a finite number of at least 1");
        }
        if (coding.cellBits() != levels.bits()) {
            throw new IllegalArgumentException("weights are cut into " + coding.cellBits() + " bits for cells of " + levels.bits());
        }
    }

    /**
     * A layer on these crossbars.
     *
     * @param kernelTiles whether each position of a large kernel has crossbars of its own
     */
    MatrixBlocks blocks(CrossbarLayer layer, boolean kernelTiles) {
        return MatrixBlocks.of(layer, kernelTiles, side, coding.columnsPerOutput());
    }
}
