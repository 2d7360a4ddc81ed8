package org.hasnas.checks.benchmark;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.hasnas.chip.catalog.HardwareProfiles;
import org.hasnas.chip.cost.ChipCost;
import org.hasnas.chip.cost.SpikeSimElaModel;
import org.hasnas.chip.model.HardwareCost;
import org.hasnas.chip.model.SpikeRateSource;
import org.hasnas.chip.model.SpikeSimSettings;
import org.hasnas.error.HasnasException;
import org.hasnas.network.Architecture;
import org.hasnas.network.ConnectionMatrix;
import org.hasnas.network.Edge;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.network.NetworkTemplates.Preset;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Networks per second through the cost models, from the connection matrix to the four quantities, one thread. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class CostModelBenchmark {
    private static final Preset PRESET = NetworkTemplates.SNASNET_CIFAR10;
    private static final int MATRICES = 1024;

    private final List<Architecture> architectures = new ArrayList<>();
    private final List<SpikeSimElaModel> model = new ArrayList<>();
    private final List<ChipCost> physical = new ArrayList<>();
    private int next;

    @Setup(Level.Trial)
    public void prepare() throws HasnasException {
        model.add(SpikeSimElaModel.bundled());
        physical.add(ChipCost.of(HardwareProfiles.settings("neurosim-22nm-rram", "", Path.of(""), new SpikeRateSource.Measured(0))));
        SplittableRandom random = new SplittableRandom(1);
        while (architectures.size() < MATRICES) {
            ConnectionMatrix matrix = ConnectionMatrix.empty(PRESET.space().nodes());
            for (Edge pair : PRESET.space().pairs()) {
                matrix = matrix.with(random.nextBoolean() ? pair : pair.reversed(), random.nextInt(PRESET.space().operations().size()));
            }
            architectures.add(Architecture.shared(matrix));
        }
    }

    /** The physical model, with a measured firing rate. */
    @Benchmark
    public HardwareCost physicalNetwork() {
        next = (next + 1) % MATRICES;
        return physical.getFirst().total(Network.of(PRESET.template(), PRESET.space(), architectures.get(next)), 0.1);
    }

    /** The model spikesim-ela. */
    @Benchmark
    public HardwareCost network() {
        next = (next + 1) % MATRICES;
        return model.getFirst().total(Network.of(PRESET.template(), PRESET.space(), architectures.get(next)), SpikeSimSettings.DEFAULT);
    }
}
