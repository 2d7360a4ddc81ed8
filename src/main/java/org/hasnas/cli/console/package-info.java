/** What every command uses: the session with its streams and workbench, progress, exit codes, the command that prints a report. */
@NullMarked
package org.hasnas.cli.console;

import org.jspecify.annotations.NullMarked;
