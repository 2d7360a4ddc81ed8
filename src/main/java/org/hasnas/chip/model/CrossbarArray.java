package org.hasnas.chip.model;

import java.util.List;

/**
 * A programmed crossbar: its cells in use, row by row, and the currents of its columns for one input.
 *
 * @param arrays number of crossbars of the layer
 * @param outcome of this one
 * @param idealSiemens conductance that each cell is meant to have
 * @param cellSiemens that it has after programming
 * @param effectiveSiemens current of the cell's column per volt at its row, through all wires
 * @param idealAmperes current of each column of ideal cells without wires
 * @param realAmperes current of each column
 * @param readAmperes what the converter takes it for
 */
public record CrossbarArray(int arrays, ArrayOutcome outcome, List<List<Double>> idealSiemens, List<List<Double>> cellSiemens,
        List<List<Double>> effectiveSiemens, List<Double> idealAmperes, List<Double> realAmperes, List<Double> readAmperes) {
    public CrossbarArray {
        idealSiemens = List.copyOf(idealSiemens);
        cellSiemens = List.copyOf(cellSiemens);
        effectiveSiemens = List.copyOf(effectiveSiemens);
        idealAmperes = List.copyOf(idealAmperes);
        realAmperes = List.copyOf(realAmperes);
        readAmperes = List.copyOf(readAmperes);
    }

    /**
     * Root mean square of the difference of currents from the ideal ones, relative to these.
     *
     * @param amperes {@link #realAmperes} or {@link #readAmperes}
     */
    public double errorRatio(List<Double> amperes) {
        double error = 0;
        double size = 0;
        for (int column = 0; column < idealAmperes.size(); column++) {
            double ideal = idealAmperes.get(column);
            error += (amperes.get(column) - ideal) * (amperes.get(column) - ideal);
            size += ideal * ideal;
        }
        return size == 0 ? 0 : Math.sqrt(error / size);
    }
}
