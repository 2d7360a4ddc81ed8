package org.hasnas.workbench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.hasnas.chip.model.CostModelId;
import org.hasnas.chip.model.HardwareCost;
import org.hasnas.chip.model.PhysicalSettings;
import org.hasnas.chip.model.SpikeRateSource;
import org.hasnas.chip.model.SpikeSimSettings;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.files.store.sqlite.SqliteStore;
import org.hasnas.network.Architecture;
import org.hasnas.network.ConnectionMatrix;
import org.hasnas.network.Edge;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.score.model.FitnessScore;
import org.hasnas.score.model.FitnessSettings;
import org.hasnas.search.model.Candidate;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.SearchAlgorithmId;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.model.Trial;
import org.hasnas.search.model.TrialOutcome;
import org.hasnas.units.Area;
import org.hasnas.units.Energy;
import org.hasnas.units.Latency;
import org.junit.jupiter.api.Test;

/** Prices 10 000 SNASNet candidates for other chips, as the window does; prints the processor time and checks the costs. */
final class RecostMeasurementTest {
    private static final int TRIALS = 10_000;
    private static final int ROUNDS = 4;
    private static final NetworkTemplates.Preset PRESET = NetworkTemplates.SNASNET_CIFAR10;
    private static final SearchRequest REQUEST = new SearchRequest(new DatasetReference(DatasetReference.Format.CIFAR10, "data"), PRESET.template(),
            PRESET.space(), SpikeSimSettings.DEFAULT, ConstraintSet.PUBLISHED, SearchAlgorithmId.HASNAS, TRIALS, new FitnessSettings(16, 1), 1);

    private static List<Trial> trials() {
        HardwareCost any = new HardwareCost(CostModelId.SPIKESIM_ELA, 2, 1, Area.ZERO, Latency.ZERO, Energy.ZERO);
        SplittableRandom random = new SplittableRandom(1);
        List<Trial> trials = new ArrayList<>();
        for (int index = 0; index < TRIALS; index++) {
            ConnectionMatrix matrix = ConnectionMatrix.empty(PRESET.space().nodes());
            for (Edge pair : PRESET.space().pairs()) {
                matrix = matrix.with(random.nextBoolean() ? pair : pair.reversed(), random.nextInt(PRESET.space().operations().size()));
            }
            TrialOutcome outcome = index % 2 == 0 ? new TrialOutcome.Evaluated(any, new FitnessScore(1, 0.3)) : new TrialOutcome.OverLimits(any);
            trials.add(new Trial(index, Architecture.shared(matrix), outcome, 0));
        }
        return trials;
    }

    @Test
    void knownTrialsGetTheCostsThatTheirReportsHave() throws Exception {
        List<Trial> trials = trials();
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (Workbench workbench = Workbench.local(file -> SqliteStore.open(file, "test"))) {
            for (int round = 0; round < ROUNDS; round++) {
                for (String profile : List.of("neurosim-22nm-rram", "neurosim-32nm-rram", "spikesim-like-65nm")) {
                    PhysicalSettings chip = workbench.costs().physical(profile, "", Path.of(""), new SpikeRateSource.Measured(0));
                    long start = thread.getCurrentThreadCpuTime();
                    List<Trial> priced = workbench.costs().recost(REQUEST, trials, chip);
                    double seconds = (thread.getCurrentThreadCpuTime() - start) * 1e-9;
                    System.out.printf(Locale.ROOT, "round %d: %d candidates for %s in %.0f ms of processor time, %.1f us each%n", round + 1,
                            TRIALS, profile, seconds * 1e3, seconds * 1e6 / TRIALS);
                    for (Trial trial : List.of(priced.get(0), priced.get(1), priced.get(TRIALS - 1))) {
                        HardwareCost reported = workbench.costs().report(new Candidate(REQUEST, trial), chip).total();
                        assertEquals(reported, trial.cost().orElseThrow());
                    }
                }
            }
        }
    }
}
