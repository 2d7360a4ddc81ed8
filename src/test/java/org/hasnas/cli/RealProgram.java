package org.hasnas.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.hasnas.cli.console.CliEnvironment;
import org.hasnas.cli.console.ResultStream;
import org.hasnas.files.store.sqlite.SqliteStore;
import org.hasnas.workbench.Workbench;

/** The command line over the workbench that computes. */
public final class RealProgram {
    private final Path folder;

    /** @param folder in which commands are called */
    public RealProgram(Path folder) {
        this.folder = folder;
    }

    /** What a command that ends with an exit code prints, to both streams. */
    public String run(int exitCode, String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int ended = run(out, err, words);
        String text = out.toString(StandardCharsets.UTF_8) + err.toString(StandardCharsets.UTF_8);
        assertEquals(exitCode, ended, text);
        return text;
    }

    /** The document that a command prints. */
    public JsonNode json(int exitCode, String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int ended = run(out, err, words);
        assertEquals(exitCode, ended, err.toString(StandardCharsets.UTF_8));
        try {
            return new ObjectMapper().readTree(out.toString(StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON: " + out.toString(StandardCharsets.UTF_8), e);
        }
    }

    private int run(ByteArrayOutputStream out, ByteArrayOutputStream err, String... words) {
        CliEnvironment fake = new CliRun(new FakeWorkbench(), folder).environment();
        CliEnvironment real = new CliEnvironment(() -> Workbench.local(file -> SqliteStore.open(file, "test")), fake.gui(), fake.interrupts(),
                fake.workingFolder(), fake.logFile(), fake.version(), fake.build(), false);
        return new Cli(real).run(words, new ResultStream(out, StandardCharsets.UTF_8), new ResultStream(err, StandardCharsets.UTF_8));
    }
}
