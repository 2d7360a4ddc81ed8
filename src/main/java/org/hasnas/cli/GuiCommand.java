package org.hasnas.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.hasnas.cli.console.ExitCodes;
import org.hasnas.cli.console.Session;
import org.hasnas.error.HasnasException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hasnas gui}: opens the desktop. */
@Command(name = "gui", description = "Open the desktop, as 'hasnas' without a command does.",
        footer = {"  hasnas gui sample-projects/digits-quickstart", "  hasnas gui net.nir", "  hasnas gui"})
final class GuiCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(index = "0", arity = "0..1", paramLabel = "PROJECT",
            description = "Project folder to open; or a network of another tool (.nir) or designs (.json, .zip) to look at.")
    private @Nullable Path project;

    @Option(names = "--startup-time",
            description = "Tell on standard error after what time the window was seen, and how much of the processors it took; then quit.")
    private boolean startupTime;

    GuiCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws HasnasException {
        session.environment().gui().start(Optional.ofNullable(project).map(session::resolve), startupTime);
        return ExitCodes.OK;
    }
}
