package org.hasnas.checks.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.hasnas.checks.model.PassBenchmark;
import org.hasnas.checks.model.PassMeasurement.WorkTime;
import org.hasnas.checks.model.TrainingPace;
import org.hasnas.data.DatasetLoader;
import org.hasnas.data.ImageSet;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;
import org.hasnas.network.Architecture;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.network.NetworkTemplates.Preset;
import org.hasnas.score.model.WeightPrecision;
import org.hasnas.simulation.engine.Workers;
import org.hasnas.simulation.kernel.training.ScalarTrainingKernels;
import org.hasnas.simulation.kernel.training.TrainingKernels;
import org.hasnas.simulation.kernel.training.VectorTrainingKernels;
import org.junit.jupiter.api.Test;

final class TrainingRunnerTest {
    private static final Preset DIGITS = NetworkTemplates.DIGITS;
    private static final PassBenchmark SMALL = new PassBenchmark(DatasetReference.EMBEDDED_DIGITS,
            Network.of(DIGITS.template(), DIGITS.space(), Architecture.parse("0302 0030 3003 0000")), 4, 2, 1, 7, WeightPrecision.FLOAT32);

    private static TrainingPace pace(TrainingKernels kernels) throws HasnasException {
        ImageSet images = new DatasetLoader().load(DatasetReference.EMBEDDED_DIGITS, Path.of("").toAbsolutePath(), JobContext.NONE).training();
        return TrainingRunner.pace(SMALL, 1, images, kernels, Workers.CALLER, JobContext.NONE);
    }

    @Test
    void aStepIsTakenApartAndComparedWithTheMachinesLimit() throws HasnasException {
        TrainingPace pace = pace(new VectorTrainingKernels());
        assertEquals(Set.of("convolutions", "gradients of weights", "gradients of inputs", "neurons", "batch norm", "sums and linear layers", "rest"),
                pace.work().stream().map(WorkTime::kind).collect(Collectors.toSet()));
        assertEquals(2, pace.times().secondsPerPass().size());
        assertEquals(3 * SMALL.multiplyAccumulatesPerPass(), pace.times().multiplyAccumulatesPerPass());
        assertTrue(pace.firstStep().cpuSeconds() > 0 && pace.firstStep().seconds() > 0, pace.toString());
        assertTrue(pace.multiplyAddsPerSecond() > 1e8, "a vector unit does more than " + pace.multiplyAddsPerSecond());
    }

    @Test
    void timedStepsLearnTheSameAsOthers() throws HasnasException {
        TrainingPace plain = pace(new ScalarTrainingKernels());
        TrainingPace timed = pace(new TimedKernels(new VectorTrainingKernels()));
        assertEquals(plain.loss(), timed.loss());
        assertTrue(plain.multiplyAddsPerSecond() > 0);
    }
}
