package org.hasnas.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs bin/hasnas in a made-up installation with made-up JDKs, whose java prints what it was given. */
@DisabledOnOs(OS.WINDOWS)
final class LauncherScriptTest {
    private static final Path PACKAGING = Path.of("packaging").toAbsolutePath();

    @TempDir
    private Path folder;

    private Path installation;
    private Path script;
    private final Map<String, String> environment = new LinkedHashMap<>();

    /** Exit code, pid and lines of one run. */
    private record Ended(int code, long pid, List<String> out, String err) {
        List<String> argumentsAfterMainClass() {
            return out.subList(out.indexOf("<" + HasnasMain.class.getName() + ">") + 1, out.size());
        }
    }

    @BeforeEach
    void install() throws IOException {
        installation = Files.createDirectories(folder.resolve("my programs/hasnas studio"));
        script = Files.createDirectory(installation.resolve("bin")).resolve("hasnas");
        Files.copy(PACKAGING.resolve("bin/hasnas"), script);
        makeExecutable(script);
        Path tools = Files.createDirectory(folder.resolve("tools"));
        for (String tool : List.of("sed", "dirname", "readlink", "head")) {
            makeExecutable(Files.writeString(tools.resolve(tool), "#!/bin/sh\nexec '" + onPath(tool) + "' \"$@\"\n"));
        }
        environment.put("PATH", tools.toString());
        environment.put("HOME", folder.toString());
        environment.put("HASNAS_JDK_PLACES", folder.resolve("places").toString());
    }

    @Test
    void passesFlagsFromTheOnePlaceThenTheUsersThenTheArguments() throws Exception {
        environment.put("JAVA_HOME", jdk("home", "25.0.3").toString());
        environment.put("HASNAS_OPTS", "-Xmx4g -Dpattern=*");
        Files.createDirectories(installation.resolve("lib/javafx"));
        for (String jar : List.of("a b.jar", "B.jar", "javafx/graphics.jar", "javafx/base.jar")) {
            Files.createFile(installation.resolve("lib").resolve(jar));
        }
        Ended run = run(script, "search", "two words", "", "*", "@file", "it's \"quoted\"");
        assertEquals(List.of("<--module-path=" + installation + "/lib/javafx/base.jar:" + installation + "/lib/javafx/graphics.jar>",
                "<@" + installation + "/lib/jvm.args>", "<-classpath>", "<" + installation + "/lib/B.jar:" + installation + "/lib/a b.jar>",
                "<-Dhasnas.home=" + installation + ">",
                "<-Xmx4g>", "<-Dpattern=*>", "<" + HasnasMain.class.getName() + ">", "<search>", "<two words>", "<>",
                "<*>", "<@file>", "<it's \"quoted\">"),
                run.out.subList(3, run.out.size()));
        assertEquals(0, run.code);
    }

    @Test
    void theClassCacheOfWhatIsCalledIsTakenIfItIsThere() throws Exception {
        environment.put("JAVA_HOME", jdk("home", "25").toString());
        Path window = installation.resolve("lib/window.aot");
        Path commands = installation.resolve("lib/commands.aot");
        String usual = "<@" + installation.resolve("lib/cache.args") + ">";
        List<String> forWindow = List.of("<-XX:AOTCache=" + window + ">", usual);
        List<String> forCommands = List.of("<-XX:AOTCache=" + commands + ">", usual);
        assertTrue(Collections.disjoint(run(script, "gui").out, forWindow), "there is none");
        Files.createDirectories(window.getParent());
        Files.writeString(window, "classes");
        assertTrue(run(script).out.containsAll(forWindow));
        assertTrue(run(script, "gui", "folder").out.containsAll(forWindow));
        assertTrue(run(script, "search", "folder").out.containsAll(forWindow), "there is no other");
        Files.writeString(commands, "classes");
        assertTrue(run(script, "search", "folder").out.containsAll(forCommands));
        assertTrue(run(script, "gui").out.containsAll(forWindow));
    }

    @Test
    void theJvmTakesThePlaceOfTheShellAndItsExitCodeIsTheExitCode() throws Exception {
        environment.put("JAVA_HOME", jdk("home", "25").toString());
        environment.put("FAKE_EXIT", "7");
        Ended run = run(script);
        assertEquals("pid " + run.pid, run.out.get(1));
        assertEquals(List.of(), run.argumentsAfterMainClass());
        assertEquals(7, run.code);
    }

    @Test
    void findsItsInstallationThroughChainsOfSymbolicLinks() throws Exception {
        environment.put("JAVA_HOME", jdk("home", "25").toString());
        Path absolute = Files.createSymbolicLink(folder.resolve("absolute"), script);
        Files.createDirectories(folder.resolve("user/bin"));
        Path relative = Files.createSymbolicLink(folder.resolve("user/bin/hasnas"), Path.of("../..", absolute.getFileName().toString()));
        assertTrue(run(relative).out.contains("<-Dhasnas.home=" + installation.toRealPath() + ">"));
    }

    @Test
    void aPackagesOwnJavaIsTakenUnlessAnotherIsAskedFor() throws Exception {
        environment.put("JAVA_HOME", jdk("home", "26").toString());
        Files.createSymbolicLink(installation.resolveSibling("runtime"), jdk("brought", "25"));
        assertEquals("java of brought", run(script).out.getFirst());
        environment.put("HASNAS_JAVA_HOME", jdk("own", "25").toString());
        assertEquals("java of own", run(script).out.getFirst());
    }

    /** Versions of the JDKs found in the four ways; a dash means there is none. */
    @ParameterizedTest(name = "{0}, {1}, {2}, {3}: {4}")
    @CsvSource({
        "25.0.3, 26, 25, 25, own",
        "-, 26, 25, 25, home",
        "-, 17.0.2, 25-ea, 25, path",
        "-, -, 17, 25, place",
        "-, 1.8.0_402, -, 26.0.1, place",
        "-, 9, 24.0.2, 100, place"})
    void takesTheFirstJdkThatIsNewEnough(String own, String javaHome, String path, String place, String expected) throws Exception {
        putJdk("HASNAS_JAVA_HOME", "own", own);
        putJdk("JAVA_HOME", "home", javaHome);
        if (!path.equals("-")) {
            Files.createSymbolicLink(folder.resolve("tools/java"), jdk("path", path).resolve("bin/java"));
        }
        jdk("places/a-old", "21.0.1");
        jdk("places/place", place);
        assertEquals("java of " + expected, run(script).out.getFirst());
    }

    @Test
    void findsTheHomeOfAMacInstallation() throws Exception {
        jdk("places/temurin-25.jdk/Contents/Home", "25.0.1");
        assertEquals("java of Home", run(script).out.getFirst());
    }

    @Test
    void asksAJavaWithoutReleaseFileForItsVersion() throws Exception {
        Path jdk = jdk("home", "25.0.1");
        Files.delete(jdk.resolve("release"));
        environment.put("JAVA_HOME", jdk.toString());
        assertEquals("java of home", run(script).out.getFirst());
    }

    @Test
    void saysWhatToInstallWhenThereIsNoJdk() throws Exception {
        jdk("places/old", "24.0.2");
        environment.put("JAVA_HOME", folder.resolve("nowhere").toString());
        Ended run = run(script, "runs");
        assertEquals(3, run.code);
        assertEquals(List.of(), run.out);
        assertTrue(run.err.startsWith("hasnas: ") && run.err.contains("JDK 25 or newer") && run.err.contains("temurin-25-jdk")
                && run.err.contains("adoptium.net"), run.err);
    }

    @Test
    void doesNotIgnoreAnExplicitChoiceThatIsTooOld() throws Exception {
        environment.put("HASNAS_JAVA_HOME", jdk("own", "21").toString());
        environment.put("JAVA_HOME", jdk("home", "25").toString());
        Ended run = run(script);
        assertEquals(3, run.code);
        assertTrue(run.err.contains("HASNAS_JAVA_HOME=" + folder.resolve("own")), run.err);
    }

    /** The character map that the locale tool tells, a dash if there is no such tool; the language that is set; the locale that java gets. */
    @ParameterizedTest(name = "{0}, {1}: {2}")
    @CsvSource({
        "ANSI_X3.4-1968, C, C.UTF-8",
        "ANSI_X3.4-1968, de_DE.UTF-8, C.UTF-8",
        "US-ASCII, '', C.UTF-8",
        "UTF-8, de_DE.UTF-8, de_DE.UTF-8",
        "ISO-8859-1, de_DE, de_DE",
        "-, '', C.UTF-8",
        "-, POSIX, C.UTF-8",
        "-, de_DE.UTF-8, de_DE.UTF-8"})
    void javaGetsALocaleThatCanNameEveryFile(String charmap, String locale, String expected) throws Exception {
        environment.put("JAVA_HOME", jdk("home", "25").toString());
        if (!charmap.equals("-")) {
            makeExecutable(Files.writeString(folder.resolve("tools/locale"), "#!/bin/sh\necho '" + charmap + "'\n"));
        }
        if (!locale.isEmpty()) {
            environment.put("LC_ALL", locale);
        }
        assertTrue(run(script).out.contains("locale " + expected));
    }

    @Test
    void theScriptIsExecutableAndTheWindowsOneStartsTheSameClassWithTheSameFlags() throws IOException {
        assertTrue(Files.isExecutable(PACKAGING.resolve("bin/hasnas")));
        String batch = Files.readString(PACKAGING.resolve("bin/hasnas.bat"));
        assertTrue(batch.contains(" " + HasnasMain.class.getName() + " %*"));
        assertTrue(batch.contains("lib\\jvm.args") && batch.contains("lib\\javafx") && batch.contains("lib\\%CLASSES%.aot"));
    }

    private void putJdk(String variable, String name, String version) throws IOException {
        if (!version.equals("-")) {
            environment.put(variable, jdk(name, version).toString());
        }
    }

    private Path jdk(String name, String version) throws IOException {
        Path home = folder.resolve(name);
        Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
        Files.writeString(home.resolve("release"), """
                IMPLEMENTOR="Nobody"
                JAVA_RUNTIME_VERSION="%s+9"
                JAVA_VERSION="%s"
                """.formatted(version, version));
        Files.writeString(java, """
                #!/bin/sh
                if [ "$1" = -version ]; then
                    echo 'openjdk version "%s" 2025-10-21' >&2
                    exit 0
                fi
                echo 'java of %s'
                echo "pid $$"
                echo "locale ${LC_ALL:-}"
                for argument in "$@"; do
                    printf '<%%s>\\n' "$argument"
                done
                exit ${FAKE_EXIT:-0}
                """.formatted(version, home.getFileName()));
        makeExecutable(java);
        return home;
    }

    private Ended run(Path program, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(Arrays.asList(arguments));
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        ProcessBuilder builder = new ProcessBuilder(command).directory(Files.createDirectories(folder.resolve("somewhere else")).toFile())
                .redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        assertTrue(process.waitFor(1, TimeUnit.MINUTES));
        return new Ended(process.exitValue(), process.pid(), Files.readAllLines(out), Files.readString(err, StandardCharsets.UTF_8));
    }

    private static Path onPath(String tool) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1)).map(place -> Path.of(place, tool)).filter(Files::isExecutable)
                .findFirst().orElseThrow();
    }

    private static void makeExecutable(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
