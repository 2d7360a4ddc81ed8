package org.hasnas.simulation.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class KernelsOfProgramTest {
    /** Prints the bits of the vectors of this JVM's program. */
    public static void main(String[] args) {
        System.out.print(Kernels.ofProgram().vectorBits());
    }

    @Test
    void vectorsComeIntoAJvmWithTheFlagsOfTheProgramAndAreMissedWithout() throws Exception {
        List<String> flags = Files.readAllLines(Path.of("packaging/jvm.args")).stream()
                .filter(flag -> flag.startsWith("-XX") || flag.startsWith("--add-exports")).toList();
        assertEquals("0", printed(List.of()));
        assertTrue(Integer.parseInt(printed(flags)) >= 128);
    }

    private static String printed(List<String> flags) throws IOException, URISyntaxException {
        String classPath = folder(Kernels.class) + File.pathSeparator + folder(KernelsOfProgramTest.class);
        List<String> command = Stream.of(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx128m"), flags,
                List.of("-cp", classPath, KernelsOfProgramTest.class.getName())).flatMap(List::stream).toList();
        Process child = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        return new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static Path folder(Class<?> of) throws URISyntaxException {
        return Path.of(of.getProtectionDomain().getCodeSource().getLocation().toURI());
    }
}
