import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * {@code java ClassCache.java PROGRAM}: opens and closes the program's window, on no screen, for the JVM to store the classes that are loaded by then
 * in lib/hasnas.aot. The launchers take it; without it, with another JVM or in another place the program starts more slowly. So failing is told, but
 * is no error.
 */
void main(String[] args) throws IOException, InterruptedException {
    Path home = Path.of(args[0]).toAbsolutePath();
    Path cache = home.resolve("lib/hasnas.aot");
    Path folder = Files.createDirectories(home.resolve("lib/class-cache"));
    Path log = folder.resolve("log.txt");
    Files.deleteIfExists(cache);
    String launcher = File.separatorChar == '\\' ? "bin/hasnas.bat" : "bin/hasnas";
    ProcessBuilder builder = new ProcessBuilder(home.resolve(launcher).toString(), "gui", "sample-projects/digits-quickstart", "--startup-time")
            .directory(home.toFile()).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().putAll(Map.of("HASNAS_JAVA_HOME", System.getProperty("java.home"), "HASNAS_OPTS",
            "-XX:AOTCacheOutput=lib/hasnas.aot -Xlog:aot*=error -Dglass.platform=Headless -Dprism.order=sw -Duser.home=lib/class-cache"));
    // The settings of whoever runs this stay as they are.
    builder.environment().keySet().removeAll(Set.of("XDG_CONFIG_HOME", "XDG_STATE_HOME", "APPDATA", "LOCALAPPDATA"));
    Process program = builder.start();
    if (!program.waitFor(3, TimeUnit.MINUTES)) {
        program.descendants().forEach(ProcessHandle::destroyForcibly);
        program.destroyForcibly();
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
