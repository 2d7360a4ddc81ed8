package org.hasnas.checks.benchmark;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.hasnas.chip.circuit.CellAccess;
import org.hasnas.chip.circuit.ChainSolver;
import org.hasnas.chip.circuit.CircuitResistances;
import org.hasnas.chip.circuit.CrossbarCircuit;
import org.hasnas.chip.circuit.DirectSolver;
import org.hasnas.chip.circuit.EffectiveConductance;
import org.hasnas.chip.circuit.RowInput;
import org.hasnas.chip.model.CircuitSolution;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Milliseconds to solve square crossbars of 20 to 200 kiloohm with 1 ohm of wire from cell to cell, half of the rows active, one thread. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class CrossbarBenchmark {
    @Param({"64", "128"})
    private int side;

    private double[] volts = new double[0];
    private double[] amperes = new double[0];
    private RowInput input = RowInput.of();
    private CrossbarCircuit circuit = new CrossbarCircuit(CellAccess.DIRECT, CircuitResistances.IDEAL, new double[1][1]);
    private CrossbarCircuit gated = circuit;
    private EffectiveConductance matrix = EffectiveConductance.of(circuit);

    @Setup(Level.Trial)
    public void prepare() {
        RandomGenerator random = new SplittableRandom(side);
        double[][] siemens = new double[side][side];
        volts = new double[side];
        amperes = new double[side];
        for (int row = 0; row < side; row++) {
            volts[row] = row % 2 == 0 ? 0.2 : 0;
            for (int column = 0; column < side; column++) {
                siemens[row][column] = random.nextDouble(5e-6, 50e-6);
            }
        }
        input = RowInput.of(volts);
        circuit = new CrossbarCircuit(CellAccess.DIRECT, CircuitResistances.wires(1), siemens);
        gated = new CrossbarCircuit(CellAccess.GATED_TRANSISTOR, new CircuitResistances(1, 1, 0, 0, 5e3), siemens);
        matrix = EffectiveConductance.of(circuit);
    }

    @Benchmark
    public EffectiveConductance effectiveMatrix() {
        return EffectiveConductance.of(circuit);
    }

    @Benchmark
    public double oneInputGivenTheMatrix() {
        matrix.columnAmperes(volts, amperes);
        return amperes[0];
    }

    @Benchmark
    public CircuitSolution oneInputByChains() {
        return ChainSolver.solve(circuit, input);
    }

    @Benchmark
    public CircuitSolution oneInputByElimination() {
        return DirectSolver.solve(circuit, input);
    }

    @Benchmark
    public CircuitSolution oneGatedInputByChains() {
        return ChainSolver.solve(gated, input);
    }
}
