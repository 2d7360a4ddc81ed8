/**
 * The command line: parse, build the request, call the {@link org.hasnas.workbench.Workbench}, print the
 * {@link org.hasnas.cli.report.Report}.
 *
 * <p>A command is a class in the package of its theme and a line in {@link org.hasnas.cli.Cli}. Types of options, headings of the help and
 * the forms of a report are not its business: they are registered once for all commands.
 *
 * <p>Results go to standard output, everything else (progress, notes, errors) to standard error. No computation, no file format of its
 * own and no threads here: whatever the desktop can do too is a method of the workbench. Class loading is lazy, so that
 * {@code --help} and {@code --version} open nothing.
 */
@NullMarked
package org.hasnas.cli;

import org.jspecify.annotations.NullMarked;
