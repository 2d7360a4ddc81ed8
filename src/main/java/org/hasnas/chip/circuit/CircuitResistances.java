package org.hasnas.chip.circuit;

/**
 * Everything of the circuit that is not a cell; 0 is absent.
 *
 * @param rowWireOhms wire from one cell to the next in a row, and from the driver to the first
 * @param columnWireOhms wire from one cell to the next in a column, and from the last to the sense resistance
 * @param driverOhms between the voltage source and a row
 * @param senseOhms between a column and ground
 * @param accessOhms in series with every cell; not there with {@link CellAccess#DIRECT}
 */
public record CircuitResistances(double rowWireOhms, double columnWireOhms, double driverOhms, double senseOhms, double accessOhms) {
    /** No wires, drivers, sense or access resistances. */
    public static final CircuitResistances IDEAL = new CircuitResistances(0, 0, 0, 0, 0);

    public CircuitResistances {
        require("row wire", rowWireOhms);
        require("column wire", columnWireOhms);
        require("driver", driverOhms);
        require("sense", senseOhms);
        require("access", accessOhms);
    }

    /** Wires of equal resistance per cell in rows and columns, nothing else. */
    public static CircuitResistances wires(double ohms) {
        return new CircuitResistances(ohms, ohms, 0, 0, 0);
    }

    private static void require(String name, double ohms) {
        if (!(ohms >= 0 && ohms < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("the " + name + " resistance is " + ohms + " ohm; it must be a finite number of at least 0");
        }
    }
}
