package org.hasnas.cli.report;

import java.io.IOException;

/** A report that can be printed as a table, too. */
public interface TableReport extends Report {
    /** Writes the report as CSV with a header. */
    void csv(Appendable out) throws IOException;
}
