package org.hasnas.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.hasnas.cli.console.ExitCodes;
import org.hasnas.cli.console.Session;
import org.hasnas.error.HasnasException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** {@code hasnas} itself: without a command it opens the desktop. */
@SuppressWarnings("UnusedVariable") // picocli and the launcher act on the options that nobody reads here
@Command(name = "hasnas",
        description = "Hardware-aware spiking neural architecture search for ReRAM compute-in-memory chips. Without a command the desktop opens.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done; also a search that found no feasible network (it says so)",
            "1:verify found a difference beyond tolerance",
            "2:wrong usage or wrong value in an option, project or request",
            "3:not there: a file, a folder, a run, or the display for the desktop",
            "4:a file's content is not what its format says",
            "5:a file or folder can't be read or written, or the result not to standard output",
            "6:the run store is damaged, locked or of another version",
            "70:a bug, or memory ran out; the log file has the details",
            "130:stopped by Ctrl-C; trials known so far are kept"},
        footer = {
            "  hasnas search sample-projects/digits-quickstart",
            "  hasnas cost --preset snasnet-cifar10 --matrix '0303 0030 2002 0200'",
            "",
            "'hasnas COMMAND --help' explains a command. Results go to standard output, all else to standard error."})
final class RootCommand implements Callable<Integer> {
    /** Position in the help of the options that all commands have: behind a command's own. */
    private static final int OF_ALL_COMMANDS = 9;

    private final Session session;

    @Option(names = {"-h", "--help"}, usageHelp = true, scope = ScopeType.INHERIT, order = OF_ALL_COMMANDS, description = "Show this help and exit.")
    private boolean help;

    @Option(names = {"-V", "--version"}, versionHelp = true, order = OF_ALL_COMMANDS, description = "Print the version and exit.")
    private boolean versionWanted;

    @Option(names = "--debug", scope = ScopeType.INHERIT, order = OF_ALL_COMMANDS, description = "Show stack traces of errors.")
    private boolean debug;

    @Option(names = "--verbose", scope = ScopeType.INHERIT, order = OF_ALL_COMMANDS, description = "Show log messages on standard error.")
    private boolean verbose;

    RootCommand(Session session) {
        this.session = session;
    }

    boolean debug() {
        return debug;
    }

    @Override
    public Integer call() throws HasnasException {
        session.environment().gui().start(Optional.empty(), false);
        return ExitCodes.OK;
    }
}
