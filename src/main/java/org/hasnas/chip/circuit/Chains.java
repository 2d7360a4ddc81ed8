package org.hasnas.chip.circuit;

import java.util.Arrays;

/**
 * The wires of one direction with their cells grounded at the other end: independent chains, each from a terminal of 0 V through
 * resistances from node to node. Gives the node voltages for currents sent into the nodes. {@code voltage = T^-1 current}, without
 * forming T, whose entries are infinite where a wire has no resistance.
 *
 * <p>Node n of a chain is reached from node n - 1 (the terminal, for the first) through its wire. With L the resistance to the terminal
 * seen from the node without its cell g, and a = 1 / (1 + L g): outward e = a e' + L a s; back, with q the current that goes on outward:
 * voltage = e - L a q, then q' = a q + g e - s.
 */
final class Chains {
    private final int chains;
    private final int nodes;
    /** Distance in memory between nodes of one chain, and between chains. */
    private final int nodeStep;
    private final int chainStep;
    /** First node of chain 0: its neighbours lie {@code nodeStep} further. */
    private final int origin;
    private final double[] cells;
    private final double[] divider;
    private final double[] loaded;

    private Chains(double[] cells, int chains, int nodes, int chainStep, int nodeStep, int origin) {
        this.cells = cells;
        this.chains = chains;
        this.nodes = nodes;
        this.chainStep = chainStep;
        this.nodeStep = nodeStep;
        this.origin = origin;
        this.divider = new double[cells.length];
        this.loaded = new double[cells.length];
    }

    /** Rows of {@code cells}, driven at column 0. */
    static Chains rows(double[] cells, int rows, int columns, double terminalOhms, double wireOhms) {
        Chains chains = new Chains(cells, rows, columns, columns, 1, 0);
        for (int i = 0; i < rows; i++) {
            double ohms = terminalOhms + wireOhms;
            for (int at = i * columns; at < (i + 1) * columns; at++) {
                ohms = chains.load(at, ohms) + wireOhms;
            }
        }
        return chains;
    }

    /** Columns of {@code cells}, ending at the last row; {@code ohmsBelow} of the wire below each row, the terminal's included. */
    static Chains columns(double[] cells, int rows, int columns, double[] ohmsBelow) {
        Chains chains = new Chains(cells, columns, rows, 1, -columns, (rows - 1) * columns);
        double[] ohms = new double[columns];
        for (int i = rows - 1; i >= 0; i--) {
            for (int j = 0; j < columns; j++) {
                ohms[j] = chains.load(i * columns + j, ohms[j] + ohmsBelow[i]);
            }
        }
        return chains;
    }

    /** Resistance to the terminal with the node's own cell. */
    private double load(int at, double ohms) {
        double a = 1 / (1 + ohms * cells[at]);
        divider[at] = a;
        loaded[at] = ohms * a;
        return ohms * a;
    }

    /** Node voltages for currents into the nodes. */
    void solve(double[] currents, double[] volts) {
        if (nodeStep == 1) {
            for (int chain = 0; chain < chains; chain++) {
                along(chain * chainStep, currents, volts);
            }
        } else {
            across(currents, volts);
        }
    }

    private void along(int first, double[] currents, double[] volts) {
        double e = 0;
        for (int at = first; at < first + nodes; at++) {
            e = divider[at] * e + loaded[at] * currents[at];
            volts[at] = e;
        }
        double q = 0;
        for (int at = first + nodes - 1; at >= first; at--) {
            e = volts[at];
            volts[at] = e - loaded[at] * q;
            q = divider[at] * q + (cells[at] * e - currents[at]);
        }
    }

    /** The same for all chains side by side, so that the compiler makes vectors of it. */
    private void across(double[] currents, double[] volts) {
        double[] q = new double[chains];
        for (int node = 0; node < nodes; node++) {
            int line = origin + node * nodeStep;
            for (int j = 0; j < chains; j++) {
                q[j] = divider[line + j] * q[j] + loaded[line + j] * currents[line + j];
            }
            System.arraycopy(q, 0, volts, line, chains);
        }
        Arrays.fill(q, 0);
        for (int node = nodes - 1; node >= 0; node--) {
            int line = origin + node * nodeStep;
            for (int j = 0; j < chains; j++) {
                double e = volts[line + j];
                volts[line + j] = e - loaded[line + j] * q[j];
                q[j] = divider[line + j] * q[j] + (cells[line + j] * e - currents[line + j]);
            }
        }
    }
}
