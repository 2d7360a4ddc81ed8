package org.hasnas.cli.console;

import org.hasnas.cli.report.TableReport;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import picocli.CommandLine.Option;

/** A command that can print what it found out as a table, too. */
public abstract class TableCommand extends ReportCommand {
    @Option(names = "--csv", order = LAST, description = "Print a table as CSV.")
    private boolean csv;

    protected TableCommand(Session session) {
        super(session);
    }

    @Override
    public final Integer call() throws HasnasException {
        if (!csv) {
            return super.call();
        }
        if (isJson()) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "give --json or --csv, not both");
        }
        TableReport report = report();
        session().printTable(report);
        return exitCode(report);
    }

    @Override
    protected abstract TableReport report() throws HasnasException;
}
