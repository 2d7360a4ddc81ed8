package org.hasnas.workbench.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.hasnas.simulation.kernel.Kernels;
import org.hasnas.testdata.CaughtLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class JobKernelsTest {
    private final CaughtLog log = new CaughtLog(JobKernels.class);

    @AfterEach
    void stopListening() {
        log.close();
    }

    @Test
    void theFirstJobWithoutVectorsWarnsAndNamesTheFlag() {
        Kernels plain = Kernels.plain();
        JobKernels kernels = new JobKernels(() -> plain);
        assertEquals(List.of(), log.lines(), "nothing simulates yet");
        assertSame(plain, kernels.use());
        assertSame(plain, kernels.use());
        assertEquals(1, log.lines().size());
        String warning = log.lines().getFirst();
        assertTrue(warning.startsWith("WARN ") && warning.contains("--add-modules=jdk.incubator.vector"), warning);
    }

    @Test
    void withVectorsTheirWidthIsNoted() {
        Kernels plain = Kernels.plain();
        new JobKernels(() -> new Kernels(256, plain.integer(), plain.training(), plain.column())).use();
        String note = log.lines().getFirst();
        assertTrue(note.startsWith("INFO ") && note.contains("256 bits"), note);
    }
}
