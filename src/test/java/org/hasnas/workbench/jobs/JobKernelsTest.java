package org.hasnas.workbench.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.hasnas.simulation.kernel.Kernels;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

final class JobKernelsTest {
    private final Logger logger = (Logger) LoggerFactory.getLogger(JobKernels.class);
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

    @BeforeEach
    void listen() {
        logged.start();
        logger.addAppender(logged);
        logger.setLevel(Level.INFO);
        logger.setAdditive(false);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(logged);
        logger.setLevel(null);
        logger.setAdditive(true);
    }

    @Test
    void theFirstJobWithoutVectorsWarnsAndNamesTheFlag() {
        Kernels plain = Kernels.plain();
        JobKernels kernels = new JobKernels(plain);
        assertSame(plain, kernels.chosen());
        assertEquals(0, logged.list.size(), "nothing simulates yet");
        assertSame(plain, kernels.use());
        assertSame(plain, kernels.use());
        assertEquals(1, logged.list.size());
        assertEquals(Level.WARN, logged.list.getFirst().getLevel());
        assertTrue(logged.list.getFirst().getFormattedMessage().contains("--add-modules=jdk.incubator.vector"));
    }

    @Test
    void withVectorsTheirWidthIsNoted() {
        Kernels plain = Kernels.plain();
        new JobKernels(new Kernels(256, plain.integer(), plain.training(), plain.column())).use();
        assertEquals(Level.INFO, logged.list.getFirst().getLevel());
        assertTrue(logged.list.getFirst().getFormattedMessage().contains("256 bits"));
    }
}
