package org.hasnas.crossbar.circuit;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;

/** Prints how long the solvers take, in CPU time of one thread: least, median and quartiles of some repetitions. */
final class CircuitMeasurement {
    private CircuitMeasurement() {}

    public static void main(String[] args) {
        for (int side : new int[] {64, 128}) {
            SplittableRandom random = new SplittableRandom(side);
            CrossbarCircuit circuit = RandomCircuits.circuit(side, side, CellAccess.DIRECT, CircuitResistances.wires(1), random);
            RowInput input = RowInput.of(RandomCircuits.volts(side, random));
            measure("effective matrix " + side, side == 64 ? 300 : 60, () -> EffectiveConductance.of(circuit).siemens(0, 0));
            CrossbarCircuit gated = RandomCircuits.circuit(side, side, CellAccess.GATED_TRANSISTOR, new CircuitResistances(1, 1, 0, 0, 5e3), random);
            measure("one input " + side, 1000, () -> ChainSolver.solve(circuit, input).columnAmperes(0));
            measure("one input, gated " + side, 1000, () -> ChainSolver.solve(gated, input).columnAmperes(0));
            measure("direct solution, gated " + side, side == 64 ? 300 : 60, () -> DirectSolver.solve(gated, input).columnAmperes(0));
            EffectiveConductance matrix = EffectiveConductance.of(circuit);
            double[] volts = RandomCircuits.volts(side, random);
            double[] amperes = new double[side];
            measure("one input, given the matrix " + side, 10000, () -> {
                matrix.columnAmperes(volts, amperes);
                return amperes[0];
            });
            measure("direct solution " + side, side == 64 ? 300 : 60, () -> DirectSolver.solve(circuit, input).columnAmperes(0));
        }
    }

    private interface Work {
        double run();
    }

    private static void measure(String name, int repetitions, Work work) {
        double sum = 0;
        double[] milliseconds = new double[repetitions];
        for (int k = -repetitions; k < repetitions; k++) {
            long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            sum += work.run();
            if (k >= 0) {
                milliseconds[k] = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) * 1e-6;
            }
        }
        Arrays.sort(milliseconds);
        System.out.printf(Locale.ROOT, "%-28s least %8.3f ms, median %8.3f ms, quartiles %.3f to %.3f (%d runs, checksum %.6e)%n", name,
                milliseconds[0], milliseconds[repetitions / 2], milliseconds[repetitions / 4], milliseconds[repetitions * 3 / 4], repetitions, sum);
    }
}
