package org.hasnas.cli.console;

import org.hasnas.error.HasnasException;
import org.hasnas.workbench.Workbench;

/** Opens the workbench; called at most once per command, and only by commands that need it. */
@FunctionalInterface
public interface WorkbenchSource {
    Workbench open() throws HasnasException;
}
