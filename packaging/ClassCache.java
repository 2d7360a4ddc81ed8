import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * {@code java ClassCache.java PROGRAM}: makes a project with a short search by trainings in it and opens and closes the program's window over it, on no screen, for
 * the JVM to store the classes that are loaded by then in lib/hasnas.aot: those of the window, and what every command needs to read a project. The launchers take it; without it, with another JVM or in another place the program starts more slowly. So failing is told, but
 * is no error.
 */
void main(String[] args) throws IOException, InterruptedException {
    Path home = Path.of(args[0]).toAbsolutePath();
    Path cache = home.resolve("lib/hasnas.aot");
    Path folder = Files.createDirectories(home.resolve("lib/class-cache"));
    Path log = folder.resolve("log.txt");
    Files.deleteIfExists(cache);
    Path project = Files.createDirectories(folder.resolve("project"));
    Files.copy(home.resolve("sample-projects/digits-quickstart/project.yaml"), project.resolve("project.yaml"), StandardCopyOption.REPLACE_EXISTING);
    run(home, log, "", "search", project.toString(), "--minutes", "0.2");
    // A record of what was optimised here would have every start optimise it again, for longer than a start lasts. Without one the JVM optimises what
    // turns out to run for long.
    boolean ended = run(home, log, "@lib/cache.args -XX:AOTCacheOutput=lib/hasnas.aot -XX:TieredStopAtLevel=1 -Xlog:aot*=error", "gui", project.toString(), "--startup-time");
    if (!ended) {
        Files.deleteIfExists(cache); // a part of it
    }
    if (!Files.exists(cache)) {
        System.err.println("[WARNING] No class cache was made, so the program will start more slowly; " + log + " says why.");
        return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(file);
        }
    }
}

/** Runs the program with more JVM flags, three minutes at most; tells whether it ended within them. */
private static boolean run(Path home, Path log, String flags, String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(words));
    command.addFirst(home.resolve(File.separatorChar == '\\' ? "bin/hasnas.bat" : "bin/hasnas").toString());
    ProcessBuilder builder = new ProcessBuilder(command).directory(home.toFile()).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().putAll(Map.of("HASNAS_JAVA_HOME", System.getProperty("java.home"), "HASNAS_OPTS",
            flags + " -Dglass.platform=Headless -Dprism.order=sw -Duser.home=lib/class-cache"));
    // The settings of whoever runs this stay as they are.
    builder.environment().keySet().removeAll(Set.of("XDG_CONFIG_HOME", "XDG_STATE_HOME", "APPDATA", "LOCALAPPDATA"));
    Process program = builder.start();
    boolean ended = program.waitFor(3, TimeUnit.MINUTES);
    if (!ended) {
        program.descendants().forEach(ProcessHandle::destroyForcibly);
        program.destroyForcibly();
    }
    return ended;
}
