package org.hasnas.cli.console;

import java.util.concurrent.Callable;
import org.hasnas.cli.report.Report;
import org.hasnas.cli.report.Report.Form;
import org.hasnas.error.ErrorCode;
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
    public final Integer call() throws HasnasException {
        Form form = form();
        Report report = report();
        session.print(report, form);
        return exitCode(report);
    }

    /** Does what the command is for; an error if an option is wrong. */
    protected abstract Report report() throws HasnasException;

    /** The form that was asked for; an error if two were. */
    protected Form form() throws HasnasException {
        return json ? Form.JSON : Form.TEXT;
    }

    /** The form for commands with the option {@code --csv}. */
    protected final Form form(boolean csv) throws HasnasException {
        if (json && csv) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "give --json or --csv, not both");
        }
        return csv ? Form.CSV : json ? Form.JSON : Form.TEXT;
    }

    /** The command's exit code after it has printed a report. */
    protected int exitCode(Report report) {
        return ExitCodes.OK;
    }
}
