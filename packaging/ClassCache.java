import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * {@code java ClassCache.java PROGRAM}: makes a project with a short search by trainings, opens and closes the program's window over it, on no screen, and
 * asks for its run, for the JVM to store the classes that are loaded by then: those of the window in lib/window.aot, those of commands in
 * lib/commands.aot. The launchers take them; without them, with another JVM or in another place the program starts more slowly. So failing is told, but
 * is no error.
 */
void main(String[] args) throws IOException, InterruptedException {
    Path home = Path.of(args[0]).toAbsolutePath();
    Path folder = Files.createDirectories(home.resolve("lib/class-cache"));
    Path window = home.resolve("lib/window.aot");
    Path commands = home.resolve("lib/commands.aot");
    Files.deleteIfExists(window);
    Files.deleteIfExists(commands);
    try (Stream<Path> jars = Files.list(home.resolve("lib"))) {
        for (Path parser : jars.filter(jar -> jar.getFileName().toString().startsWith("picocli-")).toList()) {
            addStackMaps(parser);
        }
    }
    Path project = Files.createDirectories(folder.resolve("project"));
    Files.copy(home.resolve("sample-projects/digits-quickstart/project.yaml"), project.resolve("project.yaml"), StandardCopyOption.REPLACE_EXISTING);
    run(home, folder.resolve("search.txt"), "", "search", project.toString(), "--minutes", "0.2");
    // This one first: while there is none, commands take the window's, and a JVM does not take one and make another.
    boolean all = record(home, folder.resolve("commands.txt"), commands, "runs", project.toString(), "--run", "1", "--pareto", "--json")
            & record(home, folder.resolve("window.txt"), window, "gui", project.toString(), "--startup-time");
    if (!all) {
        System.err.println("[WARNING] Not all class caches were made, so the program will start more slowly; the logs in " + folder + " say why.");
        return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(file);
        }
    }
}

/**
 * Stores the classes of a run of the program; tells whether they were. A record of what was optimised here would have every start optimise it again, for
 * longer than a start lasts. Without one the JVM optimises what turns out to run for long.
 */
private static boolean record(Path home, Path log, Path cache, String... words) throws IOException, InterruptedException {
    boolean ended = run(home, log, "@lib/cache.args -XX:AOTCacheOutput=lib/" + cache.getFileName() + " -XX:TieredStopAtLevel=1 -Xlog:aot*=error", words);
    if (!ended) {
        Files.deleteIfExists(cache); // a part of it
    }
    return Files.exists(cache);
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

/**
 * Gives the classes of a jar that were compiled for Java 5 what later compilers write into classes: stack maps, without which the JVM keeps a class out
 * of its caches and takes longer to verify it. What their methods do stays the same.
 */
private static void addStackMaps(Path jar) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (ZipFile file = new ZipFile(jar.toFile())) {
        for (ZipEntry entry : Collections.list(file.entries())) {
            entries.put(entry.getName(), file.getInputStream(entry).readAllBytes());
        }
    }
    ClassHierarchyResolver classes = ClassHierarchyResolver.ofResourceParsing(type -> {
        byte[] known = entries.get(type.descriptorString().replaceAll("^L|;$", "") + ".class");
        return known == null ? null : new ByteArrayInputStream(known);
    }).orElse(ClassHierarchyResolver.defaultResolver());
    ClassFile format = ClassFile.of(StackMapsOption.GENERATE_STACK_MAPS, ClassHierarchyResolverOption.of(classes));
    ClassTransform withMaps = ClassTransform.transformingMethodBodies((code, element) -> code.with(element)).andThen((type, element) -> {
        if (element instanceof ClassFileVersion) {
            type.withVersion(ClassFile.JAVA_8_VERSION, 0);
        } else {
            type.with(element);
        }
    });
    boolean changed = false;
    for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        if (entry.getKey().endsWith(".class")) {
            ClassModel old = format.parse(entry.getValue());
            if (old.majorVersion() < ClassFile.JAVA_6_VERSION) {
                entry.setValue(format.transformClass(old, withMaps));
                changed = true;
            }
        }
    }
    if (!changed) {
        return;
    }
    entries.put("META-INF/CHANGED.txt", "Changed for HASNAS Studio: class files of Java 5 have stack maps and the version of Java 8, nothing else.\n"
            .getBytes(StandardCharsets.UTF_8)); // its licence asks for this
    Path written = jar.resolveSibling(jar.getFileName() + ".tmp");
    try (OutputStream out = Files.newOutputStream(written); ZipOutputStream zip = new ZipOutputStream(out)) {
        for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
            zip.putNextEntry(new ZipEntry(entry.getKey()));
            zip.write(entry.getValue());
        }
    }
    Files.move(written, jar, StandardCopyOption.REPLACE_EXISTING);
}
