package org.hasnas.testdata;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** Python with a library, where the machine has it. */
public final class PythonTool {
    private static final List<String> PLACES = List.of("/usr/bin/python3", "python3", "python");

    private final String python;

    private PythonTool(String python) {
        this.python = python;
    }

    /** A Python that has a library; the calling test is skipped, and says so, where there is none. */
    public static PythonTool with(String library) {
        for (String place : PLACES) {
            if (run(place, "-c", "import " + library).isPresent()) {
                return new PythonTool(place);
            }
        }
        System.out.println("skipped: no " + library);
        Assumptions.abort("skipped: no " + library);
        throw new IllegalStateException("aborted above");
    }

    /** What a program prints. */
    public String output(Path program, String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = program.toString();
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return run(python, all).orElseThrow(() -> new AssertionError(program + " failed"));
    }

    private static Optional<String> run(String python, String... arguments) {
        List<String> command = new ArrayList<>(List.of(python));
        command.addAll(List.of(arguments));
        try {
            Path printed = Files.createTempFile("python", ".txt");
            try {
                Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(printed.toFile()).start();
                if (!process.waitFor(300, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    return Optional.empty();
                }
                String text = Files.readString(printed, StandardCharsets.UTF_8);
                if (process.exitValue() != 0 && !text.contains("ModuleNotFoundError")) {
                    System.out.println(text);
                }
                return process.exitValue() == 0 ? Optional.of(text) : Optional.empty();
            } finally {
                Files.delete(printed);
            }
        } catch (IOException absent) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
