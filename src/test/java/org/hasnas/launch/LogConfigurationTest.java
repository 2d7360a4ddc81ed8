package org.hasnas.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator.ExecutionStatus;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hasnas.workbench.jobs.JobKernels;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LogConfigurationTest {
    @TempDir
    private Path folder;

    private final LoggerContext logs = new LoggerContext();

    @AfterEach
    void forget() {
        System.clearProperty(LogConfiguration.FILE);
        System.clearProperty(LogConfiguration.CONSOLE);
        logs.stop();
    }

    @Test
    void messagesGoToTheFileAndNotToTheTerminal() throws Exception {
        String told = told(() -> {
            logs.getLogger("org.hasnas.files").info("opened caf\u00e9 \u001b]0;name\u0007\nnext");
            logs.getLogger("org.hasnas.files").debug("not this");
            logs.getLogger("org.sqlite").info("nor this");
            logs.getLogger("io.jhdf").warn("nor what it always says");
        }, "OFF");
        assertEquals("", told);
        List<String> lines = stored();
        assertEquals(2, lines.size(), "control characters are shown, lines stay lines");
        assertTrue(lines.getFirst().matches("\\d{4}-\\d{2}-\\d{2}T\\S+ INFO  \\[\\S+] org.hasnas.files - opened caf\u00e9 \\?]0;name\\?"),
                lines.getFirst());
    }

    @Test
    void verboseCallsAndSlowKernelsTellTheUser() throws Exception {
        assertEquals("INFO  org.hasnas.files - opened\n", told(() -> logs.getLogger("org.hasnas.files").info("opened"), "INFO"));
        assertEquals("hasnas: slow\n", told(() -> logs.getLogger(JobKernels.class).warn("slow"), "OFF"));
        assertEquals(2, stored().size());
    }

    @Test
    void aFullFileIsPutAside() throws Exception {
        Files.write(folder.resolve("hasnas.log"), new byte[6_000_000]);
        told(() -> {
            logs.getLogger("org.hasnas").info("first");
            logs.getLogger("org.hasnas").info("second");
        }, "OFF");
        assertTrue(Files.size(folder.resolve("hasnas.log.1")) >= 6_000_000, "what was there before");
        assertTrue(Files.size(folder.resolve("hasnas.log")) < 1000);
    }

    @Test
    void withoutTheLauncherItIsUpToOthers() {
        assertEquals(ExecutionStatus.INVOKE_NEXT_IF_ANY, new LogConfiguration().configure(logs));
    }

    /** What stands on standard error. */
    private String told(Runnable work, String console) {
        System.setProperty(LogConfiguration.FILE, folder.resolve("hasnas.log").toString());
        System.setProperty(LogConfiguration.CONSOLE, console);
        PrintStream before = System.err;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            logs.reset();
            logs.setMDCAdapter(new LogbackMDCAdapter());
            assertEquals(ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY, new LogConfiguration().configure(logs));
            work.run();
            return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
        } finally {
            System.setErr(before);
        }
    }

    private List<String> stored() throws Exception {
        return Files.readAllLines(folder.resolve("hasnas.log"));
    }
}
