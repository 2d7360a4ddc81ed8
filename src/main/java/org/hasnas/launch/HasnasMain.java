package org.hasnas.launch;

import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarFile;
import org.hasnas.cli.Cli;
import org.hasnas.cli.console.CliEnvironment;
import org.hasnas.cli.console.ResultStream;
import org.hasnas.error.MemoryShortage;
import org.hasnas.error.PlainText;
import org.hasnas.simulation.kernel.Kernels;
import org.slf4j.LoggerFactory;

/**
 * Entry point: without arguments the desktop, otherwise the command line. Extends no toolkit class, so that the command line loads no
 * toolkit.
 */
public final class HasnasMain {
    private static final String DEVELOPMENT_VERSION = "development";

    private HasnasMain() {}

    public static void main(String[] args) {
        UserFolders folders = UserFolders.ofThisMachine();
        Path logFile = new LogFile(folders.state()).prepare(List.of(args).contains("--verbose"));
        Thread.setDefaultUncaughtExceptionHandler((thread, problem) -> reportUncaught(thread, problem, logFile));
        ShutdownInterrupts interrupts = new ShutdownInterrupts();
        interrupts.install();
        CliEnvironment environment = new CliEnvironment(Wiring::workbench, new DesktopStarter(), interrupts,
                Path.of("").toAbsolutePath(), logFile, version(), build(), Terminal.isStandardError());
        int exitCode = new Cli(environment).run(args, new ResultStream(new FileOutputStream(FileDescriptor.out), System.out.charset()), System.err);
        interrupts.commandEnded();
        System.exit(exitCode);
    }

    /** The version in the jar's manifest. */
    static String version() {
        return Optional.ofNullable(HasnasMain.class.getPackage().getImplementationVersion()).orElse(DEVELOPMENT_VERSION);
    }

    /** What the version does not tell of this installation. */
    private static List<String> build() {
        String vendor = System.getProperty("java.vendor", "");
        return List.of("commit " + commit().orElse("unknown"),
                "Java " + Runtime.version() + (vendor.isEmpty() ? "" : " (" + vendor + ")") + ", " + System.getProperty("os.name") + " "
                        + System.getProperty("os.arch"),
                "kernels " + (ModuleFinder.ofSystem().find(Kernels.MODULE).isPresent() ? "with vectors (" + Kernels.MODULE + ")"
                        : "in plain Java, several times slower: this JDK has no " + Kernels.MODULE));
    }

    /** The commit in the manifest of the program's jar; empty where classes are not in one, or were not built in a repository. */
    private static Optional<String> commit() {
        CodeSource place = HasnasMain.class.getProtectionDomain().getCodeSource();
        if (place == null) {
            return Optional.empty();
        }
        try (JarFile jar = new JarFile(new File(place.getLocation().toURI()))) {
            return Optional.ofNullable(jar.getManifest()).map(manifest -> manifest.getMainAttributes().getValue("Implementation-Build"))
                    .filter(commit -> !commit.startsWith("$"));
        } catch (IOException | URISyntaxException noJar) {
            return Optional.empty();
        }
    }

    private static void reportUncaught(Thread thread, Throwable problem, Path logFile) {
        LoggerFactory.getLogger(HasnasMain.class).error("uncaught in thread {}", thread.getName(), problem);
        Optional<String> shortage = MemoryShortage.behind(problem);
        if (shortage.isPresent()) {
            System.err.println("hasnas: " + shortage.get());
            return;
        }
        System.err.println(
                "hasnas: something went wrong that should not (" + PlainText.message(problem.toString()) + "). Details are in " + logFile + ".");
    }
}
