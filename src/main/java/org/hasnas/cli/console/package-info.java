/** What every command stands on: the session, progress, waiting for a job, exit codes, tables and JSON on standard output. */
@NullMarked
package org.hasnas.cli.console;

import org.jspecify.annotations.NullMarked;
