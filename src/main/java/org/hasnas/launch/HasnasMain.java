package org.hasnas.launch;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.hasnas.cli.Cli;
import org.hasnas.cli.console.CliEnvironment;
import org.hasnas.cli.console.ResultStream;
import org.hasnas.error.MemoryShortage;
import org.hasnas.error.PlainText;
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
                Path.of("").toAbsolutePath(), logFile, version(), Terminal.isStandardError());
        int exitCode = new Cli(environment).run(args, new ResultStream(new FileOutputStream(FileDescriptor.out), System.out.charset()), System.err);
        interrupts.commandEnded();
        System.exit(exitCode);
    }

    /** The version in the jar's manifest. */
    static String version() {
        return Optional.ofNullable(HasnasMain.class.getPackage().getImplementationVersion()).orElse(DEVELOPMENT_VERSION);
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
