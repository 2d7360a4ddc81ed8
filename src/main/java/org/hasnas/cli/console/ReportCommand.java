package org.hasnas.cli.console;

import java.util.concurrent.Callable;
import org.hasnas.cli.report.Report;
import org.hasnas.error.HasnasException;
import picocli.CommandLine.Option;

/** A command that finds something out and prints it as text, or as JSON with {@code --json}. */
public abstract class ReportCommand implements Callable<Integer> {
    /** Position in the help of the options that say how a report is printed: behind the command's own. */
    protected static final int LAST = 2;

    private final Session session;

    @Option(names = "--json", order = LAST, description = "Print one JSON document.")
    private boolean json;

    protected ReportCommand(Session session) {
        this.session = session;
    }

    protected final Session session() {
        return session;
    }

    @Override
    public Integer call() throws HasnasException {
        Report report = report();
        if (json) {
            session.printJson(report);
        } else {
            session.printText(report);
        }
        return exitCode(report);
    }

    /** Whether the report is wanted as JSON. */
    protected final boolean isJson() {
        return json;
    }

    /** Does what the command is for; an error if an option is wrong. */
    protected abstract Report report() throws HasnasException;

    /** The command's exit code after it has printed a report. */
    protected int exitCode(Report report) {
        return ExitCodes.OK;
    }
}
