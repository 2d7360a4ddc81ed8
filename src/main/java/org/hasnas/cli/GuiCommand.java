package org.hasnas.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
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

    /**
     * What opens the desktop without the parser of the command line, which takes longer to load than the words take
     * to read.
     *
     * @param args of the whole call
     * @return empty where the parser has something to say: about help, other options, other commands, and what is wrong
     */
    static Optional<GuiCommand> withoutParser(Session session, List<String> args) {
        if (!args.isEmpty() && !args.getFirst().equals("gui")) {
            return Optional.empty();
        }
        GuiCommand command = new GuiCommand(session);
        try {
            for (String word : args.subList(Math.min(1, args.size()), args.size())) {
                if (word.equals("--startup-time")) {
                    command.startupTime = true;
                } else if (command.project == null && !word.isBlank() && "-@".indexOf(word.charAt(0)) < 0) {
                    command.project = Path.of(word);
                } else {
                    return Optional.empty();
                }
            }
        } catch (InvalidPathException wrong) {
            return Optional.empty();
        }
        return Optional.of(command);
    }

    @Override
    public Integer call() throws HasnasException {
        session.environment().gui().start(Optional.ofNullable(project).map(session::resolve), startupTime);
        return ExitCodes.OK;
    }
}
