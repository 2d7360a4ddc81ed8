package org.hasnas.cli.console;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.hasnas.error.HasnasException;
import org.hasnas.workbench.Workbench;

/**
 * What surrounds the command line.
 *
 * @param workingFolder absolute folder that relative paths are resolved against: the caller's
 * @param logFile where details of unexpected errors are
 * @param version version of the program
 * @param build what else there is to say of it, a line each: commit, JDK, kernels
 * @param terminal whether standard error is a terminal, so that a progress bar may redraw its line
 */
public record CliEnvironment(WorkbenchSource workbench, GuiStarter gui, Interrupts interrupts, Path workingFolder, Path logFile,
        String version, List<String> build, boolean terminal) {

    /** Opens the workbench; called at most once per command, and only by commands that need it. */
    @FunctionalInterface
    public interface WorkbenchSource {
        Workbench open() throws HasnasException;
    }

    /** Opens the desktop, with a project or as it was left, and returns when its last window is closed. */
    @FunctionalInterface
    public interface GuiStarter {
        /** @param startupTime whether to tell how long it took until the window was seen, and then quit */
        void start(Optional<Path> project, boolean startupTime) throws HasnasException;
    }

    /** Port to interruption by Ctrl-C or a signal. */
    @FunctionalInterface
    public interface Interrupts {
        /**
         * Runs {@code action}, in another thread, when the user interrupts the program. The process then waits a moment for the command
         * to end by itself.
         */
        Registration onInterrupt(Runnable action);
    }

    /** Closed as soon as there is nothing left to stop. */
    public interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}
