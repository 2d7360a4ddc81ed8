package org.hasnas.cli.report;

import java.io.PrintStream;

/** What a command has found out. A command makes one report, and the report knows the forms in which it can be printed. */
public interface Report {
    /** The report as a document of a {@linkplain JsonDocument#of named kind}. Its keys are stable and end in the unit. */
    JsonDocument json();

    /** Prints the report for people. */
    void text(PrintStream out);
}
