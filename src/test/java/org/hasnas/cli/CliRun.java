package org.hasnas.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hasnas.cli.console.CliEnvironment;
import org.hasnas.cli.console.CliEnvironment.Interrupts;
import org.hasnas.cli.console.ResultStream;
import org.hasnas.workbench.Workbench;

/** Calls the command line against a workbench and keeps what it printed. */
public final class CliRun {
    final List<String> guiStarts = new ArrayList<>();
    final FakeWorkbench workbench;
    private final Path folder;
    private boolean terminal;
    private Interrupts interrupts = action -> () -> {};
    private int opened;

    /** What one call gave. */
    public record Outcome(int exitCode, String out, String err) {
        public JsonNode json() {
            try {
                return new ObjectMapper().readTree(out);
            } catch (JsonProcessingException e) {
                throw new AssertionError("no JSON: " + out, e);
            }
        }
    }

    public CliRun(FakeWorkbench workbench, Path folder) {
        this.workbench = workbench;
        this.folder = folder;
    }

    public CliRun onTerminal() {
        terminal = true;
        return this;
    }

    public CliRun with(Interrupts newInterrupts) {
        interrupts = newInterrupts;
        return this;
    }

    public int opened() {
        return opened;
    }

    public Outcome run(String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exitCode = new Cli(environment()).run(args, new ResultStream(out, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Outcome(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    public CliEnvironment environment() {
        return new CliEnvironment(this::open,
                (project, startupTime) -> guiStarts.add(project.map(Path::toString).orElse("") + (startupTime ? " timed" : "")), interrupts, folder,
                folder.resolve("hasnas.log"), "1.2.3", List.of("commit 12345678"), terminal);
    }

    private Workbench open() {
        opened++;
        return workbench.all();
    }
}
