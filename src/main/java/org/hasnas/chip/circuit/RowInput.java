package org.hasnas.chip.circuit;

/** The voltages of the row drivers, and which rows are active (of meaning in {@link CellAccess#GATED_TRANSISTOR} only). Immutable. */
public final class RowInput {
    private final double[] volts;
    private final boolean[] active;

    /** @throws IllegalArgumentException naming the row whose voltage is no finite number */
    public RowInput(double[] volts, boolean[] active) {
        if (volts.length != active.length) {
            throw new IllegalArgumentException("there are " + volts.length + " row voltages and " + active.length
                    + " input bits; there must be one of each for each row");
        }
        for (int row = 0; row < volts.length; row++) {
            if (!Double.isFinite(volts[row])) {
                throw new IllegalArgumentException("the voltage of row " + row + " is " + volts[row] + " V; it must be a finite number");
            }
        }
        this.volts = volts.clone();
        this.active = active.clone();
    }

    /** Rows of a voltage other than 0 are active. */
    public static RowInput of(double... volts) {
        boolean[] active = new boolean[volts.length];
        for (int row = 0; row < volts.length; row++) {
            active[row] = volts[row] != 0;
        }
        return new RowInput(volts, active);
    }

    public int rows() {
        return volts.length;
    }

    public double volts(int row) {
        return volts[row];
    }

    public boolean isActive(int row) {
        return active[row];
    }

    /** Power of drivers that deliver these currents, in watts. */
    double powerWatts(double[] driverAmperes) {
        double sum = 0;
        for (int row = 0; row < volts.length; row++) {
            sum += volts[row] * driverAmperes[row];
        }
        return sum;
    }

    void requireFor(CrossbarCircuit circuit) {
        if (volts.length != circuit.rows()) {
            throw new IllegalArgumentException("there are " + volts.length + " row voltages for " + circuit.rows() + " rows");
        }
    }

    /** Whether the cells of a row carry current at all: not in a gated row that is off. */
    boolean conducts(CrossbarCircuit circuit, int row) {
        return switch (circuit.access()) {
            case DIRECT, TRANSISTOR -> true;
            case GATED_TRANSISTOR -> active[row];
        };
    }
}
