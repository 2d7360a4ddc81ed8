package org.hasnas.checks.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.hasnas.checks.model.PassBenchmark;
import org.hasnas.checks.model.PassMeasurement;
import org.hasnas.checks.model.PassTimes;
import org.hasnas.checks.model.SearchBenchmark;
import org.hasnas.checks.model.SearchMeasurement;
import org.hasnas.chip.cost.SpikeSimElaModel;
import org.hasnas.data.DatasetLoader;
import org.hasnas.data.ImageSet;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;
import org.hasnas.network.Architecture;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.network.NetworkTemplates.Preset;
import org.hasnas.network.SearchSpaces;
import org.hasnas.score.fitness.SimulatedScores;
import org.hasnas.score.model.FitnessSettings;
import org.hasnas.score.model.WeightPrecision;
import org.hasnas.simulation.engine.Workers;
import org.hasnas.simulation.kernel.integer.IntegerKernels;
import org.hasnas.simulation.kernel.integer.ScalarIntegerKernels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class PassRunnerTest {
    private static final Preset DIGITS = NetworkTemplates.DIGITS;
    private static final PassBenchmark SMALL = new PassBenchmark(DatasetReference.EMBEDDED_DIGITS,
            Network.of(DIGITS.template(), DIGITS.space(), Architecture.parse("0302 0030 3003 0000")), 4, 2, 2, 7,
            WeightPrecision.INT8);
    private static final PassBenchmark EXACT = new PassBenchmark(SMALL.dataset(), SMALL.network(), 4, 2, 2, 7, WeightPrecision.FLOAT32);

    private final IntegerKernels kernels = new ScalarIntegerKernels();

    private static ImageSet images() throws HasnasException {
        return new DatasetLoader().load(DatasetReference.EMBEDDED_DIGITS, Path.of("").toAbsolutePath(), JobContext.NONE).training();
    }

    @Test
    void aDensePassAndAnEventDrivenPassFireAlike() throws HasnasException {
        PassMeasurement event = PassRunner.eventDriven(EXACT, images(), kernels, Workers.CALLER, JobContext.NONE);
        PassMeasurement integers = PassRunner.eventDriven(SMALL, images(), kernels, Workers.CALLER, JobContext.NONE);
        PassTimes dense = PassRunner.dense(EXACT, images(), JobContext.NONE);
        assertEquals(event.times().meanFiringRate(), dense.meanFiringRate(), 1e-6);
        assertEquals(integers.times().meanFiringRate(), dense.meanFiringRate(), 0.01);
        assertEquals(event.times().multiplyAccumulatesPerPass(), dense.multiplyAccumulatesPerPass());
        assertEquals(2, event.times().secondsPerPass().size());
        assertEquals(2, dense.secondsPerPass().size());
        assertEquals(2, dense.cpuSecondsPerPass().size());
    }

    @ParameterizedTest
    @EnumSource(WeightPrecision.class)
    void theTimesOfAllKindsOfWorkSumUpToThePasses(WeightPrecision precision) throws HasnasException {
        PassBenchmark benchmark = new PassBenchmark(SMALL.dataset(), SMALL.network(), 4, 2, 2, 7, precision);
        PassMeasurement event = PassRunner.eventDriven(benchmark, images(), kernels, Workers.CALLER, JobContext.NONE);
        double work = event.work().stream().mapToDouble(PassMeasurement.WorkTime::seconds).sum();
        double passes = event.times().secondsPerPass().stream().mapToDouble(Double::doubleValue).sum();
        assertTrue(work > 0 && work <= passes, work + " s of work in " + passes + " s");
        List<String> kinds = event.work().stream().map(PassMeasurement.WorkTime::kind).toList();
        List<String> expected = switch (precision) {
            case INT8 -> List.of("stem", "convolution", "norm", "lif", "edge sum", "classifier", "hamming kernel", "determinant");
            case FLOAT32 -> List.of("simulation, kind not told", "hamming kernel", "determinant");
        };
        assertTrue(kinds.containsAll(expected), kinds::toString);
        assertTrue(event.memory().liveHeap() > 0 && event.memory().peakHeap() > 0);
    }

    @Test
    void aBatchThatDoesNotFitIntoMemoryIsRefusedBeforeItIsSimulated() {
        NetworkTemplate huge = NetworkTemplates.SNASNET_TINYIMAGENET.template().withFirstWidth(1 << 14);
        PassBenchmark benchmark = new PassBenchmark(DatasetReference.EMBEDDED_DIGITS, Network.of(huge, SearchSpaces.SNASNET,
                Architecture.parse("0003 0000 0000 0000")), 256, 1, 1, 1, WeightPrecision.INT8);
        HasnasException refusal = assertThrows(HasnasException.class,
                () -> RepeatedBatch.integers(benchmark, new float[0][], new ScalarIntegerKernels(), Workers.CALLER, JobContext.NONE));
        assertTrue(refusal.getMessage().contains("256 images") && refusal.getMessage().contains("-Xmx"), refusal.getMessage());
    }

    @Test
    void denseWorkIsCountedLayerByLayer() {
        long stem = 8L * 8 * 9 * 1 * 16;
        long cell1 = 8L * 8 * (9 * 4 + 1) * 16 * 16; // four convolutions 3x3 and one 1x1 on five edges
        long reduction = 8L * 8 * 9 * 16 * 32;
        long cell2 = 4L * 4 * (9 * 4 + 1) * 32 * 32;
        long classifier = 32L * 2 * 2 * 64 + 64 * 100;
        assertEquals(4 * (stem + 4 * (cell1 + reduction + cell2 + classifier)), SMALL.multiplyAccumulatesPerPass());
    }

    @Test
    void aCancelledJobEndsTheMeasurement() {
        JobContext cancelled = () -> {
            throw new CancellationException("stopped");
        };
        assertThrows(CancellationException.class, () -> PassRunner.eventDriven(SMALL, images(), kernels, Workers.CALLER, cancelled));
        assertThrows(CancellationException.class, () -> PassRunner.dense(SMALL, images(), cancelled));
    }

    @Test
    void aSearchSimulatesEqualCandidatesOnce() throws HasnasException {
        SpikeSimElaModel costs = SpikeSimElaModel.bundled();
        SearchBenchmark benchmark = new SearchBenchmark(DatasetReference.EMBEDDED_DIGITS, DIGITS.template(), DIGITS.space(),
                new FitnessSettings(2, 1), 12, 1, 3);
        SearchMeasurement measured = new SearchRunner(new SimulatedScores(new ScalarIntegerKernels()),
                costs).run(benchmark, images(), Runnable::run, JobContext.NONE);
        assertEquals(12, measured.draws());
        assertTrue(measured.failures().isEmpty(), measured.failures()::toString);
        assertTrue(measured.secondsPerSimulation().size() < 12, "three of eight draws are a single edge");
        assertTrue(measured.fastestSeconds() <= measured.medianSeconds() && measured.medianSeconds() <= measured.slowestSeconds());
        assertEquals(12 / measured.seconds(), measured.candidatesPerSecond());
    }
}
