package org.hasnas.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.hasnas.cli.console.CliEnvironment;
import org.hasnas.cli.console.ExitCodes;
import org.hasnas.cli.console.ResultStream;
import org.hasnas.cli.console.Session;
import org.hasnas.files.store.sqlite.SqliteStore;
import org.hasnas.workbench.Workbench;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** No number that somebody writes is called a bug of the program: every numeric option of the commands, with the ends of its type. */
final class ExtremeValuesTest {
    private static final List<String> WHOLE = List.of("0", "-1", "2147483647", "-2147483648");
    private static final List<String> LONG = List.of("-1", "9223372036854775807", "-9223372036854775808");
    private static final List<String> REAL = List.of("0", "-1", "800", "1e-308", "1e308", "-1e308", "Infinity", "NaN");
    private static final Set<Class<?>> REAL_TYPES = Set.of(double.class, Double.class);
    private static final Set<Class<?>> LONG_TYPES = Set.of(long.class, Long.class);
    private static final Set<Class<?>> WHOLE_TYPES = Set.of(int.class, Integer.class);
    private static final String MATRIX = "0302 0030 3003 0000";
    private static final List<List<String>> COMMANDS = List.of(
            List.of("cost", "--preset", "digits"),
            List.of("cost", "--preset", "digits", "--model", "physical", "--hardware", "neurosim-22nm-rram", "--spike-rates", "0.1"),
            List.of("crossbar", "map", "--preset", "digits", "--layer", "stem"),
            List.of("crossbar", "map", "--preset", "digits", "--layer", "stem", "--drift", "0.1", "--age", "2", "--read-noise", "0.1"),
            List.of("fitness", "--preset", "digits", "--batch", "2", "--batches", "1"),
            List.of("search", "p", "--algorithm", "snasnet-random", "--budget", "1"),
            List.of("train", "p", "--epochs", "1", "--subset", "40"),
            List.of("operations", "p", "--pairs", "1"));
    private static final Set<String> WITH_MATRIX = Set.of("cost", "crossbar", "fitness", "train");

    @TempDir
    private Path folder;

    private final ScheduledExecutorService impatience = Executors.newSingleThreadScheduledExecutor();

    @BeforeEach
    void project() throws Exception {
        Files.writeString(Files.createDirectory(folder.resolve("p")).resolve("project.yaml"), """
                hasnas-project: 1
                name: p
                dataset: {format: digits}
                template: digits
                search: {algorithm: snasnet-random, budget: 1, fitness: {batch-size: 2, batches: 1}}
                training: {epochs: 1}
                """);
    }

    @AfterEach
    void stop() {
        impatience.shutdownNow();
    }

    @Test
    void noNumberIsABug() throws Exception {
        List<String> bugs = new ArrayList<>();
        for (List<String> command : COMMANDS) {
            for (OptionSpec option : spec(command).getCommandSpec().options()) {
                for (String value : extremes(option.type())) {
                    List<String> words = new ArrayList<>(command);
                    if (WITH_MATRIX.contains(command.getFirst())) {
                        words.addAll(List.of("--matrix", MATRIX));
                    }
                    words.add(option.longestName() + "=" + value);
                    ByteArrayOutputStream err = new ByteArrayOutputStream();
                    if (run(words, err) == ExitCodes.BUG && !isShortage(err)) {
                        bugs.add(String.join(" ", words) + "\n    " + err.toString(StandardCharsets.UTF_8).strip());
                    }
                }
            }
        }
        assertEquals(List.of(), bugs, String.join("\n", bugs));
    }

    /** Of memory: an enormous network is no mistake either. */
    private static boolean isShortage(ByteArrayOutputStream err) {
        return err.toString(StandardCharsets.UTF_8).contains("memory");
    }

    private static List<String> extremes(Class<?> type) {
        return REAL_TYPES.contains(type) ? REAL : LONG_TYPES.contains(type) ? LONG : WHOLE_TYPES.contains(type) ? WHOLE : List.of();
    }

    private CommandLine spec(List<String> words) {
        ResultStream nowhere = new ResultStream(OutputStream.nullOutputStream(), StandardCharsets.UTF_8);
        Session session = new Session(new CliRun(new FakeWorkbench(), folder).environment(), nowhere, nowhere);
        CommandLine found = Cli.commandLine(new RootCommand(session), session);
        for (String word : words.subList(0, words.getFirst().equals("crossbar") ? 2 : 1)) {
            found = Objects.requireNonNull(found.getSubcommands().get(word));
        }
        return found;
    }

    /** Runs a command, interrupting what takes long: an enormous budget is no mistake. */
    private int run(List<String> words, ByteArrayOutputStream err) {
        CliEnvironment fake = new CliRun(new FakeWorkbench(), folder).environment();
        CliEnvironment real = new CliEnvironment(() -> Workbench.local(file -> SqliteStore.open(file, "test")), fake.gui(), action -> {
            ScheduledFuture<?> later = impatience.schedule(action, 1, TimeUnit.SECONDS);
            return () -> later.cancel(false);
        }, folder, folder.resolve("hasnas.log"), "1.2.3", List.of(), false);
        return new Cli(real).run(Arrays.copyOf(words.toArray(), words.size(), String[].class),
                new ResultStream(OutputStream.nullOutputStream(), StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8));
    }
}
