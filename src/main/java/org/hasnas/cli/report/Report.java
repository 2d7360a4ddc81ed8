package org.hasnas.cli.report;

import java.io.IOException;
import java.io.PrintStream;

/** What a command has found out. A command makes one report, and the report knows the forms in which it can be printed. */
public interface Report {
    /** A form of a report. */
    enum Form { TEXT, JSON, CSV }

    /** The report as a document of a {@linkplain JsonDocument#of named kind}. Its keys are stable and end in the unit. */
    JsonDocument json();

    /** Prints the report for people. */
    void text(PrintStream out);

    /** Writes the report as a table with a header; only for reports of commands that have the option {@code --csv}. */
    default void csv(Appendable out) throws IOException {
        throw new UnsupportedOperationException("this report has no form as a table");
    }
}
