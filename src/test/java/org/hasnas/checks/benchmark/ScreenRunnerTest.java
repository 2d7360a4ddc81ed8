package org.hasnas.checks.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.hasnas.checks.model.ScreenBenchmark;
import org.hasnas.checks.model.ScreenBenchmark.Screen;
import org.hasnas.checks.model.ScreenMeasurement;
import org.hasnas.data.DatasetLoader;
import org.hasnas.data.ImageSet;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.score.model.FitnessSettings;
import org.junit.jupiter.api.Test;

final class ScreenRunnerTest {
    private static ScreenMeasurement run(int draws, Screen... screens) throws HasnasException {
        ImageSet digits = new DatasetLoader().load(DatasetReference.EMBEDDED_DIGITS, Path.of(""), JobContext.NONE).training();
        ScreenBenchmark benchmark = new ScreenBenchmark(DatasetReference.EMBEDDED_DIGITS, NetworkTemplates.DIGITS.template(),
                NetworkTemplates.DIGITS.space(), new FitnessSettings(16, 1), List.of(screens), draws, 2, 3);
        try (ExecutorService pool = Executors.newFixedThreadPool(2)) {
            return new ScreenRunner(Simulated::scores).run(benchmark, digits, pool, JobContext.NONE);
        }
    }

    @Test
    void aScreenThatIsTheWholeScoreAgreesWithIt() throws HasnasException {
        ScreenMeasurement measured = run(12, new Screen(16, 16), new Screen(8, 4));
        assertEquals(12, measured.networks());
        assertEquals(1, measured.screens().getFirst().kendallTau(), 1e-12);
        double narrow = measured.screens().getLast().kendallTau();
        assertTrue(narrow > -1 && narrow < 1, measured.toString());
        assertTrue(measured.convolutionsKendallTau() > -1 && measured.convolutionsKendallTau() < 1, measured.toString());
    }

    @Test
    void withoutAnyNamedTheScreenOfSearchesComesFirst() throws HasnasException {
        assertEquals(List.of(new Screen(8, 16), new Screen(8, 8), new Screen(16, 16), new Screen(16, 8)),
                run(3).screens().stream().map(ScreenMeasurement.Agreement::screen).toList());
    }

    @Test
    void aScreenThatDoesNotFitTheTemplateIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> run(3, new Screen(8, 300)));
    }
}
